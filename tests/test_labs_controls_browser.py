"""Every control of every lab in JupyterLab, by mouse and by key.

Each lab has a cell of one notebook; `tests/tours.py` has the controls.
"""

import pytest
from playwright.sync_api import expect

from tests import tours
from tests.jupyterlab import Notebook
from tests.tours import CLOSE, CLOSED, FAILED, LABS, PLACES, find, named, run, status

CELLS = tours.CELLS
SITES = "import threading; print([one.name for one in threading.enumerate()])"
# Whatever a lab's callback needs fails now.
BREAK = """import requests
from course_app import progress
kept = requests.Session.request, progress.read, progress.record_choice
def fail(*_, **__): 1 / 0
requests.Session.request = progress.read = progress.record_choice = fail"""
MEND = "requests.Session.request, progress.read, progress.record_choice = kept"


@pytest.fixture
def notebook(opened) -> Notebook:
    opened.console_errors.clear()
    opened.run(0)
    yield opened
    assert opened.errors() == []
    assert opened.console_errors == []


@pytest.mark.parametrize("how", ["mouse", "key"])
@pytest.mark.parametrize("place", PLACES, ids=named)
def test_every_control_answers(notebook, place, how):
    run(notebook, *place)
    tours.take(notebook, *place, how)


@pytest.mark.parametrize("place", LABS, ids=named)
def test_closing_stops_what_the_lab_runs(notebook, place):
    index, tour = place
    run(notebook, *place)
    assert not tour.site or tour.site in notebook.python(SITES)
    find(notebook, index, CLOSE).click()
    expect(status(notebook, index)).to_have_text(CLOSED)
    expect(notebook.cell(index).locator(".cw-lab :enabled")).to_have_count(0)
    assert not tour.site or tour.site not in notebook.python(SITES)


@pytest.mark.parametrize("place", PLACES, ids=named)
def test_an_error_in_a_callback_is_shown_in_a_sentence(notebook, place):
    index, tour = place
    run(notebook, *place)
    notebook.python(BREAK)
    try:
        tours.follow(notebook, index, tour.use, "mouse")
        expect(status(notebook, index)).to_contain_text(FAILED)
    finally:
        notebook.python(MEND)
