# finding: mixes-visitors
from flask import Flask, session


def make_app():
    app = Flask(__name__)
    app.secret_key = "only-for-this-exercise"
    names = ["stranger"]

    @app.get("/set/<username>")
    def store(username):
        names.append(username)
        return "Name stored."

    @app.get("/greet")
    def greet():
        return "Hello, " + names[-1] + "!"

    @app.get("/delete")
    def delete():
        names[1:] = []
        return "Session deleted."

    return app
