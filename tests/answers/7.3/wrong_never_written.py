# finding: not-logged-in
import time

from flask import Flask, request, session


def make_app():
    app = Flask(__name__)
    app.secret_key = "x"
    app.config["PERMANENT_SESSION_LIFETIME"] = 60 * 60

    @app.before_request
    def judge():
        if time.time() - session.get("began", 0) > 8 * 3600:
            session.clear()

    @app.post("/login")
    def log_in():
        session.clear()
        session["user"] = request.form["user"]
        session.permanent = True
        return "Welcome"

    @app.get("/me")
    def me():
        return session.get("user", "nobody")

    @app.get("/desk")
    def desk():
        return f"{session['user']}'s desk" if "user" in session else "nobody"

    return app
