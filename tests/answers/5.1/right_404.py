from flask import Flask, session


def make_app():
    app = Flask(__name__)
    app.secret_key = "only-for-this-shop"

    @app.post("/cart/<item>")
    def add(item):
        cart = session.get("cart", [])
        cart.append(item)
        session["cart"] = cart
        return "", 204

    @app.post("/cart/<item>/remove")
    def remove(item):
        cart = session.get("cart", [])
        if item not in cart:
            return "You have none.", 404
        cart.remove(item)
        session["cart"] = cart
        return "", 204

    @app.get("/cart")
    def show_cart():
        return session.get("cart", [])

    return app
