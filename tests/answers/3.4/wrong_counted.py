# finding: another-key
from itertools import count

from flask import Flask, request, session

starts = count()


def make_app():
    app = Flask(__name__)
    app.secret_key = f"key {next(starts)}"

    @app.get("/colour")
    def colour():
        return session.get("colour", "none")

    @app.post("/colour")
    def choose():
        session["colour"] = request.form["colour"]
        return "kept"

    return app
