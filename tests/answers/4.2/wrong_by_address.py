# finding: players-share
import random

from flask import Flask, request


def make_app():
    app = Flask(__name__)
    numbers = {}

    @app.get("/start")
    def start():
        numbers[request.remote_addr] = random.randint(1, 10)
        return "I am thinking of a number from 1 to 10."

    @app.get("/guess/<int:number>")
    def guess(number):
        return "right" if numbers.get(request.remote_addr) == number else "wrong"

    return app
