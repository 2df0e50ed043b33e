"""What the pages need and Sphinx does not bring, as an extension of it.

Links to cells, boxes for myths and turns, and tables that a phone can show.
"""

from __future__ import annotations

import posixpath
from pathlib import Path, PurePosixPath
from typing import Any

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx

from course_app.site.source import anchor, page_of

_BOXES = {"Your turn": "turn", "Myth": "myth"}
_WIDE = 3  # columns, from which on a phone shows a row as a block


def setup(app: Sphinx) -> dict[str, Any]:
    """Add the extension; Sphinx calls this."""
    app.add_config_value("course_folder", "", "env", str)
    app.connect("builder-inited", _darken, priority=400)  # Furo's is 500
    app.connect("doctree-read", _read)
    app.connect("doctree-resolved", _resolved)
    app.connect("html-page-context", _rank, priority=600)  # after Furo's
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def _darken(app: Sphinx) -> None:
    """Set Furo's own setting, which Sphinx does not know before Furo is loaded."""
    app.config.pygments_dark_style = "course_app.site.ink.Dark"


def _read(app: Sphinx, tree: nodes.document) -> None:
    for link in list(tree.findall(pending_xref)):
        if link.get("refdomain") is None:
            _lead(app, link)
    for cell in tree.findall(nodes.container):
        if "anchor" in cell.get("cell_metadata", {}):
            cell["ids"].append(cell["cell_metadata"]["anchor"])
    for quote in tree.findall(nodes.block_quote):
        _box(quote)
    for table in tree.findall(nodes.table):
        _label(table)


def _lead(app: Sphinx, link: pending_xref) -> None:
    """Lead a link to its page; of one to a file without a page, keep the words.

    A link to nothing is left as it is, and Sphinx complains of it.
    """
    file, _, fragment = link["reftarget"].partition("#")
    folder = posixpath.dirname(app.env.docname)
    path = posixpath.normpath(posixpath.join(folder, file))
    page = page_of(PurePosixPath(path))
    if page in app.env.found_docs:
        link["refdomain"], link["reftarget"] = "doc", page
        link["reftargetid"] = fragment or None
    elif Path(app.config.course_folder, path).exists():
        link.replace_self(link.children)


def _box(quote: nodes.block_quote) -> None:
    """Mark a quotation that opens with one of our bold words, to give it colour."""
    strong = next(iter(quote.findall(nodes.strong)), None)
    words = strong.astext().rstrip(".") if strong else ""
    if words in _BOXES:
        quote["classes"].append(_BOXES[words])


def _label(table: nodes.table) -> None:
    """Repeat a wide table's headings in its cells: on a phone they are shown there."""
    heads = [
        entry.astext() for head in table.findall(nodes.thead) for entry in _row(head)
    ]
    if len(heads) < _WIDE:
        return
    table["classes"].append("wide")
    for body in table.findall(nodes.tbody):
        for row in body.findall(nodes.row):
            for name, entry in zip(heads, row.children, strict=True):
                _head(entry, name)


def _row(head: nodes.thead) -> list[nodes.entry]:
    return list(head.findall(nodes.entry))


def _head(entry: nodes.entry, name: str) -> None:
    if name and entry.children:
        label = f"{name} " if name.endswith("?") else f"{name}: "
        entry[0].insert(0, nodes.inline("", label, classes=["column"]))


def _resolved(_: Sphinx, tree: nodes.document, __: str) -> None:
    """Lead the links of claims and coverage to the very cell that they name."""
    for link in tree.findall(nodes.reference):
        named = list(link.findall(nodes.literal))
        if "#" in link.get("refuri", "#") or len(named) != 1:
            continue
        if link.get("internal") and "notebooks/" in link["refuri"]:
            link["refuri"] += f"#{anchor(named[0].astext())}"


def _rank(_: Sphinx, __: str, ___: str, context: dict[str, Any], ____: Any) -> None:
    """Give the headings of the contents a level, which Sphinx leaves out."""
    tree = context["furo_navigation_tree"]
    ranked = tree.replace('role="heading"', 'role="heading" aria-level="2"')
    context["furo_navigation_tree"] = ranked
