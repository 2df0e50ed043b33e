# finding: change-lost
from flask import Flask, session

DEFAULTS = {"theme": "light", "language": "en"}


def make_app():
    app = Flask(__name__)
    app.secret_key = "only-for-this-site"

    @app.get("/prefs")
    def read():
        return DEFAULTS | session.get("prefs", {})

    @app.post("/prefs/<name>/<value>")
    def change(name, value):
        session.setdefault("prefs", {})[name] = value
        return "changed"

    @app.post("/reset")
    def reset():
        session.pop("prefs", None)
        return "reset"

    return app
