# finding: keeps-first-page
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
        if "page" not in session:
            session["page"] = name
            return f"This is {name}. Welcome."
        before = session.setdefault("page", name)
        return f"This is {name}. Before: {before}."

    return app
