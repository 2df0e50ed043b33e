# finding: view-raises
# outcome: errored
from flask import Flask, session


def make_app():
    app = Flask(__name__)
    app.secret_key = "only-for-this-exercise"

    @app.get("/set/<username>")
    def store(username):
        session["username"] = username
        return "Name stored."

    @app.get("/greet")
    def greet():
        user = session.get("username", None)
        return "Hello, " + user + "!"

    @app.get("/delete")
    def delete():
        session.pop("username", None)
        return "Session deleted."

    return app
