"""The course map: what is done, what comes next, how many minutes are left."""

from __future__ import annotations

import io
import json
import re
from html import escape
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from ipywidgets import Button, Dropdown

from course_app import progress
from course_app.exercise import Exercise, catalogue
from course_app.folder import course_folder, stated_minutes
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
from course_app.progress import Progress
from course_app.render import COLOURS, EDGE, MUTED, STYLE
from course_app.transcript import write_csv

TITLE = "Course map"
PURPOSE = "What you have done, what comes next, and how long it takes."
STORED = (
    "This is the map before the first exercise. Yours is in JupyterLab, and in a "
    "terminal: course progress."
)
ALL = "everything"
MARKS = {"done": "✓", "next": "▶", "tried": "◐", "open": "○"}


class Step(NamedTuple):
    """An exercise on the map; ``state`` is a key of `MARKS`."""

    exercise: Exercise
    state: str
    tries: int


class Lesson(NamedTuple):
    """A lesson on the map.

    ``reading`` is its minutes without the exercises. Where there are no notebooks
    it is 0, and ``title`` and ``file`` are empty.
    """

    number: int
    title: str
    file: str
    reading: int
    steps: tuple[Step, ...]

    @property
    def done(self) -> int:
        """How many of its exercises are done."""
        return sum(step.state == "done" for step in self.steps)

    @property
    def minutes_left(self) -> int:
        """Who has tried one of its exercises is taken to have read it."""
        begun = any(step.tries for step in self.steps)
        left = sum(one.exercise.minutes for one in self.steps if one.state != "done")
        return left + (0 if begun else self.reading)


class CourseMap:
    """What is kept of a learner's progress, laid out on the course."""

    def __init__(self) -> None:
        self.note = ""
        self.kept = EMPTY
        self.refresh()

    @property
    def lessons(self) -> list[Lesson]:
        """The lessons, in the order of the course."""
        return lessons(self.kept)

    def refresh(self) -> str:
        """Read the progress again; return a sentence on where it stands."""
        self.kept, self.note = progress.read()
        return self.note or summary(self.lessons)

    def reset(self, id: str) -> str:
        """Forget exercise ``id``, or `ALL`; a copy is kept, and named."""
        self.refresh()
        self._demand(id)
        copy, trouble = progress.reset(None if id == ALL else id)
        self.refresh()
        return trouble or f"Forgotten: {id}. What was there is kept in `{copy}`."

    def _demand(self, id: str) -> None:
        """Refuse to forget what is not there: each reset makes a copy."""
        if not id:
            raise LabError("Choose what to forget first.")
        kept = self.kept["exercises"]
        if not (kept or self.kept["choices"]) if id == ALL else id not in kept:
            raise LabError(f"Nothing is kept of {id}, so nothing was forgotten.")

    def stop(self) -> None:
        """Do nothing: a map runs nothing."""


EMPTY = Progress(version=progress.VERSION, exercises={}, choices={})


def lessons(kept: Progress) -> list[Lesson]:
    """Lay ``kept`` out on the lessons of the course."""
    exercises = catalogue().values()
    numbers = sorted({one.lesson for one in exercises})
    steps = _steps(kept)
    return [
        _lesson(number, tuple(one for one in steps if one.exercise.lesson == number))
        for number in numbers
    ]


def summary(course: list[Lesson]) -> str:
    """Say how many exercises are done, which is next, and what is left."""
    done, every = sum(one.done for one in course), sum(len(one.steps) for one in course)
    left = sum(lesson.minutes_left for lesson in course)
    for lesson in course:
        for step in lesson.steps:
            if step.state == "next":
                where = f", in exercises/{lesson.file}" if lesson.file else ""
                return (
                    f"{done} of {every} exercises done, {_duration(left)} left. "
                    f"Next{where}: {step.exercise.heading}"
                )
    return f"All {every} exercises are done."


def map_text(course: list[Lesson]) -> list[str]:
    """Write the map as lines of plain text."""
    lines = [summary(course)]
    for lesson in course:
        lines.append(f"{_heading(lesson)}: {_standing(lesson)}")
        lines += [f"  {MARKS[one.state]} {_told(one)}" for one in lesson.steps]
    return lines


def map_html(course: list[Lesson]) -> str:
    """Write the same as a list of lessons."""
    items = "".join(_lesson_html(lesson) for lesson in course)
    style = "list-style-type:none;margin:6px 0;padding:0"
    return f'<div>{escape(summary(course))}</div><ul style="{style}">{items}</ul>'


def export_html(kept: Progress) -> str:
    """Offer ``kept`` as files, inside the links themselves: no server is asked."""
    table = io.StringIO()
    write_csv(kept, table)
    whole = json.dumps(kept, ensure_ascii=False, indent=1)
    return " · ".join(
        [
            _download("progress.csv", "text/csv", table.getvalue(), "a table (CSV)"),
            _download("progress.json", "application/json", whole, "everything (JSON)"),
        ]
    )


def view(model: CourseMap) -> Frame:
    """Link the map's controls to ``model``."""
    frame = Frame(TITLE, PURPOSE, stop=model.stop)
    refresh = Button(description="Look again")
    what = Dropdown(description="Forget", options=_forgettable())
    forget = Button(description="Forget it, and keep a copy")
    course, export = panel(), panel()

    def fill() -> None:
        frame.put(course, STYLE + map_html(model.lessons))
        frame.put(export, export_html(model.kept))

    def refreshed() -> str:
        said = model.refresh()
        fill()
        return said

    def forgotten() -> str:
        said = model.reset(what.value)
        what.value = ""
        fill()
        return said

    frame.on_press(refresh, refreshed)
    frame.on_press(forget, forgotten)
    fill()
    frame.say(model.note or "After a `check`, press Look again.")
    return frame.fill(course, export, row(what, forget, refresh))


def twin() -> Twin:
    """Tell the map of somebody who begins: a stored map is nobody's."""
    course = lessons(EMPTY)
    note = f'<div class="cw-muted" style="color:{MUTED}">{escape(STORED)}</div>'
    return Twin(
        lab_text(TITLE, PURPOSE, [*map_text(course), STORED]),
        lab_html(TITLE, PURPOSE, map_html(course) + note),
    )


def course_map() -> None:
    """Show the course map: what is done, what is next, how long it takes."""
    present("course_map", CourseMap(), view, twin())


def _steps(kept: Progress) -> list[Step]:
    steps = [_step(one, kept) for one in catalogue().values()]
    for at, step in enumerate(steps):
        if step.state != "done":
            steps[at] = step._replace(state="next")
            break
    return steps


def _step(exercise: Exercise, kept: Progress) -> Step:
    record = kept["exercises"].get(exercise.id)
    if record is None:
        return Step(exercise, "open", 0)
    return Step(exercise, "done" if record["passed_at"] else "tried", record["tries"])


def _lesson(number: int, steps: tuple[Step, ...]) -> Lesson:
    """Read a lesson's title and minutes from its notebook's first cell."""
    file = _notebook(number)
    if file is None:
        return Lesson(number, "", "", 0, steps)
    first = "".join(json.loads(file.read_text("utf-8"))["cells"][0]["source"])
    title = re.match(r"# \d+ · (.+)", first)
    whole = stated_minutes(first) or 0
    practice = sum(step.exercise.minutes for step in steps)
    reading = max(0, whole - practice)
    return Lesson(number, title[1] if title else "", file.name, reading, steps)


def _notebook(number: int) -> Path | None:
    folder = course_folder()
    found = sorted(folder.glob(f"notebooks/{number:02}_*.ipynb")) if folder else []
    return found[0] if found else None


def _heading(lesson: Lesson) -> str:
    return f"Lesson {lesson.number}" + (f" · {lesson.title}" if lesson.title else "")


def _standing(lesson: Lesson) -> str:
    if lesson.done == len(lesson.steps):
        return f"{MARKS['done']} done"
    left = _duration(lesson.minutes_left)
    return f"{lesson.done} of {len(lesson.steps)} done, {left} left"


def _told(step: Step) -> str:
    return f"{step.exercise.heading} ({_state(step)})"


def _state(step: Step) -> str:
    if step.state == "done":
        return "done"
    words = ["next"] if step.state == "next" else []
    if step.tries:
        words.append("1 try" if step.tries == 1 else f"{step.tries} tries")
    return ", ".join([*words, f"{step.exercise.minutes} min"])


def _duration(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    parts = [f"{hours} h"] * bool(hours) + [f"{rest} min"] * bool(rest)
    return " ".join(parts) or "0 min"


def _lesson_html(lesson: Lesson) -> str:
    steps = "".join(_step_html(step) for step in lesson.steps)
    style = f"margin:8px 0 0;padding:4px 0 0;border-top:1px solid {EDGE}"
    inner = "display:flex;flex-wrap:wrap;list-style-type:none;margin:0;padding:0"
    return (
        f'<li style="{style}"><b>{escape(_heading(lesson))}</b> '
        f'<span class="cw-muted" style="color:{MUTED}">{_standing(lesson)}</span>'
        f'<ul style="{inner}">{steps}</ul></li>'
    )


def _step_html(step: Step) -> str:
    style = "flex:1 1 300px;min-width:0;margin:0;padding:0 12px 0 0"
    told = f"{MARKS[step.state]} {escape(step.exercise.heading)}"
    muted = f"color:{MUTED};white-space:nowrap"
    words = f'<span class="cw-muted" style="{muted}">({_state(step)})</span>'
    if step.state == "next":
        colour = COLOURS["response"]
        told = f'<b class="cw-response" style="color:{colour}">{told}</b>'
    return f'<li style="{style}">{told} {words}</li>'


def _download(name: str, kind: str, content: str, words: str) -> str:
    address = f"data:{kind};charset=utf-8,{quote(content)}"
    style = f"color:{COLOURS['request']};text-decoration:underline"
    return (
        f'<a class="cw-request" style="{style}" download="{name}" href="{address}">'
        f"Download {words}</a>"
    )


def _forgettable() -> list[tuple[str, str]]:
    each = [(one.heading, one.id) for one in catalogue().values()]
    return [("nothing chosen", ""), *each, ("everything, predictions too", ALL)]
