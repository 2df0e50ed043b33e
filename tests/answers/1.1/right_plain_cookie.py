# Anybody can edit this cookie, and still it counts each visitor.
from flask import Flask, make_response, request

total = 0


def make_app():
    app = Flask(__name__)

    @app.route("/total")
    def show_total():
        return f"{total}\n"

    @app.route("/hits")
    def hits():
        global total
        total += 1
        count = int(request.cookies.get("count", "0")) + 1
        response = make_response(f"{count}\n")
        response.set_cookie("count", str(count))
        return response

    return app
