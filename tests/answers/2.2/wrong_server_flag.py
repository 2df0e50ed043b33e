# finding: empties-all
from flask import Flask, make_response, request


def make_app():
    app = Flask(__name__)
    emptied = False

    @app.post("/shop/add/<item>")
    def add(item):
        response = make_response(f"{item} added")
        response.set_cookie("cart", item, path="/shop")
        return response

    @app.get("/shop/cart")
    def cart():
        return "empty" if emptied else request.cookies.get("cart", "empty")

    @app.post("/empty")
    def empty():
        nonlocal emptied
        emptied = True
        response = make_response("emptied")
        response.delete_cookie("cart", path="/shop")
        return response

    return app
