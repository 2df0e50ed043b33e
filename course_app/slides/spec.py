"""What the metadata of a cell may ask of a slide.

``course.slides`` is a list; each entry is one slide, in the order of the cells.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

KINDS = ("title", "plain", "predict", "turn", "summary")


class DeckError(Exception):
    """A notebook cannot be shown as slides; the message says which cell, and why."""


@dataclass(frozen=True)
class Spec:
    """One entry of ``course.slides``.

    ``minutes`` is how long the slide stands; ``notes`` is what the speaker sees.
    ``text`` and ``after`` are Markdown, the second revealed last. ``code`` names
    lines of the cell (``"all"``, ``"1-4 8"``; of a question, of its program) and
    ``steps`` the lines that light up one after the other. ``output`` names lines
    of what the cell printed, ``exchange`` the number of the exchange it showed,
    ``headers`` what is kept of it beyond the cookie lines. ``figure`` is a drawing
    by its kind (see `course_app.slides.figure`). ``exercises`` are ids, whose
    minutes are counted down; ``countdown`` is minutes where there is no exercise.
    ``choices`` shortens those of a question, letter by letter.
    """

    kind: str
    minutes: float
    notes: str
    title: str = ""
    text: str = ""
    code: str = ""
    steps: tuple[str, ...] = ()
    output: str = ""
    exchange: int = 0
    headers: tuple[str, ...] = ()
    figure: Mapping[str, Any] = field(default_factory=dict)
    after: str = ""
    exercises: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    countdown: float = 0


_TEXTS = ("kind", "title", "code", "output")
_JOINED = ("text", "after", "notes")
_LISTS = ("steps", "headers", "exercises", "choices")
_NUMBERS = ("minutes", "exchange", "countdown")
_KNOWN = {*_TEXTS, *_JOINED, *_LISTS, *_NUMBERS, "figure"}


def read(entry: object, where: str) -> Spec:
    """Read one entry; raises `DeckError` with ``where`` when it makes no sense."""
    if not isinstance(entry, dict):
        raise DeckError(f"{where}: a slide is an object, not {entry!r}.")
    for name in entry:
        if name not in _KNOWN:
            known = ", ".join(sorted(_KNOWN))
            raise DeckError(f"{where}: {name!r} is unknown; a slide has {known}.")
    values = {name: _value(name, value, where) for name, value in entry.items()}
    for name in ("minutes", "notes"):
        if not values.get(name):
            raise DeckError(f"{where}: it has no {name}.")
    spec = Spec(**{"kind": "plain", **values})
    if spec.kind not in KINDS:
        raise DeckError(f"{where}: kind {spec.kind!r} is none of {', '.join(KINDS)}.")
    return spec


def _value(name: str, value: object, where: str) -> Any:
    """Give ``value`` as the field ``name`` holds it."""
    if name in _NUMBERS and isinstance(value, (int, float)):
        return value
    if name in _LISTS and isinstance(value, list):
        return tuple(map(str, value))
    if name in _JOINED and isinstance(value, list):
        return "\n".join(map(str, value))
    if name in (*_TEXTS, *_JOINED) and isinstance(value, str):
        return value
    if name == "figure" and isinstance(value, dict) and len(value) == 1:
        return value
    raise DeckError(f"{where}: {value!r} is no value for {name!r}.")
