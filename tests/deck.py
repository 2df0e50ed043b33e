"""What a deck must keep, asked of the browser that shows it.

Every state of every slide is shown: each size of screen, light and dark. The
rules that look are in deck.js, beside this file.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from playwright.sync_api import Browser, Page

SIZES = ((1280, 720), (1920, 1080), (1024, 768))
THEMES = ("light", "dark")
LARGEST = 700_000  # bytes
RULES = (
    *("title", "notes", "timing", "total", "words", "lines", "columns"),
    *("overflow", "scroll", "overlap", "font", "contrast"),
    *("console", "request", "size"),
)
_SCRIPT = (Path(__file__).parent / "deck.js").read_text(encoding="utf-8")


class Fault(NamedTuple):
    """A rule of `RULES` that a deck breaks, where, and how."""

    rule: str
    where: str
    what: str


class Checked(NamedTuple):
    """How many states of a deck were looked at, and what is wrong."""

    states: int
    faults: list[Fault]


def check(browser: Browser, deck: Path, minutes: float) -> Checked:
    """Look at every state of a deck of a lesson of so many `minutes`."""
    states, faults = 0, set(_too_large(deck))
    with opened(browser, deck) as (page, heard):
        faults |= {
            Fault(*one) for one in page.evaluate("m => deckCheck.told(m)", minutes)
        }
        for size in SIZES:
            page.set_viewport_size(dict(zip(("width", "height"), size, strict=True)))
            for _ in THEMES:
                page.evaluate("Reveal.layout()")
                seen = page.evaluate("deckCheck.walked()")
                states += seen["states"]
                faults |= {Fault(*one) for one in seen["faults"]}
                page.keyboard.press("d")
        faults |= set(heard)
    return Checked(states, sorted(faults))


@contextmanager
def opened(
    browser: Browser, deck: Path, query: str = ""
) -> Iterator[tuple[Page, list[Fault]]]:
    """Open a deck from disk; give its page, and what it said and asked for."""
    heard: list[Fault] = []
    context = browser.new_context(viewport={"width": 1280, "height": 720})
    page = context.new_page()
    page.on("console", lambda said: heard.append(Fault("console", "deck", said.text)))
    page.on(
        "pageerror", lambda error: heard.append(Fault("console", "deck", str(error)))
    )
    page.on("request", lambda asked: heard.extend(_asked(asked, deck)))
    page.goto(deck.resolve().as_uri() + query)
    page.wait_for_function("window.Reveal && Reveal.isReady()")
    page.evaluate("document.fonts.ready")
    page.evaluate(_SCRIPT)
    yield page, heard
    context.close()


def _asked(request: Any, deck: Path) -> Iterator[Fault]:
    own = deck.resolve().as_uri()
    if not request.url.startswith("data:") and request.url.partition("?")[0] != own:
        yield Fault("request", "deck", request.url)


def _too_large(deck: Path) -> Iterator[Fault]:
    size = deck.stat().st_size
    if size > LARGEST:
        yield Fault("size", "deck", f"{size} bytes")
