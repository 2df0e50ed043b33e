# finding: players-share
import random

from flask import Flask

answer = None


def make_app():
    app = Flask(__name__)

    @app.get("/start")
    def start():
        global answer
        answer = random.randint(1, 10)
        return "I am thinking of a number from 1 to 10."

    @app.get("/guess/<int:number>")
    def guess(number):
        return "right" if number == answer else "wrong"

    return app
