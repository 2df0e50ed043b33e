"""What is wrong with a stored notebook although nbval lets it pass.

nbval compares outputs. It never compares a cell without an execution count,
does not mind a failure that was printed and stored, and asks of a cell tagged
``raises-exception`` nothing at all. Each rule here closes such a gap, or keeps
out what a recording must not hold.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from nbformat import NotebookNode

from tools.ipynb import WIDGET_VIEW, code_cells, plain, role, tags

RAISES = "raises-exception"

_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
_CHECK_CALL = re.compile(r"^check\(", re.MULTILINE)
_SLEEP = re.compile(r"\bsleep\(")
_PORT = re.compile(r"\bport\s*=\s*[1-9]|127\.0\.0\.1:[1-9]|, [1-9]\d{3,4}, app\b")
_MARKERS = re.compile(
    r"^\s*#+\s*(?:NBVAL_(?:IGNORE_OUTPUT|SKIP|RAISES_EXCEPTION)"
    r"|PYTEST_VALIDATE_IGNORE_OUTPUT)\s*$",
    re.MULTILINE,
)
_MARKER_TAGS = {
    "nbval-ignore-output",
    "nbval-skip",
    "nbval-raises-exception",
    "pytest-validate-ignore-output",
    "skip-execution",
}
_VERDICTS = {"solution": "passed", "exercise": "not attempted"}
_VERDICT = re.compile(r"(.+?) · \d+\.\d+\b")


def lint(notebook: NotebookNode) -> list[str]:
    """Give a sentence for everything that is wrong; none for a clean notebook."""
    faults = [*_whole(notebook), *_ids(notebook)]
    for name, cell in code_cells(notebook):
        faults += [*_source(name, cell), *_outputs(name, cell)]
    kind = kind_of(notebook)
    if kind in _VERDICTS:
        faults += _verdicts(notebook, _VERDICTS[kind])
    if kind == "exercise":
        faults += _tracebacks(notebook)
    return faults


def kind_of(notebook: NotebookNode) -> str:
    """Tell a lesson from a solution and from the exercise generated of it."""
    if notebook.metadata.get("course", {}).get("generated"):
        return "exercise"
    graded = any(role(cell) == "answer" for cell in notebook.cells)
    return "solution" if graded else "lesson"


def _whole(notebook: NotebookNode) -> Iterator[str]:
    if notebook.metadata.get("kernelspec", {}).get("name") != "python3":
        yield "The notebook's kernel is not python3."
    if "widgets" in notebook.metadata:
        yield "The notebook stores widget state, whose ids differ in every run."


def _ids(notebook: NotebookNode) -> Iterator[str]:
    if notebook.nbformat_minor < 5:
        yield "The notebook's format is older than 4.5: its cells have no lasting ids."
        return
    ids = [cell.get("id", "") for cell in notebook.cells]
    if not all(_ID.fullmatch(known) for known in ids):
        yield "A cell has no valid id, so every tool that reads it makes up another."
    for known, count in Counter(ids).items():
        if known and count > 1:
            yield f"{count} cells share the id {known}."


def _source(name: str, cell: NotebookNode) -> Iterator[str]:
    if _SLEEP.search(cell.source):
        yield f"{name} calls sleep(); move the clock with travel() instead."
    if _PORT.search(cell.source):
        yield f"{name} names a fixed port, which may be taken; use site.url."
    if _MARKERS.search(cell.source) or _MARKER_TAGS & set(tags(cell)):
        yield f"{name} tells nbval to look away."


def _outputs(name: str, cell: NotebookNode) -> Iterator[str]:
    if cell.execution_count is None:
        what = "The check in" if _CHECK_CALL.search(cell.source) else "The code in"
        yield f"{what} {name} was not run, and nbval never compares such a cell."
    elif name != f"cell [{cell.execution_count}]":
        yield f"{name} was run out of order, as number {cell.execution_count}."
    errors = [each for each in cell.outputs if each.output_type == "error"]
    if errors and RAISES not in tags(cell):
        yield f"{name} holds the error {errors[0].ename} and is not tagged {RAISES}."
    if RAISES in tags(cell) and not errors:
        yield f"{name} is tagged {RAISES} and raised nothing."
    for output in cell.outputs:
        if output.get("name") == "stderr":
            yield f"{name} wrote to stderr: {plain(output).strip().splitlines()[-1]}"
        if WIDGET_VIEW in output.get("data", {}):
            yield f"{name} stores a widget's view, whose id differs in every run."


def _verdicts(notebook: NotebookNode, wanted: str) -> Iterator[str]:
    """Demand of each check cell the verdict that starts with ``wanted``."""
    for name, cell in code_cells(notebook):
        if role(cell) == "check":
            said = verdict(cell)
            if not said:
                yield f"The check in {name} shows no verdict."
            elif not said.startswith(wanted):
                yield f"The check in {name} says {said!r} where {wanted!r} must stand."


def verdict(cell: NotebookNode) -> str:
    """Give the headline of a check cell's stored verdict, in small letters.

    A verdict's plain text begins with a line such as ``Passed · 1.1 A counter``.
    """
    for output in cell.outputs:
        found = _VERDICT.match(plain(output))
        if found:
            return found[1].lower()
    return ""


def _tracebacks(notebook: NotebookNode) -> Iterator[str]:
    for name, cell in code_cells(notebook):
        if any("Traceback (most recent" in plain(output) for output in cell.outputs):
            yield f"{name} greets a learner who has not begun with a traceback."
