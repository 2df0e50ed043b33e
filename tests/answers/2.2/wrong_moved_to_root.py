# finding: cart-everywhere
from flask import Flask, make_response, request


def make_app():
    app = Flask(__name__)

    @app.post("/shop/add/<item>")
    def add(item):
        response = make_response(f"{item} added")
        response.set_cookie("cart", item)
        return response

    @app.get("/shop/cart")
    def cart():
        return request.cookies.get("cart", "empty")

    @app.post("/empty")
    def empty():
        response = make_response("emptied")
        response.delete_cookie("cart")
        return response

    return app
