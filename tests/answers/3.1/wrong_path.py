# finding: no-page
from flask import Flask, session


def make_app():
    app = Flask(__name__)
    app.secret_key = "only-for-this-exercise"

    @app.get("/theme/<name>")
    def choose(name):
        session["theme"] = name
        return "chosen"

    @app.get("/pages/<name>")
    def page(name):
        before = session.get("page")
        session["page"] = name
        if before is None:
            return f"This is {name}. Welcome."
        return f"This is {name}. Before: {before}."

    return app
