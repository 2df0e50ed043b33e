# finding: not-a-number
from flask import Flask, session


def make_app():
    app = Flask(__name__)
    app.secret_key = "x"

    @app.get("/hits")
    def hits():
        session["n"] = session.get("n", 0) + 1
        return f"You were here {session['n']} times."

    return app
