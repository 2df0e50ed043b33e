# finding: removes-another
from flask import Flask, session


def make_app():
    app = Flask(__name__)
    app.secret_key = "only-for-this-shop"

    @app.post("/cart/<item>")
    def add(item):
        session["cart"] = session.get("cart", []) + [item]
        return "added"

    @app.post("/cart/<item>/remove")
    def remove(item):
        session["cart"] = session.get("cart", [])[:-1]
        return "removed"

    @app.get("/cart")
    def show_cart():
        return session.get("cart", [])

    return app
