"""One slide: what its metadata asks for, filled from its cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import mistune

from course_app.exercise import Exercise, catalogue
from course_app.slides import exchange, figure, listing, question
from course_app.slides.lesson import Cell, Lesson
from course_app.slides.spec import DeckError, Spec

_markdown = mistune.create_markdown(plugins=["table"])
LABELS = {"predict": "Predict", "turn": "Your turn", "summary": "To take along"}


@dataclass(frozen=True)
class Slide:
    """One slide as HTML. ``seconds`` is how long it stands, ``countdown`` the clock's.

    ``title`` and ``body`` and ``notes`` are HTML; ``cell`` is where it comes from.
    """

    kind: str
    label: str
    title: str
    body: str
    notes: str
    seconds: int
    countdown: int
    cell: str


def slides(lesson: Lesson) -> list[Slide]:
    """Make all slides of ``lesson``; raises `DeckError` for one that cannot be."""
    made = []
    for cell in lesson.cells:
        for number, spec in enumerate(cell.slides, 1):
            try:
                made.append(_slide(lesson, cell, spec))
            except (ValueError, KeyError) as error:
                where = f"{lesson.name}, cell {cell.id!r}, slide {number}"
                raise DeckError(f"{where}: {error}.") from error
    if not made:
        raise DeckError(f"{lesson.name} has no slides: no cell has course.slides.")
    return made


def _slide(lesson: Lesson, cell: Cell, spec: Spec) -> Slide:
    drills = [catalogue()[id] for id in spec.exercises]
    minutes = spec.countdown or sum(drill.minutes for drill in drills)
    return Slide(
        kind=spec.kind,
        label=LABELS.get(spec.kind, ""),
        title=question.inline(_title(lesson, cell, spec, drills)),
        body="".join(_body(lesson, cell, spec, drills)),
        notes=_html(spec.notes),
        seconds=round(spec.minutes * 60),
        countdown=round(minutes * 60),
        cell=cell.id,
    )


def _title(lesson: Lesson, cell: Cell, spec: Spec, drills: Sequence[Exercise]) -> str:
    if spec.title:
        return spec.title
    if spec.kind == "title":
        return lesson.title
    if spec.kind == "predict":
        return question.asked(cell).text
    if len(drills) == 1:
        return drills[0].heading
    if cell.heading:
        return cell.heading
    raise ValueError("it has no title")


def _body(
    lesson: Lesson, cell: Cell, spec: Spec, drills: Sequence[Exercise]
) -> Iterator[str]:
    if spec.text:
        yield f'<div class="text">{_html(spec.text)}</div>'
    if len(drills) > 1:
        yield _drills(drills)
    if spec.figure:
        yield figure.figure_html(spec.figure, cell.printed)
    if spec.code and spec.kind != "predict":
        yield listing.code_html(cell.source, spec.code, spec.steps)
    if spec.exchange:
        twin = "\n".join(text for text in cell.shown if " Request, " in text)
        yield exchange.exchange_html(twin, spec.exchange, spec.headers)
    if spec.output:
        yield listing.output_html(_said(cell), spec.output)
    if spec.kind == "predict":
        yield from _question(lesson, cell, spec)
    elif spec.after:
        yield f'<div class="after fragment">{_html(spec.after)}</div>'


def _question(lesson: Lesson, cell: Cell, spec: Spec) -> Iterator[str]:
    asked = question.asked(cell)
    program = asked.code or (cell.source if spec.code else "")
    if program:
        yield listing.code_html(program, spec.code or "all")
    letter = question.answer(asked, lesson.cells)
    why = _html(spec.after)
    yield question.question_html(asked, spec.choices, letter, why, beside=bool(program))


def _drills(drills: Sequence[Exercise]) -> str:
    rows = "".join(
        f"<li><b>{drill.id}</b> {question.inline(drill.title)}"
        f" <span>{drill.minutes} min</span></li>"
        for drill in drills
    )
    return f'<ul class="drills">{rows}</ul>'


def _said(cell: Cell) -> str:
    """Give what a cell printed or, where it printed nothing, what it showed."""
    return cell.printed or "\n".join(cell.shown)


def _html(markdown: str) -> str:
    return str(_markdown(markdown))
