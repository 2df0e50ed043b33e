"""Predictions and quizzes: the learner chooses, then a run tells what is so.

A prediction is answered by the cell that follows it, a quiz by an experiment of
its own. Nothing here knows an answer beforehand.
"""

from __future__ import annotations

from collections.abc import Iterable

from course_app import questions
from course_app.ballot import present_choice, present_outcome
from course_app.choice import Choice, PredictError, Prediction, Quiz, checked_id
from course_app.questions import Question

_asked: dict[str, Prediction] = {}


def predict(
    id: str, question: str, choices: Iterable[object], *, choose: str | None = None
) -> None:
    """Ask what the next cell will do, and keep the learner's choice.

    ``choices`` are two to eight texts or values, told apart by their words.
    Where there are no buttons ``choose="b"`` takes the second of them.

    Raises `PredictError` for an id not like ``"1.a"`` and for choices that are
    too few, too many or alike.
    """
    _asked[id] = prediction = Prediction(id, question, choices)
    _present(prediction, choose)


def reveal(id: str, observed: object) -> None:
    """Show the choice made in `predict` beside what ``observed`` says happened.

    A list is compared by its items: ``[1, 1, 1]`` is the choice ``"1, 1, 1"``.

    Raises `PredictError` when nothing was asked under ``id``, and when
    ``observed`` is none of the choices: then the lesson is no longer true.
    """
    if checked_id(id) not in _asked:
        raise PredictError(
            f"Nothing was asked as {id!r} yet. Run the cell with predict({id!r}, …) "
            "first."
        )
    present_outcome(_asked[id].outcome(observed))


def quiz(id: str, *, choose: str | None = None) -> None:
    """Ask a question of `course_app.questions`; each choice is told why.

    Where there are no buttons ``choose="b"`` takes the second choice. The
    learner may choose again.

    Raises `PredictError` when no quiz has that id.
    """
    _present(Quiz(_question(id)), choose)


def _present(choice: Choice, letter: str | None) -> None:
    """Display ``choice``; what is stored shows no choice but one in the source."""
    *others, last = [f'"{one}"' for one in choice.letters.lower()]
    how = f"No buttons here? Add choose={', '.join(others)} or {last} to the call."
    line = f"{choice.invitation} {how}" if letter is None else choice.choose(letter)
    present_choice(choice, line)


def _question(id: str) -> Question:
    number = int(checked_id(id).split(".")[0])
    known = {question.id: question for question in questions.lesson(number)}
    if id not in known:
        listed = f"has {', '.join(known)}" if known else "has none yet"
        raise PredictError(f"There is no quiz {id!r}. Lesson {number} {listed}.")
    return known[id]
