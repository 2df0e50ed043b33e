# finding: total-wrong
from flask import Flask, session


def make_app():
    app = Flask(__name__)
    app.secret_key = "x"
    visitors = 0

    @app.get("/hits")
    def hits():
        nonlocal visitors
        if "hits" not in session:
            visitors += 1
        session["hits"] = session.get("hits", 0) + 1
        return str(session["hits"])

    @app.get("/total")
    def total():
        return str(visitors)

    return app
