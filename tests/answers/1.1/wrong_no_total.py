# finding: no-total-page
from flask import Flask, session


def make_app():
    app = Flask(__name__)
    app.secret_key = "x"

    @app.get("/hits")
    def hits():
        session["hits"] = session.get("hits", 0) + 1
        return str(session["hits"])

    return app
