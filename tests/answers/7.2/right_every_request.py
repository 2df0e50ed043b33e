from datetime import timedelta

from flask import Flask, request, session


def make_app():
    app = Flask(__name__)
    app.secret_key = "x"
    app.permanent_session_lifetime = timedelta(minutes=15)

    @app.before_request
    def permanent():
        session.permanent = True

    @app.post("/login")
    def log_in():
        session["user"] = request.form["user"]
        return "Welcome"

    @app.get("/me")
    def me():
        return session.get("user", "nobody")

    return app
