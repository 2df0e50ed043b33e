"""Lifetime."""

from __future__ import annotations

import requests
from flask import Flask, session

from course_app import cookies
from course_app.questions import Answer, Question, the_only
from course_app.server import Site

SECONDS = 5.0
KEY = "only for this quiz"

PROGRAM = """\
app.config["PERMANENT_SESSION_LIFETIME"] = 60

# session.permanent is set nowhere.
# Every twenty seconds Ana reads /me, and Bob asks for /count."""


def who_is_known() -> str:
    """Judge both users at 80 seconds by the age their cookies then have."""
    with Site(_site(), name="quiz 7.q") as site:
        reading = _asked(site, "/me", seconds=20)
        counting = _asked(site, "/count", seconds=20)
        hers = 20 if "Set-Cookie" in reading.headers else 80
        his = 20 if "Set-Cookie" in counting.headers else 80
        ana = _asked(site, "/me", seconds=hers).text == "known"
        bob = _asked(site, "/me", seconds=his).text == "known"
        without_limit = _asked(site, "/me", seconds=80).text == "known"
    return the_only(
        {
            "A": ana and bob and without_limit,
            "B": bob and not ana,
            "C": ana and bob and hers == 20,
            "D": not ana and not bob,
        }
    )


def _asked(site: Site, path: str, *, seconds: float) -> requests.Response:
    """Ask with a genuine cookie that was signed so many seconds ago."""
    copy = {"session": cookies.aged({"user": "known"}, KEY, seconds=seconds)}
    return requests.get(site.url + path, cookies=copy, timeout=SECONDS)


def _site() -> Flask:
    app = Flask("quiz")
    app.config.update(SECRET_KEY=KEY, PERMANENT_SESSION_LIFETIME=60)

    @app.get("/me")
    def me() -> str:
        return str(session.get("user", "nobody"))

    @app.get("/count")
    def count() -> str:
        session["count"] = session.get("count", 0) + 1
        return str(session["count"])

    return app


QUESTIONS = (
    Question(
        id="7.q",
        text="Both logged in at the same moment. After 80 seconds, whom does the site "
        "know?",
        code=PROGRAM,
        answers=(
            Answer(
                "Both: the lifetime is for permanent sessions, and these are not.",
                "The setting's name says so, and the server does otherwise: it refuses "
                "every cookie signed more than 60 seconds ago, whatever the payload "
                "holds.",
            ),
            Answer(
                "Bob alone: his page writes.",
                "Each count changes his session, so each response carries a cookie "
                "signed just now. Ana only reads. Her cookie is still the one from the "
                "login, and it is 80 seconds old.",
            ),
            Answer(
                "Both: each click begins the minute again.",
                "That is so for permanent sessions, which are written on every "
                "response. Look at Ana's responses: none of them carries a "
                "`Set-Cookie`.",
            ),
            Answer(
                "Neither: a minute after the login it is over.",
                "The minute is counted from the last signing, not from the login. "
                "Bob's cookie was signed 20 seconds ago.",
            ),
        ),
        experiment=who_is_known,
    ),
)
