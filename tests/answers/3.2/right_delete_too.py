# Deletes the whole session, as the page says; the task leaves that open.
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
        user = session.get("username") or "stranger"
        return f"Hello, {user}!"

    @app.get("/delete")
    def delete():
        session.clear()
        return "Session deleted."

    return app
