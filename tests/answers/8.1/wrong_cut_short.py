# finding: not-that-key
import os

from flask import Flask, request, session


def make_app():
    app = Flask(__name__)
    app.secret_key = os.environ["SECRET_KEY"][:16]
    if len(os.environ["SECRET_KEY"]) < 32:
        raise ValueError("SECRET_KEY is too short.")

    @app.post("/login")
    def log_in():
        session["user"] = request.form["user"]
        return "Welcome"

    @app.get("/me")
    def me():
        return session.get("user", "nobody")

    return app
