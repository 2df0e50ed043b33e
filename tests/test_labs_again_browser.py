"""Every control of every lab after a restart, and in a notebook that is reopened.

A lab whose kernel is gone says so, whatever is pressed; run again, it works.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import expect

from tests.jupyterlab import Notebook, write_notebook
from tests.tours import (
    CELLS,  # read by the fixture `opened`, too
    CONTROLS,
    LABS,
    PLACES,
    QUESTIONS,
    SILENT,
    answered,
    expect_open,
    find,
    follow,
    known,
    run,
    status,
    take,
)


@contextmanager
def opening(browser, lab) -> Iterator[Notebook]:
    """The notebook in a page of its own, closed afterwards."""
    page = browser.new_page(viewport={"width": 1280, "height": 1000})
    notebook = Notebook(page, lab, "again.ipynb")
    yield notebook
    assert notebook.errors() == []
    assert notebook.console_errors == []
    page.close()


def expect_word_from_each(notebook: Notebook, index: int) -> None:
    """Every control says that nobody answers: none is dead without a word."""
    line = status(notebook, index)
    cell = notebook.cell(index).locator(".jp-Cell-outputWrapper")
    for control in cell.locator(CONTROLS).locator("visible=true").all():
        line.evaluate("line => line.replaceChildren()")
        control.click()
        expect(line).to_contain_text(SILENT)
        notebook.page.keyboard.press("Escape")  # a list may be open


def test_after_a_restart(opened):
    opened.run_all()
    for place in PLACES:
        expect_open(opened, *place)
    opened.restart()
    for index, _ in PLACES:
        expect_word_from_each(opened, index)
    opened.run(0)
    for place in PLACES:
        run(opened, *place)
        take(opened, *place, "mouse")
    assert opened.errors() == []
    assert opened.console_errors == []


def test_in_a_reopened_notebook(browser, lab):
    write_notebook(lab.folder / "again.ipynb", CELLS)
    with opening(browser, lab) as first:
        first.run_all()
        for place in PLACES:
            expect_open(first, *place)
        for index, tour in QUESTIONS:
            answered(first, index, tour.uses[-1])
        first.save()
    with opening(browser, lab) as again:  # its kernel went on
        for index, tour in QUESTIONS:
            expect(find(again, index, tour.uses[-1])).to_be_checked()
        for place in PLACES:
            expect_open(again, *place)
            take(again, *place, "key")
    lab.end_kernels()
    with opening(browser, lab) as late:
        for index, _ in LABS:
            expect_word_from_each(late, index)
        for index, tour in QUESTIONS:
            follow(late, index, tour.use, "mouse")
            expect(status(late, index)).to_contain_text(SILENT)
        late.run_all()
        for index, tour in PLACES:
            expect_open(late, index, tour)
            answered(late, index, tour.use._replace(shows=""))
            known(late, tour, tour.use)
