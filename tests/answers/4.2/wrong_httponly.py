# finding: number-in-plain-sight
import random

from flask import Flask, session


def make_app():
    app = Flask(__name__)
    app.secret_key = "only-for-this-notebook"
    app.config["SESSION_COOKIE_HTTPONLY"] = True
    app.config["SESSION_COOKIE_SECURE"] = False

    @app.get("/start")
    def start():
        session["answer"] = random.randint(1, 10)
        return "I am thinking of a number from 1 to 10."

    @app.get("/guess/<int:number>")
    def guess(number):
        return "right" if session.get("answer") == number else "wrong"

    return app
