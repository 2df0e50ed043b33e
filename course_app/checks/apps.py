"""Apps that the checks serve, for a learner's function to ask.

Each imports Flask when it is made: the catalogue of exercises needs none.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask
    from werkzeug import Response

NOBODY = "nobody"
_people = count(1)


@dataclass(frozen=True)
class Visit:
    """A request that came in: as whom, and with a cookie or without."""

    path: str
    user: str
    with_cookie: bool


def greeter(*, key: str, theme: str = "") -> Flask:
    """Make a site with ``POST /login`` (form field ``user``) and ``GET /home``.

    The login redirects to ``/home``, which sets a cookie for strangers as well:
    to have a cookie proves nothing. With ``theme`` the login sets a second one.
    """
    from flask import Flask, redirect, request, session

    app = Flask("greeter")
    app.secret_key = key

    @app.post("/login")
    def log_in() -> Response:
        session["user"] = request.form["user"]
        response = redirect("/home")
        if theme:
            response.set_cookie("theme", theme)
        return response

    @app.get("/home")
    def home() -> str:
        if "user" not in session:
            session["greeted"] = True
        return f"Welcome, {session.get('user', 'stranger')}"

    return app


def membership(seen: list[Visit]) -> Flask:
    """Make a site with ``POST /login`` (form field ``user``) and ``GET /me``."""
    from flask import Flask, redirect, request, session

    app = Flask("membership")
    app.secret_key = "membership"

    @app.before_request
    def see() -> None:
        user = session.get("user", NOBODY)
        seen.append(Visit(request.path, user, "session" in request.cookies))

    @app.post("/login")
    def log_in() -> Response:
        session["user"] = request.form["user"]
        return redirect("/")

    @app.get("/")
    def home() -> str:
        return "Welcome"

    @app.get("/me")
    def me() -> str:
        return str(session.get("user", NOBODY))

    return app


@dataclass
class Shop:
    """A shop with ``POST /add`` (``name``, ``item``) and ``GET /cart?name=``.

    ``by_name``: the cart is found by the name that was typed, else by the
    client's Flask session cookie. ``in_memory``: carts are gone at a restart.
    ``start`` makes its app, each time as a process that has just begun.
    """

    by_name: bool
    in_memory: bool
    seen: list[Visit] = field(default_factory=list)
    starts: int = 0
    _carts: dict[str, list[str]] = field(default_factory=dict)

    @property
    def failures(self) -> set[str]:
        """What is wrong with it, in the words of exercise 1.4."""
        failing = {"stranger": self.by_name, "restart": self.in_memory}
        return {name for name, fails in failing.items() if fails}

    def start(self) -> Flask:
        """Start the shop's app anew."""
        self.starts += 1
        if self.in_memory:
            self._carts.clear()
        return _shop_app(self.seen, self._carts, self._owner)

    def _owner(self) -> str:
        from flask import request, session

        if self.by_name:
            return request.values["name"]
        return str(session.setdefault("owner", next(_people)))


def _shop_app(
    seen: list[Visit], carts: dict[str, list[str]], owner: Callable[[], str]
) -> Flask:
    from flask import Flask, request

    app = Flask("shop")
    app.secret_key = "shop"

    @app.before_request
    def see() -> None:
        name = request.values.get("name", NOBODY)
        seen.append(Visit(request.path, name, "session" in request.cookies))

    @app.post("/add")
    def add() -> str:
        carts.setdefault(owner(), []).append(request.form["item"])
        return "added"

    @app.get("/cart")
    def cart() -> str:
        return ", ".join(carts.get(owner(), [])) or "empty"

    return app
