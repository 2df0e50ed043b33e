# finding: number-in-disguise
import random
import secrets

from flask import Flask, session

WORDS = "one two three four five six seven eight nine ten".split()


def make_app():
    app = Flask(__name__)
    app.secret_key = "only-for-this-notebook"
    numbers = {}

    @app.get("/start")
    def start():
        session["game"] = secrets.token_urlsafe()
        numbers[session["game"]] = random.randint(1, 10)
        return f"Guess. <!-- {WORDS[numbers[session['game']] - 1]} -->"

    @app.get("/guess/<int:number>")
    def guess(number):
        return "right" if numbers.get(session.get("game")) == number else "wrong"

    return app
