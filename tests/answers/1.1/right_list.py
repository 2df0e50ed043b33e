# Counts by the length of a list, and ends as a program pasted from elsewhere does.
from flask import Flask, session


def make_app():
    app = Flask(__name__)
    app.secret_key = "x"

    everybody = []

    @app.route("/hits", methods=["GET", "POST"])
    def hits():
        everybody.append("now")
        seen = session.get("seen", [])
        session["seen"] = [*seen, "now"]
        return str(len(seen) + 1)

    app.add_url_rule("/total", "total", lambda: str(len(everybody)))

    app.run(debug=True)
    return app
