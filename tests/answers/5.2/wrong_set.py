# finding: value-cannot-be-written
from decimal import Decimal

from flask import Flask, session

PRICES = {7: Decimal("0.10"), 12: Decimal("2.35")}


def make_app():
    app = Flask(__name__)
    app.secret_key = "only-for-this-shop"

    @app.post("/basket/<int:number>")
    def add(number):
        session["basket"] = {*session.get("basket", []), number}
        return "added"

    @app.get("/basket")
    def show_basket():
        return session.get("basket", {})

    @app.get("/total")
    def total():
        basket = session.get("basket", {})
        return str(sum(PRICES[int(key)] * count for key, count in basket.items()))

    return app
