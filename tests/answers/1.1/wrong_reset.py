# finding: mixes-visitors
from flask import Flask, session


def make_app():
    app = Flask(__name__)
    app.secret_key = "x"
    n = 0

    @app.get("/hits")
    def hits():
        nonlocal n
        if "known" not in session:
            session["known"] = True
            n = 0
        n += 1
        return str(n)

    return app
