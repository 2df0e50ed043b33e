# finding: mixes-visitors
from flask import Flask, session


def make_app():
    app = Flask(__name__)
    app.secret_key = "only-for-this-exercise"
    last = None

    @app.get("/theme/<name>")
    def choose(name):
        session["theme"] = name
        return "chosen"

    @app.get("/page/<name>")
    def page(name):
        nonlocal last
        before, last = last, name
        if before is None:
            return f"This is {name}. Welcome."
        return f"This is {name}. Before: {before}."

    return app
