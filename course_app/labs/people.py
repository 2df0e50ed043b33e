"""Two people, one site: Ana and Bob, a jar each, and a cookie that is copied."""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Callable, Sequence
from html import escape, unescape
from pathlib import Path
from typing import Any, NamedTuple

from anywidget import AnyWidget
from flask import Flask, redirect, render_template_string, request, session, url_for
from ipywidgets import Button, Dropdown, Layout, VBox
from traitlets import Bool, Unicode
from werkzeug import Response

from course_app import cookies
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
from course_app.render import AMBER, AMBER_EDGE, COLOURS, INK, MUTED, PAPER, STYLE
from course_app.server import Site
from course_app.visitor import Visitor
from course_app.wire import Exchange, exchanges

TITLE = "Two people, one site"
PURPOSE = "A session belongs to a cookie, and a cookie can be copied."
GOODS = {"Ana": "apple", "Bob": "pear"}
OTHER = {"Ana": "Bob", "Bob": "Ana"}
LOGOUTS = ("session.clear()", 'session.pop("user", None)')
SHOWN = 7  # exchanges in the diagram: login, cart, logout, and the copy
NOBODY = "Nobody has asked the site yet."
PAGE = """<!doctype html><html lang="en"><title>The shop</title>
<meta name="viewport" content="width=device-width">
<style>body { font: 16px/1.5 system-ui, sans-serif; color: #12161f;
  background: #fff; margin: 12px } button { font: inherit; margin: 2px }
  form { display: inline } code { overflow-wrap: anywhere }</style>
<h1 style="font-size: 20px">{{ greeting }}</h1>
{% for name in ["ana", "bob"] %}<form method="post" action="{{ url_for("login") }}">
<button name="name" value="{{ name }}">Log in as {{ name }}</button></form>{% endfor %}
<form method="post" action="{{ url_for("add") }}">
<button name="item" value="cherry">Add a cherry</button></form>
<form method="post" action="{{ url_for("logout") }}"><button>Log out</button></form>
<p>This browser sent <code>session</code>: {{ sent }}</p></html>"""


class Call(NamedTuple):
    """An exchange, and who asked: ``note`` is empty or says with whose cookie."""

    who: str
    note: str
    exchange: Exchange


class People:
    """Ana's and Bob's clients, the site they ask, and what each has stolen."""

    def __init__(self) -> None:
        self.logout = LOGOUTS[0]
        self.site = Site(_shop(self), "people", limit=2.0)
        self.restart()

    def restart(self) -> None:
        """Give both an empty jar, and forget what was asked and stolen."""
        self.clients = {who: Visitor(self.site.url) for who in OTHER}
        self.stolen: dict[str, str] = {}
        self.calls: list[Call] = []

    def log_in(self, who: str) -> str:
        """Log ``who`` in; return what the site answered in the end."""
        return self._post(who, "/login", {"name": who.lower()})

    def add(self, who: str) -> str:
        """Put what ``who`` buys into the cart."""
        return self._post(who, "/add", {"item": GOODS[who]})

    def log_out(self, who: str) -> str:
        """Log ``who`` out, by what `logout` says."""
        return self._post(who, "/logout", {})

    def steal(self, who: str) -> str:
        """Copy the other's cookie, as who reads their disk or their network."""
        owner = OTHER[who]
        cookie = self.cookie(owner)
        if not cookie:
            raise LabError(f"{owner}'s jar is empty: let {owner} log in first.")
        self.stolen[who] = cookie
        return f"{who} has a copy of {owner}'s cookie. {owner} notices nothing."

    def replay(self, who: str) -> str:
        """Ask with the stolen copy and nothing else, from a fresh client."""
        owner = OTHER[who]
        if who not in self.stolen:
            raise LabError(
                f"{who} has no copy yet: let {who} steal {owner}'s cookie first."
            )
        thief = Visitor(self.site.url)
        copy = {"session": self.stolen[who]}
        return self._note(
            who, thief.get("/", cookies=copy), f"with the copy of {owner}'s cookie"
        )

    def cookie(self, who: str) -> str:
        """Return the Flask session cookie in the jar of ``who``, if any."""
        return str(self.clients[who].cookies.get("session", ""))

    def stop(self) -> None:
        """Stop the site."""
        self.site.stop()

    def _post(self, who: str, path: str, form: dict[str, str]) -> str:
        return self._note(who, self.clients[who].post(path, data=form), "")

    def _note(self, who: str, response: Any, note: str) -> str:
        hops = exchanges(response)
        self.calls += [Call(who, note, hop) for hop in hops]
        return f"{who} reads: {_read(hops[-1])}"


class Window(AnyWidget):
    """The site in the learner's own browser: a link, and a frame when ``shown``.

    The page replaces the link's host by its own where both are this machine: a
    browser keeps a frame's cookies only if the host names are equal.
    """

    _esm = Path(__file__).with_name("people.js").read_text("utf-8")
    _css = Path(__file__).with_name("people.css").read_text("utf-8")

    link = Unicode().tag(sync=True)
    shown = Bool(False).tag(sync=True)
    disabled = Bool(False).tag(sync=True)


def sequence_text(calls: Sequence[Call]) -> list[str]:
    """Write the exchanges as lines of plain text, oldest first."""
    lines = [_earlier(calls)] if _earlier(calls) else []
    for number, call in _last(calls):
        lines.append(f"{number}. {call.who} → site: {_asked(call.exchange)}")
        lines += [f"     {line}" for line in _sent(call)]
        lines.append(f"   {call.who} ← site: {_answered(call.exchange)}")
        lines += [f"     {line}" for line in _received(call.exchange)]
    return lines or [NOBODY]


def sequence_html(calls: Sequence[Call]) -> str:
    """Write the same as a sequence diagram: Ana left, the site, Bob right."""
    if not calls:
        return f"<div>{NOBODY}</div>"
    rows = "".join(_call_html(number, call) for number, call in _last(calls))
    style = f"background:{PAPER};color:{INK};margin:8px 0 0;font-size:14px"
    heads = "".join(f"<b>{name}</b>" for name in ("Ana", "the site", "Bob"))
    across = "display:flex;justify-content:space-between"
    plain = "list-style-type:none;margin:0;padding:0"
    return (
        f'<div class="cw-panel" style="{style};overflow-wrap:anywhere">'
        f'{_muted(_earlier(calls))}<div style="{across}">{heads}</div>'
        f'<ol style="{plain}">{rows}</ol></div>'
    )


def jar_text(model: People, who: str) -> list[str]:
    """Say what ``who`` has in the jar, and what was stolen."""
    cookie, copy = model.cookie(who), model.stolen.get(who)
    held = f"session holds {_holds(cookie)}" if cookie else "empty"
    lines = [f"{who}'s jar: {held}"]
    if copy:
        lines.append(f"{who}'s copy of {OTHER[who]}'s cookie holds {_holds(copy)}")
    return lines


def jar_html(model: People, who: str) -> str:
    """Write the same as a dashed card."""
    colour = COLOURS["jar"]
    style = (
        f"border:1px dashed {colour};border-top:4px dashed {colour};border-radius:6px;"
        f"padding:4px 10px;background:{PAPER};color:{INK};overflow-wrap:anywhere"
    )
    lines = "".join(f"<div>{escape(line)}</div>" for line in jar_text(model, who))
    return f'<div class="cw-panel cw-jar-edge" style="{style}">{lines}</div>'


def view(model: People) -> Frame:
    """Link the buttons of both, and the site's window, to ``model``."""
    frame = Frame(TITLE, PURPOSE, stop=model.stop)
    jars, diagram = {who: panel() for who in OTHER}, panel()

    def fill() -> None:
        for who, jar in jars.items():
            frame.put(jar, jar_html(model, who))
        frame.put(diagram, STYLE + sequence_html(model.calls))

    def pressing(act: Callable[[str], str], who: str) -> Callable[[], str]:
        def pressed() -> str:
            said = act(who)
            fill()
            return said

        return pressed

    def column(who: str) -> Any:
        buttons = []
        for words, act in _acts(model, who):
            button = Button(description=words)
            frame.on_press(button, pressing(act, who))
            buttons.append(button)
        place = Layout(flex="1 1 300px", align_self="flex-start")
        return VBox([row(*buttons), jars[who]], layout=place)

    columns = row(*(column(who) for who in OTHER))
    controls = _site_controls(frame, model, fill)
    fill()
    frame.say("Let Ana log in, and follow her cookie.")
    return frame.fill(columns, diagram, *controls)


def twin() -> Twin:
    """Tell a cookie's story: Ana logs out, and Bob is still Ana."""
    model = People()
    try:
        for act in (model.log_in, model.add):
            act("Ana")
        model.steal("Bob")
        model.log_out("Ana")
        end = model.replay("Bob")
    finally:
        model.stop()
    jars = {who: jar_text(model, who) for who in OTHER}
    lines = [*sequence_text(model.calls), *jars["Ana"], *jars["Bob"], end]
    cards = [f'<div style="margin:6px 0">{jar_html(model, who)}</div>' for who in OTHER]
    body = [sequence_html(model.calls), *cards, f"<div>{escape(end)}</div>"]
    return Twin(
        lab_text(TITLE, PURPOSE, lines), lab_html(TITLE, PURPOSE, "".join(body))
    )


def people() -> None:
    """Show the lab "Two people, one site"."""
    present("people", People(), view, twin())


def _acts(model: People, who: str) -> list[tuple[str, Callable[[str], str]]]:
    good, owner = GOODS[who], OTHER[who]
    return [
        (f"{who} logs in", model.log_in),
        (f"{who} adds {'an' if good[0] in 'aeiou' else 'a'} {good}", model.add),
        (f"{who} logs out", model.log_out),
        (f"{who} steals {owner}'s cookie", model.steal),
        (f"{who} sends the stolen copy", model.replay),
    ]


def _site_controls(frame: Frame, model: People, fill: Callable[[], None]) -> list[Any]:
    """Link what concerns the site itself: its logout, its window, a new start."""
    logout = Dropdown(description="The logout of the site calls", options=LOGOUTS)
    again = Button(description="Start again")
    show = Button(description="Show the site here")
    window = Window(link=model.site.link())

    def chosen(code: str) -> str:
        model.logout = code
        return f"From now on the logout calls `{code}`."

    def restarted() -> str:
        model.restart()
        fill()
        return "Both jars are empty, and the diagram, too."

    def toggled() -> str:
        window.shown = not window.shown
        show.description = f"{'Hide' if window.shown else 'Show'} the site here"
        if not window.shown:
            return "The site goes on; only its window is closed."
        return "This is your own browser: a third client, with a jar of its own."

    frame.on_change(logout, chosen)
    frame.on_press(again, restarted)
    frame.on_press(show, toggled)
    return [row(logout, again, show), window]


def _shop(model: People) -> Flask:
    """Build the site: a login by name, a cart in the session, a logout."""
    app = Flask("people")
    app.secret_key = secrets.token_hex()  # nobody else's cookie is valid here

    @app.get("/")
    def home() -> str:
        user, cart = session.get("user", "stranger"), session.get("cart", [])
        greeting = f"Hello, {user}. In the cart: {', '.join(cart) or 'nothing'}."
        # This cookie alone: a browser sends those of JupyterLab's, too.
        sent = _holds(request.cookies.get("session", "")) or "nothing"
        return render_template_string(PAGE, greeting=greeting, sent=sent)

    @app.post("/login")
    def login() -> Response:
        session.clear()
        session["user"] = request.form["name"]
        return redirect(url_for("home"))

    @app.post("/add")
    def add() -> Response:
        session["cart"] = [*session.get("cart", []), request.form["item"]]
        return redirect(url_for("home"))

    @app.post("/logout")
    def logout() -> Response:
        if model.logout == LOGOUTS[0]:
            session.clear()
        else:
            session.pop("user", None)
        return redirect(url_for("home"))

    return app


def _last(calls: Sequence[Call]) -> list[tuple[int, Call]]:
    return list(enumerate(calls, 1))[-SHOWN:]


def _earlier(calls: Sequence[Call]) -> str:
    count = len(calls) - SHOWN
    return f"+{count} earlier exchange{'' if count == 1 else 's'}" if count > 0 else ""


def _asked(exchange: Exchange) -> str:
    return f"{exchange.method} {exchange.target} {exchange.request_body or ''}".strip()


def _sent(call: Call) -> list[str]:
    """Say which cookie was sent, and whose it is where it is a copy."""
    pairs = cookies.parse_cookie(call.exchange.cookie or "")
    held = f"Cookie holds {_holds(pairs[0][1])}" if pairs else "no Cookie"
    return [call.note, held] if call.note else [held]


def _answered(exchange: Exchange) -> str:
    place = dict(exchange.response_headers).get("Location")
    onward = f", go to {place}" if place else ""
    return f"{exchange.status} {exchange.reason}{onward}"


def _received(exchange: Exchange) -> list[str]:
    """Say what was set, and what the page says to who reads it."""
    lines = [_set(line) for line in exchange.set_cookies]
    return lines + ([_read(exchange)] if exchange.status == 200 else [])


def _set(line: str) -> str:
    parsed = cookies.parse_set_cookie(line)
    if parsed.deletes:
        return "Set-Cookie deletes it"
    return f"Set-Cookie holds {_holds(parsed.value)}"


def _read(exchange: Exchange) -> str:
    heading = re.search(r"<h1[^>]*>(.*?)</h1>", exchange.response_body or "")
    return unescape(heading[1]) if heading else _answered(exchange)


def _holds(cookie: str) -> str:
    """Write what a cookie holds, as JSON; no timestamp, no signature."""
    try:
        return json.dumps(json.loads(cookies.read(cookie).json), ensure_ascii=False)
    except ValueError:
        return ""


def _call_html(number: int, call: Call) -> str:
    """Write one exchange on its side of the site, between two lifelines."""
    words = f"{number}. {call.who}: {_asked(call.exchange)}"
    asked = _arrow("request", words, call.who == "Ana") + _lines(_sent(call))
    words = f"site: {_answered(call.exchange)}"
    answered = _arrow("response", words, call.who == "Bob")
    mine = asked + answered + _lines(_received(call.exchange))
    left, right = (mine if call.who == who else "" for who in OTHER)
    line = f"2px solid {COLOURS['response']}"
    side = f"flex:1 1 0;min-width:0;padding:4px 8px;border-right:{line}"
    return (
        '<li style="display:flex;margin:0;padding:0">'
        f'<div class="cw-response-edge" style="{side};border-left:{line}">{left}</div>'
        f'<div class="cw-response-edge" style="{side}">{right}</div></li>'
    )


def _arrow(kind: str, words: str, rightwards: bool) -> str:
    """Write ``words`` at the tail of an arrow that points right, or left."""
    colour = COLOURS[kind]
    line = f"flex:1 1 16px;min-width:16px;height:0;border-top:2px solid {colour}"
    shaft = f'<span class="cw-{kind}-edge" style="{line}"></span>'
    head = f'<span aria-hidden="true">{"▶" if rightwards else "◀"}</span>'
    named = f'<b style="margin:0 6px 0 0">{escape(words)}</b>'
    parts = [named, shaft, head] if rightwards else [head, shaft, f"&nbsp;{named}"]
    return (
        f'<div class="cw-{kind}" style="display:flex;align-items:center;'
        f'color:{colour}">{"".join(parts)}</div>'
    )


def _lines(lines: Sequence[str]) -> str:
    return "".join(_line(one) for one in lines)


def _line(words: str) -> str:
    """Write a line; one about a cookie is amber, and its header bold."""
    name, _, rest = words.partition(" ")
    if name not in ("Cookie", "Set-Cookie"):
        return f"<div>{escape(words)}</div>"
    style = (
        f"background:{AMBER};color:{INK};border-left:4px solid {AMBER_EDGE};"
        "padding:1px 6px;margin:2px 0;overflow-wrap:anywhere"
    )
    return f'<div class="cw-cookie" style="{style}"><b>{name}</b> {escape(rest)}</div>'


def _muted(words: str) -> str:
    if not words:
        return ""
    return f'<div class="cw-muted" style="color:{MUTED}">{escape(words)}</div>'
