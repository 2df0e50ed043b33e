# finding: not-under-cart
from flask import Flask, session
import secrets

CARTS = {}


def make_app():
    app = Flask(__name__)
    app.secret_key = "only-for-this-shop"

    @app.post("/cart/<item>")
    def add(item):
        owner = session.setdefault("owner", secrets.token_hex(8))
        CARTS.setdefault(owner, []).append(item)
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
        return CARTS.get(session.get("owner"), [])

    return app
