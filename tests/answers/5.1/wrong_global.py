# finding: shared-cart
from flask import Flask, session

CART = []


def make_app():
    app = Flask(__name__)
    app.secret_key = "only-for-this-shop"

    @app.post("/cart/<item>")
    def add(item):
        CART.append(item)
        return "added"

    @app.post("/cart/<item>/remove")
    def remove(item):
        if item in CART:
            CART.remove(item)
        return "removed"

    @app.get("/cart")
    def show_cart():
        return CART

    return app
