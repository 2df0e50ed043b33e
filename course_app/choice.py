"""What a learner chooses from, and what is said to the choice: no display here."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice
from typing import ClassVar, NamedTuple

from course_app import progress
from course_app.questions import Answer, Question

LETTERS = "ABCDEFGH"
_ID = re.compile(r"([1-9]\d?)\.[a-z][a-z0-9]*")


class PredictError(ValueError):
    """What was wrong with a prediction or a quiz, and what to do, in a sentence."""

    def _render_traceback_(self) -> list[str]:
        """Show the sentence alone; IPython asks for this."""
        return [str(self)]


class Lettered(NamedTuple):
    """One choice, as it is spoken of: ``B``, ``1, 2, 3``."""

    letter: str
    words: str


class Outcome(NamedTuple):
    """What a run gave, beside what was chosen before it, if anything was."""

    label: str
    chosen: Lettered | None
    happened: Lettered


class Choice:
    """A question and its lettered choices, one of which the learner takes.

    ``chosen`` is the position of that one, ``None`` before. It outlives the
    kernel: the learner's progress keeps the words of the choice, so that
    reordering the choices loses nothing.
    """

    kind: ClassVar[str] = ""
    invitation: ClassVar[str] = ""
    code = ""

    def __init__(self, id: str, question: str, choices: Iterable[object]) -> None:
        self.id = checked_id(id)
        self.question = question
        self.values = _checked_values(self.label, choices)
        self.choices = [shown(value) for value in self.values]
        kept = progress.choices().get(id)
        self.chosen = self.choices.index(kept) if kept in self.choices else None

    @property
    def label(self) -> str:
        """What the question is called: ``"Predict 1.a"``."""
        return f"{self.kind} {self.id}"

    @property
    def letters(self) -> str:
        """The letters of its choices: ``"ABC"``."""
        return LETTERS[: len(self.choices)]

    @property
    def lettered(self) -> list[Lettered]:
        """Its choices with their letters, in order."""
        return list(map(Lettered, self.letters, self.choices))

    def choose(self, letter: object) -> str:
        """Take a choice, keep it, and return what the learner is told.

        Raises `PredictError` when no choice has that letter.
        """
        wanted = letter.strip().upper() if isinstance(letter, str) else ""
        if wanted not in list(self.letters):
            raise PredictError(
                f"{self.label} has no choice {letter!r}. "
                f"Give choose= one of {', '.join(map(repr, self.letters.lower()))}."
            )
        self.chosen = self.letters.index(wanted)
        note = progress.record_choice(self.id, self.choices[self.chosen])
        return f"{self.reply()} {note}".strip()

    def reply(self) -> str:
        """Return what the learner is told about the choice taken, or to take."""
        if self.chosen is None:
            return self.invitation
        return f"You chose {self.letters[self.chosen]}. {self._comment()}"

    def _comment(self) -> str:
        raise NotImplementedError


class Prediction(Choice):
    """A question asked before the run that answers it."""

    kind = "Predict"
    invitation = "Choose one before you run the next cell."

    def _comment(self) -> str:
        return "Now run the next cell."

    def outcome(self, observed: object) -> Outcome:
        """Set the choice that ``observed`` is beside the one that was taken.

        Raises `PredictError` when it is none of them.
        """
        chosen = None if self.chosen is None else self.lettered[self.chosen]
        return Outcome(self.label, chosen, self.lettered[self._position(observed)])

    def _position(self, observed: object) -> int:
        """Find ``observed`` among the choices: by its words, else by equality."""
        if shown(observed) in self.choices:
            return self.choices.index(shown(observed))
        for position, value in enumerate(self.values):
            if value == observed:
                return position
        raise PredictError(
            f"{self.label}: the run gave {shown(observed)!r}, which is none of the "
            f"choices ({'; '.join(self.choices)})."
        )


class Quiz(Choice):
    """A question whose answer an experiment finds while the learner waits."""

    kind = "Quiz"
    invitation = "Choose one, and read why it holds or does not."

    def __init__(self, question: Question) -> None:
        self.code = question.code
        self.answers = question.answers
        self.experiment = question.experiment
        super().__init__(question.id, question.text, [a.text for a in question.answers])

    def _comment(self) -> str:
        taken = self.answers[self.chosen or 0]
        verdict = "That is it." if taken is self._true() else "That is not it."
        return f"{verdict} {taken.feedback}"

    def _true(self) -> Answer:
        try:
            return self.answers[list(self.letters).index(self.experiment())]
        except Exception as error:
            raise PredictError(
                f"{self.label} could not be judged, and that is the course's fault: "
                f"{type(error).__name__}: {error}."
            ) from error


def shown(value: object) -> str:
    """Write a choice or an observation as the learner reads it."""
    if isinstance(value, (list, tuple)):
        return ", ".join(map(str, value))
    return str(value)


def checked_id(id: object) -> str:
    """Return ``id`` if it reads like ``"1.a"``; raises `PredictError` if not."""
    if isinstance(id, str) and _ID.fullmatch(id):
        return id
    raise PredictError(
        f"{id!r} is no id of a question. Write the lesson, a dot and a letter, "
        'like "1.a".'
    )


def _checked_values(label: str, choices: object) -> list[object]:
    if isinstance(choices, str) or not isinstance(choices, Iterable):
        raise PredictError(
            f'{label} needs its choices in a list: ["1, 1, 1", "1, 2, 3"].'
        )
    values = list(islice(choices, len(LETTERS) + 1))
    if not 2 <= len(values) <= len(LETTERS):
        raise PredictError(
            f"{label} needs two to eight choices, and has {len(values)}."
        )
    words = [shown(value) for value in values]
    twice = next((one for one in words if words.count(one) > 1), None)
    if twice is not None:
        raise PredictError(f"{label} offers {twice!r} twice. Make its choices differ.")
    return values
