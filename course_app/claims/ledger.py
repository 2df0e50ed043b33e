"""The ledger: a claim, where it is made, our verdict, and the experiment.

An experiment yields pairs of a truth and a sentence: ``(seen == [1, 1], "two
clients were told 1 and 1")``. The verdict stands while every truth is true; an
experiment that yields nothing shows nothing.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass

Evidence = Iterator[tuple[bool, str]]
Experiment = Callable[[], Evidence]

SOURCES = {
    "000": "Flask Tutorial #5 - Sessions",
    "001": "Session - Web Templating in Flask",
    "002": "Flask Tutorials: Storing Data in Session",
    "003": "Introduction to sessions",
    "heard": "often heard",
}
VERDICTS = ("true", "true with a trap", "misleading", "false", "buggy")


@dataclass(frozen=True)
class Claim:
    """One claim. ``cell`` is where a lesson shows it: ``"01_http_forgets#leave"``.

    Ids ``S0-01`` to ``S3-17`` are statements of the four tutorials, by file;
    ``M1`` to ``M26`` are misconceptions heard in many places.
    """

    id: str
    text: str
    source: str
    verdict: str
    cell: str
    experiment: Experiment

    @property
    def lesson(self) -> int:
        """The lesson that shows it."""
        return int(self.cell[:2])


@dataclass(frozen=True)
class Ruling:
    """A claim after its experiment: does the verdict stand, and what was seen."""

    claim: Claim
    stands: bool
    evidence: tuple[str, ...]


_claims: dict[str, Claim] = {}


def claim(
    id: str, text: str, *, source: str, verdict: str, cell: str
) -> Callable[[Experiment], Experiment]:
    """Enter the decorated experiment into the ledger.

    Raises `ValueError` for an id entered before and for an unknown verdict or
    source: a ledger with two entries of one name is no ledger.
    """
    if verdict not in VERDICTS or source not in SOURCES:
        raise ValueError(f"{id}: unknown verdict {verdict!r} or source {source!r}.")

    def enter(experiment: Experiment) -> Experiment:
        if id in _claims:
            raise ValueError(f"{id} is in the ledger already.")
        _claims[id] = Claim(id, text, source, verdict, cell, experiment)
        return experiment

    return enter


def claims() -> list[Claim]:
    """List every claim, ``S0-01`` first, misconceptions last."""
    package = importlib.import_module("course_app.claims")
    for module in pkgutil.iter_modules(package.__path__):
        importlib.import_module(f"course_app.claims.{module.name}")
    return sorted(_claims.values(), key=_order)


def judge(one: Claim) -> Ruling:
    """Run the experiment of ``one``; an error in it lets no verdict stand."""
    truths, sentences = [], []
    try:
        for truth, sentence in one.experiment():
            truths.append(bool(truth))
            sentences.append(sentence if truth else f"NOT SEEN: {sentence}")
    except Exception as error:  # noqa: BLE001 - it is told, and the verdict falls
        return Ruling(one, False, (*sentences, f"{type(error).__name__}: {error}"))
    return Ruling(one, bool(truths) and all(truths), tuple(sentences))


def _order(one: Claim) -> tuple[bool, str, int]:
    kind, _, number = one.id.partition("-")
    if number:
        return False, kind, int(number)
    return True, "M", int(one.id[1:])
