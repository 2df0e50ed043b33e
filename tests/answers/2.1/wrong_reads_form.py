# finding: not-read
from flask import Flask, make_response, request


def make_app():
    app = Flask(__name__)

    @app.post("/settings/theme")
    def choose():
        response = make_response("ok")
        response.set_cookie("theme", request.form["theme"], max_age=60)
        return response

    @app.get("/")
    def home():
        return request.values.get("theme", "light")

    return app
