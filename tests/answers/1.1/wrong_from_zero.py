# finding: first-visit-not-one
from flask import Flask, session


def make_app():
    app = Flask(__name__)
    app.secret_key = "x"

    @app.get("/hits")
    def hits():
        n = session.get("n", 0)
        session["n"] = n + 1
        return str(n)

    return app
