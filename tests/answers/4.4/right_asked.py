# A small shop, a client, and a look into its jar after each item.
import requests
from flask import Flask, request, session

from course_app import serve


def make_shop():
    app = Flask(__name__)
    app.secret_key = "k"

    @app.post("/add")
    def add():
        session["cart"] = session.get("cart", []) + [request.form["item"]]
        return "added"

    return app


def how_many(items):
    url = serve(make_shop(), "my shop").url
    client = requests.Session()
    for done, item in enumerate(items):
        client.post(url + "/add", data={"item": item})
        cookie = client.cookies["session"]
        if len("session") + len(cookie) > 4096:
            return done
    return len(items)
