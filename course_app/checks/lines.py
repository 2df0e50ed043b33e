"""The ten lines of exercise 5.6, each run and not told.

Flask is imported when an app is made.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import requests
    from flask import Flask

    from course_app.experiment import Trial

KEY = "bench"
START: dict[str, Any] = {"n": 1, "cart": ["apple"]}
OUTCOMES = {
    "cookie": "a cookie",
    "deletion": "a deletion",
    "nothing": "no `Set-Cookie`",
}


@dataclass(frozen=True)
class Line:
    """A line of a view; ``finding`` and ``why`` are for who foresaw another end."""

    code: str
    finding: str
    why: str


LINES = (
    Line(
        'items = session["cart"]; items.append("pear")',
        "looks-inside",
        "`items` is the list inside the session. What a list does to itself no session "
        "hears.",
    ),
    Line(
        'session["n"] += 0',
        "compares",
        "`+=` ends by storing a key. Flask does not compare what was there with what "
        "is stored.",
    ),
    Line(
        'session.get("cart").clear()',
        "looks-inside",
        "It is the list that is cleared. The session was asked for a value and told "
        "nothing.",
    ),
    Line(
        'session.pop("n"); session.pop("cart")',
        "empties",
        "The session was changed and is empty now. For a client that means: throw "
        "your cookie away.",
    ),
    Line(
        'session["cart"] = ("apple", "pear")',
        "tuple-has-a-tag",
        "JSON has no tuple, but Flask has a tag for it.",
    ),
    Line(
        'session["cart"] = {"apple", "pear"}',
        "set-has-none",
        "A set has neither a likeness in JSON nor a tag. Writing it fails, the answer "
        "is a 500, and the old cookie stays.",
    ),
    Line(
        'copy = dict(session); copy["n"] = 2',
        "copies",
        "`dict(session)` is another dict with the same contents. The session was only "
        "read.",
    ),
    Line(
        'session.setdefault("n", {1, 2})',
        "setdefault-stores",
        "The key `n` was there, so `setdefault` stored nothing. The set was thrown "
        "away before it could do harm.",
    ),
    Line(
        'session["n"] = 2; 1 / 0',
        "rolls-back",
        "The view fails, and its error page is a response like any other: what was "
        "stored before goes out with it.",
    ),
    Line(
        'session["n"] = 2; session.modified = False',
        "flag-decides",
        "Storing raised the flag, and the second half took it down again. Flask asks "
        "the flag and nothing else.",
    ),
)


def bench(line: Line) -> Flask:
    """Make a site whose only view runs ``line``."""
    from flask import Flask, session

    app = Flask("bench")
    app.secret_key = KEY

    @app.get("/")
    def run_line() -> str:
        exec(line.code, {"session": session})  # noqa: S102 - a line from above
        return "done"

    return app


def carried(site: Trial) -> tuple[str, requests.Response]:
    """Ask a bench, and say which of `OUTCOMES` its response carries."""
    from course_app import cookies
    from course_app.visitor import Visitor

    visitor = Visitor(site.url)  # no guest of the trial: two of the lines fail
    visitor.cookies.set("session", cookies.sign(START, KEY), domain="127.0.0.1")
    response: requests.Response = visitor.get("/")
    site.site.take_faults()
    line = response.headers.get("Set-Cookie")
    if line is None:
        return "nothing", response
    deletes = cookies.parse_set_cookie(line).deletes
    return "deletion" if deletes else "cookie", response
