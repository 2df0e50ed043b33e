from decimal import Decimal

from flask import Flask, jsonify, session

PRICES = {7: Decimal("0.10"), 12: Decimal("2.35")}


def make_app():
    app = Flask(__name__)
    app.secret_key = "only-for-this-shop"

    @app.post("/basket/<int:number>")
    def add(number):
        basket = dict(session.get("basket", []))
        basket[number] = basket.get(number, 0) + 1
        session["basket"] = list(basket.items())
        return "", 204

    @app.get("/basket")
    def show_basket():
        return jsonify(dict(session.get("basket", [])))

    @app.get("/total")
    def total():
        cents = sum(
            int(PRICES[number] * 100) * count for number, count in session["basket"]
        )
        return f"{cents / 100:.2f}"

    return app
