from flask import Flask, redirect, session

DEFAULTS = {"theme": "light", "language": "en"}


def make_app():
    app = Flask(__name__)
    app.secret_key = "only-for-this-site"

    @app.get("/prefs")
    def read():
        return {**DEFAULTS, **session.get("prefs", {})}

    @app.post("/prefs/<name>/<value>")
    def change(name, value):
        session.setdefault("prefs", {})[name] = value
        session.modified = True
        return redirect("/prefs")

    @app.post("/reset")
    def reset():
        session.clear()
        return redirect("/prefs")

    return app
