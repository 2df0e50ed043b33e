"""The course as pages to read: ``course site``.

Sphinx, MyST-NB and Furo make the pages (``docs/decisions/0005-*.md``). All that
they write on the way lies in a temporary folder; only whole sites reach the target.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from course_app.site.source import CARDS, SiteError, gather

__all__ = ["SiteError", "build"]


def build(folder: Path, target: Path) -> Path:
    """Write the course in ``folder`` as pages into ``target``; return its index page.

    A site made earlier is replaced. Raises `SiteError` when a page cannot be made,
    and when ``target`` holds anything else.
    """
    _spare(target)
    # Resolved: Sphinx names its files so, and on a Mac the temporary folder is a link.
    with TemporaryDirectory(prefix="course-site-") as name:
        work = Path(name).resolve()
        gather(folder, work)
        _replace(target, _render(folder, work))
    return target / "index.html"


def _render(folder: Path, work: Path) -> Path:
    try:
        from course_app.site.pages import render
    except ModuleNotFoundError as missing:
        raise SiteError(
            f"{missing.name} is not installed; `python3 start.py slides` gets it"
        ) from None
    return render(folder, work)


def _spare(target: Path) -> None:
    """Refuse a target that would lose what is not ours."""
    if target.exists() and not target.is_dir():
        raise SiteError(f"{target} is a file; name a folder for the site")
    ours = (target / "_static" / CARDS).is_file()
    if target.is_dir() and any(target.iterdir()) and not ours:
        raise SiteError(
            f"{target} holds other things, and making the site would delete them; "
            "name a new folder, or an empty one"
        )


def _replace(target: Path, made: Path) -> None:
    try:
        if target.is_dir():
            shutil.rmtree(target)
        shutil.copytree(made, target)
    except OSError as error:
        raise SiteError(f"the site cannot be written to {target}: {error}") from None
