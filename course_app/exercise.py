"""The catalogue of exercises.

A check is a function in ``course_app/checks/lesson_NN.py``, registered with
`exercise`. Reading the catalogue imports all of them: a check that imports
Flask inside its functions keeps ``course exercises`` quick.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from course_app.experiment import Lab

Experiment = Callable[["Lab", Any], str]


@dataclass(frozen=True)
class Exercise:
    """One exercise: what it is called, and the experiment that judges it.

    ``id`` is ``LESSON.NUMBER``. ``answer`` is the name the learner defines.
    ``hints`` are two to four; only the last may give the answer away.
    ``experiment`` takes a `Lab` and the answer and returns what a passing
    learner reads; everything else it says through `Lab.expect`.
    """

    id: str
    title: str
    minutes: int
    answer: str
    hints: tuple[str, ...]
    experiment: Experiment

    @property
    def lesson(self) -> int:
        """The number of its lesson."""
        return int(self.id.partition(".")[0])

    @property
    def heading(self) -> str:
        """Its number and its title."""
        return f"{self.id} {self.title}"


_registered: dict[str, Exercise] = {}


def exercise(
    id: str, *, title: str, minutes: int, answer: str, hints: tuple[str, ...]
) -> Callable[[Experiment], Experiment]:
    """Register the decorated experiment as the check of exercise ``id``."""

    def register(experiment: Experiment) -> Experiment:
        _registered[id] = Exercise(id, title, minutes, answer, hints, experiment)
        return experiment

    return register


def catalogue() -> dict[str, Exercise]:
    """Return every exercise by its id, in the order of the course."""
    from course_app import checks

    for module in pkgutil.iter_modules(checks.__path__):
        if module.name.startswith("lesson_"):
            importlib.import_module(f"{checks.__name__}.{module.name}")
    return dict(sorted(_registered.items(), key=lambda item: _order(item[0])))


def _order(id: str) -> tuple[int, ...]:
    return tuple(int(part) for part in id.split("."))
