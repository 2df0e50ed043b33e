from flask import Flask, request, session

KEY = "one-key-for-every-start"


def make_app():
    app = Flask(__name__)
    app.config.update(SECRET_KEY=KEY)

    @app.get("/colour")
    def colour():
        return session.get("colour", "none")

    @app.post("/colour")
    def choose():
        session["colour"] = request.form["colour"]
        return "kept"

    return app
