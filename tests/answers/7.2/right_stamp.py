import time

from flask import Flask, request, session


def make_app():
    app = Flask(__name__)
    app.secret_key = "x"

    @app.before_request
    def judge():
        if time.time() - session.get("seen", 0) > 900:
            session.clear()
        else:
            session["seen"] = time.time()

    @app.post("/login")
    def log_in():
        session.clear()
        session["user"] = request.form["user"]
        session["seen"] = time.time()
        return "Welcome"

    @app.get("/me")
    def me():
        return session.get("user", "nobody")

    return app
