# finding: number-hashed
import random

from flask import Flask, session
from werkzeug.security import check_password_hash, generate_password_hash


def make_app():
    app = Flask(__name__)
    app.secret_key = "only-for-this-notebook"

    @app.get("/start")
    def start():
        number = str(random.randint(1, 10))
        session["answer"] = generate_password_hash(number, "pbkdf2:sha256:1000")
        return "I am thinking of a number from 1 to 10."

    @app.get("/guess/<int:number>")
    def guess(number):
        right = check_password_hash(session["answer"], str(number))
        return "right" if right else "wrong"

    return app
