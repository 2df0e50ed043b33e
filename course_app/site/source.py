"""What the site is made of: copies of the course's files, made ready for Sphinx.

A page has the place that its source has in the course, so that the links between
the sources hold between the pages. Only the README moves: it is the front page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any

import nbformat
from nbformat import NotebookNode

CARDS = "cards.css"
FRONT = "index"
LOOK_UP = ("docs/glossary", "docs/claims", "docs/coverage")
TEACH = ("docs/instructor-guide", "CONTRIBUTING", "LICENSE")
_OPTIONAL = ("docs/instructor-guide",)
_FIRST = "0 · Start here"  # its own title is a question
_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)
_RECORDED = re.compile(r"body\[data-jp-theme-light=false\] ([^{}]+)\{([^{}]+)\}")


class SiteError(Exception):
    """The site cannot be made; the message is one sentence that says why."""


def gather(folder: Path, work: Path) -> None:
    """Copy the course in ``folder`` to ``work / "source"``, made ready for Sphinx.

    What the recorded cards say of the dark theme goes to ``work / "static"``, as one
    style sheet. Raises `SiteError` for a file that is missing or unreadable.
    """
    source, rules = work / "source", set[str]()
    lessons = [path.stem for path in sorted(folder.glob("notebooks/[0-9]*.ipynb"))]
    for name in lessons:
        lesson = _notebook(folder / "notebooks" / f"{name}.ipynb", rules)
        exercises = folder / "exercises" / f"{name}.ipynb"
        if exercises.is_file():
            _append(lesson, _tree("", [f"Exercises <../exercises/{name}>"]))
            _write_notebook(source / "exercises", name, _notebook(exercises, rules))
        _write_notebook(source / "notebooks", name, lesson)
    for page in (*LOOK_UP, *TEACH):
        if page not in _OPTIONAL or _markdown(folder, page).is_file():
            _write(source / f"{page}.md", _page(folder, page))
    _write(source / f"{FRONT}.md", _front(folder, lessons))
    _write(work / "static" / CARDS, "\n".join(_dark(rules)))


def original(page: str) -> str:
    """Name the file of the course, without its suffix, that ``page`` is made of."""
    return "README" if page == FRONT else page


def page_of(file: PurePosixPath) -> str:
    """Name the page that would be made of ``file``, a path inside the course."""
    name = file.with_suffix("").as_posix()
    return FRONT if name == "README" else name


def _markdown(folder: Path, page: str) -> Path:
    return folder / (page if page == "LICENSE" else f"{original(page)}.md")


def _page(folder: Path, page: str) -> str:
    text = _read(_markdown(folder, page))
    return f"# {text}" if page == "LICENSE" else text


def _front(folder: Path, lessons: list[str]) -> str:
    teach = [p for p in TEACH if _markdown(folder, p).is_file()]
    trees = {
        "Lessons": [f"notebooks/{name}" for name in lessons],
        "Look things up": list(LOOK_UP),
        "Teach and change": teach,
    }
    trees["Lessons"][0] = f"{_FIRST} <{trees['Lessons'][0]}>"
    parts = [_page(folder, FRONT), *(_tree(*tree) for tree in trees.items())]
    return "\n".join(parts)


def _tree(caption: str, entries: list[str]) -> str:
    title = f":caption: {caption}\n" if caption else ""
    return f"\n```{{toctree}}\n:hidden:\n{title}\n" + "\n".join(entries) + "\n```\n"


def _append(notebook: NotebookNode, text: str) -> None:
    cell = {"id": "contents", "cell_type": "markdown", "metadata": {}, "source": text}
    notebook.cells.append(NotebookNode(cell))  # type: ignore[no-untyped-call]


def _notebook(path: Path, rules: set[str]) -> NotebookNode:
    """Read a notebook; anchor its cells, and move its styles into ``rules``."""
    try:
        notebook: NotebookNode = nbformat.reads(  # type: ignore[no-untyped-call]
            _read(path), as_version=4
        )
        nbformat.validate(notebook)
    except (ValueError, nbformat.ValidationError) as error:
        reason = str(error).splitlines()[0]
        raise SiteError(f"{path} is no notebook: {reason}") from None
    for index, cell in enumerate(notebook.cells):
        _anchor(cell, index)
        for output in cell.get("outputs", []):
            _unstyle(output.get("data", {}), rules)
    return notebook


def _anchor(cell: NotebookNode, index: int) -> None:
    """Let links lead to a cell: claims and coverage name cells by their ids."""
    if cell.cell_type == "code":
        cell.metadata["anchor"] = anchor(cell.id)
    elif index:  # before the title, an anchor would be a page of its own
        cell.source = f'<span id="{anchor(cell.id)}"></span>\n\n{cell.source}'


def anchor(cell: str) -> str:
    """Write the fragment of an address that leads to ``cell``, a cell's id."""
    return f"cell-{cell}"


def _unstyle(data: dict[str, Any], rules: set[str]) -> None:
    if "text/html" in data:
        rules.update(_STYLE.findall(data["text/html"]))
        data["text/html"] = _STYLE.sub("", data["text/html"])


def _dark(rules: set[str]) -> Iterator[str]:
    """Yield what JupyterLab's dark theme does to cards, for Furo's two ways to dark.

    Paper is never dark.
    """
    found = sorted({rule for sheet in rules for rule in _RECORDED.findall(sheet)})
    yield "@media not print {"
    for name, rule in found:
        yield f"body[data-theme=dark] {name} {{ {rule} }}"
    yield "@media (prefers-color-scheme: dark) {"
    for name, rule in found:
        yield f"body:not([data-theme=light]) {name} {{ {rule} }}"
    yield "} }\n"


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SiteError(f"{path} cannot be read: {error}") from None


def _write_notebook(folder: Path, name: str, notebook: NotebookNode) -> None:
    text = nbformat.writes(notebook)  # type: ignore[no-untyped-call]
    _write(folder / f"{name}.ipynb", text)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
