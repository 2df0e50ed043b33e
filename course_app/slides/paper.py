"""Slides on paper: the deck as PDF, and a handout with the notes.

Chromium prints them; reveal.js lays a deck out for it at ``?print-pdf``.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Error, Page, sync_playwright

from course_app.slides.spec import DeckError

_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge")
_FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run"]


@contextmanager
def press() -> Iterator[Page]:
    """Start the browser that prints; raises `DeckError` where there is none."""
    with sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(
                executable_path=_browser(), args=_FLAGS
            )
        except Error as error:
            raise DeckError(f"the browser did not start: {error.message}") from error
        yield browser.new_page()
        browser.close()


def deck(page: Page, html: Path) -> Path:
    """Print a deck beside itself, one slide a page, all steps shown."""
    target = html.with_suffix(".pdf")
    page.goto(f"{html.resolve().as_uri()}?print-pdf")
    page.wait_for_selector(".pdf-page")
    page.evaluate("document.fonts.ready")
    page.pdf(path=target, prefer_css_page_size=True, print_background=True)
    return target


def handout(page: Page, html: Path, text: str) -> Path:
    """Print the handout ``text`` beside the deck ``html``, on A4."""
    target = html.with_name(f"{html.stem}_handout.pdf")
    page.set_content(text)
    page.evaluate("document.fonts.ready")
    page.pdf(path=target, format="A4", print_background=True)
    return target


def _browser() -> str:
    found = next(filter(None, map(shutil.which, _BROWSERS)), None)
    if found is None:
        raise DeckError("a PDF needs Chromium or Chrome, and there is none on the path")
    return found
