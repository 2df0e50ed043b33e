"""A recorded exchange on a slide: the cards of the notebook, larger and shorter.

A notebook keeps the text twin of every exchange it showed. It is read back into
the panels of `course_app.card`, so that a slide shows what the run showed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape

from course_app.card import Line, Panel

VALUE_LENGTH = 22  # characters of a cookie's value in a header
HELD_LENGTH = 18  # and in the jar, where two stand side by side
BODY_LINES = 2
BODY_LENGTH = 72
ALWAYS = ("cookie", "set-cookie", "location")

_HEAD = re.compile(
    r"^((?:\d+ )?(Request|Response|Cookie jar|The request failed)), (.+)$"
)
_KINDS = {"Cookie jar": "jar", "The request failed": "fault"}
_HEADER = re.compile(r"^([A-Za-z][\w-]*): (.*)$")
_START = re.compile(r"^(?:[A-Z]+ /\S* HTTP/|HTTP/\d)")
_COUNTED = re.compile(r"^\+(\d+) headers?$")
_VALUE = re.compile(r"=([^;\s]{8,})")


def read_panels(text: str) -> list[Panel]:
    """Read the text twin that `course_app.render.panels_text` wrote."""
    panels: list[Panel] = []
    for row in text.splitlines():
        head = _HEAD.match(row)
        if head:
            title, name, direction = head.groups()
            kind = _KINDS.get(name, name.lower())
            panels.append(Panel(kind, title, direction, ()))
        elif panels:
            last = panels[-1]
            over = any(_COUNTED.match(line.text) for line in last.lines)
            lines = (*last.lines, _body(row) if over else _line(row, last.kind))
            panels[-1] = Panel(last.kind, last.title, last.direction, lines)
    return panels


def exchange_html(text: str, number: int, keep: Sequence[str] = ()) -> str:
    """Show exchange ``number`` (from 1) of a text twin, with its jar if it has one.

    Of the headers stay those in ``keep`` and those that carry cookies; the others
    are counted. Raises `ValueError` when there are fewer exchanges.
    """
    panels = read_panels(text)
    starts = [place for place, one in enumerate(panels) if one.kind == "request"]
    if not 1 <= number <= len(starts):
        raise ValueError(f"the cell showed {len(starts)} exchanges, not {number}")
    start = starts[number - 1]
    end = starts[number] if number < len(starts) else len(panels)
    names = {*ALWAYS, *(name.lower() for name in keep)}
    cards = "".join(_panel_html(one, names) for one in panels[start:end])
    return f'<div class="exchange">{cards}</div>'


def _line(row: str, panel: str) -> Line:
    """Read one line of a panel by its indent, as `course_app.render` writes it."""
    text = row.strip()
    if row.startswith("    holds "):
        return Line("holds", text.removeprefix("holds "))
    if row.startswith("    "):
        return Line("note", text)
    if panel == "fault":
        return Line("body" if text.startswith("line ") else "fault", text)
    header = _HEADER.match(text)
    if panel == "jar":
        name, said = header.groups() if header else ("", text)
        return Line("cookie" if "=" in said else "note", said, name)
    return _wire_line(text, header)


def _wire_line(text: str, header: re.Match[str] | None) -> Line:
    if header:
        kind = "cookie" if header[1].lower() in ALWAYS[:2] else "header"
        return Line(kind, header[2], header[1])
    return Line("start" if _START.match(text) else "body", text)


def _body(row: str) -> Line:
    """Read a line below the headers, whose number is the last thing said of them."""
    return Line("note" if row.startswith("    +") else "body", row.strip())


def _panel_html(panel: Panel, names: set[str]) -> str:
    lines = _jar_html(panel) if panel.kind == "jar" else _wire_html(panel, names)
    head = (
        f'<div class="head"><b>{escape(panel.title)}</b>'
        f"<span>{_arrows(panel.direction)}</span></div>"
    )
    return f'<div class="card {panel.kind}">{head}{lines}</div>'


def _wire_html(panel: Panel, names: set[str]) -> str:
    shown, hidden = _sorted_out(panel, names)
    rows = [_row_html(line) for line in shown]
    if hidden:
        rows.append(
            f'<div class="note">+{hidden} header{"" if hidden == 1 else "s"}</div>'
        )
    body = [line.text for line in panel.lines if line.kind == "body"]
    return "".join([*rows, *_body_html(body)])


def _sorted_out(panel: Panel, names: set[str]) -> tuple[list[Line], int]:
    """Give the lines to show, and how many headers are left out."""
    shown, hidden = [], 0
    for line in panel.lines:
        counted = _COUNTED.match(line.text) if line.kind == "note" else None
        if counted:
            hidden += int(counted[1])
        elif line.kind == "header" and line.name.lower() not in names:
            hidden += 1
        elif line.kind != "body":
            shown.append(line)
    return shown, hidden


def _row_html(line: Line) -> str:
    text = escape(_shortened(line.text, VALUE_LENGTH))
    if line.kind == "start":
        return f'<div class="start">{text}</div>'
    if line.kind == "fault":
        return f'<div class="fault-line"><b>{text}</b></div>'
    if line.kind == "holds":
        return f'<div class="holds">holds <b>{text}</b></div>'
    if line.kind == "note":
        return f'<div class="note">{text}</div>'
    return f'<div class="{line.kind}"><b>{escape(line.name)}:</b> {text}</div>'


def _body_html(lines: Sequence[str]) -> Iterator[str]:
    for line in lines[:BODY_LINES]:
        short = line if len(line) <= BODY_LENGTH else f"{line[:BODY_LENGTH]}…"
        yield f'<div class="body">{escape(short)}</div>'
    if len(lines) > BODY_LINES:
        yield f'<div class="note">+{len(lines) - BODY_LINES} lines</div>'


def _jar_html(panel: Panel) -> str:
    def side(name: str) -> str:
        held = [line for line in panel.lines if line.name == name]
        return "".join(_held_html(line) for line in held)

    refused = "".join(
        f'<div class="refused">refused: {_held_html(line)}</div>'
        for line in panel.lines
        if line.name == "refused"
    )
    return (
        f'<div class="side">{side("before")}</div>{ARROW}'
        f'<div class="side">{side("after")}</div>{refused}'
    )


def _held_html(line: Line) -> str:
    if line.kind == "note":
        return f'<div class="note">{escape(line.text)}</div>'
    cookie, _, holds = _shortened(line.text, HELD_LENGTH).partition(" holds ")
    inside = f'<div class="holds">holds <b>{escape(holds)}</b></div>' if holds else ""
    return f'<div class="cookie">{escape(cookie)}{inside}</div>'


def _shortened(text: str, length: int) -> str:
    """Cut the long values of cookies: who reads from five metres reads ``holds``."""

    def cut(value: re.Match[str]) -> str:
        whole = value[1].removesuffix("…").rstrip(".")
        return f"={whole[:length]}…" if len(whole) > length else value[0]

    return _VALUE.sub(cut, text)


ARROW = (
    '<svg class="arrow" viewBox="0 0 44 20" width="44" height="20" aria-label="to">'
    '<path d="M2 10h36m-8-7 8 7-8 7"/></svg>'
)


def _arrows(direction: str) -> str:
    start, together, end = direction.partition(" → ")
    if not together:
        return escape(direction)
    return f"{escape(start)} {ARROW} {escape(end)}"
