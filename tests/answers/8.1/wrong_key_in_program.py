# finding: starts-without-key

from flask import Flask, request, session


def make_app():
    app = Flask(__name__)
    app.secret_key = "0a3f8d2c" * 8

    @app.post("/login")
    def log_in():
        session["user"] = request.form["user"]
        return "Welcome"

    @app.get("/me")
    def me():
        return session.get("user", "nobody")

    return app
