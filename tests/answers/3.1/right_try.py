# Catches the one error it means, around the one line that raises it.
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
        try:
            rest = f"Before: {session['page']}."
        except KeyError:
            rest = "Welcome."
        session["page"] = name
        return f"This is {name}. {rest}"

    return app
