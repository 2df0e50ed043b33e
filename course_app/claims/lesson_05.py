"""What the tutorials say a session is good for, and what lesson 5 shows."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import requests
from flask import Flask, session

from course_app import cookies
from course_app.claims.ledger import Evidence, claim
from course_app.server import Site

BROWSER_LIMIT = 4096  # bytes of name and value (RFC 6265bis, section 5.6)
View = Callable[[str], Any]


def _shop(**views: View) -> Flask:
    """Make a site that calls ``views["add"]`` at ``POST /add/<item>``, and so on."""
    app = Flask(__name__)
    app.secret_key = "ledger"
    for name, view in views.items():
        app.post(f"/{name}/<item>", endpoint=name)(view)

    @app.get("/all")
    def everything() -> dict[str, Any]:
        return dict(session)

    @app.get("/untouched")
    def untouched() -> str:
        return "This page does not look at the session."

    return app


def _append(item: str) -> list[str]:
    cart: list[str] = session.setdefault("cart", [])
    cart.append(item)
    return cart


def _assign(item: str) -> str:
    session["cart"] = [*session.get("cart", []), item]
    return "added"


def _choose(item: str) -> str:
    session["language"] = item
    return "chosen"


def _price(item: str) -> str:
    session["price"] = Decimal(item)
    session["stock"] = {7: item}
    return "noted"


@claim(
    "S1-11",
    "Sessions are used for logins, preferences, form data, a shopping cart and passive "
    "login.",
    source="001",
    verdict="true with a trap",
    cell="05_when_flask_writes#second",
)
def a_cart_works_when_the_session_is_told() -> Evidence:
    with Site(_shop(append=_append, assign=_assign)) as site:
        ana = requests.Session()
        ana.post(site.url + "/append/apple")
        seen = ana.post(site.url + "/append/pear").json()
        kept = ana.get(site.url + "/all").json()["cart"]
        yield seen == ["apple", "pear"], "the view that appends answers with two items"
        yield kept == ["apple"], "the next request finds one"
        ana.post(site.url + "/assign/pear")
        kept = ana.get(site.url + "/all").json()["cart"]
        yield kept == ["apple", "pear"], "a new list under its key is kept"
        ids = [f"{number * 7919 % 100_003:05}" for number in range(1000)]
        size = len("session" + cookies.sign({"cart": ids}, "ledger"))
        yield size > BROWSER_LIMIT, "a cart of 1,000 products outgrows a cookie"


@claim(
    "S2-09",
    "A session is for preferences, cart items and whatever else must last over several "
    "pages.",
    source="002",
    verdict="true with a trap",
    cell="05_when_flask_writes#types",
)
def preferences_last_but_not_every_type() -> Evidence:
    with Site(_shop(choose=_choose, price=_price)) as site:
        ana = requests.Session()
        ana.post(site.url + "/choose/de")
        pages = [ana.get(site.url + "/all").json()["language"] for _ in range(3)]
        yield pages == ["de"] * 3, "a language chosen once is there on three pages"
        ana.post(site.url + "/price/1.10")
        data = cookies.read(ana.cookies["session"]).data
        yield data["price"] == "1.10", "a Decimal comes back as text"
        yield data["stock"] == {"7": "1.10"}, "the key 7 comes back as the text '7'"


@claim(
    "M4",
    "Every response sets the cookie anew.",
    source="heard",
    verdict="false",
    cell="05_when_flask_writes#table",
)
def reading_writes_nothing() -> Evidence:
    with Site(_shop(choose=_choose)) as site:
        ana = requests.Session()
        wrote = ana.post(site.url + "/choose/de").headers
        read = ana.get(site.url + "/all").headers
        untouched = ana.get(site.url + "/untouched").headers
        again = ana.post(site.url + "/choose/de").headers
        yield "Set-Cookie" in wrote, "a page that stores a key sends Set-Cookie"
        yield "Set-Cookie" not in read, "a page that reads sends none"
        yield read.get("Vary") == "Cookie", "it sends Vary: Cookie"
        yield "Vary" not in untouched, "a page that does not look sends neither"
        yield "Set-Cookie" in again, "storing the same value again sends it again"


@claim(
    "M19",
    "append is saved; it worked the first time.",
    source="heard",
    verdict="false",
    cell="05_when_flask_writes#second",
)
def append_is_saved_once() -> Evidence:
    with Site(_shop(append=_append)) as site:
        ana = requests.Session()
        first = ana.post(site.url + "/append/apple").headers
        second = ana.post(site.url + "/append/pear").headers
        third = ana.post(site.url + "/append/plum").json()
        yield "Set-Cookie" in first, "the first append comes with Set-Cookie"
        yield "Set-Cookie" not in second, "the second without"
        yield third == ["apple", "plum"], "the third request never saw the second item"
