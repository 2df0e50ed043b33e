# finding: former-admin-gets-in
from flask import Flask, redirect, request, session
from markupsafe import escape
from werkzeug.security import check_password_hash


def make_app(users):
    app = Flask(__name__)
    app.secret_key = "x"
    admins = {name for name, row in users.items() if row["admin"]}

    @app.get("/login")
    def form():
        return "Who are you?"

    @app.post("/login")
    def login():
        name, password = request.form["name"], request.form["password"]
        if name not in users or not check_password_hash(users[name]["hash"], password):
            return "Wrong name or password", 401
        session.clear()
        session["user"] = name
        return redirect("/city")

    @app.get("/city")
    def city():
        user = users.get(session.get("user"))
        if user is None:
            return redirect("/login")
        return f"You live in {escape(user['city'])}"

    @app.post("/city")
    def move():
        user = users.get(session.get("user"))
        if user is None:
            return redirect("/login")
        user["city"] = request.form["city"]
        return redirect("/city")

    @app.get("/admin")
    def admin():
        if session.get("user") not in admins:
            return "This is for admins", 403
        return "The till"

    return app
