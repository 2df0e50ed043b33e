# finding: number-in-disguise
import random
import base64

from flask import Flask, session


def make_app():
    app = Flask(__name__)
    app.secret_key = "only-for-this-notebook"

    @app.get("/start")
    def start():
        number = str(random.randint(1, 10))
        session["answer"] = base64.b64encode(number.encode()).decode()
        return "I am thinking of a number from 1 to 10."

    @app.get("/guess/<int:number>")
    def guess(number):
        wanted = base64.b64decode(session["answer"]).decode()
        return "right" if wanted == str(number) else "wrong"

    return app
