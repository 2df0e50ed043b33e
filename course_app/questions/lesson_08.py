"""The secret key."""

from __future__ import annotations

import secrets

import requests
from flask import Flask, session

from course_app import cookies
from course_app.questions import Answer, Question, the_only
from course_app.server import Site

SECONDS = 5.0

PROGRAM = """\
app = Flask(__name__)
app.secret_key = secrets.token_hex()

# One worker. Whenever a file is saved, the program is started anew."""


def what_logs_out() -> str:
    """Restart a site with a key of the start and with a kept one, and compare."""
    kept, made = secrets.token_hex(), secrets.token_hex()
    ana, bob = _logged_in(kept), _logged_in(made)
    hers, his = ana["session"], bob["session"]
    same_key = _asked(kept, hers)
    new_key = _asked(secrets.token_hex(), his)
    lost = new_key.text == "nobody"
    return the_only(
        {
            "A": lost and same_key.text == "nobody",
            "B": lost and "Set-Cookie" in new_key.headers,
            "C": lost and not cookies.verify(his, made).valid,
            "D": lost and same_key.text == "ana",
        }
    )


def _logged_in(key: str) -> dict[str, str]:
    with Site(_site(key), name="quiz 8.q") as site:
        answer = requests.get(site.url + "/login", timeout=SECONDS)
    return dict(answer.cookies)


def _asked(key: str, cookie: str) -> requests.Response:
    """Start the site anew with ``key``, and ask it with a cookie from before."""
    copy = {"session": cookie}
    with Site(_site(key), name="quiz 8.q") as site:
        return requests.get(site.url + "/me", cookies=copy, timeout=SECONDS)


def _site(key: str) -> Flask:
    app = Flask("quiz")
    app.secret_key = key

    @app.get("/login")
    def log_in() -> str:
        session["user"] = "ana"
        return "Welcome"

    @app.get("/me")
    def me() -> str:
        return str(session.get("user", "nobody"))

    return app


QUESTIONS = (
    Question(
        id="8.q",
        text="After each reload everybody is logged out. Why?",
        code=PROGRAM,
        answers=(
            Answer(
                "The sessions were in the memory of the process that ended.",
                "We started a site twice with one kept key. The second process had "
                "never seen Ana, and knew her. A Flask session is in the client's "
                "cookie, and no process has to remember it.",
            ),
            Answer(
                "A start deletes the cookies.",
                "A start sends nothing to anybody. The first response after it had no "
                "`Set-Cookie` either: the old cookie is still in the jar, and comes "
                "along with every request.",
            ),
            Answer(
                "The cookies' lifetime was over.",
                "They were seconds old. Under the key of the first start they still "
                "verify. Nobody has that key any more.",
            ),
            Answer(
                "Each start makes another key.",
                "Under it no older signature fits, and to Flask all the visitors are "
                "strangers. Make the key once, and give it to each start from outside.",
            ),
        ),
        experiment=what_logs_out,
    ),
)
