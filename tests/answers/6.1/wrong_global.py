# finding: one-for-all
from flask import Flask, redirect, request
from markupsafe import escape
from werkzeug.security import check_password_hash


def make_app(users):
    app = Flask(__name__)
    current = {}

    @app.get("/")
    def home():
        if "name" not in current:
            return redirect("/login")
        return f"Hello, {escape(current['name'])}"

    @app.get("/login")
    def form():
        return '<form method="post"><input name="name"><input name="password"></form>'

    @app.post("/login")
    def login():
        name, password = request.form["name"], request.form["password"]
        if not check_password_hash(users.get(name, ""), password):
            return "Wrong name or password", 401
        current.clear()
        current["name"] = name
        return redirect("/")

    @app.post("/logout")
    def logout():
        current.clear()
        return redirect("/login")

    return app
