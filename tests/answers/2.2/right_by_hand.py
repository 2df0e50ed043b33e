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
        return "emptied", {"Set-Cookie": "cart=gone; Max-Age=-1; Path=/shop"}

    return app
