"""What the tutorials say on memory, and what lesson 1 shows."""

from __future__ import annotations

import requests
from flask import Flask, session

from course_app.claims.ledger import Evidence, claim
from course_app.server import Site


def _greeter() -> Flask:
    """Make a site that takes a name and greets by it."""
    app = Flask(__name__)
    app.secret_key = "ledger"

    @app.get("/set/<user>")
    def store(user: str) -> str:
        session["user"] = user
        return "stored"

    @app.get("/user")
    def user() -> str:
        return str(session.get("user"))

    @app.get("/logout")
    def logout() -> str:
        session.pop("user", None)
        return "logged out"

    return app


@claim(
    "S0-01",
    "A session makes a value stored on one page available on the next.",
    source="000",
    verdict="true",
    cell="01_http_forgets#run-session",
)
def values_reach_the_next_page() -> Evidence:
    with Site(_greeter()) as site:
        ana = requests.Session()
        first = ana.get(site.url + "/set/ana")
        second = ana.get(site.url + "/user")
        yield "Set-Cookie" in first.headers, "page 1 answers with Set-Cookie"
        yield "Cookie" in second.request.headers, "page 2 is asked with Cookie"
        yield second.text == "ana", "page 2 knows the name"


@claim(
    "S0-02",
    "The data is erased once the user logs out or leaves the website.",
    source="000",
    verdict="false",
    cell="01_http_forgets#leave",
)
def leaving_erases_nothing() -> Evidence:
    with Site(_greeter()) as site, Site(Flask("elsewhere")) as elsewhere:
        ana = requests.Session()
        ana.get(site.url + "/set/ana")
        copy = {"session": ana.cookies["session"]}
        ana.close()
        ana.get(elsewhere.url)
        yield ana.get(site.url + "/user").text == "ana", "she comes back and is known"
        ana.get(site.url + "/logout")
        later = requests.get(site.url + "/user", cookies=copy)
        yield later.text == "ana", "a copy of the cookie outlives the logout"


@claim(
    "S0-17",
    "The session data is still there when you visit the website again.",
    source="000",
    verdict="true with a trap",
    cell="01_http_forgets#run-session",
)
def only_the_same_jar_comes_back() -> Evidence:
    with Site(_greeter()) as site:
        ana = requests.Session()
        ana.get(site.url + "/set/ana")
        yield ana.get(site.url + "/user").text == "ana", "with the same jar, yes"
        other = requests.Session().get(site.url + "/user").text
        yield other == "None", "with another client, no"


@claim(
    "S2-01",
    "The session stores data between requests for a particular user.",
    source="002",
    verdict="true with a trap",
    cell="01_http_forgets#jar-not-user",
)
def a_session_belongs_to_a_jar() -> Evidence:
    with Site(_greeter()) as site:
        ana, bob = requests.Session(), requests.Session()
        bob.get(site.url + "/set/bob")
        ana.cookies = bob.cookies
        seen = ana.get(site.url + "/user").text
        yield seen == "bob", "ana with bob's jar is taken for bob"
