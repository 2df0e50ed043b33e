# finding: not-shown
from flask import Flask, g, redirect, request, session


def make_app():
    app = Flask(__name__)
    app.secret_key = "only-for-this-site"

    @app.post("/login")
    def login():
        session["user"] = request.form["name"]
        g.message = "Hello " + session["user"]
        return redirect("/")

    @app.get("/")
    def home():
        messages = [g.message] if "message" in g else []
        return {"user": session.get("user"), "messages": messages}

    @app.get("/ping")
    def ping():
        return "pong"

    @app.post("/logout")
    def logout():
        session.clear()
        g.message = "Bye"
        return redirect("/")

    return app
