"""From notebooks to decks: files that need nothing beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from course_app import font
from course_app.slides.lesson import Lesson, find, load
from course_app.slides.slide import Slide, slides
from course_app.slides.spec import DeckError

# reveal.js, as its own package on npm holds it; decision 0004 tells why from here.
_REVEAL = files("pyreveal") / "revealjs" / "dist"


def build(
    folder: Path, target: Path, wanted: Sequence[str] = (), *, pdf: bool = False
) -> Iterator[Path]:
    """Write the decks of the lessons ``wanted`` (all without any) into ``target``.

    Gives each file once it is there: ``04_inside_the_cookie.html`` and, with
    ``pdf``, the deck as PDF and the handout. Raises `DeckError`.
    """
    _make(target)
    lessons = [load(notebook) for notebook in find(folder, wanted)]
    decks = [(lesson, slides(lesson)) for lesson in lessons]
    for lesson, shown in decks:
        yield _write(_path(target, lesson), deck_html(folder, lesson, shown))
    if not pdf:
        return
    from course_app.slides import paper

    with paper.press() as page:
        for lesson, shown in decks:
            html = _path(target, lesson)
            yield paper.deck(page, html)
            yield paper.handout(page, html, handout_html(folder, lesson, shown))


def deck_html(folder: Path, lesson: Lesson, shown: Sequence[Slide]) -> str:
    """Write the deck as one page that carries its scripts, styles and fonts."""
    return _page(
        folder,
        "deck.html",
        lesson=lesson,
        slides=shown,
        styles=[_reveal("reset.css"), _reveal("reveal.css")],
        scripts=[
            _reveal("reveal.js"),
            _reveal("plugin/notes.js"),
            (folder / "slides" / "deck.js").read_text(encoding="utf-8"),
        ],
    )


def handout_html(folder: Path, lesson: Lesson, shown: Sequence[Slide]) -> str:
    """Write every slide with its notes as one page to print."""
    reset = _reveal("reset.css")
    return _page(folder, "handout.html", lesson=lesson, slides=shown, reset=reset)


def _page(folder: Path, name: str, **values: Any) -> str:
    theme = folder / "slides"
    environment = Environment(
        loader=FileSystemLoader(theme),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    page = environment.get_template(name)
    return page.render(
        fonts=font.stylesheet(),
        theme=(theme / "theme.css").read_text(encoding="utf-8"),
        **values,
    )


def _reveal(name: str) -> str:
    return (_REVEAL / name).read_text(encoding="utf-8")


def _make(target: Path) -> None:
    try:
        target.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DeckError(
            f"{target} cannot be made a folder for slides: {error.strerror}"
        ) from error


def _path(target: Path, lesson: Lesson) -> Path:
    return target / f"{lesson.name}.html"


def _write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8", newline="\n")
    return path
