# finding: never-counts
from flask import Flask


def make_app():
    app = Flask(__name__)

    @app.get("/hits")
    def hits():
        n = 0
        n += 1
        return str(n)

    return app
