# finding: starts-without-key
import os
import secrets

from flask import Flask, request, session


def make_app():
    app = Flask(__name__)
    app.secret_key = os.environ.setdefault("SECRET_KEY", secrets.token_hex())

    @app.post("/login")
    def log_in():
        session["user"] = request.form["user"]
        return "Welcome"

    @app.get("/me")
    def me():
        return session.get("user", "nobody")

    return app
