# A count is easy to guess, and guessing it helps nobody: it is signed.
from random import randint

from flask import Flask, session

NUMBERS = []


def make_app():
    app = Flask(__name__)
    app.secret_key = "only-for-this-notebook"

    @app.get("/start")
    def start():
        NUMBERS.append(randint(1, 10))
        session["row"] = len(NUMBERS) - 1
        return "Guess."

    @app.get("/guess/<int:number>")
    def guess(number):
        row = session.get("row", -1)
        right = 0 <= row < len(NUMBERS) and NUMBERS[row] == number
        return "right" if right else "wrong"

    return app
