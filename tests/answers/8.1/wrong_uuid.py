# finding: key-of-the-start
import os
import uuid

from flask import Flask, request, session


def make_app():
    app = Flask(__name__)
    if len(os.environ["SECRET_KEY"]) < 32:
        raise ValueError("SECRET_KEY is too short.")
    app.secret_key = str(uuid.uuid4())

    @app.post("/login")
    def log_in():
        session["user"] = request.form["user"]
        return "Welcome"

    @app.get("/me")
    def me():
        return session.get("user", "nobody")

    return app
