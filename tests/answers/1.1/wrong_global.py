# finding: global-counter
from flask import Flask


def make_app():
    app = Flask(__name__)
    n = 0

    @app.get("/hits")
    def hits():
        nonlocal n
        n += 1
        return str(n)

    return app
