# finding: hash-as-password
from flask import Flask, redirect, request, session
from markupsafe import escape


def make_app(users):
    app = Flask(__name__)
    app.secret_key = "x"

    @app.get("/")
    def home():
        if "name" not in session:
            return redirect("/login")
        return f"Hello, {escape(session['name'])}"

    @app.get("/login")
    def form():
        return '<form method="post"><input name="name"><input name="password"></form>'

    @app.post("/login")
    def login():
        name, password = request.form["name"], request.form["password"]
        if users.get(name) != password:
            return "Wrong name or password", 401
        session.clear()
        session["name"] = name
        return redirect("/")

    @app.post("/logout")
    def logout():
        session.clear()
        return redirect("/login")

    return app
