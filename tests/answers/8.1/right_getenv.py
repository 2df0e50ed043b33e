import os
import sys

from flask import Flask, request, session


def make_app():
    app = Flask(__name__)
    key = os.getenv("SECRET_KEY") or ""
    if len(key) < 32:
        sys.exit("Set SECRET_KEY to the output of secrets.token_hex().")
    app.config["SECRET_KEY"] = key

    @app.post("/login")
    def log_in():
        session["user"] = request.form["user"]
        return "Welcome"

    @app.get("/me")
    def me():
        return session.get("user", "nobody")

    return app
