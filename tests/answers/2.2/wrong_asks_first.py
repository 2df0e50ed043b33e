# finding: nothing-sent
from flask import Flask, make_response, request


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
        response = make_response("emptied")
        if "cart" in request.cookies:
            response.delete_cookie("cart", path="/shop")
        return response

    return app
