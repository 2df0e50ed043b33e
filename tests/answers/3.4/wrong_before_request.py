# finding: key-too-late
# The session is opened before this, too.
from flask import Flask, request, session


def make_app():
    app = Flask(__name__)

    @app.before_request
    def set_key():
        app.secret_key = "kept-on-the-server"

    @app.get("/colour")
    def colour():
        return session.get("colour", "none")

    @app.post("/colour")
    def choose():
        session["colour"] = request.form["colour"]
        return "kept"

    return app
