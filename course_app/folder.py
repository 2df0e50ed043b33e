"""Where the course's notebooks lie."""

from __future__ import annotations

from pathlib import Path

FIRST_LESSON = Path("notebooks", "00_start_here.ipynb")


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
