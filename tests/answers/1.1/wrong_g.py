# finding: never-counts
from flask import Flask, g


def make_app():
    app = Flask(__name__)

    @app.get("/hits")
    def hits():
        g.n = g.get("n", 0) + 1
        return str(g.n)

    return app
