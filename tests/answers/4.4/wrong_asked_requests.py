# finding: all-of-them
import requests
from flask import Flask, request, session

from course_app import serve


def how_many(items):
    app = Flask(__name__)
    app.secret_key = "k"

    @app.post("/add")
    def add():
        session["cart"] = session.get("cart", []) + [request.form["item"]]
        return str(len(session["cart"]))

    client, url = requests.Session(), serve(app, "my shop").url
    count = 0
    for item in items:
        if int(client.post(url + "/add", data={"item": item}).text) == count + 1:
            count += 1
    return count
