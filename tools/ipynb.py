"""A notebook file as this project stores it.

What a commit should not see is left out (widget state, timings, versions), so
that recording a notebook again changes a byte only where an output changed.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbformat.reader import reads

ROOT = Path(__file__).resolve().parent.parent
PATTERN = "[0-9][0-9]_*.ipynb"
FOLDERS = ("notebooks", "exercises", "solutions")
WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"  # a random model id

_KERNEL = {
    "display_name": "Python 3 (ipykernel)",
    "language": "python",
    "name": "python3",
}
_LANGUAGE = {
    "file_extension": ".py",
    "mimetype": "text/x-python",
    "name": "python",
    "pygments_lexer": "ipython3",
}
_PASSING_NOTEBOOK_KEYS = ("widgets", "signature", "celltoolbar", "vscode")
_PASSING_CELL_KEYS = ("execution", "ExecuteTime", "collapsed", "scrolled", "vscode")
_ANSI = re.compile(r"\x1b\[[\d;]*m")


def find(folders: Iterable[str] = FOLDERS, root: Path = ROOT) -> list[Path]:
    """List the course's notebooks, folder by folder, in the order of their numbers."""
    return [path for name in folders for path in sorted((root / name).glob(PATTERN))]


def read(path: Path) -> NotebookNode:
    """Read a notebook as it is: nbformat's own reader would invent missing ids.

    Raises `ValueError` when the file is no notebook of format 4.
    """
    try:
        source = path.read_text(encoding="utf-8")
        version = json.loads(source)["nbformat"]
    except (ValueError, TypeError, KeyError) as error:
        raise ValueError(f"{path.name} is not a notebook.") from error
    if version != 4:
        raise ValueError(f"{path.name} is not a notebook of format 4.")
    notebook: NotebookNode = reads(source)
    return notebook


def write(path: Path, notebook: NotebookNode) -> None:
    """Write canonically, with the same line ends on every system."""
    path.parent.mkdir(exist_ok=True)
    path.write_text(text(notebook), encoding="utf-8", newline="\n")


def text(notebook: NotebookNode) -> str:
    """Give a notebook's canonical text: sorted keys, one space of indent."""
    tidied = canonical(notebook)
    nbformat.validate(tidied)
    return f"{nbformat.writes(tidied, version=nbformat.NO_CONVERT)}\n"


def canonical(notebook: NotebookNode) -> NotebookNode:
    """Copy a notebook without what differs from run to run."""
    tidied: NotebookNode = nbformat.from_dict(json.loads(json.dumps(notebook)))
    tidied.nbformat, tidied.nbformat_minor = 4, 5
    tidied.metadata = _without(tidied.metadata, _PASSING_NOTEBOOK_KEYS)
    tidied.metadata.kernelspec = NotebookNode(_KERNEL)
    tidied.metadata.language_info = NotebookNode(_LANGUAGE)
    for position, cell in enumerate(tidied.cells):
        cell.setdefault("id", _derived_id(position, cell.source))
        cell.metadata = _without(cell.metadata, _PASSING_CELL_KEYS)
        if cell.cell_type == "code":
            cell.outputs = _tidy_outputs(cell.outputs)
            if not cell.source.strip():
                cell.outputs, cell.execution_count = [], None
    return tidied


def code_cells(notebook: NotebookNode) -> list[tuple[str, NotebookNode]]:
    """Pair each code cell that holds code with its name, ``cell [N]``.

    N is the number JupyterLab shows beside it after all cells have run.
    """
    cells = [
        cell
        for cell in notebook.cells
        if cell.cell_type == "code" and cell.source.strip()
    ]
    return [(f"cell [{number}]", cell) for number, cell in enumerate(cells, 1)]


def tags(cell: NotebookNode) -> list[str]:
    """Give a cell's tags."""
    return list(cell.metadata.get("tags", []))


def role(cell: NotebookNode) -> str:
    """Say what a cell is for in an exercise: answer, check, help, or nothing."""
    return str(cell.metadata.get("course", {}).get("role", ""))


def plain(output: NotebookNode) -> str:
    """Give what an output says, as plain text."""
    if output.output_type == "stream":
        return str(output.text)
    if output.output_type == "error":
        return _ANSI.sub("", "\n".join(output.traceback))
    return str(output.data.get("text/plain", ""))


def _without(mapping: dict[str, Any], keys: tuple[str, ...]) -> NotebookNode:
    kept = {key: value for key, value in mapping.items() if key not in keys}
    return NotebookNode(kept)


def _derived_id(position: int, source: str) -> str:
    return hashlib.sha256(f"{position}\n{source}".encode()).hexdigest()[:8]


def _tidy_outputs(outputs: list[NotebookNode]) -> list[NotebookNode]:
    tidied: list[NotebookNode] = []
    for output in outputs:
        if output.output_type == "error":
            output.traceback = [
                part for part in output.traceback if not _is_library_frame(part)
            ]
        elif output.output_type == "stream":
            if _continues(tidied, output):
                tidied[-1].text += output.text
                continue
        else:
            output.data.pop(WIDGET_VIEW, None)
            if not output.data:
                continue
        tidied.append(output)
    return tidied


def _continues(outputs: list[NotebookNode], stream: NotebookNode) -> bool:
    """Say whether a stream goes on where the last output ended.

    How many pieces a cell's prints arrive in is a matter of timing.
    """
    return bool(outputs) and outputs[-1].get("name") == stream.name


def _is_library_frame(part: str) -> bool:
    """Tell a frame that names a file of this machine from one of a cell."""
    return _ANSI.sub("", part).startswith("File ")
