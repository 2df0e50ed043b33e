# finding: global-counter
from flask import Flask, request


def make_app():
    app = Flask(__name__)
    counts = {}

    @app.get("/hits")
    def hits():
        program = request.headers["User-Agent"]
        counts[program] = counts.get(program, 0) + 1
        return str(counts[program])

    return app
