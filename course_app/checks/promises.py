"""Six sites of exercise 7.5 that promise a minute, and how well they keep it.

Each imports Flask when it is made: the catalogue of exercises needs none.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask
    from werkzeug import Response

MINUTE = 60


@dataclass(frozen=True)
class Promise:
    """A site that promises to end a login after a minute without a request.

    ``finding`` and ``told`` are for those who misjudge it; ``start`` is the
    moment at which the clock stands when its examination begins.
    """

    kept: bool
    finding: str
    told: str
    make: Callable[[], Flask]
    start: str = "2026-01-01 12:00:00.950"


@dataclass
class Visits:
    """The moments at which requests came in, and how many there were."""

    moments: list[float] = field(default_factory=list)

    def watch(self, app: Flask) -> Flask:
        """Note every request to ``app`` from now on."""
        self.moments.clear()
        app.before_request(lambda: self.moments.append(time.time()))
        return app

    @property
    def at_the_edge(self) -> bool:
        """Whether a request came within a second of a minute after another."""
        return any(
            abs(later - earlier - MINUTE) < 1
            for earlier in self.moments
            for later in self.moments
        )


def by_setting(lifetime: float, *, permanent: bool) -> Flask:
    """Make a site that leaves its limit to Flask, of ``lifetime`` seconds."""
    app = _site(permanent=permanent)
    app.config["PERMANENT_SESSION_LIFETIME"] = lifetime
    return app


def by_stamp() -> Flask:
    """Make a site that keeps the moment of the last request in the session."""
    from flask import session

    app = _site(permanent=False)

    @app.before_request
    def judge() -> None:
        if time.time() - session.get("seen", 0) > MINUTE:
            session.clear()
        session["seen"] = time.time()

    return app


def by_client() -> Flask:
    """Make a site that asks clients to stop, and itself believes every cookie."""
    from flask import Flask, request

    app = Flask("by client")

    @app.post("/login")
    def log_in() -> Response:
        return _lend(request.form["user"])

    @app.get("/me")
    def me() -> Response:
        return _lend(request.cookies.get("session", "nobody"))

    return app


def _lend(user: str) -> Response:
    from flask import make_response

    response = make_response(user)
    if user != "nobody":
        response.set_cookie("session", user, max_age=MINUTE)
    return response


def _site(*, permanent: bool) -> Flask:
    from flask import Flask, request, session

    app = Flask("promise")
    app.secret_key = "promise"

    @app.post("/login")
    def log_in() -> str:
        session["user"] = request.form["user"]
        session.permanent = permanent
        return "Welcome"

    @app.get("/me")
    def me() -> str:
        return str(session.get("user", "nobody"))

    return app


PROMISES = (
    Promise(
        True,
        "accuses-good-site",
        "The site kept its promise: in at 59 seconds, out at 61, copies too, "
        "and the busy stayed.",
        lambda: by_setting(MINUTE, permanent=True),
    ),
    Promise(
        True,
        "accuses-good-site",
        "This site kept its promise too. It counts fractions of a second, "
        "and its cookies have no date.",
        by_stamp,
        "2026-01-01 12:00:00.300",
    ),
    Promise(
        False,
        "misses-early",
        "The site logs people out after 30 silent seconds.",
        lambda: by_setting(MINUTE // 2, permanent=True),
    ),
    Promise(
        False,
        "misses-late",
        "The site lets people in after 90 silent seconds.",
        lambda: by_setting(MINUTE + MINUTE // 2, permanent=True),
    ),
    Promise(
        False,
        "misses-copies",
        "The site asks clients to drop the cookie after a minute, and accepts a copy "
        "of it for ever.",
        by_client,
    ),
    Promise(
        False,
        "misses-busy",
        "The site logs people out a minute after the login, though they ask "
        "every few seconds.",
        lambda: by_setting(MINUTE, permanent=False),
    ),
)
