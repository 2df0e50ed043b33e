"""Checks, hints and solutions: what a learner calls in an exercise.

`verdict` judges and remembers nothing; `check` also keeps progress.
"""

from __future__ import annotations

import traceback
from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import replace
from pathlib import Path
from typing import Any

from course_app import progress
from course_app.exercise import Exercise, catalogue
from course_app.experiment import Lab
from course_app.model import solution_source
from course_app.notice import Notice
from course_app.outcome import Verdict
from course_app.trouble import Ended, error_name, name_missing
from course_app.wire import exchanges

OURS = "check-fault"
UNKNOWN = "no-such-exercise"
_NOTHING: Any = object()
_hints_shown: Counter[str] = Counter()


def check(id: str, answer: Any = _NOTHING) -> Verdict:
    """Judge ``answer`` to exercise ``id``, and remember when it passes.

    The last line of a cell: the verdict displays itself. It comes within five
    seconds, whatever the answer does.
    """
    found = verdict(id, answer)
    if found.outcome == "not_attempted" or found.finding in (UNKNOWN, OURS):
        return found
    note = progress.record_verdict(found.exercise, found.outcome)
    return replace(found, note=note)


def verdict(
    id: str, answer: Any = _NOTHING, *, disabled: Collection[str] = ()
) -> Verdict:
    """Judge ``answer`` to exercise ``id``.

    ``disabled`` names findings to overlook: the course's own tests show with it
    that each one is needed.
    """
    if answer is _NOTHING:
        return _judge(id, _raise_missing, disabled)
    return _judge(id, lambda *_: answer, disabled)


def source_verdict(id: str, file: Path) -> Verdict:
    """Judge the answer to exercise ``id`` that the source in ``file`` defines."""
    return _judge(id, lambda _, lab: lab.read(file), ())


def hint(id: str) -> Notice:
    """Show the next hint to exercise ``id``; after the last one, that one again."""
    exercise = catalogue().get(str(id))
    if exercise is None:
        return Notice("No such exercise", "", (no_such(str(id)),), "fault")
    count = len(exercise.hints)
    number = min(_hints_shown[exercise.id] + 1, count)
    _hints_shown[exercise.id] = number
    lines = [exercise.hints[number - 1]]
    if number == count:
        lines.append(
            f'That is the last hint. `solution("{id}")` shows one way to do it.'
        )
    return Notice(f"Hint {number} of {count}", exercise.heading, tuple(lines))


def solution(id: str) -> Notice:
    """Show one way to do exercise ``id``, from the solutions' notebooks."""
    exercise = catalogue().get(str(id))
    if exercise is None:
        return Notice("No such exercise", "", (no_such(str(id)),), "fault")
    source = solution_source(exercise.id)
    if source is None:
        kept = "The solutions are not in this copy of the course: ask your instructor."
        return Notice("No solution here", exercise.heading, (kept,))
    return Notice(
        "One solution",
        exercise.heading,
        ("Yours may look different: what counts is what it does.",),
        "response",
        source,
    )


def no_such(id: str) -> str:
    """Say that there is no exercise ``id``, and which ones there are."""
    ids = list(catalogue())
    return (
        f"There is no exercise {id}. They run from {ids[0]} to {ids[-1]}; "
        "`course exercises` lists them."
    )


def _judge(
    id: str, answer: Callable[[Exercise, Lab], Any], disabled: Collection[str]
) -> Verdict:
    exercise = catalogue().get(str(id))
    if exercise is None:
        return Verdict(str(id), "errored", UNKNOWN, no_such(str(id)))
    with Lab(exercise, disabled) as lab:
        try:
            praise = exercise.experiment(lab, answer(exercise, lab))
        except Ended as end:
            return _ended(exercise, end, lab)
        except Exception as error:  # noqa: BLE001 - ours, and the learner is told
            return Verdict(exercise.id, "errored", OURS, _our_fault(error))
        return Verdict(exercise.id, "passed", None, praise, cleared=tuple(lab.cleared))


def _ended(exercise: Exercise, end: Ended, lab: Lab) -> Verdict:
    hops = () if end.exchange is None else tuple(exchanges(end.exchange))
    cleared = tuple(lab.cleared)
    return Verdict(exercise.id, end.outcome, end.finding, end.message, hops, cleared)


def _raise_missing(exercise: Exercise, _: Lab) -> Any:
    call = f'check("{exercise.id}", {exercise.answer})'
    raise name_missing(f"No answer was given. Write `{call}`.")


def _our_fault(error: Exception) -> str:
    last = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{Path(last.filename).name}, line {last.lineno}"
    return (
        "The check itself failed. The fault is ours, not yours, and says nothing "
        f"about your answer.\n{error_name(error)} ({where})\n"
        "Please report it, with your answer."
    )
