# finding: no-secret-key
# outcome: errored
from flask import Flask, request, session


def make_app():
    app = Flask(__name__)
    app.config.secret_key = "kept-on-the-server"

    @app.get("/colour")
    def colour():
        return session.get("colour", "none")

    @app.post("/colour")
    def choose():
        session["colour"] = request.form["colour"]
        return "kept"

    return app
