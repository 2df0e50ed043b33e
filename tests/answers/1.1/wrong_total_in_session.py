# finding: total-per-visitor
from flask import Flask, session


def make_app():
    app = Flask(__name__)
    app.secret_key = "x"

    @app.get("/hits")
    def hits():
        session["hits"] = session.get("hits", 0) + 1
        session["total"] = session.get("total", 0) + 1
        return str(session["hits"])

    @app.get("/total")
    def total():
        return str(session.get("total", 0))

    return app
