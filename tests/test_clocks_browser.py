"""The lab "Two clocks" in JupyterLab: what its picture shows, and whose clock moves."""

import pytest
from playwright.sync_api import expect

from course_app.labs.clocks import BUSY as REFUSED
from tests.jupyterlab import Notebook
from tests.tours import expect_told

CELLS = ["from course_app import labs\nlabs.clocks()"]
LAB = 0
STATUS = "from course_app.labs.frame import opened; print(opened()[-1].status)"
DROPS = "Her jar drops the cookie at 13 minutes."
FIRST = f"Ana is known on 4 of her 4 visits. {DROPS}"

# Some versions of ipykernel answer a control in a thread, while a cell is running.
SWITCHED = """
import sys, threading, time
from course_app.labs.frame import _widgets, opened
sys.modules["course_app.labs.clocks"].BUSY_SECONDS = {patience}
switch, = [one for one in _widgets(opened()[-1].box)
           if getattr(one, "description", "") == "session.permanent"]
threading.Thread(target=setattr, args=(switch, "value", not switch.value)).start()
seen, end = set(), time.monotonic() + 0.5
while time.monotonic() < end:
    seen.add(time.gmtime().tm_year)
print(seen == {{time.gmtime().tm_year}}, opened()[-1].status)
"""


@pytest.fixture
def notebook(opened) -> Notebook:
    """The lab as it opens; the same cell run again closes the one before."""
    opened.console_errors.clear()
    run(opened)
    yield opened
    assert opened.errors() == []
    assert opened.console_errors == []


def run(notebook) -> None:
    notebook.run(LAB)
    expect(status(notebook)).to_contain_text(FIRST)
    expect(notebook.page.locator(".cw-lab")).to_have_count(1)


def status(notebook):
    return notebook.cell(LAB).get_by_role("status")


def slider(notebook):
    return notebook.cell(LAB).get_by_role("slider", name="Ana comes back every")


def lifetime(notebook):
    return notebook.cell(LAB).get_by_label("PERMANENT_SESSION_LIFETIME")


def switch(notebook, name):
    return notebook.cell(LAB).get_by_role("checkbox", name=name)


def says(notebook, words) -> None:
    """The page and the kernel say the same."""
    expect(status(notebook)).to_contain_text(words)
    expect_told(notebook, STATUS, words)


def pictures(notebook, words) -> None:
    expect(notebook.cell(LAB).locator("table")).to_contain_text(words)


def test_the_slider_with_the_keyboard(notebook):
    slider(notebook).focus()
    notebook.page.keyboard.press("ArrowRight")
    says(notebook, "Ana is known on 0 of her 4 visits.")
    pictures(notebook, "asks, the jar DROPS the cookie")
    notebook.page.keyboard.press("End")
    pictures(notebook, "8 years")
    notebook.page.keyboard.press("Home")
    pictures(notebook, "5 minutes 3 seconds")
    says(notebook, "The server refuses it at 5 minutes 5 seconds.")


def test_the_slider_with_the_mouse(notebook):
    track = notebook.cell(LAB).locator(".noUi-base").bounding_box()
    y = track["y"] + track["height"] / 2
    handle = slider(notebook).bounding_box()
    notebook.page.mouse.move(handle["x"] + handle["width"] / 2, y)
    notebook.page.mouse.down()
    notebook.page.mouse.move(track["x"] + track["width"] / 2, y, steps=5)
    notebook.page.mouse.move(track["x"] + track["width"] + 5, y, steps=5)
    notebook.page.mouse.up()
    says(notebook, "Ana is known on 0 of her 4 visits.")
    pictures(notebook, "8 years")


@pytest.mark.parametrize("how", ["mouse", "key"])
def test_the_switches(notebook, how):
    def turn(name):
        if how == "mouse":
            return switch(notebook, name).click()
        switch(notebook, name).focus()
        return notebook.page.keyboard.press("Space")

    turn("SESSION_REFRESH_EACH_REQUEST")
    says(notebook, "The server refuses it at 5 minutes 1 second.")
    pictures(notebook, "is silent, the jar DROPS the cookie")
    turn("session.permanent")
    says(notebook, "Her jar never drops the cookie")
    pictures(notebook, "logs in; cookie without a date")


def test_tab_goes_through_the_controls_in_their_order(notebook):
    slider(notebook).focus()
    order = [
        lifetime(notebook),
        switch(notebook, "session.permanent"),
        switch(notebook, "SESSION_REFRESH_EACH_REQUEST"),
    ]
    for control in order:
        notebook.page.keyboard.press("Tab")
        expect(control).to_be_focused()


def test_the_clock_of_a_running_cell_is_left_alone(notebook):
    assert f"True Every 2 minutes: {FIRST}" in notebook.python(
        SWITCHED.format(patience=30)
    )
    says(notebook, "Her jar never drops the cookie")


def test_it_does_not_wait_for_ever_for_a_cell(notebook):
    assert f"True {REFUSED}" in notebook.python(SWITCHED.format(patience=0.1))
    says(notebook, REFUSED)
    notebook.python(SWITCHED.format(patience=30))
    says(notebook, "Her jar drops the cookie at 13 minutes.")
