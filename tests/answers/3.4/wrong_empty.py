# finding: no-secret-key
# outcome: errored
import os

from flask import Flask, request, session


def make_app():
    app = Flask(__name__)
    app.config["SECRET_KEY"] = os.environ.get("NO_SUCH_VARIABLE", "")

    @app.get("/colour")
    def colour():
        return session.get("colour", "none")

    @app.post("/colour")
    def choose():
        session["colour"] = request.form["colour"]
        return "kept"

    return app
