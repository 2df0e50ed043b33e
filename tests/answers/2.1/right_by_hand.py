# The line is written by hand, and the date is the client's business.
from flask import Flask, request


def make_app():
    app = Flask(__name__)

    @app.post("/settings/theme")
    def choose():
        line = f"theme={request.form['theme']}; Max-Age=60; Path=/; SameSite=Lax"
        return "ok", {"Set-Cookie": line}

    @app.get("/")
    def home():
        if "theme" in request.cookies:
            return request.cookies["theme"]
        return "light"

    return app
