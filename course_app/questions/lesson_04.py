"""What is inside the cookie."""

from __future__ import annotations

import requests
from flask import Flask, session

from course_app.questions import Answer, Question, the_only
from course_app.server import serve

SECONDS = 5.0

PROGRAM = """\
payload = monday.split(".")[0]         # holds {"role": "admin"}
rest = tuesday.split(".", 1)[1]        # timestamp and signature
joined = {"session": payload + "." + rest}
requests.get(site.url + "/role", cookies=joined)"""


def what_the_halves_make() -> str:
    """Put two genuine cookies together, and ask with what comes out."""
    with serve(_site(), name="quiz 4.q") as site:
        monday, tuesday = (_cookie(f"{site.url}/as/{role}") for role in _ROLES)
        joined = f"{monday.split('.')[0]}.{tuesday.split('.', 1)[1]}"
        answer = requests.get(
            f"{site.url}/role", cookies={"session": joined}, timeout=SECONDS
        )
        return the_only(
            {
                "A": answer.text == "admin",
                "B": answer.text == "guest",
                "C": answer.ok and answer.text == "nobody",
                "D": not answer.ok,
            }
        )


_ROLES = ("admin", "guest")


def _cookie(address: str) -> str:
    return str(requests.get(address, timeout=SECONDS).cookies["session"])


def _site() -> Flask:
    app = Flask("quiz")
    app.secret_key = "only for this quiz"  # noqa: S105 - a key in plain sight

    @app.get("/as/<role>")
    def become(role: str) -> str:
        session["role"] = role
        return "kept"

    @app.get("/role")
    def tell() -> str:
        return str(session.get("role", "nobody"))

    return app


QUESTIONS = (
    Question(
        id="4.q",
        text=(
            "Bob has two cookies of one site. On Monday he was an admin, on Tuesday "
            "a guest. He joins Monday's payload to Tuesday's timestamp and signature. "
            "What does the site take him for?"
        ),
        code=PROGRAM,
        answers=(
            Answer(
                "An admin: every part of it is genuine.",
                "Every part is, and the whole is not. The signature was made for one "
                "payload and one timestamp together, and it fits no other pair.",
            ),
            Answer(
                "A guest: that is what the signature says.",
                "A signature says nothing. It cannot be turned back into data, only "
                "be made again and compared.",
            ),
            Answer(
                "Nobody in particular: it opens an empty session.",
                "The signature was made for Tuesday's payload, so it does not fit "
                "Monday's. The page comes with status 200, as for a stranger. With "
                "Monday's whole cookie, by the way, he would be an admin again.",
            ),
            Answer(
                "A cheat: it answers with an error.",
                "Flask has no such answer. A signature that does not fit is treated "
                "like no cookie at all, whoever brought it.",
            ),
        ),
        experiment=what_the_halves_make,
    ),
)
