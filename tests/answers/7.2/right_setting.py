from flask import Flask, request, session


def make_app():
    app = Flask(__name__)
    app.secret_key = "x"
    app.config["PERMANENT_SESSION_LIFETIME"] = 15 * 60

    @app.post("/login")
    def log_in():
        session["user"] = request.form["user"]
        session.permanent = True
        return "Welcome"

    @app.get("/me")
    def me():
        return session.get("user", "nobody")

    return app
