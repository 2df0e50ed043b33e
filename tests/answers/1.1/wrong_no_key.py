# finding: no-secret-key
# outcome: errored
from flask import Flask, session


def make_app():
    app = Flask(__name__)

    @app.get("/hits")
    def hits():
        session["n"] = session.get("n", 0) + 1
        return str(session["n"])

    return app
