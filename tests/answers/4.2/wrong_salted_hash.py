# finding: number-hashed
import random
import hashlib
import secrets

from flask import Flask, session


def make_app():
    app = Flask(__name__)
    app.secret_key = "only-for-this-notebook"

    @app.get("/start")
    def start():
        number, salt = str(random.randint(1, 10)), secrets.token_hex(8)
        session["salt"] = salt
        session["answer"] = hashlib.sha1((salt + number).encode()).hexdigest()
        return "I am thinking of a number from 1 to 10."

    @app.get("/guess/<int:number>")
    def guess(number):
        guessed = hashlib.sha1((session["salt"] + str(number)).encode()).hexdigest()
        return "right" if session["answer"] == guessed else "wrong"

    return app
