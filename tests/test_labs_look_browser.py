"""Everyone can read the labs: in both themes, wide and narrow, used and stored."""

import pytest
from playwright.sync_api import expect

from course_app import ballot, labs
from course_app.labs import frame
from course_app.predict import predict, quiz
from tests import tours
from tests.jupyterlab import (
    DARK,
    LIGHT,
    Notebook,
    faults,
    overflowing,
    write_notebook,
)
from tests.tours import CLOSE, LABS, PLACES, TOURS, answered, expect_open

CELLS = tours.CELLS
LONG = "session=" + "eyJuYW1lIjoiQW5hIn0" * 8
WIDE = f"predict('1.b', 'Which header is it, `Cookie`?', ['`{LONG}`', 'no'])"
USED = ".cw-lab, .cw-radio"
STORED = ".cw-lab-twin, .cw-choice"


@pytest.fixture(scope="module")
def used(opened) -> Notebook:
    """The notebook when every control has been used, but for Close."""
    opened.run_all()
    for index, tour in PLACES:
        expect_open(opened, index, tour)
        for use in tour.uses:
            if use is not CLOSE:
                answered(opened, index, use)
    return opened


def stored(code: str) -> dict[str, str]:
    """What the cell displays where there are no buttons."""
    displayed: list[dict[str, str]] = []
    with pytest.MonkeyPatch.context() as patch:
        for module in (ballot, frame):
            patch.setattr(module, "publish", displayed.append)
        exec(code, {"labs": labs, "predict": predict, "quiz": quiz})
    return displayed[0]


def unfair(page, *cards) -> list[str]:
    """What axe finds in the cards; it sees those alone that are on the screen."""
    found = []
    for card in cards:
        page.locator(card).first.scroll_into_view_if_needed()
        found += faults(page, card)
    return found


@pytest.mark.parametrize("theme", [DARK, LIGHT])
def test_a_lab_in_use(page, used, theme):
    used.theme(theme)
    for width in (768, 1280):
        page.set_viewport_size({"width": width, "height": 1000})
        assert overflowing(page, USED) == []
    assert unfair(page, ".cw-lab", ".cw-radio") == []
    assert used.console_errors == []


@pytest.mark.parametrize("theme", [DARK, LIGHT])
def test_a_lab_that_is_closed(page, used, theme):
    for index, _ in LABS:
        if tours.find(used, index, CLOSE).is_enabled():
            answered(used, index, CLOSE)
    used.theme(theme)
    expect(page.locator(".cw-lab :enabled")).to_have_count(0)
    assert faults(page, ".cw-lab") == []
    assert used.console_errors == []


def test_its_stored_form_untrusted(browser, lab):
    codes = [*(tour.code for tour in TOURS.values()), WIDE]
    bundles = dict(enumerate(map(stored, codes)))
    write_notebook(lab.folder / "stored.ipynb", codes, bundles)
    page = browser.new_page(viewport={"width": 768, "height": 1000})
    notebook = Notebook(page, lab, "stored.ipynb")
    expect(page.locator(STORED)).to_have_count(len(codes))
    expect(page.locator(f":is({STORED}) style, style + :is({STORED})")).to_have_count(0)
    for words in ("the server REFUSES it", "request 5: nobody", "Hello, ana."):
        expect(page.locator(".jp-Notebook")).to_contain_text(words)
    solid = page.locator(".cw-lab-twin td.cw-request-edge").first
    expect(solid).to_have_css("border-left-style", "solid")
    for theme in (DARK, LIGHT):
        notebook.theme(theme)
        assert unfair(page, ".cw-lab-twin", ".cw-choice") == []
        assert overflowing(page, STORED) == []
    assert notebook.console_errors == []
    page.close()
