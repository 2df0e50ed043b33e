from decimal import Decimal
from collections import Counter

from flask import Flask, session

PRICES = {7: Decimal("0.10"), 12: Decimal("2.35")}


def make_app():
    app = Flask(__name__)
    app.secret_key = "only-for-this-shop"

    @app.post("/basket/<int:number>")
    def add(number):
        session["bought"] = session.get("bought", []) + [number]
        return "added"

    @app.get("/basket")
    def show_basket():
        return Counter(session.get("bought", []))

    @app.get("/total")
    def total():
        return str(sum(PRICES[number] for number in session.get("bought", [])))

    return app
