# The number does travel, mixed with the key and a word that is never used twice.
import hmac
import random
import secrets

from flask import Flask, session

KEY = b"only-for-this-notebook"


def seal(word, number):
    return hmac.digest(KEY, f"{word}:{number}".encode(), "sha256").hex()


def make_app():
    app = Flask(__name__)
    app.secret_key = KEY

    @app.get("/start")
    def start():
        session["word"] = secrets.token_hex(16)
        session["sealed"] = seal(session["word"], random.randint(1, 10))
        return "I am thinking of a number from 1 to 10."

    @app.get("/guess/<int:number>")
    def guess(number):
        if "word" not in session:
            return "wrong"
        return "right" if seal(session["word"], number) == session["sealed"] else "wrong"

    return app
