"""What a check found, as a record, as HTML and as text."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from course_app.card import Panel, exchange_panels
from course_app.exercise import catalogue
from course_app.notice import Notice, notice_html, notice_text
from course_app.render import panels_html, panels_text
from course_app.wire import Exchange

Outcome = Literal["passed", "incorrect", "not_attempted", "errored"]
_HEADLINES: dict[Outcome, tuple[str, str]] = {
    "passed": ("Passed", "response"),
    "incorrect": ("Not yet", "jar"),
    "not_attempted": ("Not attempted yet", "request"),
    "errored": ("Stopped by an error", "fault"),
}


@dataclass(frozen=True)
class Verdict:
    """The judgement on one answer.

    ``finding`` is the stable id of what went wrong, ``None`` when nothing did.
    ``exchange`` shows it, redirects included. ``cleared`` lists the findings
    looked for and not found. ``note`` is a sentence about the learner's
    progress file, when there is something to say about it.
    """

    exercise: str
    outcome: Outcome
    finding: str | None
    message: str
    exchange: tuple[Exchange, ...] = field(default=(), repr=False)
    cleared: tuple[str, ...] = field(default=(), repr=False)
    note: str = field(default="", repr=False)

    @property
    def passed(self) -> bool:
        """Whether the answer does what the exercise asks."""
        return self.outcome == "passed"

    def as_dict(self) -> dict[str, str | None]:
        """Return the verdict as ``course check --json`` prints it."""
        return {
            "exercise": self.exercise,
            "outcome": self.outcome,
            "finding": self.finding,
            "message": self.message,
        }

    def __str__(self) -> str:
        return verdict_text(self)

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        return {"text/plain": verdict_text(self), "text/html": verdict_html(self)}


def verdict_text(verdict: Verdict) -> str:
    """Write ``verdict`` as plain text, with the exchange that shows it."""
    notice, panels = notice_text(_notice(verdict)), _panels(verdict)
    return f"{notice}\n\n{panels_text(panels)}" if panels else notice


def verdict_html(verdict: Verdict) -> str:
    """Write ``verdict`` as a card, with the exchange that shows it below."""
    notice, panels = notice_html(_notice(verdict)), _panels(verdict)
    return notice + panels_html(panels) if panels else notice


def _notice(verdict: Verdict) -> Notice:
    known = catalogue().get(verdict.exercise)
    about = known.heading if known else verdict.exercise
    title, kind = _HEADLINES[verdict.outcome]
    lines = [*verdict.message.splitlines(), *([verdict.note] if verdict.note else [])]
    return Notice(title, about, tuple(lines), kind)


def _panels(verdict: Verdict) -> list[Panel]:
    panels: list[Panel] = []
    for hop in verdict.exchange:
        panels += exchange_panels(hop, len(panels) + 1)
    return panels
