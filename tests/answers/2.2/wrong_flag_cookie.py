# finding: stays-empty
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
        if "emptied" in request.cookies:
            return "empty"
        return request.cookies.get("cart", "empty")

    @app.post("/empty")
    def empty():
        response = make_response("emptied")
        response.delete_cookie("cart", path="/shop")
        response.set_cookie("emptied", "yes")
        return response

    return app
