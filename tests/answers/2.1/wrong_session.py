# finding: another-name
from flask import Flask, request, session


def make_app():
    app = Flask(__name__)
    app.secret_key = "any"

    @app.post("/settings/theme")
    def choose():
        session["theme"] = request.form["theme"]
        return "ok"

    @app.get("/")
    def home():
        return session.get("theme", "light")

    return app
