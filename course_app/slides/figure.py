"""Drawings for slides, from a few words: SVG that the theme colours.

Lengths are in the slide's own pixels (1280 by 720; 1152 between the margins).
Nothing here knows a lesson; what is drawn stands in the slide's metadata.

``sequence``  who says what to whom: ``["Ana -> Flask: GET /", "Flask: signs"]``
``stepped``   the same, one message after the other
``parts``     the three parts of the cell's cookie, with a sentence for each
``flow``      boxes joined by arrows: ``["a dict", "JSON", "base64"]``
``boxes``     things side by side: ``[["Browser", "the payload"], ["Server", …]]``
``timeline``  marks and what holds between them: ``["day 0: login", "= known", …]``
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from course_app.slides.question import inline

WIDTH = 1152
ROW = 62
SIZE = 26  # of the letters
_MESSAGE = re.compile(r"^(.+?) -> (.+?): (.+)$")
_NOTE = re.compile(r"^(.+?): (.+)$")
_COOKIE = re.compile(r"\.?[\w-]+\.[\w-]{6}\.[\w-]{27}")


def figure_html(figure: Mapping[str, Any], printed: str) -> str:
    """Draw the one figure that ``figure`` names; ``printed`` is its cell's output.

    Raises `ValueError` when it cannot be drawn.
    """
    [(kind, what)] = figure.items()
    if kind == "parts":
        return parts_html(printed, what)
    draw = {
        "sequence": sequence_svg,
        "stepped": lambda rows: sequence_svg(rows, stepped=True),
        "flow": flow_html,
        "boxes": boxes_html,
        "timeline": timeline_svg,
    }.get(kind)
    if draw is None:
        raise ValueError(f"there is no figure {kind!r}")
    return draw(what)


def sequence_svg(rows: Sequence[str], *, stepped: bool = False) -> str:
    """Draw messages between participants, from the top down.

    A cookie line (``Set-Cookie``, ``Cookie``) is amber; a message to the right is
    a request's blue, one to the left a response's green.
    """
    names = _participants(rows)
    at = {name: _column(place, len(names)) for place, name in enumerate(names)}
    height = 64 + ROW * len(rows)
    heads = "".join(_head(name, x, height) for name, x in at.items())
    drawn = "".join(
        _step(row, at, 64 + ROW * n, later=stepped and n > 0)
        for n, row in enumerate(rows)
    )
    return _svg(height, heads + drawn, "; ".join(rows), "sequence")


def parts_html(printed: str, says: Sequence[str]) -> str:
    """Show the first Flask session cookie in ``printed``, taken apart."""
    found = _COOKIE.search(printed)
    if not found:
        raise ValueError("its cell printed no Flask session cookie")
    if len(says) != 3:
        raise ValueError("parts needs three sentences")
    names = ("payload", "timestamp", "signature")
    values = found[0].rsplit(".", 2)
    spans = "<i>.</i>".join(
        f'<span class="{name}">{escape(value)}</span>'
        for name, value in zip(names, values, strict=True)
    )
    columns = "".join(
        f'<div class="{name}"><b>{name.capitalize()}</b><p>{inline(text)}</p></div>'
        for name, text in zip(names, says, strict=True)
    )
    return f'<div class="parts"><code>{spans}</code>{columns}</div>'


def flow_html(boxes: Sequence[str]) -> str:
    """Draw boxes in a row, joined by arrows; `code` may stand in backquotes."""
    arrow = (
        '<svg class="arrow" viewBox="0 0 44 20" width="44" height="20" '
        'aria-label="then"><path d="M2 10h36m-8-7 8 7-8 7"/></svg>'
    )
    return (
        '<div class="flow">'
        + arrow.join(f"<div><span>{inline(box)}</span></div>" for box in boxes)
        + "</div>"
    )


def boxes_html(boxes: Sequence[Sequence[str]]) -> str:
    """Show titled boxes side by side; the first string of each is its title."""
    drawn = "".join(
        f"<div><b>{inline(box[0])}</b>"
        + "".join(f"<p>{inline(line)}</p>" for line in box[1:])
        + "</div>"
        for box in boxes
    )
    return f'<div class="boxes">{drawn}</div>'


def timeline_svg(rows: Sequence[str]) -> str:
    """Draw marks (``"day 0: login"``) and, between two, a stretch.

    ``"= words"`` is a stretch in which something holds, ``"x words"`` one in which
    it does not any more.
    """
    marks = [row for row in rows if row[:2] not in ("= ", "x ")]
    if len(marks) < 2:
        raise ValueError("a timeline needs two marks")
    gap = (WIDTH - 180) / (len(marks) - 1)
    drawn, place = "", -1
    for row in rows:
        if row in marks:
            place += 1
            drawn += _mark(row, 90 + gap * place)
        else:
            drawn += _stretch(row, 90 + gap * place, gap)
    return _svg(230, drawn, "; ".join(rows), "timeline")


def _participants(rows: Sequence[str]) -> list[str]:
    names: dict[str, None] = {}
    for row in rows:
        message = _MESSAGE.match(row)
        for name in message.groups()[:2] if message else ():
            names[name] = None
    if len(names) < 2:
        raise ValueError("a sequence needs a message such as 'Ana -> Flask: GET /'")
    return list(names)


def _column(place: int, count: int) -> float:
    side = 130 if count < 4 else 110
    return side + (WIDTH - 2 * side) * place / (count - 1)


def _head(name: str, x: float, height: float) -> str:
    return (
        f'<line class="life" x1="{x}" y1="46" x2="{x}" y2="{height}"/>'
        f'<text class="name" x="{x}" y="30">{escape(name)}</text>'
    )


def _step(row: str, at: Mapping[str, float], y: float, *, later: bool) -> str:
    message = _MESSAGE.match(row)
    if message:
        start, end, words = message.groups()
        drawn = _arrow(at[start], at[end], y, words)
    else:
        note = _NOTE.match(row)
        if not note or note[1] not in at:
            raise ValueError(f"{row!r} is no step such as 'Flask: signs'")
        drawn = _note(at[note[1]], y, note[2])
    return f'<g class="fragment">{drawn}</g>' if later else drawn


def _arrow(start: float, end: float, y: float, words: str) -> str:
    way = 1 if end > start else -1
    kind = "request" if way > 0 else "response"
    cookie = re.match(r"(Set-)?Cookie\b", words) is not None
    middle, low = (start + end) / 2, y + 48
    room = _room(words, abs(end - start) - 24)
    paper = "" if not cookie else _paper(middle, y + 6, room)
    tip = f"M{start} {low}H{end - 2 * way}m{-12 * way}-8 {12 * way} 8 {-12 * way} 8"
    return (
        f'<g class="{"cookie " * cookie}{kind}">{paper}<path d="{tip}"/>'
        f'<text x="{middle}" y="{y + 34}">{escape(words)}</text></g>'
    )


def _note(x: float, y: float, words: str) -> str:
    room = _room(words, WIDTH)
    middle = min(max(x, room / 2 + 2), WIDTH - room / 2 - 2)
    box = f'x="{middle - room / 2}" y="{y + 6}" width="{room}" height="44" rx="6"'
    text = f'<text x="{middle}" y="{y + 37}">{escape(words)}</text>'
    return f'<g class="note"><rect {box}/>{text}</g>'


def _room(words: str, most: float) -> float:
    """Give the width that words take; raises `ValueError` if they do not fit."""
    room = len(words) * SIZE * 0.55 + 24
    if room > most + 40:
        raise ValueError(f"{words!r} is too long for its arrow")
    return round(room, 1)


def _paper(middle: float, y: float, room: float) -> str:
    return f'<rect x="{middle - room / 2}" y="{y}" width="{room}" height="38" rx="4"/>'


def _mark(row: str, x: float) -> str:
    when, _, what = row.partition(": ")
    room = 2 * min(x, WIDTH - x)
    for words in (when, what):
        if len(words) * SIZE * 0.5 > room:
            raise ValueError(f"{words!r} is too long for the end of a timeline")
    return (
        f'<g class="mark"><line x1="{x}" y1="60" x2="{x}" y2="160"/>'
        f'<text class="name" x="{x}" y="40">{escape(when)}</text>'
        f'<text x="{x}" y="204">{escape(what)}</text></g>'
    )


def _stretch(row: str, x: float, gap: float) -> str:
    kind = "holds" if row.startswith("= ") else "over"
    return (
        f'<g class="{kind}"><rect x="{x + 4}" y="70" width="{gap - 8}" height="76"/>'
        f'<text x="{x + gap / 2}" y="118">{escape(row[2:])}</text></g>'
    )


def _svg(height: float, drawn: str, says: str, kind: str) -> str:
    return (
        f'<div class="drawing"><svg class="figure {kind}" role="img" '
        f'viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" '
        f'aria-label="{escape(says, quote=True)}">{drawn}</svg></div>'
    )
