"""Cookies by hand."""

from __future__ import annotations

import requests
from flask import Flask, make_response, request
from werkzeug import Response

from course_app.questions import Answer, Question, the_only
from course_app.server import serve

SECONDS = 5.0


def what_is_replaced() -> str:
    """Set one cookie over and over, each time with one thing changed."""
    with serve(_site(), name="quiz 2.q") as site, serve(_site(), name="2.q") as door:
        path = not _replaces(site.url, "red", site.url, "blue", path="/shop")
        value = not _replaces(site.url, "red", site.url, "blue")
        port = not _replaces(site.url, "red", door.url, "blue")
    return the_only(
        {
            "A": not (path or value or port),
            "B": value and not path,
            "C": port and not path,
            "D": path and not value and not port,
        }
    )


def _replaces(first: str, old: str, second: str, new: str, path: str = "/") -> bool:
    """Whether the second cookie takes the place of the first in a client's jar."""
    with requests.Session() as ana:
        ana.get(f"{first}/set", params={"value": old}, timeout=SECONDS)
        order = {"value": new, "path": path}
        ana.get(f"{second}/set", params=order, timeout=SECONDS)
        return [cookie.value for cookie in ana.cookies] == [new]


def _site() -> Flask:
    app = Flask("quiz")

    @app.get("/set")
    def keep() -> Response:
        response = make_response("set")
        path = request.args.get("path", "/")
        response.set_cookie("colour", request.args["value"], path=path)
        return response

    return app


QUESTIONS = (
    Question(
        id="2.q",
        text="Ana's jar has a cookie, and a response brings another. When does the new "
        "one take the place of the old?",
        answers=(
            Answer(
                "When the names are the same.",
                "Try it with a path: `colour=red` at `/` and `colour=blue` at `/shop` "
                "are both in her jar afterwards. The name is not enough.",
            ),
            Answer(
                "When the names and the values are the same.",
                "Then no cookie could ever change. `colour=blue` did replace "
                "`colour=red`: the value is what a cookie holds, not what it is "
                "known by.",
            ),
            Answer(
                "When the names, the hosts and the ports are the same.",
                "A second server, at another port of the same host, set `colour=blue`, "
                "and red was gone. Ports play no part; something else does.",
            ),
            Answer(
                "When the names, the hosts and the paths are the same.",
                "Red gave way to blue from the same host and path, at another port, "
                "too. At another path both stayed. Deleting goes by the same three.",
            ),
        ),
        experiment=what_is_replaced,
    ),
)
