# finding: no-longer-streams
from flask import Flask, session


def make_app():
    app = Flask(__name__)
    app.secret_key = "only-for-this-site"

    @app.get("/export/<int:rows>")
    def export(rows):
        session["exported"] = session.get("exported", 0) + rows
        return "".join(f"row {number}\n" for number in range(1, rows + 1))

    @app.get("/exported")
    def exported():
        return str(session.get("exported", 0))

    return app
