# finding: not-sent-home
from flask import Flask, request


def make_app():
    app = Flask(__name__)

    @app.post("/settings/theme")
    def choose():
        line = f"theme={request.form['theme']}; Max-Age=60"
        return "ok", {"Set-Cookie": line}

    @app.get("/")
    def home():
        return request.cookies.get("theme", "light")

    return app
