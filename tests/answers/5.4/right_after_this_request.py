from flask import Flask, after_this_request, session, stream_with_context


def make_app():
    app = Flask(__name__)
    app.secret_key = "only-for-this-site"

    @app.get("/export/<int:rows>")
    def export(rows):
        @stream_with_context
        def lines():
            for number in range(1, rows + 1):
                yield f"row {number}\n"

        @after_this_request
        def count(response):
            session["exported"] = session.get("exported", 0) + rows
            return response

        return lines()

    @app.get("/exported")
    def exported():
        return str(session.get("exported", 0))

    return app
