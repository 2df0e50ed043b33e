# finding: shared-count
from flask import Flask

total = 0


def make_app():
    app = Flask(__name__)
    app.secret_key = "only-for-this-site"

    @app.get("/export/<int:rows>")
    def export(rows):
        global total
        total += rows
        return (f"row {number}\n" for number in range(1, rows + 1))

    @app.get("/exported")
    def exported():
        return str(total)

    return app
