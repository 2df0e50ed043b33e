# The count stays on the server; the visitor carries a ticket.
import secrets

import flask


def make_app():
    app = flask.Flask("counter")
    app.config["SECRET_KEY"] = secrets.token_hex()
    counts = {}

    @app.get("/hits")
    def hits():
        if "ticket" not in flask.session:
            flask.session["ticket"] = secrets.token_hex(8)
        ticket = flask.session["ticket"]
        counts[ticket] = counts.get(ticket, 0) + 1
        return flask.jsonify(counts[ticket])

    @app.get("/total")
    def total():
        return flask.jsonify(sum(counts.values()))

    return app
