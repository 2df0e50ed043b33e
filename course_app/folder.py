"""Where the course's notebooks lie, and how long a lesson says it takes."""

from __future__ import annotations

import re
from pathlib import Path

FIRST_LESSON = Path("notebooks", "00_start_here.ipynb")
_MINUTES = re.compile(r"^(\d+) minutes, exercises included", re.MULTILINE)


def course_folder() -> Path | None:
    """Return the folder that holds ``notebooks/`` and ``solutions/``, if any.

    The current folder comes first, and those above it: a kernel starts beside
    its notebook. Then the checkout this package is installed from.
    """
    here = Path.cwd()
    for folder in (here, *here.parents, Path(__file__).parents[1]):
        if (folder / FIRST_LESSON).is_file():
            return folder
    return None


def stated_minutes(first_cell: str) -> int | None:
    """Read how many minutes a lesson's first cell promises, exercises included."""
    found = _MINUTES.search(first_cell)
    return int(found[1]) if found else None
