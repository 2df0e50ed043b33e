# finding: mixes-visitors
from flask import Flask, request


def make_app():
    app = Flask(__name__)
    now = {"user": "nobody"}

    @app.post("/login")
    def log_in():
        now["user"] = request.form["user"]
        return "Welcome"

    @app.get("/me")
    def me():
        return now["user"]

    return app
