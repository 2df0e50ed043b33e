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
        prefs = dict(session.get("prefs", DEFAULTS))
        prefs[name] = value
        session["prefs"] = prefs
        return "changed"

    @app.post("/reset")
    def reset():
        session.clear()
        return "reset"

    return app
