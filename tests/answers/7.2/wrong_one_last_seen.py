# finding: one-clock-for-all
import time

from flask import Flask, request, session


def make_app():
    app = Flask(__name__)
    app.secret_key = "x"
    seen = {"last": 0}

    @app.before_request
    def judge():
        if request.path != "/login" and time.time() - seen["last"] > 900:
            session.clear()
        seen["last"] = time.time()

    @app.post("/login")
    def log_in():
        session["user"] = request.form["user"]
        seen["last"] = time.time()
        return "Welcome"

    @app.get("/me")
    def me():
        return session.get("user", "nobody")

    return app
