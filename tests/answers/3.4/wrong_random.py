# finding: another-key
import os

from flask import Flask, request, session


def make_app():
    app = Flask(__name__)
    app.secret_key = os.urandom(24)

    @app.get("/colour")
    def colour():
        return session.get("colour", "none")

    @app.post("/colour")
    def choose():
        session["colour"] = request.form["colour"]
        return "kept"

    return app
