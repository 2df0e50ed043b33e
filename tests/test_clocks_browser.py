"""The lab "Two clocks" in JupyterLab: every control by mouse and by key."""

import nbformat
import pytest
from playwright.sync_api import expect

from course_app.labs.clocks import BUSY as REFUSED
from course_app.labs.clocks import Clocks, twin
from tests.jupyterlab import DARK, LIGHT, JupyterLab, Notebook, chromium, faults

CELLS = ["import time", "from course_app import labs\nlabs.clocks()"]
LAB = 1
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


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    folder, home = tmp_path_factory.mktemp("course"), tmp_path_factory.mktemp("home")
    with JupyterLab(folder, home) as running:
        yield running


@pytest.fixture(scope="module")
def browser(chromium_path):
    with chromium(chromium_path) as running:
        yield running


@pytest.fixture(scope="module")
def opened(browser, lab) -> Notebook:
    store(lab.folder / "lesson.ipynb")
    page = browser.new_page(viewport={"width": 1280, "height": 1000})
    yield Notebook(page, lab, "lesson.ipynb")
    page.close()


@pytest.fixture
def notebook(opened) -> Notebook:
    """The lab as it opens; the same cell run again closes the one before."""
    opened.console_errors.clear()
    run(opened)
    yield opened
    assert opened.errors() == []
    assert opened.console_errors == []


def store(path, outputs: bool = False) -> None:
    cells = [nbformat.v4.new_code_cell(cell) for cell in CELLS]
    if outputs:
        model = Clocks()
        told = twin(model)
        model.stop()
        bundle = {"text/plain": told.text, "text/html": told.html}
        cells[LAB].outputs = [nbformat.v4.new_output("display_data", bundle)]
    kernel = {"name": "python3", "display_name": "Python 3"}
    book = nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernel})
    nbformat.write(book, path)


def run(notebook) -> None:
    notebook.run_all()
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
    assert words in notebook.python(STATUS)


def pictures(notebook, words) -> None:
    expect(notebook.cell(LAB).locator("table")).to_contain_text(words)


def overflowing(page) -> list[str]:
    """The texts that reach out of their card, or are cut."""
    return page.evaluate(
        """() => [...document.querySelectorAll(".cw-lab, .cw-lab-twin")].flatMap(
            (card) => [...card.querySelectorAll("*")].filter((one) =>
                one.getBoundingClientRect().right > card.getBoundingClientRect().right
                || (one.textContent && one.scrollWidth > one.clientWidth + 1
                    && getComputedStyle(one).display !== "inline"
                    && !one.closest(".slider-container"))
            ).map((one) => one.className + ": " + one.textContent))"""
    )


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


def test_the_lifetime_with_the_mouse(notebook):
    lifetime(notebook).select_option("31 days")
    says(notebook, "Her jar drops the cookie at 31 days 8 minutes.")


def test_the_lifetime_with_the_keyboard(notebook):
    lifetime(notebook).focus()
    notebook.page.keyboard.press("ArrowDown")
    says(notebook, "Her jar drops the cookie at 1 hour 8 minutes.")


@pytest.mark.parametrize("how", ["mouse", "key"])
def test_close_stops_the_site(notebook, how):
    close = notebook.cell(LAB).get_by_role("button", name="Close")
    if how == "mouse":
        close.click()
    else:
        close.focus()
        notebook.page.keyboard.press("Enter")
    expect(status(notebook)).to_contain_text("Closed.")
    expect(lifetime(notebook)).to_be_disabled()
    names = "import threading; print([t.name for t in threading.enumerate()])"
    assert "two clocks" not in notebook.python(names)


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


def test_after_a_restart(notebook):
    notebook.restart()
    switch(notebook, "session.permanent").click()
    expect(status(notebook)).to_contain_text("The kernel does not answer.")
    run(notebook)
    switch(notebook, "session.permanent").click()
    says(notebook, "Her jar never drops the cookie")


def test_in_a_reopened_notebook(browser, lab):
    store(lab.folder / "again.ipynb")
    page = browser.new_page()
    first = Notebook(page, lab, "again.ipynb")
    run(first)
    first.save()
    page.close()
    page = browser.new_page()
    again = Notebook(page, lab, "again.ipynb")
    switch(again, "session.permanent").click()  # its kernel went on
    expect(status(again)).to_contain_text("Her jar never drops the cookie")
    again.restart()
    run(again)
    lifetime(again).select_option("1 day")
    says(again, "Her jar drops the cookie at 1 day 8 minutes.")
    assert first.console_errors + again.console_errors == []
    page.close()


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_everyone_can_read_it(notebook, theme):
    notebook.theme(theme)
    assert faults(notebook.page, ".cw-lab") == []
    for width in (1280, 768):
        notebook.page.set_viewport_size({"width": width, "height": 1000})
        assert overflowing(notebook.page) == []
    notebook.page.set_viewport_size({"width": 1280, "height": 1000})
    notebook.theme(LIGHT)


def test_its_stored_form_can_be_read_untrusted(browser, lab):
    store(lab.folder / "stored.ipynb", outputs=True)
    page = browser.new_page(viewport={"width": 768, "height": 1000})
    notebook = Notebook(page, lab, "stored.ipynb")
    expect(page.locator(".cw-lab-twin")).to_contain_text("the server REFUSES it")
    expect(page.locator(".cw-lab-twin td").first).to_have_css(
        "border-left-style", "solid"
    )
    for theme in (DARK, LIGHT):
        notebook.theme(theme)
        assert faults(page, ".cw-lab-twin") == []
        assert overflowing(page) == []
    page.close()
