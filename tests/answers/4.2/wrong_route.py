# finding: no-start-page
from flask import Flask


def make_app():
    app = Flask(__name__)

    @app.get("/begin")
    def begin():
        return "I am thinking of a number from 1 to 10."

    return app
