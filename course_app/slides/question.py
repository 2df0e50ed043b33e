"""A prediction or a quiz on a slide: asked first, answered by the recorded run."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from course_app import questions
from course_app.slides.lesson import Cell

SHORT = 12  # characters: below a program, choices no longer than this share a row

_HEAD = re.compile(r"^(Predict|Quiz) (\d+\.\w) · (.+)$")
_CHOICE = re.compile(r"^  ([A-H])  (.+)$")
_GAVE = re.compile(r"^Predict (\d+\.\w) · .*The run gave ([A-H]): ")


@dataclass(frozen=True)
class Asked:
    """A question as its cell showed it; ``letters`` are those of its ``choices``."""

    kind: str
    id: str
    text: str
    code: str
    letters: tuple[str, ...]
    choices: tuple[str, ...]


def asked(cell: Cell) -> Asked:
    """Read the question that ``cell`` showed; raises `ValueError` if it asked none."""
    for text in cell.shown:
        head = _HEAD.match(text.split("\n")[0])
        if head:
            return _read(head, text.split("\n")[1:])
    raise ValueError("its cell asked no question")


def answer(question: Asked, cells: Iterable[Cell]) -> str:
    """Return the letter that holds: what the run gave, or what the experiment finds.

    Raises `ValueError` where no cell reveals it.
    """
    if question.kind == "Quiz":
        return _quiz(question.id).experiment()
    for cell in cells:
        for text in cell.shown:
            gave = _GAVE.match(text)
            if gave and gave[1] == question.id:
                return gave[2]
    raise ValueError(f"no cell reveals the answer of {question.id}")


def question_html(
    question: Asked, short: Sequence[str], letter: str, why: str, *, beside: bool
) -> str:
    """Show the choices, and as a last step the ``letter`` that holds, and ``why``.

    ``short`` replaces the words of the choices, one for each, or is empty.
    ``beside`` tells that a program stands above them, and room is scarce.
    """
    if short and len(short) != len(question.choices):
        raise ValueError(f"{question.id} has {len(question.choices)} choices")
    rows = "".join(
        f'<li><b class="letter">{one}</b> <span>{inline(words)}</span></li>'
        for one, words in zip(question.letters, short or question.choices, strict=True)
    )
    words = max(map(len, short or question.choices))
    kind = "choices short" if beside and words <= SHORT else "choices"
    badge = f'<b class="letter">{letter}</b>'
    return (
        f'<ol class="{kind}">{rows}</ol>'
        f'<div class="answer fragment">{badge} <div>{why}</div></div>'
    )


def inline(text: str) -> str:
    """Write text with `code` in backquotes as HTML."""
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", escape(text))


def _read(head: re.Match[str], rows: Sequence[str]) -> Asked:
    found = [match for row in rows if (match := _CHOICE.match(row))]
    code = "\n".join(row[4:] for row in rows if row.startswith("    "))
    return Asked(
        kind=head[1],
        id=head[2],
        text=head[3],
        code=code,
        letters=tuple(match[1] for match in found),
        choices=tuple(match[2] for match in found),
    )


def _quiz(id: str) -> questions.Question:
    lesson = questions.lesson(int(id.partition(".")[0]))
    return next(one for one in lesson if one.id == id)
