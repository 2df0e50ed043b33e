# finding: number-in-plain-sight
import random

from flask import Flask, session


def make_app():
    app = Flask(__name__)
    app.secret_key = "6f1d2c80c5e94d3fa1b7e2f90c4d8a35" * 4

    @app.get("/start")
    def start():
        session["answer"] = random.randint(1, 10)
        return "I am thinking of a number from 1 to 10."

    @app.get("/guess/<int:number>")
    def guess(number):
        return "right" if session.get("answer") == number else "wrong"

    return app
