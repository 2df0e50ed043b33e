"""What a deck costs: to build, to check in every state, against opening it once.

    PYTHONPATH=. python bench/slides.py [LESSON...]

Prints for each deck its states and bytes, the seconds of a build and of a check,
and both as multiples of what Chromium takes to open the deck from disk.
"""

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from course_app.slides import build
from course_app.slides.lesson import Lesson, find, load
from tests import deck, jupyterlab

ROOT = Path(__file__).parents[1]


def timed(action: Callable[[], Any]) -> tuple[float, Any]:
    """Give the seconds that `action` took, and what it returned."""
    start = time.perf_counter()
    result = action()
    return time.perf_counter() - start, result


def opened(browser: Any, path: Path) -> None:
    with deck.opened(browser, path):
        pass


def row(browser: Any, folder: Path, lesson: Lesson) -> str:
    """Build, open and check one deck; give its line of the table."""
    wanted = [str(lesson.number)]
    made, [path] = timed(lambda: list(build(ROOT, folder, wanted)))
    once, _ = timed(lambda: opened(browser, path))
    took, checked = timed(lambda: deck.check(browser, path, lesson.minutes))
    return (
        f"{lesson.name:25} {checked.states:6} {path.stat().st_size:7}"
        f" {made:8.2f} {took:8.2f} {made / once:6.1f} {took / once:6.1f}"
    )


def main() -> None:
    chromium = jupyterlab.chromium_path() or sys.exit("There is no Chromium.")
    print("deck                      states   bytes  build s  check s  of an opening")
    with tempfile.TemporaryDirectory() as name, jupyterlab.chromium(chromium) as run:
        list(build(ROOT, Path(name), ["0"]))  # the fonts are cut once a process
        for notebook in find(ROOT, sys.argv[1:]):
            print(row(run, Path(name), load(notebook)))


if __name__ == "__main__":
    main()
