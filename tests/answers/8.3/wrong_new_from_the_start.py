# finding: new-key-too-soon
from flask import Flask, request, session


def make_app(day, old, new):
    app = Flask(__name__)
    app.config["SECRET_KEY"] = new
    app.config["SECRET_KEY_FALLBACKS"] = [old] if day < 8 else []

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
