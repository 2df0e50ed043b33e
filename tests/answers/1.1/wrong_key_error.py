# finding: view-raises
# outcome: errored
from flask import Flask, session


def make_app():
    app = Flask(__name__)
    app.secret_key = "x"

    @app.get("/hits")
    def hits():
        session["n"] += 1
        return str(session["n"])

    return app
