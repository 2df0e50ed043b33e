from flask import Flask, session


def make_app():
    app = Flask(__name__)
    app.secret_key = "only-for-this-shop"

    @app.post("/cart/<item>")
    def add(item):
        session.setdefault("cart", []).append(item)
        session.modified = True
        return session["cart"]

    @app.post("/cart/<item>/remove")
    def remove(item):
        if item in session.get("cart", []):
            session["cart"].remove(item)
            session.modified = True
        return session.get("cart", [])

    @app.get("/cart")
    def show_cart():
        return session.get("cart", [])

    return app
