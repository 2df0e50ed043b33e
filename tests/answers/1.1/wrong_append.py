# finding: stops-counting
from flask import Flask, session


def make_app():
    app = Flask(__name__)
    app.secret_key = "x"

    @app.get("/hits")
    def hits():
        session.setdefault("seen", []).append("now")
        return str(len(session["seen"]))

    return app
