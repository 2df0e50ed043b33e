# finding: shared-theme
from flask import Flask, make_response, request

theme = "light"


def make_app():
    app = Flask(__name__)

    @app.post("/settings/theme")
    def choose():
        global theme
        theme = request.form["theme"]
        response = make_response("ok")
        response.set_cookie("theme", theme, max_age=60)
        return response

    @app.get("/")
    def home():
        return theme

    return app
