# Both paths, for customers of an older shop, and on to the cart.
from flask import Flask, make_response, redirect, request


def make_app():
    app = Flask(__name__)

    @app.post("/shop/add/<item>")
    def add(item):
        response = make_response(f"{item} added")
        response.set_cookie("cart", item, path="/shop")
        return response

    @app.get("/shop/cart")
    def cart():
        return request.cookies.get("cart", "empty")

    @app.post("/empty")
    def empty():
        response = redirect("/shop/cart")
        for path in ("/", "/shop"):
            response.delete_cookie("cart", path)
        return response

    return app
