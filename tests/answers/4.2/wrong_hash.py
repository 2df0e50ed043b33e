# finding: number-hashed
import random
import hashlib

from flask import Flask, session


def make_app():
    app = Flask(__name__)
    app.secret_key = "only-for-this-notebook"

    @app.get("/start")
    def start():
        number = str(random.randint(1, 10))
        session["answer"] = hashlib.sha256(number.encode()).hexdigest()
        return "I am thinking of a number from 1 to 10."

    @app.get("/guess/<int:number>")
    def guess(number):
        guessed = hashlib.sha256(str(number).encode()).hexdigest()
        return "right" if session["answer"] == guessed else "wrong"

    return app
