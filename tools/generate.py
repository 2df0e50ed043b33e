"""Make each exercise notebook of its solution notebook, by nbgrader's markers.

    python tools/generate.py            write exercises/, with recorded outputs
    python tools/generate.py --check    write nothing, say what differs

Exit status 0: all is well; 1: what is wrong was said; 2: wrong use.
"""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tools.ipynb import ROOT, canonical, find, read, write
from tools.record import judge_all, record, report

if TYPE_CHECKING:
    from nbformat import NotebookNode

CODE_STUB = "# YOUR CODE HERE\nraise NotImplementedError()"
TEXT_STUB = "YOUR ANSWER HERE"
SOLUTION = "SOLUTION"
HIDDEN_TESTS = "HIDDEN TESTS"


def starter(solution: NotebookNode, name: str) -> NotebookNode:
    """Make the exercise of a solution notebook; ``name`` is its file's.

    Raises `ValueError` when a marker has no partner or stands in the wrong cell.
    """
    notebook = canonical(solution)
    course = notebook.metadata.setdefault("course", {})
    course["generated"] = f"from solutions/{name} by tools/generate.py; edit that"
    for cell in notebook.cells:
        _blank(cell)
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    return notebook


def _blank(cell: NotebookNode) -> None:
    """Take the solution and the hidden tests out of a cell."""
    nbgrader = cell.metadata.get("nbgrader", {})
    blanked = without_region(cell.source, SOLUTION, _stub(cell))
    if blanked != cell.source and not nbgrader.get("solution"):
        raise ValueError(f"Cell {cell.id} has a solution and is no solution cell.")
    if blanked == cell.source and nbgrader.get("solution"):
        blanked = _stub(cell)
    tested = without_region(blanked, HIDDEN_TESTS, "")
    if tested != blanked and not nbgrader.get("grade"):
        raise ValueError(f"Cell {cell.id} has hidden tests and is no graded cell.")
    cell.source = tested
    cell.metadata.get("course", {}).pop("stub", None)


def _stub(cell: NotebookNode) -> str:
    """Say what stands where the solution stood: nbgrader's words, or the cell's."""
    if cell.cell_type != "code":
        return TEXT_STUB
    return str(cell.metadata.get("course", {}).get("stub", CODE_STUB))


def without_region(source: str, what: str, stub: str) -> str:
    """Put ``stub`` in place of each region ``### BEGIN what … ### END what``.

    The stub takes the indentation of the BEGIN line. Raises `ValueError` when
    a marker has no partner.
    """
    kept: list[str] = []
    inside = False
    for line in source.split("\n"):
        if f"BEGIN {what}" in line or f"END {what}" in line:
            begins = f"BEGIN {what}" in line
            if begins == inside:
                raise ValueError(f"A marker has no partner: {line.strip()}")
            inside = begins
            if begins:
                kept += _indented(stub, line)
        elif not inside:
            kept.append(line)
    if inside:
        raise ValueError(f"A marker has no partner: ### BEGIN {what}")
    return "\n".join(kept)


def _indented(stub: str, like: str) -> list[str]:
    indent = re.match(r"\s*", like)
    before = indent[0] if indent else ""
    return [f"{before}{line}".rstrip() for line in stub.splitlines()]


def generate(solution: Path) -> list[str]:
    """Write and record the exercise of a solution; return what is wrong with it."""
    exercise = partner(solution, "exercises")
    try:
        write(exercise, starter(read(solution), solution.name))
    except ValueError as error:
        return [str(error)]
    return record(exercise)


def check(solution: Path) -> list[str]:
    """Say in which cells an exercise is not what its solution generates."""
    exercise = partner(solution, "exercises")
    if not exercise.exists():
        return ["There is no exercise of it yet; generate it."]
    try:
        wanted = starter(read(solution), solution.name)
        found = read(exercise)
    except ValueError as error:
        return [str(error)]
    return _differences(wanted, found)


def _differences(wanted: NotebookNode, found: NotebookNode) -> list[str]:
    faults = [
        f"In the exercise, cell {new.id} is not what the solution generates."
        for new, old in zip(wanted.cells, found.cells, strict=False)
        if _source(new) != _source(old)
    ]
    if len(wanted.cells) != len(found.cells):
        faults.append("The exercise has another number of cells; generate it.")
    if wanted.metadata != canonical(found).metadata:
        faults.append("The exercise's metadata are not generated; generate it.")
    return faults


def _source(cell: NotebookNode) -> dict[str, object]:
    """Give all of a cell but what running it adds."""
    passing = ("outputs", "execution_count")
    return {key: value for key, value in cell.items() if key not in passing}


def partner(notebook: Path, folder: str) -> Path:
    """Name the notebook of the same name in another folder of the course."""
    return notebook.parent.parent / folder / notebook.name


def orphans() -> list[Path]:
    """List the exercises that no solution generates."""
    exercises = find(["exercises"], ROOT)
    return [path for path in exercises if not partner(path, "solutions").exists()]


def main(arguments: list[str] | None = None) -> int:
    """Generate or check all exercises, and say how it went."""
    parser = argparse.ArgumentParser(description="Generate exercises/ of solutions/.")
    parser.add_argument(
        "--check", action="store_true", help="write nothing, say what would differ"
    )
    options = parser.parse_args(arguments)
    solutions = find(["solutions"], ROOT)
    if not solutions:
        parser.error("There is no notebook in solutions/ yet.")
    results = judge_all(solutions, check if options.check else generate)
    for path in orphans():
        results[path] = ["No solution generates it; delete it or write its solution."]
    for path, faults in results.items():
        report(partner(path, "exercises"), faults)
    return 1 if any(results.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
