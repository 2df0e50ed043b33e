# finding: no-page
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
        return ", ".join(get_flashed_messages())

    @app.get("/ping")
    def ping():
        return "pong"

    @app.post("/logout")
    def logout():
        session.clear()
        flash("Bye")
        return redirect("/")

    return app
