# finding: defaults-changed
from flask import Flask, session

DEFAULTS = {"theme": "light", "language": "en"}


def make_app():
    app = Flask(__name__)
    app.secret_key = "only-for-this-site"

    @app.get("/prefs")
    def read():
        return session.get("prefs", DEFAULTS)

    @app.post("/prefs/<name>/<value>")
    def change(name, value):
        if "prefs" not in session:
            session["prefs"] = DEFAULTS
        session["prefs"][name] = value
        session.modified = True
        return "changed"

    @app.post("/reset")
    def reset():
        session.pop("prefs", None)
        return "reset"

    return app
