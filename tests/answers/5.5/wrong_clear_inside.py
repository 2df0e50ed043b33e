# finding: shown-again
from flask import Flask, redirect, request, session


def make_app():
    app = Flask(__name__)
    app.secret_key = "only-for-this-site"

    @app.post("/login")
    def login():
        session["user"] = request.form["name"]
        session["say"] = ["Hello " + session["user"]]
        return redirect("/")

    @app.get("/")
    def home():
        waiting = session.get("say", [])
        messages = list(waiting)
        waiting.clear()
        return {"user": session.get("user"), "messages": messages}

    @app.get("/ping")
    def ping():
        return "pong"

    @app.post("/logout")
    def logout():
        session.clear()
        session["say"] = ["Bye"]
        return redirect("/")

    return app
