from flask import Flask, session


def make_app():
    app = Flask(__name__)
    app.secret_key = "a sentence nobody guesses"
    everybody = 0

    @app.get("/hits")
    def hits():
        nonlocal everybody
        everybody += 1
        session["hits"] = session.get("hits", 0) + 1
        return str(session["hits"])

    @app.get("/total")
    def total():
        return str(everybody)

    return app
