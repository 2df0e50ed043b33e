# finding: wish-not-forgotten
from flask import Flask, redirect, request, session
from markupsafe import escape
from werkzeug.security import check_password_hash


def make_app(users):
    app = Flask(__name__)
    app.secret_key = "x"

    @app.get("/")
    def home():
        return f"{escape(session.get('user'))}, pet: {escape(session.get('pet'))}"

    @app.post("/pet")
    def pet():
        session["pet"] = request.form["pet"]
        return redirect("/")

    @app.get("/orders")
    @app.get("/letters")
    def members():
        if session.get("user") in users:
            return f"{escape(session['user'])} reads {request.path}"
        session["wanted"] = request.path
        return redirect("/login")

    @app.get("/login")
    def form():
        return '<form method="post"><input name="name"><input name="password"></form>'

    @app.post("/login")
    def login():
        name, password = request.form["name"], request.form["password"]
        if not check_password_hash(users.get(name, ""), password):
            return "Wrong name or password", 401
        wanted = session.get("wanted", "/")
        session["user"] = name
        return redirect(wanted)

    return app
