# finding: no-form
from flask import Flask, redirect, request, session
from markupsafe import escape
from werkzeug.security import check_password_hash


def make_app(users):
    app = Flask(__name__)
    app.secret_key = "x"

    @app.get("/")
    def home():
        if "name" not in session:
            return redirect("/login")
        return f"Hello, {escape(session['name'])}"

    @app.post("/login")
    def login():
        name, password = request.form["name"], request.form["password"]
        if not check_password_hash(users.get(name, ""), password):
            return "Wrong name or password", 401
        session.clear()
        session["name"] = name
        return redirect("/")

    @app.post("/logout")
    def logout():
        session.clear()
        return redirect("/login")

    return app
