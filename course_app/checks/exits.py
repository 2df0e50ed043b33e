"""Six ways to log out, and what each of them leaves behind.

Flask is imported where it is used: the catalogue of exercises needs none.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import requests
    from flask import Flask

    from course_app.visitor import Visitor

NOTHING = "nothing"
PET = "the pet"
BOTH = "the pet and the user"
ERROR = "an error"
LEFTOVERS = (NOTHING, PET, BOTH, ERROR)
EXITS = ("a", "b", "c", "d", "e", "f")
PRESSED_TWICE = "e"
BY_A_COPY = "f"


@dataclass(frozen=True)
class Departure:
    """Ana's logout by one exit, and what was left: one of `LEFTOVERS`."""

    left: str
    exchange: requests.Response


def depart(ana: Visitor, finder: Visitor, letter: str) -> Departure:
    """Let Ana keep a pet, log in and leave by an exit; look at what is left.

    At one exit she presses twice; at another somebody else asks afterwards,
    with a copy of the cookie that she had before.
    """
    ana.post("/pet")
    ana.post("/login")
    copy = ana.cookies["session"]
    finder.cookies.set("session", copy, domain="127.0.0.1", path="/")
    answer = ana.post("/logout")  # and on to `/`, by its redirect
    if letter == PRESSED_TWICE:
        answer = ana.post("/logout")
    if letter == BY_A_COPY:
        answer = finder.get("/")
    if answer.status_code == 500:
        return Departure(ERROR, answer)
    return Departure(answer.text or NOTHING, answer)


def house(letter: str) -> Flask:
    """Make an app that keeps a pet, logs Ana in, and has one exit."""
    from flask import Flask, session

    app = Flask("house")
    app.secret_key = "house"
    app.post("/logout")(_exits()[letter])

    @app.errorhandler(KeyError)
    def failed(_: KeyError) -> tuple[str, int]:
        return "Internal Server Error", 500

    @app.post("/pet")
    def pet() -> str:
        session["pet"] = "Rex"
        return "kept"

    @app.post("/login")
    def login() -> str:
        session.permanent = True
        session["user"] = "ana"
        return "in"

    @app.get("/")
    def home() -> str:
        return " and ".join(f"the {key}" for key in ("pet", "user") if key in session)

    return app


def _exits() -> dict[str, Callable[[], Any]]:
    """Make the views of the exits, by their letters; the last leaves by b's."""
    from flask import redirect, session

    def a() -> Any:
        session.pop("user", None)
        return redirect("/")

    def b() -> Any:
        session.clear()
        return redirect("/")

    def c() -> Any:
        session = {}  # type: ignore[var-annotated] # noqa: F841 - its very fault
        return redirect("/")

    def d() -> Any:
        response = redirect("/")
        response.delete_cookie("session")
        return response

    def e() -> Any:
        session.pop("user")
        return redirect("/")

    return {"a": a, "b": b, "c": c, "d": d, "e": e, "f": b}
