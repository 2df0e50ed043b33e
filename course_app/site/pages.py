"""Sphinx, set to make the pages; a warning of its is an error here."""

from __future__ import annotations

import io
import os
import re
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.errors import SphinxError
from sphinx.util.docutils import docutils_namespace, patch_docutils

from course_app import font
from course_app.render import AMBER, AMBER_EDGE, COLOURS, EDGE, INK, MUTED, PAPER
from course_app.site.source import CARDS, SiteError
from course_app.site.texts import write_texts

TITLE = "Flask sessions, by experiment"
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_CELL = re.compile(r"(\.ipynb):(\d+)")  # MyST-NB counts 10,000 lines a cell
_NEEDLESS = (".buildinfo", "objects.inv")

_LIGHT = {
    "color-foreground-primary": INK,
    "color-foreground-secondary": MUTED,
    "color-foreground-muted": MUTED,
    "color-foreground-border": EDGE,
    "color-background-primary": PAPER,
    "color-background-secondary": "#F3F5F9",
    "color-background-hover": "#E3E8F0",
    "color-background-border": "#CBD2DC",
    "color-brand-primary": COLOURS["request"],
    "color-brand-content": COLOURS["request"],
    "color-brand-visited": "#6B1F8A",
    "color-highlighted-background": AMBER,
    "color-highlight-on-target": "#FFF4D1",
    "code-background": "#ECEFF5",
    "request": COLOURS["request"],
    "response": COLOURS["response"],
    "predict": "#6B1F8A",
    "amber": AMBER,
    "amber-edge": AMBER_EDGE,
}
_DARK = {
    "color-foreground-primary": "#EEF1F6",
    "color-foreground-secondary": "#BBC3D0",
    "color-foreground-muted": "#BBC3D0",
    "color-foreground-border": "#8A93A3",
    "color-background-primary": "#12161F",
    "color-background-secondary": "#1A1E27",
    "color-background-hover": "#2A303C",
    "color-background-border": "#3A4150",
    "color-brand-primary": "#9CC8FF",
    "color-brand-content": "#9CC8FF",
    "color-brand-visited": "#E0B8F5",
    "color-highlighted-background": "#4A3600",
    "color-highlight-on-target": "#2E2610",
    "code-background": "#242A36",
    "request": "#9CC8FF",
    "response": "#8FE0B4",
    "predict": "#E0B8F5",
    "amber": "#4A3600",
    "amber-edge": "#FFD479",
}


def render(folder: Path, work: Path) -> Path:
    """Make the pages of ``work / "source"``; return the folder that holds them.

    ``folder`` is the course: its ``site/`` holds style sheet and templates. Raises
    `SiteError` with the first thing that Sphinx complains of.
    """
    source, made = work / "source", work / "pages"
    heard = io.StringIO()
    try:
        with patch_docutils(), docutils_namespace():
            _sphinx(folder, work, made, heard).build()
    except SphinxError as error:
        raise SiteError(_sentence(str(error), source)) from None
    complaints = _COLOUR.sub("", heard.getvalue()).strip()
    if complaints:
        raise SiteError(_sentence(complaints.splitlines()[0], source))
    font.write(made / "_static" / "fonts", _characters(source))
    write_texts(made)
    for name in _NEEDLESS:
        (made / name).unlink(missing_ok=True)
    return made


def _sphinx(folder: Path, work: Path, made: Path, heard: io.StringIO) -> Sphinx:
    return Sphinx(
        srcdir=work / "source",
        confdir=None,
        outdir=made,
        doctreedir=work / "doctrees",
        buildername="html",
        confoverrides=_settings(folder, work),
        status=None,
        warning=heard,
        freshenv=True,
    )


def _settings(folder: Path, work: Path) -> dict[str, Any]:
    static = (folder / "site" / "static", work / "static")
    return {
        "project": TITLE,
        "language": "en",
        "root_doc": "index",
        "extensions": ["myst_nb", "course_app.site.extension"],
        "course_folder": str(folder),
        "templates_path": [str(folder / "site" / "templates")],
        "nb_execution_mode": "off",
        "nb_merge_streams": True,
        "myst_enable_extensions": [],
        "myst_heading_anchors": 4,
        "smartquotes": False,  # what is quoted may be code
        "highlight_language": "none",
        "pygments_style": "course_app.site.ink.Light",
        **_looks([str(path) for path in static]),
    }


def _looks(static: list[str]) -> dict[str, Any]:
    return {
        "html_theme": "furo",
        "html_title": TITLE,
        "html_static_path": static,
        "html_css_files": ["site.css", CARDS],
        "html_js_files": ["site.js"],
        "html_copy_source": False,
        "html_use_index": False,
        "html_show_copyright": False,
        # Nothing can be fetched from disk: site/static/search.js does it instead.
        "html_show_search_summary": False,
        "html_theme_options": {
            "light_css_variables": _LIGHT,
            "dark_css_variables": _DARK,
        },
    }


def _characters(source: Path) -> set[str]:
    texts = (path.read_text(encoding="utf-8") for path in sorted(source.rglob("*.*")))
    return set("".join(texts))


def _sentence(complaint: str, source: Path) -> str:
    """Write Sphinx's complaint with the course's own file names, in one line."""
    text = complaint.replace(str(source) + os.sep, "").replace("\\", "/")
    text = text.replace("index.md", "README.md").replace("WARNING: ", "")
    text = _CELL.sub(lambda found: f"{found[1]}, cell {int(found[2]) // 10000}", text)
    return f"the site was not made: {' '.join(text.split())}"
