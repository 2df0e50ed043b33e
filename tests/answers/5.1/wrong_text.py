# finding: no-list
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
        cart = list(session.get("cart", []))
        if item in cart:
            cart.remove(item)
            session["cart"] = cart
        return "removed"

    @app.get("/cart")
    def show_cart():
        return ", ".join(session.get("cart", []))

    return app
