from flask import Flask, request, session


def make_app(day, old, new):
    app = Flask(__name__)
    if day == 0:
        app.secret_key = old
    elif day < 8:
        app.secret_key, app.config["SECRET_KEY_FALLBACKS"] = new, [old]
    else:
        app.secret_key = new

    @app.before_request
    def renew():
        if "user" in session:
            session["user"] = session["user"]

    @app.post("/login")
    def log_in():
        session["user"] = request.form["user"]
        return "Welcome"

    @app.get("/me")
    def me():
        return session.get("user", "nobody")

    return app
