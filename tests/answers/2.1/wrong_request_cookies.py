# finding: view-raises
# outcome: errored
from flask import Flask, redirect, request


def make_app():
    app = Flask(__name__)

    @app.post("/settings/theme")
    def choose():
        response = redirect("/")
        request.cookies["theme"] = "dark"
        return response

    @app.get("/")
    def home():
        return request.cookies.get("theme", "light")

    return app
