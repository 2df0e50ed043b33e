from flask import Flask, redirect, request


def make_app():
    app = Flask(__name__)

    @app.post("/settings/theme")
    def choose():
        response = redirect("/")
        response.set_cookie("theme", request.form.get("theme", "light"), max_age=60)
        return response

    @app.get("/")
    def home():
        return request.cookies.get("theme", "light")

    return app
