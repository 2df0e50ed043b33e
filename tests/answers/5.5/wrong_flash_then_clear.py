# finding: goodbye-lost
from flask import Flask, flash, get_flashed_messages, redirect, request, session


def make_app():
    app = Flask(__name__)
    app.secret_key = "only-for-this-site"

    @app.post("/login")
    def login():
        session["user"] = request.form["name"]
        flash(f"Hello {session['user']}")
        return redirect("/")

    @app.get("/")
    def home():
        return {"user": session.get("user"), "messages": get_flashed_messages()}

    @app.get("/ping")
    def ping():
        return "pong"

    @app.post("/logout")
    def logout():
        flash("Bye")
        session.clear()
        return redirect("/")

    return app
