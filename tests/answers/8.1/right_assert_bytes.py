import os

from flask import Flask, request, session


def make_app():
    app = Flask(__name__)
    key = os.environ["SECRET_KEY"].encode()
    assert len(key) > 31
    app.config.from_mapping(SECRET_KEY=key)

    @app.post("/login")
    def log_in():
        session["user"] = request.form["user"]
        return "Welcome"

    @app.get("/me")
    def me():
        return session.get("user", "nobody")

    return app
