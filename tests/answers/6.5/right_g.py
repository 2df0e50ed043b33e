# Looks the user up before each view. Its session is permanent, and that is no more than a name.
from flask import Flask, abort, g, redirect, request, session
from markupsafe import escape
from werkzeug.security import check_password_hash


def make_app(users):
    app = Flask(__name__)
    app.config["SECRET_KEY"] = "x"

    @app.before_request
    def look_up():
        g.user = users.get(session.get("who"))
        if g.user is None and request.path == "/city":
            return redirect("/login")

    @app.route("/login", methods=["GET", "POST"])
    def login():
        if request.method == "GET":
            return "Name and password, please"
        user = users.get(request.form["name"], {"hash": ""})
        if not check_password_hash(user["hash"], request.form["password"]):
            abort(401)
        session.permanent = True
        session["who"] = request.form["name"]
        return redirect("/city", code=303)

    @app.route("/city", methods=["GET", "POST"])
    def city():
        if request.method == "POST":
            g.user.update(city=request.form["city"])
            return redirect("/city", code=303)
        return escape(g.user["city"])

    @app.get("/admin")
    def admin():
        return "The till" if g.user and g.user["admin"] else abort(403)

    return app
