"""The Flask session as a dictionary."""

from __future__ import annotations

import requests
from flask import Flask, session
from werkzeug.exceptions import InternalServerError

from course_app.questions import Answer, Question, the_only
from course_app.server import serve

SECONDS = 5.0

PROGRAM = """\
@app.get("/logout")
def logout():
    session.pop("user")
    return "Goodbye."
""".rstrip()


def second_logout() -> str:
    """Log out twice, beside an entry that stays, and try the four answers."""
    with serve(_site(), name="quiz 3.q") as site, requests.Session() as ana:
        ana.get(f"{site.url}/login", timeout=SECONDS)
        ana.get(f"{site.url}/logout", timeout=SECONDS)
        kept = dict(ana.cookies)
        second = ana.get(f"{site.url}/logout", timeout=SECONDS)
        return the_only(
            {
                "A": second.text == "Goodbye.",
                "B": second.status_code in (400, 401, 403),
                "C": dict(ana.cookies) != kept,
                "D": second.status_code == 500,
            }
        )


def _site() -> Flask:
    app = Flask("quiz")
    app.secret_key = "only for this quiz"  # noqa: S105 - a key in plain sight

    @app.get("/login")
    def login() -> str:
        session.update(user="Ana", theme="dark")
        return "Welcome."

    @app.get("/logout")
    def logout() -> str:
        session.pop("user")
        return "Goodbye."

    @app.errorhandler(KeyError)
    def failed(_: KeyError) -> InternalServerError:
        return InternalServerError()  # Flask's own 500, and no red card below a quiz

    return app


QUESTIONS = (
    Question(
        id="3.q",
        text="Ana is logged in and has chosen a theme. She clicks “Log out” twice. "
        "What does the second click do?",
        code=PROGRAM,
        answers=(
            Answer(
                "It says “Goodbye.” again: there is nothing left to take out.",
                'That would be `session.pop("user", None)`. With one argument `pop` '
                "insists on the entry, as `del` does.",
            ),
            Answer(
                "It is turned away, with 400 or 401: nobody is logged in.",
                "A status like that must come from somewhere. Flask gives 400 for a "
                "form field that is missing; it knows nothing of your entry `user`.",
            ),
            Answer(
                "It deletes her cookie: the session is empty now.",
                "Her theme is still in it. And this view never came to its end: what "
                "it raised, it raised before anything was changed.",
            ),
            Answer(
                "It fails with 500.",
                "`pop` raised `KeyError`, and the client got “Internal Server Error”. "
                "Two clicks are a normal thing to do. Give `pop` a default.",
            ),
        ),
        experiment=second_logout,
    ),
)
