# finding: key-too-late
# The session of this request was opened before its view began.
from flask import Flask, request, session


def make_app():
    app = Flask(__name__)

    @app.get("/colour")
    def colour():
        return session.get("colour", "none")

    @app.post("/colour")
    def choose():
        app.secret_key = "kept-on-the-server"
        session["colour"] = request.form["colour"]
        return "kept"

    return app
