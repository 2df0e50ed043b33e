# Keeps every page, and makes a new list each time.
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
        if "seen" in session:
            rest = f"Before: {session['seen'][-1]}."
            session["seen"] = [*session["seen"], name]
        else:
            rest = "Welcome."
            session["seen"] = [name]
        return f"This is {name}. {rest}"

    return app
