# finding: client-keeps-time
from flask import Flask, make_response, request


def make_app():
    app = Flask(__name__)

    def answer(user):
        response = make_response(user)
        if user != "nobody":
            response.set_cookie("user", user, max_age=15 * 60)
        return response

    @app.post("/login")
    def log_in():
        return answer(request.form["user"])

    @app.get("/me")
    def me():
        return answer(request.cookies.get("user", "nobody"))

    return app
