# No session at all: a random name of our own in a plain cookie.
import random
import secrets

from flask import Flask, make_response, request


def make_app():
    app = Flask(__name__)
    games = {}

    @app.get("/start")
    def start():
        name = request.cookies.get("game") or secrets.token_hex(16)
        games[name] = random.choice(range(1, 11))
        response = make_response("I am thinking of a number.")
        response.set_cookie("game", name, httponly=True)
        return response

    @app.get("/guess/<int:number>")
    def guess(number):
        answer = games.get(request.cookies.get("game"))
        return "right\n" if number == answer else "wrong\n"

    return app
