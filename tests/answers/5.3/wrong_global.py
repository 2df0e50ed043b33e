# finding: one-for-all
from flask import Flask, session

DEFAULTS = {"theme": "light", "language": "en"}
CHOSEN = dict(DEFAULTS)


def make_app():
    app = Flask(__name__)
    app.secret_key = "only-for-this-site"

    @app.get("/prefs")
    def read():
        return CHOSEN

    @app.post("/prefs/<name>/<value>")
    def change(name, value):
        CHOSEN[name] = value
        return "changed"

    @app.post("/reset")
    def reset():
        CHOSEN.update(DEFAULTS)
        return "reset"

    return app
