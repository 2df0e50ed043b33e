# An end as a date, and a class of its own for the home page.
from datetime import datetime, timedelta, timezone

from flask import Flask, request


def make_app():
    app = Flask(__name__)

    @app.post("/settings/theme")
    def choose():
        end = datetime.now(timezone.utc) + timedelta(seconds=60)
        response = app.make_response("chosen")
        response.set_cookie("theme", request.form["theme"], expires=end, httponly=True)
        return response

    @app.get("/")
    def home():
        return request.cookies.get("theme", "light")

    return app
