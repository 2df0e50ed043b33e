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
        before = session.pop("page", None)
        session["page"] = name
        return f"This is {name}. " + (f"Before: {before}." if before else "Welcome.")

    return app
