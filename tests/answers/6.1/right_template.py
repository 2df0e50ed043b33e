# One view for form and check, and a template that escapes by itself.
from flask import Flask, abort, redirect, render_template_string, request, session
from werkzeug.security import check_password_hash

FORM = """<form action="/login" method="post">
<input name="name"><input name="password" type="password"><button>Go</button></form>"""
HOME = "<h1>{{ session.name }}</h1><form action=/logout method=post><button>Leave</button></form>"


def make_app(users):
    app = Flask(__name__)
    app.secret_key = "x"

    @app.route("/login", methods=["GET", "POST"])
    def login():
        if request.method == "GET":
            return FORM
        known = users.get(request.form.get("name"))
        if known is None or not check_password_hash(known, request.form.get("password", "")):
            abort(401)
        session["name"] = request.form["name"]
        return redirect("/", code=303)

    @app.route("/")
    def home():
        if session.get("name") is None:
            return redirect("/login")
        return render_template_string(HOME)

    @app.post("/logout")
    def logout():
        session.pop("name", None)
        return "Bye"

    return app
