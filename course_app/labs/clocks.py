"""The lab "Two clocks": when the jar drops a cookie, when the server refuses it.

A story is played whenever a control moves: real requests to a real site, with
the clock moved on between them. What the picture says was seen in an exchange;
nothing is worked out from the settings, but for the moments to look at.
"""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError
from html import escape
from itertools import pairwise
from typing import Any, NamedTuple, TypeVar

import requests
from flask import Flask, request, session
from ipywidgets import Checkbox, Dropdown, SelectionSlider

from course_app import cookies
from course_app.clock import Clock, travel
from course_app.labs.frame import (
    Frame,
    LabError,
    Twin,
    lab_html,
    lab_text,
    panel,
    present,
    row,
)
from course_app.render import COLOURS, INK, MUTED, PAPER, STYLE
from course_app.server import Site

TITLE = "Two clocks"
PURPOSE = (
    "A login has two ends. The client drops the cookie by its date, "
    "the server refuses it by its age."
)
COPY = (
    "The copy lies in a client that drops nothing, "
    "so that the server's clock is seen alone."
)
HEADS = ("Since the login", "Ana's client", "A copy is told")

BEGIN = "2026-01-01 12:00"
VISITS = 4
HOUR, DAY, YEAR = 3600, 86400, 365 * 86400
LIFETIMES = (300, HOUR, DAY, 31 * DAY, YEAR)
# Roughly even on a logarithmic scale; each lifetime, and the second after it.
PAUSES = sorted(
    {1, 3, 10, 30, 60, 120, 900, 4 * HOUR, 12 * HOUR, 3 * DAY, 10 * DAY, 30 * DAY}
    | {90 * DAY, 180 * DAY, 2 * YEAR}
    | {length + more for length in LIFETIMES for more in (0, 1)}
)
BUSY_SECONDS = 5.0  # how long a control waits for the cell that is running
BUSY = "A cell is still running. Wait for its end, then try again."
_UNITS = (("year", YEAR), ("day", DAY), ("hour", HOUR), ("minute", 60), ("second", 1))
T = TypeVar("T")


class Plan(NamedTuple):
    """How the story goes; ``lifetime`` and ``pause`` are in seconds."""

    permanent: bool = True
    lifetime: int = 300
    refresh: bool = True
    pause: int = 120


class Moment(NamedTuple):
    """What was seen at one moment, ``seconds`` after the login.

    ``does`` is ``"logs in"``, ``"asks"`` or ``"is silent"``. While she is
    silent a client with a copy of her jar asks, and changes nothing for her.
    ``holds``: her jar had a cookie to send, or got one. ``until``: the seconds
    at which the jar will drop it, ``None`` without a date. ``copy``: the answer
    to the last cookie she got, from a client that drops nothing.
    """

    seconds: int
    does: str
    holds: bool
    answer: str
    written: bool
    until: int | None
    copy: str


class Clocks:
    """A site with a login, and the story that is played on it."""

    def __init__(self) -> None:
        self.site = Site(_make_app(), "two clocks", limit=2.0)

    def play(self, plan: Plan) -> list[Moment]:
        """Play the story of ``plan``, and say what was seen at each moment.

        The clock of the whole process moves: call it in the main thread.
        """
        self.site.app.config.update(
            PERMANENT_SESSION_LIFETIME=plan.lifetime,
            SESSION_REFRESH_EACH_REQUEST=plan.refresh,
        )
        with travel(BEGIN) as clock:
            return list(_Story(self.site.url, plan, clock).moments())

    def stop(self) -> None:
        """Stop the site."""
        self.site.stop()


class _Story:
    """Ana logs in, comes four times, and is silent until both ends are seen."""

    def __init__(self, url: str, plan: Plan, clock: Clock) -> None:
        self._url = url
        self._plan = plan
        self._clock = clock
        self._began = time.time()
        self._ana = requests.Session()
        self._value = ""

    @property
    def _now(self) -> int:
        return round(time.time() - self._began)

    def moments(self) -> Iterator[Moment]:
        form = {"user": "ana", **({"keep": "yes"} if self._plan.permanent else {})}
        yield self._saw("logs in", self._ana.post(self._url + "/login", data=form))
        visits = [number * self._plan.pause for number in range(1, VISITS + 1)]
        while ahead := [at for at in (*visits, *self._edges()) if at > self._now]:
            self._clock.forward(seconds=min(ahead) - self._now)
            if self._now in visits:
                yield self._saw("asks", self._ana.get(self._url + "/me"))
            else:
                yield self._saw("is silent", self._double().get(self._url + "/me"))

    def _edges(self) -> Iterator[int]:
        """Give the moments to look at: the last good second, the first bad one."""
        until = self._until()
        if until is not None:
            yield from (until - 1, until)
        signed = cookies.read(self._value).signed_at.timestamp() - self._began
        yield from (at := round(signed) + self._plan.lifetime, at + 1)

    def _double(self) -> requests.Session:
        """Make a client with a copy of her jar: asking must not begin time anew."""
        double = requests.Session()
        double.cookies.update(self._ana.cookies)
        return double

    def _saw(self, does: str, response: requests.Response) -> Moment:
        written = does != "is silent" and "Set-Cookie" in response.headers
        if written:
            self._value = str(self._ana.cookies["session"])
        return Moment(
            seconds=self._now,
            does=does,
            holds=written or "Cookie" in response.request.headers,
            answer=response.text,
            written=written,
            until=self._until(),
            copy=self._tell_copy(),
        )

    def _tell_copy(self) -> str:
        return requests.get(
            self._url + "/me", cookies={"session": self._value}, timeout=5
        ).text

    def _until(self) -> int | None:
        for cookie in self._ana.cookies:
            if cookie.expires is not None:
                return round(cookie.expires - self._began)
        return None


def span(seconds: int) -> str:
    """Write a length of time to the second: ``"31 days 1 second"``."""
    words = []
    for unit, size in _UNITS:
        count, seconds = divmod(seconds, size)
        if count:
            words.append(f"{count} {unit}{'' if count == 1 else 's'}")
    return " ".join(words) or "0 seconds"


def cells(moment: Moment, before: Moment | None) -> tuple[str, str, str]:
    """Tell a moment in the words of the three columns; ``before`` is the last one."""
    client = f"{_client_words(moment, before)}{_date_words(moment)}"
    return span(moment.seconds), client, _copy_words(moment, before)


def told(moments: Sequence[Moment]) -> str:
    """Say in two or three sentences how the story went."""
    visits = [one for one in moments if one.does == "asks"]
    known = sum(one.answer == "ana" for one in visits)
    words = [f"Ana is known on {known} of her {len(visits)} visits."]
    drop = next((now for was, now in pairwise(moments) if _drops(now, was)), None)
    if drop:
        words.append(f"Her jar drops the cookie at {span(drop.seconds)}.")
    else:
        words.append("Her jar never drops the cookie: it has no date.")
    refusal = next((now for was, now in pairwise(moments) if _refuses(now, was)), None)
    if refusal:
        words.append(f"The server refuses it at {span(refusal.seconds)}.")
    return " ".join(words)


def clocks_text(plan: Plan, moments: Sequence[Moment]) -> list[str]:
    """Write the story as lines of text."""
    rows = [HEADS, *(cells(now, was) for was, now in _steps(moments))]
    widths = [max(len(one[column]) for one in rows) for column in range(len(HEADS))]
    lines = [
        " | ".join(word.ljust(width) for word, width in zip(one, widths, strict=True))
        for one in rows
    ]
    return [_settings(plan), *(line.rstrip() for line in lines), COPY, told(moments)]


def clocks_html(plan: Plan, moments: Sequence[Moment]) -> str:
    """Draw the story: time runs down, two bars tell how long each side goes on."""
    heads = "".join(
        f'<th scope="col" class="cw-panel" style="{_HEAD};width:{width}">{head}</th>'
        for head, width in zip(HEADS, ("23%", "51%", "26%"), strict=True)
    )
    body = "".join(_row_html(now, was) for was, now in _steps(moments))
    table = "table-layout:auto;border-collapse:separate;border-spacing:0;"
    table += "width:100%;font-size:14px"
    return (
        f'<div style="color:{INK};background:{PAPER}" class="cw-panel">'
        f'<div style="margin:6px 0">{escape(_settings(plan))}</div>'
        f'<table style="{table}"><thead><tr>{heads}</tr></thead>'
        f"<tbody>{body}</tbody></table>"
        f'<div class="cw-muted" style="color:{MUTED};font-size:14px;margin:6px 0">'
        f"{COPY}</div></div>"
    )


def twin(model: Clocks) -> Twin:
    """Tell what the lab shows when it opens."""
    plan = Plan()
    moments = model.play(plan)
    body = clocks_html(plan, moments) + f"<div>{told(moments)}</div>"
    return Twin(
        lab_text(TITLE, PURPOSE, clocks_text(plan, moments)),
        lab_html(TITLE, PURPOSE, body),
    )


def view(model: Clocks) -> Frame:
    """Link the four controls to the story."""
    frame = Frame(TITLE, PURPOSE, stop=model.stop)
    plan = Plan()
    pause = SelectionSlider(
        description="Ana comes back every",
        options=[(span(one), one) for one in PAUSES],
        value=plan.pause,
        readout=False,  # it can be focused and typed in, to no effect
    )
    lifetime = Dropdown(
        description="PERMANENT_SESSION_LIFETIME",
        options=[(span(one), one) for one in LIFETIMES],
        value=plan.lifetime,
    )
    permanent = _switch("session.permanent", plan.permanent)
    refresh = _switch("SESSION_REFRESH_EACH_REQUEST", plan.refresh)
    length, picture = panel(), panel()

    def changed(_: object = None) -> str:
        plan = Plan(permanent.value, lifetime.value, refresh.value, pause.value)
        moments = on_main_thread(lambda: model.play(plan))
        frame.put(length, f"<b>{span(plan.pause)}</b>")
        frame.put(picture, STYLE + clocks_html(plan, moments))
        return f"Every {span(plan.pause)}: {told(moments)}"

    for control in (pause, lifetime, permanent, refresh):
        frame.on_change(control, changed)
    frame.answer(changed)
    return frame.fill(row(pause, length), row(lifetime, permanent, refresh), picture)


def clocks() -> None:
    """Show the lab "Two clocks": the client's end of a login, and the server's."""
    model = Clocks()
    present("clocks", model, view, twin(model))


def on_main_thread(action: Callable[[], T]) -> T:
    """Do ``action`` in the kernel's main thread, between two cells.

    Some versions of ipykernel answer a control in another thread. There the clock
    would move under the hands of a cell that is running.
    """
    if threading.current_thread() is threading.main_thread():
        return action()
    from IPython.core.getipython import get_ipython

    async def between_cells() -> T:
        return action()

    kernel: Any = get_ipython()
    loop = kernel.kernel.io_loop.asyncio_loop
    turn = asyncio.run_coroutine_threadsafe(between_cells(), loop)
    try:
        return turn.result(BUSY_SECONDS)
    except (TimeoutError, CancelledError):
        turn.cancel()
        raise LabError(BUSY) from None


def _make_app() -> Flask:
    app = Flask(__name__)
    app.secret_key = "only-for-this-lab"  # noqa: S105 - nothing is at stake here

    @app.post("/login")
    def log_in() -> str:
        session["user"] = request.form["user"]
        session.permanent = "keep" in request.form
        return "Welcome"

    @app.get("/me")
    def me() -> str:
        return str(session.get("user", "nobody"))

    return app


def _steps(moments: Sequence[Moment]) -> Iterator[tuple[Moment | None, Moment]]:
    yield from zip([None, *moments], moments, strict=False)


def _settings(plan: Plan) -> str:
    kind = "permanent" if plan.permanent else "not permanent"
    refresh = "on" if plan.refresh else "off"
    return (
        f"Lifetime {span(plan.lifetime)}, {kind}, refresh {refresh}. "
        f"Ana logs in, then comes {VISITS} times, every {span(plan.pause)}."
    )


def _drops(moment: Moment, before: Moment | None) -> bool:
    return before is not None and before.holds and not moment.holds


def _refuses(moment: Moment, before: Moment | None) -> bool:
    return before is not None and before.copy == "ana" and moment.copy != "ana"


def _client_words(moment: Moment, before: Moment | None) -> str:
    if moment.does == "logs in":
        return moment.does
    words = "with the cookie" if moment.holds else "without a cookie"
    if _drops(moment, before):
        words = "the jar DROPS the cookie"
    answer = f": {moment.answer}" if moment.does == "asks" else ""
    return f"{moment.does}, {words}{answer}"


def _date_words(moment: Moment) -> str:
    if not moment.written:
        return ""
    if moment.until is None:
        return "; cookie without a date"
    return f"; cookie until {span(moment.until)}"


def _copy_words(moment: Moment, before: Moment | None) -> str:
    if _refuses(moment, before):
        return f"{moment.copy}: the server REFUSES it"
    return moment.copy


# JupyterLab colours the cells of tables; its dark theme would be white on white.
_CELL = (
    f"padding:3px 8px;text-align:left;vertical-align:top;background:{PAPER};color:{INK}"
)
_HEAD = f"{_CELL};font-weight:bold"


def _row_html(moment: Moment, before: Moment | None) -> str:
    when, client, copy = cells(moment, before)
    return (
        f'<tr><th scope="row" class="cw-panel" style="{_HEAD}">{when}</th>'
        f"{_bar(client, 'request', moment.holds, _drops(moment, before))}"
        f"{_bar(copy, 'response', moment.copy == 'ana', _refuses(moment, before))}</tr>"
    )


def _bar(words: str, kind: str, goes_on: bool, ends: bool) -> str:
    """Draw a piece of a bar: solid while the cookie is good, then dotted."""
    kind = kind if goes_on else "fault"
    line = f"8px {'solid' if goes_on else 'dotted'} {COLOURS[kind]}"
    top = f";border-top:3px solid {COLOURS[kind]}" if ends else ""
    text = f'<b class="cw-fault" style="color:{COLOURS["fault"]}">{escape(words)}</b>'
    return (
        f'<td class="cw-panel cw-{kind}-edge" style="{_CELL};border-left:{line}{top}">'
        f"{text if ends else escape(words)}</td>"
    )


def _switch(description: str, value: bool) -> Any:
    return Checkbox(description=description, value=value, indent=False)
