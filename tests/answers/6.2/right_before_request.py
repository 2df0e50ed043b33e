# Guards every page at one door, and needs no decorator.
from flask import Flask, redirect, request, session
from werkzeug.security import check_password_hash


def make_app(users):
    app = Flask(__name__)
    app.secret_key = "x"

    @app.before_request
    def guard():
        if request.path != "/login" and session.get("user") not in users:
            return redirect("/login")

    @app.get("/orders")
    @app.get("/letters")
    @app.get("/orders/<int:number>")
    def page(number=None):
        return "Here you are"

    @app.route("/login", methods=["GET", "POST"])
    def login():
        if request.method == "GET":
            return "Who are you?"
        name = request.form["name"]
        if not check_password_hash(users.get(name, ""), request.form["password"]):
            return "No", 401
        session["user"] = name
        return redirect("/orders")

    return app
