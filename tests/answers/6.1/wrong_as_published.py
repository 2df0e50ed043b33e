# finding: view-raises
# outcome: errored
from flask import Flask, session, redirect


def make_app(users):
    app = Flask(__name__)
    app.secret_key = "my_secret_key"

    @app.get("/")
    def home():
        if "name" in session:
            return f"Hello, {session['name']}! <a href='/logout'>Log out</a>"
        return "You are not logged in. <a href='/login'>Log in</a>"

    @app.route("/login", methods=["GET", "POST"])
    def login():
        if request.method == "POST":
            if request.form["name"] == "admin" and request.form["password"] == "admin":
                session["name"] = request.form["name"]
                return redirect("/")
        return '<form method="post"><input name="name"><input name="password"></form>'

    @app.get("/logout")
    def logout():
        session.pop("name", None)
        return redirect("/")

    return app
