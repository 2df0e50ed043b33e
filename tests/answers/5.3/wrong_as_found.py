# finding: cookie-for-everybody
from flask import Flask, session

DEFAULTS = {"theme": "light", "language": "en"}


def make_app():
    app = Flask(__name__)
    app.secret_key = "only-for-this-site"

    @app.before_request
    def begin():
        session.setdefault("prefs", DEFAULTS)

    @app.get("/prefs")
    def read():
        return session["prefs"]

    @app.post("/prefs/<name>/<value>")
    def change(name, value):
        session["prefs"][name] = value
        return "changed"

    @app.post("/reset")
    def reset():
        session["prefs"] = DEFAULTS
        return "reset"

    return app
