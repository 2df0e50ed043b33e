# finding: remembers-once
from flask import Flask, session


def make_app():
    app = Flask(__name__)
    app.secret_key = "only-for-this-exercise"

    @app.get("/theme/<name>")
    def choose(name):
        session["theme"] = name
        return "chosen"

    @app.get("/page/<name>")
    def page(name):
        if "page" in session:
            return f"This is {name}. Before: {session.pop('page')}."
        session["page"] = name
        return f"This is {name}. Welcome."

    return app
