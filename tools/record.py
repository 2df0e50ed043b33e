"""Record notebooks: run them and store their outputs, always the same way.

    python tools/record.py [FILE…]           run and write
    python tools/record.py --check [FILE…]   run, write nothing, say what differs

Without files, all notebooks of the course. Exit status 0: all is well; 1: what
is wrong was said, a sentence each; 2: wrong use.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from difflib import unified_diff
from pathlib import Path
from typing import TYPE_CHECKING

from tools.ipynb import canonical, code_cells, find, plain, read, text, write
from tools.kernel import CellFailed, run
from tools.lint import lint

if TYPE_CHECKING:
    from nbformat import NotebookNode

AT_A_TIME = 2
LINES_OF_DIFF = 12
COLUMNS = 160

Judge = Callable[[Path], list[str]]


def record(path: Path) -> list[str]:
    """Run a notebook and store its outputs; return what is wrong with it.

    A notebook with a cell that fails is left as it was.
    """
    try:
        fresh = canonical(read(path))
        faults = run(fresh, path.parent)
    except (CellFailed, ValueError) as error:
        return [str(error)]
    write(path, fresh)
    return [*lint(read(path)), *faults]


def check(path: Path) -> list[str]:
    """Run a notebook and say what is wrong, and what differs from its outputs."""
    try:
        stored = read(path)
        fresh = canonical(stored)
    except ValueError as error:
        return [str(error)]
    faults = lint(stored)
    try:
        faults += run(fresh, path.parent)
    except CellFailed as error:
        return [*faults, str(error)]
    faults += differences(canonical(stored), canonical(fresh))
    if not faults and text(fresh) != path.read_bytes().decode():
        faults = ["The file is not written as record.py writes it; record it."]
    return faults


def differences(stored: NotebookNode, fresh: NotebookNode) -> Iterator[str]:
    """Name each cell whose outputs have changed, with a short diff."""
    for (name, old), (_, new) in zip(
        code_cells(stored), code_cells(fresh), strict=True
    ):
        if old.outputs != new.outputs:
            lines = _diff(_lines(old), _lines(new))
            yield "\n    ".join([f"{name} answers differently now:", *lines])


def judge_all(paths: list[Path], judge: Judge) -> dict[Path, list[str]]:
    """Judge notebooks, two at a time; give each one's faults, in order."""
    with ThreadPoolExecutor(AT_A_TIME) as pool:
        return dict(zip(paths, pool.map(judge, paths), strict=True))


def main(arguments: list[str] | None = None) -> int:
    """Record or check, and say how it went."""
    parser = argparse.ArgumentParser(description="Record the course's notebooks.")
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE")
    parser.add_argument(
        "--check", action="store_true", help="write nothing, say what would differ"
    )
    options = parser.parse_args(arguments)
    paths = [path.resolve() for path in options.files] or find()
    missing = [path.name for path in paths if not path.is_file()]
    if missing or not paths:
        parser.error(f"There is no notebook {', '.join(missing) or 'yet'}.")
    results = judge_all(paths, check if options.check else record)
    for path, faults in results.items():
        report(path, faults)
    return 1 if any(results.values()) else 0


def report(path: Path, faults: list[str]) -> None:
    """Print what is wrong with a notebook, or that nothing is."""
    print(f"{path.parent.name}/{path.name}: {'not good' if faults else 'good'}")
    for fault in faults:
        print(f"  {fault}")


def _lines(cell: NotebookNode) -> list[str]:
    """Lay a cell's outputs out as lines, the plain text first."""
    lines: list[str] = []
    for output in cell.outputs:
        lines += [f"[{output.get('name', output.output_type)}]"]
        lines += plain(output).splitlines()
        for kind, content in output.get("data", {}).items():
            if kind != "text/plain":
                lines += [f"[{kind}]", *str(content).splitlines()]
    return lines


def _diff(old: list[str], new: list[str]) -> list[str]:
    changes = list(unified_diff(old, new, n=0, lineterm=""))[2:]
    shown = [_cut(line) for line in changes if not line.startswith("@@")]
    if len(shown) > LINES_OF_DIFF:
        rest = len(shown) - LINES_OF_DIFF
        shown[LINES_OF_DIFF:] = [f"and {rest} more lines"]
    return shown


def _cut(line: str) -> str:
    return line if len(line) <= COLUMNS else line[:COLUMNS] + "…"


if __name__ == "__main__":
    sys.exit(main())
