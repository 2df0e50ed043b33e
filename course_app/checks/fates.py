"""What can become of a login: ten stories of lesson 7, each played and not told.

Times are seconds after the login. Flask is imported when an app is made.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import requests
    from flask import Flask

    from course_app.experiment import Trial

MINUTE, HOUR, DAY = 60, 3600, 86400
QUARTER = {"PERMANENT_SESSION_LIFETIME": 15 * MINUTE}
HALFWAY = (10 * MINUTE,)

FATES = {
    (True, True): "works",
    (False, True): "dropped",
    (True, False): "refused",
    (False, False): "gone",
}
SEEN = {
    "works": "Ana's client sent the cookie, and the site knew her.",
    "dropped": "Ana's client sent nothing. A copy of her cookie was still accepted.",
    "refused": "Ana's client sent the cookie, and the site did not know her.",
    "gone": "Ana's client sent nothing, and a copy of her cookie was refused.",
}


@dataclass(frozen=True)
class Story:
    """A login and what follows; ``end`` is when Ana asks for the last time.

    ``finding`` and ``told`` are for those who foresee another end. ``later``
    are settings that the site changes right after the login; ``closed`` means
    that Ana's browser is closed and opened again before the end.
    """

    finding: str
    told: str
    end: int
    keep: bool = False
    closed: bool = False
    settings: Mapping[str, Any] = field(default_factory=dict)
    later: Mapping[str, Any] = field(default_factory=dict)
    visits: tuple[int, ...] = ()
    page: str = "/me"


STORIES = {
    "a": Story(
        "closing-tells-the-server",
        "Closing is between her and her client. No request told the server.",
        end=HOUR,
        closed=True,
    ),
    "b": Story(
        "open-browser-for-ever",
        "Every cookie signed more than 31 days ago is refused, permanent or not.",
        end=32 * DAY,
    ),
    "c": Story(
        "close-ends-permanent",
        "Closing drops the cookies without a date. Hers has one, 30 days away.",
        end=DAY,
        keep=True,
        closed=True,
    ),
    "d": Story(
        "one-clock-only",
        "Two clocks have run out here: her client's `Expires`, and the signature's "
        "age.",
        end=32 * DAY,
        keep=True,
    ),
    "e": Story(
        "permanent-is-31-days",
        "Her visit was answered with the cookie written anew, "
        "and the 31 days began again.",
        end=50 * DAY,
        keep=True,
        visits=(25 * DAY,),
    ),
    "f": Story(
        "visits-without-refresh",
        "With refreshing off, a page that only reads writes nothing. "
        "Her 31 days ran from the login.",
        end=50 * DAY,
        keep=True,
        settings={"SESSION_REFRESH_EACH_REQUEST": False},
        visits=(25 * DAY,),
    ),
    "g": Story(
        "reading-is-not-writing",
        "A page that only reads signs nothing anew. The limit is the setting's, "
        "with the box ticked or without.",
        end=20 * MINUTE,
        settings=QUARTER,
        visits=HALFWAY,
    ),
    "h": Story(
        "writing-signs-anew",
        "The count changed the session, so each response carried a cookie just signed.",
        end=20 * MINUTE,
        settings=QUARTER,
        visits=HALFWAY,
        page="/count",
    ),
    "i": Story(
        "date-already-written",
        "`Expires` was written at the login and stays as it was. "
        "The server goes by the setting it has today.",
        end=20 * MINUTE,
        keep=True,
        settings=QUARTER,
        later={"PERMANENT_SESSION_LIFETIME": DAY},
    ),
    "j": Story(
        "lifetime-in-the-cookie",
        "The lifetime is not in the cookie. Today's setting judges cookies "
        "signed before it too.",
        end=20 * MINUTE,
        later=QUARTER,
    ),
}


@dataclass(frozen=True)
class Ending:
    """How a story ended, and Ana's last exchange."""

    fate: str
    exchange: requests.Response


def box(settings: Mapping[str, Any]) -> Flask:
    """Make the site of lesson 7: a login with a box, ``/me``, ``/count``."""
    from flask import Flask, request, session

    app = Flask("box")
    app.config.update(settings, SECRET_KEY="box")

    @app.post("/login")
    def log_in() -> str:
        session["user"] = request.form["user"]
        session.permanent = "keep" in request.form
        return "Welcome"

    @app.get("/me")
    def me() -> str:
        return str(session.get("user", "nobody"))

    @app.get("/count")
    def count() -> str:
        session["count"] = session.get("count", 0) + 1
        return str(session["count"])

    return app


def play(story: Story, site: Trial) -> Ending:
    """Let ``story`` happen on ``site``, its clock moved."""
    from course_app.clock import travel

    app = box(story.settings)
    site.swap(app)
    with travel("2026-01-01 12:00") as clock:
        ana, now = site.visitor(), 0
        ticked = {"keep": "yes"} if story.keep else {}
        ana.post("/login", data={"user": "ana", **ticked})
        app.config.update(story.later)
        for moment in (*story.visits, story.end):
            clock.forward(seconds=moment - now)
            now = moment
            if now < story.end:
                ana.get(story.page)
        copy = ana.cookies.get_dict()
        if story.closed:
            ana.cookies.clear_session_cookies()
        return _ending(ana.get("/me"), copy, site)


def _ending(last: requests.Response, copy: dict[str, str], site: Trial) -> Ending:
    """Tell the fate: a cookie that Ana did not send, another client brings."""
    sent, judged = "Cookie" in last.request.headers, last
    if not sent:
        copier = site.visitor()
        copier.cookies.update(copy)
        judged = copier.get("/me")
    return Ending(FATES[sent, judged.text == "ana"], last)
