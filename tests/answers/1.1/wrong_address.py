# finding: counts-addresses
from collections import Counter

from flask import Flask, request


def make_app():
    app = Flask(__name__)
    counts = Counter()

    @app.get("/hits")
    def hits():
        counts[request.remote_addr] += 1
        return str(counts[request.remote_addr])

    return app
