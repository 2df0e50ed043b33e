from datetime import datetime, timedelta, timezone

from flask import Flask, request, session


def make_app():
    app = Flask(__name__)
    app.secret_key = "x"
    app.config["PERMANENT_SESSION_LIFETIME"] = 60 * 60

    @app.before_request
    def over():
        until = session.get("until")
        if until and datetime.now(timezone.utc) > until:
            session.pop("user", None)

    @app.post("/login")
    def log_in():
        session.clear()
        session["user"] = request.form["user"]
        session.permanent = True
        session["until"] = datetime.now(timezone.utc) + timedelta(hours=8)
        return "Welcome"

    @app.get("/me")
    def me():
        return session.get("user", "nobody")

    @app.get("/desk")
    def desk():
        return f"{session['user']}'s desk" if "user" in session else "nobody"

    return app
