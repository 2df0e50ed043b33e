from functools import wraps

from flask import Flask, redirect, request, session
from werkzeug.security import check_password_hash


def make_app(users):
    app = Flask(__name__)
    app.secret_key = "x"

    def members_only(view):
        @wraps(view)
        def guarded(*args, **kwargs):
            if session.get("user") in users:
                return view(*args, **kwargs)
            return redirect("/login")

        return guarded

    @app.get("/orders")
    @members_only
    def orders():
        return "All orders"

    @app.get("/letters")
    @members_only
    def letters():
        return "All letters"

    @app.get("/orders/<int:number>")
    @members_only
    def order(number):
        return f"Order {number}"

    @app.get("/login")
    def form():
        return "Who are you?"

    @app.post("/login")
    def login():
        name, password = request.form["name"], request.form["password"]
        if not check_password_hash(users.get(name, ""), password):
            return "Wrong name or password", 401
        session.clear()
        session["user"] = name
        return redirect("/orders")

    return app
