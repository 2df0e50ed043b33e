"""The quizzes of the lessons: what is asked, what each choice hears, what decides.

``lesson_NN.py`` holds the questions of a lesson in ``QUESTIONS``. No question
names its right answer: its experiment runs real code and finds it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec


@dataclass(frozen=True)
class Answer:
    """One choice, and what a learner who takes it is told."""

    text: str
    feedback: str


@dataclass(frozen=True)
class Question:
    """A quiz question with its answers, lettered A, B, C in their order.

    ``code`` is the program the question is about, shown with it.
    ``experiment`` returns the letter of the answer that holds.
    """

    id: str
    text: str
    answers: tuple[Answer, ...]
    experiment: Callable[[], str]
    code: str = ""


def lesson(number: int) -> tuple[Question, ...]:
    """Return the questions of a lesson, none where it has none."""
    name = f"{__name__}.lesson_{number:02}"
    if find_spec(name) is None:
        return ()
    questions: tuple[Question, ...] = import_module(name).QUESTIONS
    return questions


def the_only(holds: Mapping[str, bool]) -> str:
    """Return the one letter of ``holds`` that is true.

    Raises `RuntimeError` where none is, or more than one: the question then no
    longer has an answer.
    """
    letters = [letter for letter, true in holds.items() if true]
    if len(letters) != 1:
        raise RuntimeError(f"its experiment found {len(letters)} true answers, not one")
    return letters[0]
