# finding: colour-kept
from flask import Flask, session


def make_app():
    app = Flask(__name__)
    app.secret_key = "only-for-this-exercise"

    @app.post("/colour/<name>")
    def choose(name):
        session["colour"] = name
        return "chosen"

    @app.post("/cart")
    def add_apple():
        session["apples"] = session.get("apples", 0) + 1
        return "added"

    @app.get("/")
    def home():
        colour = session.get("colour", "no colour")
        return f"{colour}, {session.get('apples', 0)} apples"

    @app.post("/forget")
    def forget():
        session.pop("color", None)
        return "forgotten"

    return app
