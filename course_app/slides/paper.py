"""Slides on paper: the deck as PDF, and a handout with the notes.

Chromium prints them; reveal.js lays a deck out for it at ``?print-pdf``.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Error, Page, Playwright, sync_playwright

from course_app.doctor import CHROMIUM
from course_app.slides.spec import DeckError

_ELSEWHERE = ("chrome", "msedge")  # Windows and macOS keep them off the path
_FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run"]


@contextmanager
def press() -> Iterator[Page]:
    """Start the browser that prints; raises `DeckError` where there is none."""
    with sync_playwright() as playwright:
        browser = _browser(playwright)
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


def _browser(playwright: Playwright) -> Browser:
    path = next(filter(None, map(shutil.which, CHROMIUM)), None)
    for channel in (None,) if path else _ELSEWHERE:
        try:
            return playwright.chromium.launch(
                executable_path=path, channel=channel, args=_FLAGS
            )
        except Error as error:
            reason = error.message.splitlines()[0]
    raise DeckError(f"a PDF is printed by Chromium, Chrome or Edge: {reason}")
