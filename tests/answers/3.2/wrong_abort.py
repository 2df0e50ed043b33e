# finding: no-greeting
from flask import Flask, abort, session


def make_app():
    app = Flask(__name__)
    app.secret_key = "only-for-this-exercise"

    @app.get("/set/<username>")
    def store(username):
        session["username"] = username
        return "Name stored."

    @app.get("/greet")
    def greet():
        if "username" not in session:
            abort(404)
        return "Hello, " + session["username"] + "!"

    @app.get("/delete")
    def delete():
        session.pop("username", None)
        return "Session deleted."

    return app
