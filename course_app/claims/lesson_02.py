"""What is often heard about cookies themselves, and what lesson 2 shows."""

from __future__ import annotations

import requests
from flask import Flask, make_response, request
from werkzeug import Response

from course_app.claims.ledger import Evidence, claim
from course_app.server import Site


def _till() -> Flask:
    """Make a shop that keeps its price in an HttpOnly cookie."""
    app = Flask(__name__)

    @app.get("/apple")
    def apple() -> Response:
        response = make_response("An apple, 10 euros")
        response.set_cookie("price", "10", httponly=True)
        return response

    @app.get("/pear")
    def pear() -> Response:
        response = make_response("A pear, 7 euros")
        response.set_cookie("price", "7", httponly=True)
        return response

    @app.get("/pay")
    def pay() -> str:
        return request.cookies.get("price", "nothing")

    return app


@claim(
    "M20",
    "HttpOnly hides a cookie from the user.",
    source="heard",
    verdict="false",
    cell="02_cookies_by_hand#run-price",
)
def the_jar_is_the_users() -> Evidence:
    with Site(_till()) as site:
        ana = requests.Session()
        line = ana.get(site.url + "/apple").headers["Set-Cookie"]
        yield "HttpOnly" in line, "the shop sets its price with HttpOnly"
        yield ana.cookies["price"] == "10", "her jar shows the price"
        ana.cookies.set("price", "2", domain="127.0.0.1", path="/")
        paid = ana.get(site.url + "/pay").text
        yield paid == "2", "her jar takes another, and the shop believes it"


@claim(
    "M23",
    "A site at another port has cookies of its own.",
    source="heard",
    verdict="false",
    cell="02_cookies_by_hand#addresses",
)
def ports_share_a_jar() -> Evidence:
    with Site(_till()) as site, Site(_till()) as next_door:
        ana = requests.Session()
        ana.get(site.url + "/apple")
        seen = ana.get(next_door.url + "/pay").text
        yield seen == "10", "the server next door is sent the cookie of the first"
        ana.get(next_door.url + "/pear")
        seen = ana.get(site.url + "/pay").text
        yield seen == "7", "what it sets takes the place of the first one's"
        yield len(ana.cookies) == 1, "one jar, one host, one cookie"
