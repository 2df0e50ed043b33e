# finding: not-logged-in
import os

from flask import Flask, request


def make_app():
    app = Flask(__name__)
    app.secret_key = os.environ["SECRET_KEY"]
    if len(app.secret_key) < 32:
        raise ValueError("SECRET_KEY is too short.")
    session = {}

    @app.post("/login")
    def log_in():
        session["user"] = request.form["user"]
        return "Welcome"

    @app.get("/me")
    def me():
        return {}.get("user", "nobody")

    return app
