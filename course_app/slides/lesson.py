"""A lesson's notebook, as its slides need it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from course_app.folder import stated_minutes
from course_app.slides.spec import DeckError, Spec, read

_HEADING = re.compile(r"^#+ +(.+)$", re.MULTILINE)


@dataclass(frozen=True)
class Cell:
    """One cell: ``printed`` is its stdout, ``shown`` the text twins of its displays."""

    id: str
    source: str
    printed: str
    shown: tuple[str, ...]
    slides: tuple[Spec, ...]

    @property
    def heading(self) -> str:
        """Its first Markdown heading, or nothing."""
        found = _HEADING.search(self.source)
        return found[1] if found else ""


@dataclass(frozen=True)
class Lesson:
    """One lesson: ``minutes`` is what its first cell promises, exercises included."""

    number: int
    name: str
    title: str
    minutes: float
    cells: tuple[Cell, ...]


def find(folder: Path, wanted: Sequence[str]) -> list[Path]:
    """Find the notebooks of the lessons ``wanted`` (``"4"``, ``"04"``), or all.

    Raises `DeckError` for a lesson that is not there.
    """
    every = {
        int(path.name[:2]): path
        for path in sorted(folder.glob("notebooks/[0-9][0-9]_*.ipynb"))
    }
    numbers = [_number(word, list(every)) for word in wanted] or list(every)
    return [every[number] for number in numbers]


def load(path: Path) -> Lesson:
    """Read a notebook; raises `DeckError` where its slides make no sense."""
    notebook = json.loads(path.read_text(encoding="utf-8"))
    cells = tuple(_cell(cell, path.name) for cell in notebook["cells"])
    first = cells[0]
    return Lesson(
        number=int(path.name[:2]),
        name=path.stem,
        title=re.sub(r"^\d+ · ", "", first.heading),
        minutes=_minutes(first.source, notebook["metadata"], path.name),
        cells=cells,
    )


def _number(word: str, known: list[int]) -> int:
    if word.isdecimal() and int(word) in known:
        return int(word)
    raise DeckError(
        f"there is no lesson {word!r}; choose of {', '.join(map(str, known))}"
    )


def _minutes(source: str, metadata: dict[str, Any], name: str) -> float:
    minutes = stated_minutes(source) or metadata.get("course", {}).get("minutes")
    if not minutes:
        raise DeckError(f"{name}: its first cell does not say how many minutes it has.")
    return float(minutes)


def _cell(cell: dict[str, Any], notebook: str) -> Cell:
    entries = cell["metadata"].get("course", {}).get("slides", [])
    where = f"{notebook}, cell {cell['id']!r}, slide"
    outputs = cell.get("outputs", [])
    return Cell(
        id=cell["id"],
        source="".join(cell["source"]),
        printed="".join(_printed(outputs)),
        shown=tuple(_shown(outputs)),
        slides=tuple(
            read(entry, f"{where} {number}") for number, entry in enumerate(entries, 1)
        ),
    )


def _printed(outputs: list[dict[str, Any]]) -> Iterator[str]:
    for output in outputs:
        if output["output_type"] == "stream":
            yield "".join(output["text"])


def _shown(outputs: list[dict[str, Any]]) -> Iterator[str]:
    for output in outputs:
        if "data" in output:
            yield "".join(output["data"].get("text/plain", ""))
