import secrets

from flask import Flask, redirect, request, session


def make_app():
    app = Flask(__name__)
    app.secret_key = "x"
    app.config["PERMANENT_SESSION_LIFETIME"] = 15 * 60
    answers = {}
    drafts = {}

    @app.get("/login")
    def ask():
        return "Please log in."

    @app.post("/login")
    def log_in():
        waiting = drafts.pop(session.get("ticket"), None)
        session.clear()
        session["user"] = request.form["user"]
        session.permanent = True
        if waiting:
            answers[session["user"]] = waiting
        return redirect("/answer")

    @app.get("/answer")
    def read():
        return answers.get(session.get("user"), "nothing yet")

    @app.post("/answer")
    def write():
        if "user" not in session:
            session["ticket"] = secrets.token_hex()
            drafts[session["ticket"]] = request.form["text"]
            return redirect("/login")
        answers[session["user"]] = request.form["text"]
        return redirect("/answer")

    return app
