"""When Flask writes the cookie."""

from __future__ import annotations

import requests
from flask import Flask, session

from course_app import cookies
from course_app.questions import Answer, Question, the_only
from course_app.server import serve

SECONDS = 5.0

PROGRAM = """\
@app.post("/vote/<name>")
def vote(name):
    session["votes"] = session.get("votes", {})
    session["votes"][name] = session["votes"].get(name, 0) + 1
    return "Thank you" """.rstrip()


def what_two_votes_leave() -> str:
    """Let Ana vote twice, and read what her jar holds."""
    with serve(_site(), name="quiz 5.q") as site, requests.Session() as ana:
        asked = [ana.post(f"{site.url}/vote/red", timeout=SECONDS) for _ in range(2)]
        held = [cookies.read(one.value or "").data["votes"] for one in ana.cookies]
        failed = any(response.status_code == 500 for response in asked)
        return the_only(
            {
                "A": held == [{}],
                "B": held == [{"red": 1}],
                "C": held == [{"red": 2}],
                "D": failed and not held,
            }
        )


def _site() -> Flask:
    app = Flask("quiz")
    app.secret_key = "only for this quiz"  # noqa: S105 - a key in plain sight

    @app.post("/vote/<name>")
    def vote(name: str) -> str:
        session["votes"] = session.get("votes", {})
        session["votes"][name] = session["votes"].get(name, 0) + 1
        return "Thank you"

    return app


QUESTIONS = (
    Question(
        id="5.q",
        text="Ana votes for `red` twice. What does her cookie hold?",
        code=PROGRAM,
        answers=(
            Answer(
                '`{"votes": {}}`',
                "You looked for the moment of storing: the dict was empty then. But "
                "the line raises a flag, and the cookie is written when the view is "
                "done. By then the vote was in the dict.",
            ),
            Answer(
                '`{"votes": {"red": 1}}`',
                "That was the cart. Its `setdefault` stored nothing the second time. "
                "Here the first line stores its key in every request, if only what "
                "was there.",
            ),
            Answer(
                '`{"votes": {"red": 2}}`',
                "The first line raises the flag each time. What the second line "
                "changes inside is written with it, because the writing comes last. "
                "With `setdefault` in the first line, only one vote would be left.",
            ),
            Answer(
                "Nothing: a dict in a dict ends in a 500.",
                "JSON nests as deep as you like, as long as the keys are text. Number "
                "keys beside text keys, or a set, would have ended so.",
            ),
        ),
        experiment=what_two_votes_leave,
    ),
)
