"""The lab "Key room" in JupyterLab: what becomes of a login, and of a weak key."""

import pytest
from playwright.sync_api import expect

from course_app.labs.keys import LONG, TOKEN
from tests.jupyterlab import Notebook
from tests.tours import expect_told

CELLS = ["from course_app import labs\nlabs.keys()"]
LAB = 0
STATUS = "from course_app.labs.frame import opened; print(opened()[-1].status)"


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


def press(notebook, name) -> None:
    button(notebook, name).click()


def says(notebook, words) -> None:
    """The page and the kernel say the same."""
    expect(status(notebook)).to_contain_text(words)
    expect_told(notebook, STATUS, words)


def shows(notebook, words) -> None:
    expect(picture(notebook)).to_contain_text(words)


def test_a_restart_with_a_new_key_and_one_with_the_same(notebook):
    press(notebook, "Ana logs in")
    says(notebook, "Worker 1 sets her a cookie.")
    press(notebook, "Restart, same key")
    says(notebook, "All three started again: the same key, from outside.")
    press(notebook, "She asks six times")
    says(notebook, "Ana reads: ana, ana, ana, ana, ana, ana.")
    press(notebook, "Restart, new key")
    says(notebook, "All three started again: a new key, made at the start.")
    shows(notebook, "signs with key D (made at a start)")
    press(notebook, "Ana logs in")
    says(notebook, "Worker 1 sets her a cookie.")
    press(notebook, "She asks six times")
    says(notebook, "Ana reads: nobody, nobody, ana, nobody, nobody, ana.")


def test_a_rotation_and_its_fallback(notebook):
    press(notebook, "Add a fallback")
    says(notebook, "There is no older key to accept: rotate first.")
    press(notebook, "Ana logs in")
    press(notebook, "Rotate the key")
    says(notebook, "All three now: key B, a word and two digits, from outside.")
    press(notebook, "She asks once")
    says(notebook, "Ana reads: nobody.")
    press(notebook, "Add a fallback")
    says(notebook, "Accepted again: key A. It signs nothing.")
    shows(notebook, "accepts key A too")
    press(notebook, "She asks once")
    says(notebook, "Ana reads: ana.")
    press(notebook, "Remove fallbacks")
    says(notebook, "All three now: the present key only.")
    press(notebook, "She asks once")
    says(notebook, "Ana reads: nobody.")


def test_a_permanent_session_moves_to_the_new_key(notebook):
    notebook.cell(LAB).get_by_role("checkbox", name="Keep her logged in").click()
    press(notebook, "Ana logs in")
    shows(notebook, '"_permanent":true')
    press(notebook, "Rotate the key")
    press(notebook, "Add a fallback")
    press(notebook, "She asks once")
    shows(notebook, "signed with key B.")


def test_one_worker_may_be_chosen(notebook):
    chosen(notebook, "Which workers").select_option("Worker 2")
    chosen(notebook, "A rotated key is").select_option(TOKEN)
    press(notebook, "Ana logs in")
    press(notebook, "Rotate the key")
    says(notebook, f"Worker 2 now: key B, {TOKEN}, from outside.")
    press(notebook, "She asks six times")
    says(notebook, "Ana reads: nobody, ana, ana, nobody, ana, ana.")


def test_a_weak_key_is_guessed(notebook):
    press(notebook, "Guess the key")
    says(notebook, "Her jar is empty: let Ana log in first.")
    press(notebook, "Ana logs in")
    press(notebook, "Guess the key")
    says(notebook, "Found after 775 keys in ")
    says(notebook, ": secret42. Whoever has it signs a cookie for any user")
    expect(
        notebook.cell(LAB).get_by_role("progressbar", name="Keys tried")
    ).to_have_js_property("value", 775)


def test_guessing_can_be_stopped_and_the_lab_answers_meanwhile(notebook):
    slow = "sys.modules['course_app.labs.keys'].BATCH"
    notebook.python(f"import sys; {slow} = 5")
    press(notebook, "Stop")
    says(notebook, "No keys are being tried.")
    chosen(notebook, "A rotated key is").select_option(TOKEN)
    press(notebook, "Rotate the key")
    press(notebook, "Ana logs in")
    shows(notebook, "signed with key B.")
    press(notebook, "Guess the key")
    says(notebook, "Keys are tried on her cookie.")
    bar = notebook.cell(LAB).get_by_role("progressbar", name="Keys tried")
    expect(bar).to_be_visible()
    press(notebook, "She asks once")
    expect(status(notebook)).to_contain_text("Ana reads: ana.")
    press(notebook, "Stop")
    says(notebook, "Stopped after ")
    assert 0 < bar.evaluate("bar => bar.value") < bar.evaluate("bar => bar.max")


def test_a_key_with_four_digits_is_guessed_while_the_bar_moves(notebook):
    chosen(notebook, "A rotated key is").select_option(LONG)
    press(notebook, "Rotate the key")
    press(notebook, "Ana logs in")
    shows(notebook, "signed with key B.")
    press(notebook, "Guess the key")
    says(notebook, "Found after ")


def test_close_stops_the_sites_and_the_guessing(notebook):
    chosen(notebook, "A rotated key is").select_option(TOKEN)
    press(notebook, "Rotate the key")
    press(notebook, "Ana logs in")
    shows(notebook, "signed with key B.")
    press(notebook, "Guess the key")
    says(notebook, "Keys are tried on her cookie.")
    press(notebook, "Close")
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
