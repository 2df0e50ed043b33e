"""The lab "Key room" in JupyterLab: every control by mouse and by key."""

import nbformat
import pytest
from playwright.sync_api import expect

from course_app.labs.keys import LONG, TOKEN, Room, twin
from tests.jupyterlab import DARK, LIGHT, JupyterLab, Notebook, chromium, faults

CELLS = ["import time", "from course_app import labs\nlabs.keys()"]
LAB = 1
STATUS = "from course_app.labs.frame import opened; print(opened()[-1].status)"


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
        model = Room()
        told = twin(model)
        model.stop()
        bundle = {"text/plain": told.text, "text/html": told.html}
        cells[LAB].outputs = [nbformat.v4.new_output("display_data", bundle)]
    kernel = {"name": "python3", "display_name": "Python 3"}
    book = nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernel})
    nbformat.write(book, path)


def run(notebook) -> None:
    notebook.run_all()
    expect(picture(notebook)).to_contain_text("Ana's jar is empty.")
    expect(notebook.page.locator(".cw-lab")).to_have_count(1)


def status(notebook):
    return notebook.cell(LAB).get_by_role("status")


def picture(notebook):
    return notebook.cell(LAB).locator(".cw-lab-panel").first


def button(notebook, name):
    return notebook.cell(LAB).get_by_role("button", name=name)


def chosen(notebook, name):
    return notebook.cell(LAB).get_by_label(name)


def press(notebook, name, how="mouse") -> None:
    if how == "mouse":
        return button(notebook, name).click()
    button(notebook, name).focus()
    return notebook.page.keyboard.press("Enter" if how == "enter" else "Space")


def says(notebook, words) -> None:
    """The page and the kernel say the same."""
    expect(status(notebook)).to_contain_text(words)
    assert words in notebook.python(STATUS).replace("`", "")


def shows(notebook, words) -> None:
    expect(picture(notebook)).to_contain_text(words)


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


@pytest.mark.parametrize("how", ["mouse", "enter", "space"])
def test_she_logs_in_and_asks(notebook, how):
    press(notebook, "Ana logs in", how)
    says(notebook, "Worker 1 sets her a cookie.")
    shows(notebook, "signed with key A.")
    press(notebook, "She asks once", how)
    says(notebook, "Ana reads: ana.")
    press(notebook, "She asks six times", how)
    says(notebook, "Ana reads: ana, ana, ana, ana, ana, ana.")


@pytest.mark.parametrize("how", ["mouse", "enter"])
def test_a_restart_with_a_new_key_and_one_with_the_same(notebook, how):
    press(notebook, "Ana logs in")
    says(notebook, "Worker 1 sets her a cookie.")
    press(notebook, "Restart, same key", how)
    says(notebook, "All three started again: the same key, from outside.")
    press(notebook, "She asks six times")
    says(notebook, "Ana reads: ana, ana, ana, ana, ana, ana.")
    press(notebook, "Restart, new key", how)
    says(notebook, "All three started again: a new key, made at the start.")
    shows(notebook, "signs with key D (made at a start)")
    press(notebook, "Ana logs in")
    says(notebook, "Worker 1 sets her a cookie.")
    press(notebook, "She asks six times")
    says(notebook, "Ana reads: nobody, nobody, ana, nobody, nobody, ana.")


@pytest.mark.parametrize("how", ["mouse", "enter"])
def test_a_rotation_and_its_fallback(notebook, how):
    press(notebook, "Add a fallback", how)
    says(notebook, "There is no older key to accept: rotate first.")
    press(notebook, "Ana logs in")
    press(notebook, "Rotate the key", how)
    says(notebook, "All three now: key B, a word and two digits, from outside.")
    press(notebook, "She asks once")
    says(notebook, "Ana reads: nobody.")
    press(notebook, "Add a fallback", how)
    says(notebook, "Accepted again: key A. It signs nothing.")
    shows(notebook, "accepts key A too")
    press(notebook, "She asks once")
    says(notebook, "Ana reads: ana.")
    press(notebook, "Remove fallbacks", how)
    says(notebook, "All three now: the present key only.")
    press(notebook, "She asks once")
    says(notebook, "Ana reads: nobody.")


@pytest.mark.parametrize("how", ["mouse", "key"])
def test_a_permanent_session_moves_to_the_new_key(notebook, how):
    box = notebook.cell(LAB).get_by_role("checkbox", name="Keep her logged in")
    if how == "mouse":
        box.click()
    else:
        box.focus()
        notebook.page.keyboard.press("Space")
    press(notebook, "Ana logs in")
    shows(notebook, '"_permanent":true')
    press(notebook, "Rotate the key")
    press(notebook, "Add a fallback")
    press(notebook, "She asks once")
    shows(notebook, "signed with key B.")


@pytest.mark.parametrize("how", ["mouse", "key"])
def test_one_worker_may_be_chosen(notebook, how):
    if how == "mouse":
        chosen(notebook, "Which workers").select_option("Worker 2")
        chosen(notebook, "A rotated key is").select_option(TOKEN)
    else:
        for name, times in (("Which workers", 2), ("A rotated key is", 2)):
            chosen(notebook, name).focus()
            for _ in range(times):
                notebook.page.keyboard.press("ArrowDown")
    press(notebook, "Ana logs in")
    press(notebook, "Rotate the key")
    says(notebook, f"Worker 2 now: key B, {TOKEN}, from outside.")
    press(notebook, "She asks six times")
    says(notebook, "Ana reads: nobody, ana, ana, nobody, ana, ana.")


@pytest.mark.parametrize("how", ["mouse", "enter"])
def test_a_weak_key_is_guessed(notebook, how):
    press(notebook, "Guess the key", how)
    says(notebook, "Her jar is empty: let Ana log in first.")
    press(notebook, "Ana logs in")
    press(notebook, "Guess the key", how)
    says(notebook, "Found after 775 keys in ")
    says(notebook, ": secret42. Whoever has it signs a cookie for any user")
    expect(
        notebook.cell(LAB).get_by_role("progressbar", name="Keys tried")
    ).to_have_js_property("value", 775)


@pytest.mark.parametrize("how", ["mouse", "enter"])
def test_guessing_can_be_stopped_and_the_lab_answers_meanwhile(notebook, how):
    slow = "sys.modules['course_app.labs.keys'].BATCH"
    notebook.python(f"import sys; {slow} = 5")
    press(notebook, "Stop", how)
    says(notebook, "No keys are being tried.")
    chosen(notebook, "A rotated key is").select_option(TOKEN)
    press(notebook, "Rotate the key")
    press(notebook, "Ana logs in")
    shows(notebook, "signed with key B.")
    press(notebook, "Guess the key", how)
    says(notebook, "Keys are tried on her cookie.")
    bar = notebook.cell(LAB).get_by_role("progressbar", name="Keys tried")
    expect(bar).to_be_visible()
    press(notebook, "She asks once")
    expect(status(notebook)).to_contain_text("Ana reads: ana.")
    press(notebook, "Stop", how)
    says(notebook, "Stopped after ")
    assert 0 < bar.evaluate("bar => bar.value") < bar.evaluate("bar => bar.max")


def test_a_key_with_four_digits_is_guessed_while_the_bar_moves(notebook):
    chosen(notebook, "A rotated key is").select_option(LONG)
    press(notebook, "Rotate the key")
    press(notebook, "Ana logs in")
    shows(notebook, "signed with key B.")
    press(notebook, "Guess the key")
    says(notebook, "Found after ")


@pytest.mark.parametrize("how", ["mouse", "enter"])
def test_close_stops_the_sites_and_the_guessing(notebook, how):
    chosen(notebook, "A rotated key is").select_option(TOKEN)
    press(notebook, "Rotate the key")
    press(notebook, "Ana logs in")
    shows(notebook, "signed with key B.")
    press(notebook, "Guess the key")
    says(notebook, "Keys are tried on her cookie.")
    press(notebook, "Close", how)
    says_closed = "Closed. Run this cell again to open the lab."
    expect(status(notebook)).to_have_text(says_closed)
    expect(button(notebook, "She asks once")).to_be_disabled()
    names = "import threading; print([t.name for t in threading.enumerate()])"
    assert "worker" not in notebook.python(names)
    expect(status(notebook)).to_have_text(says_closed)


def test_tab_goes_through_the_controls_in_their_order(notebook):
    button(notebook, "Ana logs in").focus()
    order = [
        notebook.cell(LAB).get_by_role("checkbox", name="Keep her logged in"),
        button(notebook, "She asks once"),
        button(notebook, "She asks six times"),
        chosen(notebook, "Which workers"),
        chosen(notebook, "A rotated key is"),
        button(notebook, "Rotate the key"),
        button(notebook, "Add a fallback"),
        button(notebook, "Remove fallbacks"),
        button(notebook, "Restart, same key"),
        button(notebook, "Restart, new key"),
        button(notebook, "Guess the key"),
        button(notebook, "Stop"),
    ]
    for control in order:
        notebook.page.keyboard.press("Tab")
        expect(control).to_be_focused()


def test_after_a_restart(notebook):
    notebook.restart()
    press(notebook, "She asks once")
    expect(status(notebook)).to_contain_text("The kernel does not answer.")
    run(notebook)
    press(notebook, "Ana logs in")
    says(notebook, "Worker 1 sets her a cookie.")


def test_in_a_reopened_notebook(browser, lab):
    store(lab.folder / "again.ipynb")
    page = browser.new_page()
    first = Notebook(page, lab, "again.ipynb")
    run(first)
    first.save()
    page.close()
    page = browser.new_page()
    again = Notebook(page, lab, "again.ipynb")
    press(again, "Ana logs in")  # its kernel went on
    expect(status(again)).to_contain_text("Worker 1 sets her a cookie.")
    again.restart()
    run(again)
    press(again, "Ana logs in")
    says(again, "Worker 1 sets her a cookie.")
    assert first.console_errors + again.console_errors == []
    page.close()


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_everyone_can_read_it(notebook, theme):
    press(notebook, "Ana logs in")
    press(notebook, "She asks six times")
    press(notebook, "Restart, new key")
    press(notebook, "Add a fallback")
    press(notebook, "Guess the key")
    says(notebook, "Found after 775 keys")
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
    expect(page.locator(".cw-lab-twin")).to_contain_text("request 5: nobody")
    for theme in (DARK, LIGHT):
        notebook.theme(theme)
        assert faults(page, ".cw-lab-twin") == []
        assert overflowing(page) == []
    page.close()
