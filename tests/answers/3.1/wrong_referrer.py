# finding: never-remembers
from flask import Flask, request, session


def make_app():
    app = Flask(__name__)
    app.secret_key = "only-for-this-exercise"

    @app.get("/theme/<name>")
    def choose(name):
        session["theme"] = name
        return "chosen"

    @app.get("/page/<name>")
    def page(name):
        before = request.referrer
        if before is None:
            return f"This is {name}. Welcome."
        return f"This is {name}. Before: {before.rsplit('/', 1)[-1]}."

    return app
