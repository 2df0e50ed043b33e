# finding: client-chooses
from flask import Flask, request


def make_app():
    app = Flask(__name__)

    @app.get("/hits")
    def hits():
        return str(int(request.args.get("n", 0)) + 1)

    return app
