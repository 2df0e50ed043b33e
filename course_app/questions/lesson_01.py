"""HTTP forgets; clients remember."""

from __future__ import annotations

import requests
from flask import Flask, session

from course_app.questions import Answer, Question, the_only
from course_app.server import serve

SECONDS = 5.0

PROGRAM = """\
ana = requests.Session()
ana.get(site.url + "/set")
requests.get(site.url + "/name")"""


def why_empty() -> str:
    """Try the four explanations on a site that keeps a name."""
    with serve(_site(), name="quiz 1.q") as site, requests.Session() as ana:
        page = f"{site.url}/name"
        ana.get(f"{site.url}/set", timeout=SECONDS)
        asked_by_her = ana.get(page, timeout=SECONDS).text
        ana.close()
        after_close = requests.get(page, timeout=SECONDS).text
        gone = [one for one in ana.cookies if one.is_expired()]
        return the_only(
            {
                "A": asked_by_her == "",
                "B": (asked_by_her, after_close) == ("Ana", ""),
                "C": after_close == "Ana",
                "D": bool(gone) or not list(ana.cookies),
            }
        )


def _site() -> Flask:
    app = Flask("quiz")
    app.secret_key = "only for this quiz"  # noqa: S105 - a key in plain sight

    @app.get("/set")
    def keep() -> str:
        session["name"] = "Ana"
        return "kept"

    @app.get("/name")
    def tell() -> str:
        return str(session.get("name", ""))

    return app


QUESTIONS = (
    Question(
        id="1.q",
        text="`/set` stores a name in the session. Why does `/name` answer "
        "with nothing?",
        code=PROGRAM,
        answers=(
            Answer(
                "The server forgot the name.",
                "The server never held it. The name travels in Ana's cookie, and the "
                "last request came without one. Ask through `ana`, and the page "
                "says Ana.",
            ),
            Answer(
                "The last call came from another client.",
                "`requests.get` makes a client for one call, and its cookie jar is "
                "empty. Ana's jar still holds the cookie; nobody asked her to send it.",
            ),
            Answer(
                "`ana.close()` has to come first.",
                "`close` hangs up the connections and leaves the jar as it was. Close "
                "her, call `requests.get` again: the page is as empty as before.",
            ),
            Answer(
                "The cookie had expired.",
                "Nobody gave it an end. Look at `list(ana.cookies)`: it is still "
                "there, and `ana.get` still sends it.",
            ),
        ),
        experiment=why_empty,
    ),
)
