# finding: stored-too-late
from flask import Flask, session, stream_with_context


def make_app():
    app = Flask(__name__)
    app.secret_key = "only-for-this-site"

    @app.get("/export/<int:rows>")
    def export(rows):
        @stream_with_context
        def lines():
            session["exported"] = session.get("exported", 0) + rows
            for number in range(1, rows + 1):
                yield f"row {number}\n"

        return lines()

    @app.get("/exported")
    def exported():
        return str(session.get("exported", 0))

    return app
