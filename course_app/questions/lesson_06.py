"""Logging in and out."""

from __future__ import annotations

import requests
from flask import Flask, session

from course_app.questions import Answer, Question, the_only
from course_app.server import Site, serve

SECONDS = 5.0

PROGRAM = """\
@app.post("/login")
def login():
    ...                     # the password was right
    session.clear()
    session["user"] = "ana"
    return "Hello, ana" """.rstrip()


def what_clear_is_for() -> str:
    """Log in with `clear` and without, where somebody has left a pet before."""
    with serve(_site(), name="quiz 6.q") as site:
        ana, phone, other = (requests.Session() for _ in range(3))
        _ask(site, phone, "/login/clear")
        old = _ask(site, ana, "/pet").cookies["session"]
        cleared = _ask(site, ana, "/login/clear")
        _ask(site, other, "/pet")
        kept = _ask(site, other, "/login/keep")
        copy = requests.get(site.url, cookies={"session": old}, timeout=SECONDS)
        return the_only(
            {
                "A": "ana" not in _ask(site, phone, "/").text,
                "B": "Rex" not in copy.text,
                "C": "Rex" not in cleared.text and "Rex" in kept.text,
                "D": "session" not in kept.cookies,
            }
        )


def _ask(site: Site, client: requests.Session, path: str) -> requests.Response:
    return client.get(site.url + path, timeout=SECONDS)


def _site() -> Flask:
    app = Flask("quiz")
    app.secret_key = "only for this quiz"  # noqa: S105 - a key in plain sight

    @app.get("/")
    def home() -> str:
        return f"{session.get('user')} {session.get('pet')}"

    @app.get("/pet")
    def pet() -> str:
        session["pet"] = "Rex"
        return home()

    @app.get("/login/<how>")
    def login(how: str) -> str:
        if how == "clear":
            session.clear()
        session["user"] = "ana"
        return home()

    return app


QUESTIONS = (
    Question(
        id="6.q",
        text="What is `session.clear()` for, in a login?",
        code=PROGRAM,
        answers=(
            Answer(
                "It logs Ana out on her other devices.",
                "Her phone has a jar of its own, with a cookie of its own. This "
                "response goes to one client, and only that one writes it down.",
            ),
            Answer(
                "It makes copies of the earlier cookie worthless.",
                "A copy is as good as it was: its signature still fits, and the server "
                "keeps no list to cross it off. `clear` speaks to one client.",
            ),
            Answer(
                "It drops what was put into this session before the login.",
                "Whoever sat at this browser before, or sent Ana a link, may have "
                "left something: a pet, a page to go to. Ana begins with nothing, and "
                "the login puts in what it knows.",
            ),
            Answer(
                "Without it, Flask would not write a new cookie.",
                "Storing the name is enough: a session whose own key is set is "
                "written. The login without `clear` sends a cookie too, with all that "
                "was in it before.",
            ),
        ),
        experiment=what_clear_is_for,
    ),
)
