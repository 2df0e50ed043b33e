# finding: mixes-visitors
from flask import Flask, request, session


def make_app():
    app = Flask(__name__)
    colours = ["none"]

    @app.get("/colour")
    def colour():
        return colours[-1]

    @app.post("/colour")
    def choose():
        colours.append(request.form["colour"])
        return "kept"

    return app
