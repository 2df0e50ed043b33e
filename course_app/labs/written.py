"""What was written? A statement on ``session``, predicted, run, and its headers."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any, NamedTuple

import requests
from flask import Flask, flash, get_flashed_messages, session
from ipywidgets import Button, Dropdown, Text

from course_app import cookies
from course_app.card import exchange_panels
from course_app.fault import named
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
from course_app.render import COLOURS, INK, PAPER, STYLE, panels_html
from course_app.server import Site
from course_app.wire import Exchange, exchanges

TITLE = "What was written?"
PURPOSE = "Guess whether a statement sends the cookie, and see the headers it leaves."
START: dict[str, Any] = {"n": 1, "cart": [], "prefs": {}}
STATEMENTS = (
    'session["cart"].append("pear")',
    'session["cart"] += ["pear"]',
    'session["n"]',
    '"n" in session',
    'session["n"] = 1',
    'session.setdefault("n", 9)',
    'session.setdefault("new", 9)',
    'session["prefs"]["theme"] = "dark"',
    'session.pop("zz", None)',
    'session.pop("zz")',
    "session.update({})",
    'session["seen"] = {1}',
    "session.permanent = True",
    "session.modified = True",
    "session.accessed = True",
    "session.clear()",
    "pass",
)
LONGEST = 500
SECONDS = 2.0
SHOWN = 8  # rows of what was tried
_KEY = "only-for-this-lab"  # nothing is at stake here
_MONO = "font-family:ui-monospace,'DejaVu Sans Mono',Menlo,Consolas,monospace"
_WORDS = {True: "Set-Cookie", False: "no Set-Cookie"}


class Result(NamedTuple):
    """What a statement left on the wire.

    ``predicted`` is the learner's word on ``Set-Cookie``, ``None`` without one.
    ``error`` is the statement's, ``""`` when it ran.
    """

    statement: str
    predicted: bool | None
    exchange: Exchange
    error: str

    @property
    def written(self) -> bool:
        """Whether the response has a ``Set-Cookie``."""
        return bool(self.exchange.set_cookies)

    @property
    def vary(self) -> str:
        """The response's ``Vary`` header, ``""`` without one."""
        return dict(self.exchange.response_headers).get("Vary", "")

    @property
    def cookie(self) -> str:
        """What was written, in words."""
        if not self.written:
            return _WORDS[False]
        parsed = cookies.parse_set_cookie(self.exchange.set_cookies[0])
        if parsed.deletes:
            return "Set-Cookie, to delete the cookie"
        return f"Set-Cookie with {cookies.read(parsed.value).json}"


class Written:
    """A site that runs one statement a request, always from the same session."""

    def __init__(self) -> None:
        self.results: list[Result] = []
        self._error = ""
        self._code = compile("pass", "<statement>", "exec")
        self._site = Site(self._make_app(), "what was written", limit=SECONDS)

    def stop(self) -> None:
        """Stop the site."""
        self._site.stop()

    def run(self, statement: str, predicted: bool | None = None) -> Result:
        """Run a statement in a view, and keep what came back.

        Raises `LabError` for what is no Python, and when no answer comes.
        """
        self._code, self._error = _compiled(statement), ""
        response = self._ask()
        faults = self._site.take_faults()
        error = self._error or (faults[0].error if faults else "")
        result = Result(statement.strip(), predicted, exchanges(response)[0], error)
        self.results.append(result)
        return result

    @property
    def score(self) -> tuple[int, int]:
        """How many predictions came true, of how many."""
        made = [one for one in self.results if one.predicted is not None]
        return sum(one.predicted == one.written for one in made), len(made)

    def _ask(self) -> requests.Response:
        cookie = cookies.sign(START, _KEY)
        with requests.Session() as client:
            client.trust_env = False
            client.cookies.set("session", cookie)
            try:
                return client.get(self._site.url, timeout=2 * SECONDS + 1)
            except requests.RequestException:
                self._site.take_faults()
                raise LabError(
                    f"The statement did not end within {SECONDS:g} seconds, and could "
                    "not be stopped. Choose one that ends."
                ) from None

    def _make_app(self) -> Flask:
        app = Flask(__name__)
        app.secret_key = _KEY

        @app.get("/")
        def view() -> tuple[str, int]:
            names = {
                "session": session,
                "flash": flash,
                "get_flashed_messages": get_flashed_messages,
            }
            try:
                exec(self._code, names)  # noqa: S102 - the learner's own statement
            except Exception as error:  # noqa: BLE001 - it is shown
                self._error = named(error)
                return "the statement failed", 500
            return "done", 200

        return app


def told(result: Result) -> str:
    """Tell what was guessed, what came, and what failed, in a sentence each."""
    vary = f"`Vary: {result.vary}`" if result.vary else "no `Vary`"
    said = [f"The response has {result.cookie}, and {vary}."]
    if result.predicted is not None:
        true = "so" if result.predicted == result.written else "not so"
        said.insert(0, f"You said {_WORDS[result.predicted]}, and it is {true}.")
    if result.error:
        said.append(f"The statement failed with `{result.error}`.")
    return " ".join(said)


def exchange_cards(result: Result) -> str:
    """Write the request and the response as `show` does."""
    return panels_html(exchange_panels(result.exchange))


def results_html(results: Sequence[Result]) -> str:
    """List what was tried, the latest first."""
    rows = "".join(_item(one) for one in results[-SHOWN:][::-1])
    style = (
        f"list-style-type:none;margin:6px 0;padding:0 10px;background:{PAPER};"
        f"color:{INK};font-size:14px;overflow-wrap:break-word"
    )
    return f'{STYLE}<ul class="cw-panel" style="{style}">{rows}</ul>' if rows else ""


def twin(model: Written) -> Twin:
    """Tell three statements that were run, without a guess."""
    kept, model.results = model.results, []
    results = [model.run(statement) for statement in STATEMENTS[:3]]
    model.results = kept
    lines = [f"The session holds {cookies.compact(START)} before each."]
    lines += [f"{one.statement}: {told(one)}".replace("`", "") for one in results]
    body = f"<div>{escape(lines[0])}</div>"
    return Twin(
        lab_text(TITLE, PURPOSE, lines),
        lab_html(TITLE, PURPOSE, body + results_html(results[::-1])),
    )


def view(model: Written) -> Frame:
    """Link the statement and the two guesses to the site's answer."""
    frame = Frame(TITLE, PURPOSE, stop=model.stop)
    listed = Dropdown(description="Choose a statement", options=STATEMENTS)
    statement = Text(
        description="or type one",
        value=STATEMENTS[0],
        continuous_update=False,  # else a button may overtake the last letters
    )
    yes = Button(description="I say Set-Cookie")
    no = Button(description="I say no Set-Cookie")
    answer, tried = panel(), panel()

    def chosen(words: str) -> str:
        frame.put(statement, words)
        return "What will the response have? Say it, and it is run."

    def said(predicted: bool) -> str:
        result = model.run(statement.value, predicted)
        frame.put(answer, exchange_cards(result))
        frame.put(tried, results_html(model.results))
        right, made = model.score
        return f"{told(result)} {right} of {made} right."

    frame.on_change(listed, chosen)
    frame.on_press(yes, lambda: said(True))
    frame.on_press(no, lambda: said(False))
    frame.say(f"The session holds `{cookies.compact(START)}` before each statement.")
    return frame.fill(row(listed, statement), row(yes, no), answer, tried)


def written() -> None:
    """Show the lab "What was written?": guess, run, see ``Set-Cookie`` and ``Vary``."""
    model = Written()
    present("written", model, view, twin(model))


def _compiled(statement: str) -> Any:
    if not statement.strip():
        raise LabError('Type a statement, such as session["n"] = 2.')
    if len(statement) > LONGEST:
        raise LabError(f"Keep the statement under {LONGEST} characters.")
    try:
        return compile(statement.strip(), "<statement>", "exec")
    except (SyntaxError, ValueError) as error:
        reason = error.msg if isinstance(error, SyntaxError) else str(error)
        raise LabError(f"Python cannot read that statement: {reason}.") from None


def _item(result: Result) -> str:
    colour = COLOURS["response"]
    words = escape(told(result).replace("`", ""))
    return (
        f'<li class="cw-response-edge" style="border-top:1px solid {colour};'
        f'margin:0;padding:4px 0"><b class="cw-response" style="{_MONO};'
        f'color:{colour}">{escape(result.statement)}</b><div>{words}</div></li>'
    )
