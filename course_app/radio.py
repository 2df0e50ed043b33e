"""The buttons of a question: a native radio group, linked to its `Choice`.

ipywidgets' own ``RadioButtons`` is not used: its buttons form no group, so that
an arrow key leaves them for the next cell and a letter key inserts one.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from anywidget import AnyWidget
from traitlets import Int, List, Unicode

from course_app.choice import Choice, PredictError

NONE = -1


class Radio(AnyWidget):
    """Shows ``choice`` and passes on what is chosen. ``chosen`` is a position."""

    _esm = Path(__file__).with_name("radio.js").read_text("utf-8")
    _css = Path(__file__).with_name("radio.css").read_text("utf-8")

    label = Unicode().tag(sync=True)
    question = Unicode().tag(sync=True)
    code = Unicode().tag(sync=True)
    choices = List(Unicode()).tag(sync=True)
    chosen = Int(NONE).tag(sync=True)
    message = Unicode().tag(sync=True)

    def __init__(self, choice: Choice) -> None:
        super().__init__(
            label=choice.label,
            question=choice.question,
            code=choice.code,
            choices=choice.choices,
            chosen=NONE if choice.chosen is None else choice.chosen,
            message=_told(choice.reply),
        )
        self._choice = choice
        self.observe(self._choose, "chosen")

    def _choose(self, change: dict[str, Any]) -> None:
        letter = self._choice.letters[change["new"]]
        self.message = ""  # else the same words twice would be no answer
        self.message = _told(lambda: self._choice.choose(letter))


def _told(ask: Callable[[], str]) -> str:
    """Return the answer of ``ask``, or its error in a sentence.

    ipywidgets drops what a callback raises: nobody would ever see it.
    """
    try:
        return ask()
    except PredictError as error:
        return str(error)
    except Exception as error:  # noqa: BLE001 - it is shown, and nothing else would
        kind = type(error).__name__
        return f"This failed, and that is the course's fault: {kind}: {error}."
