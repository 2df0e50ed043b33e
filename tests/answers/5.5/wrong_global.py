# finding: shared-messages
from flask import Flask, redirect, request, session

MESSAGES = []


def make_app():
    app = Flask(__name__)
    app.secret_key = "only-for-this-site"

    @app.post("/login")
    def login():
        session["user"] = request.form["name"]
        MESSAGES.append("Hello " + session["user"])
        return redirect("/")

    @app.get("/")
    def home():
        messages = list(MESSAGES)
        MESSAGES.clear()
        return {"user": session.get("user"), "messages": messages}

    @app.get("/ping")
    def ping():
        return "pong"

    @app.post("/logout")
    def logout():
        session.clear()
        MESSAGES.append("Bye")
        return redirect("/")

    return app
