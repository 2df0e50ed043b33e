"""What the tutorials and others say on the secret key, and what lesson 8 shows."""

from __future__ import annotations

import os
from collections.abc import Sequence

import requests
from flask import Flask, session

from course_app import cookies
from course_app.claims.ledger import Evidence, claim
from course_app.server import Site

KEY = "This is a pretend secret key."  # as tutorial 003 prints it
PUBLISHED = (
    "your_secret_key_here",
    "your_secret_key",
    "my_secret_key",
    "super-secret-key",
    KEY,
)


def _shop(key: str | bytes, fallbacks: Sequence[str] = ()) -> Flask:
    """Make a site with a login that asks nothing."""
    app = Flask(__name__)
    app.config.update(SECRET_KEY=key, SECRET_KEY_FALLBACKS=list(fallbacks))

    @app.get("/login/<user>")
    def log_in(user: str) -> str:
        session["user"] = user
        return "Welcome"

    @app.get("/me")
    def me() -> str:
        return str(session.get("user", "nobody"))

    return app


def _logged_in(site: Site, user: str = "ana") -> requests.Session:
    client = requests.Session()
    client.get(f"{site.url}/login/{user}")
    return client


def _with(site: Site, value: str) -> str:
    """Tell whom the site takes a client with this cookie for."""
    return requests.get(site.url + "/me", cookies={"session": value}).text


def _in_turn(client: requests.Session, *sites: Site) -> list[str]:
    """Ask the sites in turn, three times, as a client of several workers does."""
    return [client.get(site.url + "/me").text for site in sites * 3]


@claim(
    "S1-08",
    "It is necessary to secure the secret key.",
    source="001",
    verdict="true",
    cell="08_secret_key#forge",
)
def who_has_the_key_is_anybody() -> Evidence:
    with Site(_shop("my_secret_key")) as site:
        forged = cookies.sign({"user": "admin"}, "my_secret_key")
        yield _with(site, forged) == "admin", "with the key: admin, and no login"
        guess = cookies.sign({"user": "admin"}, "another-key")
        yield _with(site, guess) == "nobody", "without it: nobody"


@claim(
    "S3-04",
    "Sessions in cookies are easy to scale: no data is copied between servers.",
    source="003",
    verdict="true with a trap",
    cell="08_secret_key#one-key",
)
def one_key_for_all_servers() -> Evidence:
    with Site(_shop(KEY), "one") as one, Site(_shop(KEY), "two") as two:
        said = _in_turn(_logged_in(one), one, two)
        yield said == ["ana"] * 6, "two servers, one key: known by both, nothing copied"
        two.app = _shop("a key of its own")
        said = _in_turn(_logged_in(one), one, two)
        yield said == ["ana", "nobody"] * 3, "two keys: known by one of them only"


@claim(
    "S3-07",
    "Sessions cannot be immediately revoked by the Flask app.",
    source="003",
    verdict="misleading",
    cell="08_secret_key#run-restart",
)
def all_can_be_revoked_at_once() -> Evidence:
    with Site(_shop(KEY)) as site:
        clients = [_logged_in(site, "ana"), _logged_in(site, "bob")]
        copy = clients[0].cookies["session"]
        site.app = _shop("the next key")
        known = [client.get(site.url + "/me").text for client in clients]
        yield known == ["nobody", "nobody"], "a new key: nobody is logged in any more"
        yield _with(site, copy) == "nobody", "and a copy of the cookie is refused too"
        site.app = _shop(KEY)
        yield _with(site, copy) == "ana", "until the old key comes back"


@claim(
    "S3-17",
    "SECRET_KEY = 'This is a pretend secret key.' will do as a key.",
    source="003",
    verdict="true with a trap",
    cell="08_secret_key#published",
)
def a_published_key_is_guessed() -> Evidence:
    with Site(_shop(KEY)) as site:
        ana = _logged_in(site)
        yield ana.get(site.url + "/me").text == "ana", "it signs, and sessions work"
        held = ana.cookies["session"]
        fits = [word for word in PUBLISHED if cookies.verify(held, word).valid]
        yield fits == [KEY], "one cookie and five printed keys: one of them fits"
        forged = cookies.sign({"user": "admin"}, fits[0])
        yield _with(site, forged) == "admin", "and makes an admin of anybody"


@claim(
    "M14",
    "A random key at each start is safer.",
    source="heard",
    verdict="false",
    cell="08_secret_key#run-workers",
)
def a_key_of_each_start_loses_logins() -> Evidence:
    with (
        Site(_shop(os.urandom(24)), "one") as one,
        Site(_shop(os.urandom(24)), "two") as two,
    ):
        ana = _logged_in(one)
        yield (
            _in_turn(ana, one, two) == ["ana", "nobody"] * 3,
            "two workers: in and out",
        )
        one.app = _shop(os.urandom(24))
        yield ana.get(one.url + "/me").text == "nobody", "a restart: out for good"


@claim(
    "M15",
    "More workers need a common store, such as Redis.",
    source="heard",
    verdict="false",
    cell="08_secret_key#one-key",
)
def one_key_is_all_they_share() -> Evidence:
    key = os.urandom(24)
    with Site(_shop(key), "one") as one, Site(_shop(key), "two") as two:
        said = _in_turn(_logged_in(one), one, two)
        yield said == ["ana"] * 6, "two workers, one key, no store: always known"
        said = _in_turn(_logged_in(two, "bob"), one, two)
        yield said == ["bob"] * 6, "wherever the login was made"
