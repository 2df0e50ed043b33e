# Keeps names on the server, and answers in plain text, where nothing is HTML.
import secrets

from flask import Flask, redirect, request, session
from werkzeug.security import check_password_hash


def make_app(users):
    app = Flask(__name__)
    app.config["SECRET_KEY"] = secrets.token_hex()
    inside = {}

    @app.before_request
    def guard():
        if request.path != "/login" and session.get("ticket") not in inside:
            return redirect("/login")

    @app.get("/login")
    def form():
        return "<FORM method=post><input name=name><input name=password></FORM>"

    @app.post("/login")
    def login():
        name = request.form["name"]
        if name not in users:
            return "No", 401
        if not check_password_hash(users[name], request.form["password"]):
            return "No", 401
        session["ticket"] = secrets.token_urlsafe()
        inside[session["ticket"]] = name
        return redirect("/")

    @app.get("/")
    def home():
        return inside[session["ticket"]], {"Content-Type": "text/plain"}

    @app.post("/logout")
    def logout():
        inside.pop(session.pop("ticket"))
        return redirect("/login")

    return app
