# finding: always-the-same
import random

from flask import Flask


def make_app():
    app = Flask(__name__)
    answer = random.randint(1, 10)

    @app.get("/start")
    def start():
        return "I am thinking of a number from 1 to 10."

    @app.get("/guess/<int:number>")
    def guess(number):
        return "right" if number == answer else "wrong"

    return app
