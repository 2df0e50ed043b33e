# finding: no-hits-page
from flask import Flask, session


def make_app():
    app = Flask(__name__)
    app.secret_key = "x"

    @app.get("/")
    def hits():
        session["n"] = session.get("n", 0) + 1
        return str(session["n"])

    return app
