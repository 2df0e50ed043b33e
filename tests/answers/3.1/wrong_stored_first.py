# finding: comes-from-itself
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
        first = "page" not in session
        session["page"] = name
        if first:
            return f"This is {name}. Welcome."
        return f"This is {name}. Before: {session['page']}."

    return app
