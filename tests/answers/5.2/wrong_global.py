# finding: not-empty-for-bob
from decimal import Decimal


from flask import Flask, session

BASKET = {}
PRICES = {7: Decimal("0.10"), 12: Decimal("2.35")}


def make_app():
    app = Flask(__name__)
    app.secret_key = "only-for-this-shop"

    @app.post("/basket/<int:number>")
    def add(number):
        BASKET[number] = BASKET.get(number, 0) + 1
        return "added"

    @app.get("/basket")
    def show_basket():
        return BASKET

    @app.get("/total")
    def total():
        return str(sum(PRICES[number] * count for number, count in BASKET.items()))

    return app
