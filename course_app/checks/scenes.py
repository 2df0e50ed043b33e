"""Scenes that a check plays: a shop under attack, a diary that meets odd cookies."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import requests
    from flask import Flask

    from course_app.experiment import Lab, Trial
    from course_app.visitor import Visitor

KEY = "only-for-this-notebook"

NOTHING = "nothing"
READ = "it can be read"
EDITED = "it can be edited"
OLD = "an old copy still counts"
ATTACKS = (READ, EDITED, OLD)
HARMS = (NOTHING, *ATTACKS)
EDITS: dict[str, Any] = {
    "theme": "gold",
    "cart": [1],
    "name": "Bob",
    "form_token": "mine",
    "password": "mine",
    "code": "mine",
    "is_admin": True,
    "credit": 1000,
}
ITEMS = tuple(EDITS)
GAINS = {"signed in", "confirmed", "admin page", "paid", "ordered"}

SCENES = {
    "a": "edit",
    "b": "new-key",
    "c": "age",
    "d": "other-app",
    "e": "copy",
    "f": "damage",
    "g": "no-cookie",
}


@dataclass(frozen=True)
class Attempt:
    """An attack on the shop: whether it gained anything, told in a sentence."""

    told: str
    exchange: requests.Response

    @property
    def worked(self) -> bool:
        """Whether the shop gave something that it should have kept."""
        return self.exchange.text in GAINS


@dataclass(frozen=True)
class Scene:
    """A visit to the diary. ``status`` is what `cookies.verify` makes of the cookie."""

    told: str
    status: str
    by_visitor: bool
    exchange: requests.Response

    @property
    def forged(self) -> bool:
        """Whether there was a signature, and it did not fit."""
        return self.status == "forged"

    @property
    def proves(self) -> bool:
        """Whether the signature did not fit for no fault of the visitor's."""
        return self.forged and not self.by_visitor


def attack(trial: Trial, item: str, kind: str) -> Attempt:
    """Try on a new shop, with Ana just logged in, to gain by ``item``."""
    trial.swap(shop(is_admin=kind != EDITED))  # no admin would write that she is one
    ana = trial.visitor()
    ana.get("/login")
    attempts = {READ: _read, EDITED: _edit, OLD: _send_old}
    return attempts[kind](trial, ana, item)


def _edit(trial: Trial, ana: Visitor, item: str) -> Attempt:
    from course_app import cookies

    edited = cookies.tamper(ana.cookies["session"], **{item: EDITS[item]})
    page = _with_cookie(trial, edited).get("/home")
    return Attempt(f"Ana edited her cookie. The shop took her for {page.text}.", page)


def _read(trial: Trial, ana: Visitor, item: str) -> Attempt:
    from course_app import cookies

    value = cookies.read(ana.cookies["session"]).data[item]
    if item == "password":
        page = trial.visitor().get(f"/signin/{value}")
        return Attempt(
            f"Eve read the password in Ana's cookie, and was {page.text}.", page
        )
    if item == "code":
        page = ana.get(f"/confirm/{value}")
        told = "Ana gave Bob's address, read the code in her own cookie, typed it"
        return Attempt(f"{told}: {page.text}.", page)
    if item == "form_token":
        eve = trial.visitor()
        eve.get("/login")
        page = eve.get(f"/order/{value}")
        told = "Eve read Ana's, and sent it with a form of her own"
        return Attempt(f"{told}: {page.text}.", page)
    return Attempt("It was read, and opened nothing to anybody.", ana.get("/home"))


def _send_old(trial: Trial, ana: Visitor, item: str) -> Attempt:
    old = ana.cookies["session"]
    if item == "is_admin":
        ana.get("/demote")
        page = _with_cookie(trial, old).get("/admin")
        told = "Ana was demoted in the table. Her cookie still opened the"
        return Attempt(f"{told} {page.text}.", page)
    if item == "credit":
        ana.get("/pay")
        page = _with_cookie(trial, old).get("/pay")
        told = "Ana spent her 20 euros, then sent the cookie she had before"
        return Attempt(f"{told}: {page.text} once more.", page)
    page = _with_cookie(trial, old).get("/home")
    return Attempt("An old copy came back, and opened nothing to anybody.", page)


def shop(*, is_admin: bool = True) -> Flask:
    """Make a shop that keeps eight things in its session and trusts them all."""
    from flask import Flask, session

    app = Flask("shop")
    app.secret_key = KEY
    logins = count(1)
    table = {"is_admin": is_admin, "password": "tea4two"}

    @app.get("/login")
    def log_in() -> str:
        session.update(
            name="Ana",
            theme="dark",
            cart=[3, 8],
            form_token=f"token-{next(logins)}",
            password=table["password"],
            code="4711",
            is_admin=table["is_admin"],
            credit=20,
        )
        return "welcome"

    @app.get("/home")
    def home() -> str:
        return str(session.get("name", "a stranger"))

    _add_doors(app, table)
    return app


def _add_doors(app: Flask, table: dict[str, Any]) -> None:
    """Add the pages that give something to who brings the right thing."""
    from flask import session

    @app.get("/signin/<password>")
    def sign_in(password: str) -> str:
        return "signed in" if password == table["password"] else "refused"

    @app.get("/confirm/<code>")
    def confirm(code: str) -> str:
        return "confirmed" if code == session.get("code") else "refused"

    @app.get("/order/<token>")
    def order(token: str) -> str:
        return "ordered" if token == session.get("form_token") else "refused"

    @app.get("/demote")
    def demote() -> str:
        table["is_admin"] = False
        return "demoted"

    @app.get("/admin")
    def admin() -> str:
        return "admin page" if session.get("is_admin") else "refused"

    @app.get("/pay")
    def pay() -> str:
        if session.get("credit", 0) < 20:
            return "refused"
        session["credit"] -= 20
        return "paid"


def play(lab: Lab, letter: str) -> Scene:
    """Play a scene at a new diary that Ana has just written her name into."""
    site = lab.host(lambda: diary(KEY))
    ana = site.visitor()
    ana.post("/keep", json={"user": "ana"})
    plays: dict[str, Callable[[Lab, Trial, Visitor], Scene]] = {
        "a": _edited,
        "b": _new_key,
        "c": _too_old,
        "d": _other_app,
        "e": _copied,
        "f": _damaged,
        "g": _without,
    }
    return plays[letter](lab, site, ana)


def _edited(_: Lab, site: Trial, ana: Visitor) -> Scene:
    from course_app import cookies

    cookie = cookies.tamper(ana.cookies["session"], user="bob")
    return _visit(site, cookie, "Ana wrote bob for ana.", by_visitor=True)


def _new_key(_: Lab, site: Trial, ana: Visitor) -> Scene:
    site.swap(diary("a-new-key"))
    cookie = ana.cookies["session"]
    return _visit(site, cookie, "The site had got a new key.", key="a-new-key")


def _too_old(_: Lab, site: Trial, __: Visitor) -> Scene:
    from course_app import cookies

    cookie = cookies.aged({"user": "ana"}, KEY, days=32)
    return _visit(site, cookie, "Ana's cookie was 32 days old.")


def _other_app(lab: Lab, site: Trial, ana: Visitor) -> Scene:
    other = lab.host(lambda: diary("its-own-key")).visitor()
    other.cookies = ana.cookies  # one browser, one jar
    other.post("/keep", json={"user": "ana"})
    cookie = ana.cookies["session"]
    return _visit(site, cookie, "The other app had set its cookie over this one.")


def _copied(_: Lab, site: Trial, ana: Visitor) -> Scene:
    return _visit(site, ana.cookies["session"], "Bob sent a copy of Ana's cookie.")


def _damaged(_: Lab, site: Trial, ana: Visitor) -> Scene:
    cookie = ana.cookies["session"][:40]
    return _visit(site, cookie, "The proxy had cut the cookie off.")


def _without(_: Lab, __: Trial, ana: Visitor) -> Scene:
    ana.cookies.clear()
    page = ana.get("/who")
    return Scene(f"No cookie was sent. The page said: {page.text}.", "none", True, page)


def _visit(
    site: Trial, cookie: str, what: str, *, key: str = KEY, by_visitor: bool = False
) -> Scene:
    from course_app import cookies

    page = _with_cookie(site, cookie).get("/who")
    told = f"{what} The page said: {page.text}."
    return Scene(told, cookies.verify(cookie, key).status, by_visitor, page)


def _with_cookie(trial: Trial, cookie: str) -> Visitor:
    visitor = trial.visitor()
    visitor.cookies.set("session", cookie, domain="127.0.0.1", path="/")
    return visitor


def diary(key: str) -> Flask:
    """Make a site that puts what is posted as JSON into the session."""
    from flask import Flask, request, session

    app = Flask("diary")
    app.secret_key = key

    @app.post("/keep")
    def keep() -> str:
        session.update(request.get_json())
        return "kept"

    @app.get("/who")
    def who() -> str:
        return str(session.get("user", "a stranger"))

    return app
