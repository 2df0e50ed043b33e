from flask import Flask, jsonify, redirect, session


def make_app():
    app = Flask(__name__)
    app.secret_key = "only-for-this-shop"

    @app.post("/cart/<item>")
    def add(item):
        if "cart" not in session:
            session["cart"] = []
        session["cart"] += [item]
        return redirect("/cart")

    @app.post("/cart/<item>/remove")
    def remove(item):
        cart = session.pop("cart", [])
        if item in cart:
            del cart[cart.index(item)]
        session["cart"] = cart
        return redirect("/cart")

    @app.get("/cart")
    def show_cart():
        return jsonify(session.get("cart", []))

    return app
