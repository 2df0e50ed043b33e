from flask import Flask, session

DEFAULTS = {"theme": "light", "language": "en"}


def make_app():
    app = Flask(__name__)
    app.secret_key = "only-for-this-site"

    @app.get("/prefs")
    def read():
        return {name: session.get(name, DEFAULTS[name]) for name in DEFAULTS}

    @app.post("/prefs/<name>/<value>")
    def change(name, value):
        session[name] = value
        return "", 204

    @app.post("/reset")
    def reset():
        for name in DEFAULTS:
            session.pop(name, None)
        return "", 204

    return app
