# finding: number-in-disguise
import random

from flask import Flask, session


def make_app():
    app = Flask(__name__)
    app.secret_key = "only-for-this-notebook"

    @app.get("/start")
    def start():
        session["answer"] = random.randint(1, 10) * 7919 + 4242
        return "I am thinking of a number from 1 to 10."

    @app.get("/guess/<int:number>")
    def guess(number):
        return "right" if session["answer"] == number * 7919 + 4242 else "wrong"

    return app
