# finding: old-key-signs
from flask import Flask, request, session


def make_app(day, old, new):
    app = Flask(__name__)
    app.config["SECRET_KEY"] = old if day < 8 else new
    app.config["SECRET_KEY_FALLBACKS"] = [new] if 1 <= day <= 7 else []

    @app.before_request
    def renew():
        if session:
            session.modified = True

    @app.post("/login")
    def log_in():
        session["user"] = request.form["user"]
        return "Welcome"

    @app.get("/me")
    def me():
        return session.get("user", "nobody")

    return app
