"""Predictions and quizzes, chosen in JupyterLab by mouse and by key."""

import shutil

import pytest
from playwright.sync_api import expect

from tests.jupyterlab import DARK, LIGHT, Notebook, faults, overflowing

COUNTER = "Three plain calls to the counter. What do they answer?"
LONG = "session=" + "eyJuYW1lIjoiQW5hIn0" * 8
CELLS = [
    "from course_app import predict, quiz, reveal",
    f"predict('1.a', {COUNTER!r}, ['1, 1, 1', '1, 2, 3', 'an error'])",
    "reveal('1.a', '1, 1, 1')",
    "quiz('1.q')",
    f"predict('1.b', 'Which header is it, `Cookie`?', ['`{LONG}`', 'no'])",
    f"reveal('1.b', '`{LONG}`')",
]
PREDICTION, OUTCOME, QUIZ, WIDE = 1, 2, 3, 4
KEPT = "from course_app import progress; print(progress.choices())"


@pytest.fixture
def notebook(opened, lab) -> Notebook:
    """The notebook, run by a learner who has chosen nothing yet."""
    shutil.rmtree(lab.home / "course", ignore_errors=True)
    opened.console_errors.clear()
    opened.run_all()
    assert opened.errors() == []
    expect(opened.page.get_by_role("radio")).to_have_count(9)
    expect(opened.page.get_by_role("radio", checked=True)).to_have_count(0)
    yield opened
    assert opened.console_errors == []


def radio(notebook, index, letter):
    return notebook.cell(index).get_by_role("radio").nth("ABCD".index(letter))


def message(notebook, index):
    return notebook.cell(index).get_by_role("status")


def test_a_choice_made_with_the_mouse(notebook):
    expect(message(notebook, PREDICTION)).to_have_text(
        "Choose one before you run the next cell."
    )
    notebook.cell(PREDICTION).get_by_text("1, 2, 3", exact=True).click()
    expect(radio(notebook, PREDICTION, "B")).to_be_checked()
    expect(message(notebook, PREDICTION)).to_have_text(
        "You chose B. Now run the next cell."
    )
    assert notebook.python(KEPT) == "{'1.a': '1, 2, 3'}\n"
    notebook.run_all()
    expect(notebook.output(OUTCOME)).to_contain_text("You choseB 1, 2, 3")


def test_a_choice_made_with_the_keyboard(page, notebook):
    cells = page.locator(".jp-Cell").count()
    notebook.cell(PREDICTION).get_by_role("radio").first.focus()
    page.keyboard.press("Space")
    expect(radio(notebook, PREDICTION, "A")).to_be_checked()
    page.keyboard.press("ArrowDown")
    expect(radio(notebook, PREDICTION, "B")).to_be_checked()
    expect(radio(notebook, PREDICTION, "B")).to_be_focused()
    # To JupyterLab `b` means a new cell, and `x` to cut this one.
    page.keyboard.press("b")
    page.keyboard.press("x")
    expect(radio(notebook, PREDICTION, "B")).to_be_focused()
    assert page.locator(".jp-Cell").count() == cells
    expect(message(notebook, PREDICTION)).to_contain_text("You chose B.")
    assert notebook.python(KEPT) == "{'1.a': '1, 2, 3'}\n"


def test_a_key_with_shift_is_still_jupyterlabs(page, notebook):
    radio(notebook, PREDICTION, "C").click()
    expect(message(notebook, PREDICTION)).to_contain_text("You chose C.")
    page.keyboard.press("Shift+Enter")
    expect(notebook.cell(OUTCOME)).to_contain_class("jp-mod-active")


def test_the_group_and_its_buttons_have_names(notebook):
    group = notebook.cell(PREDICTION).get_by_role(
        "group", name=f"Predict 1.a {COUNTER}"
    )
    expect(group.get_by_role("radio", name="B 1, 2, 3", exact=True)).to_have_count(1)


def test_a_choice_is_there_after_a_restart(notebook):
    radio(notebook, PREDICTION, "B").click()
    expect(message(notebook, PREDICTION)).to_contain_text("You chose B.")
    notebook.restart()
    notebook.run_all()
    expect(notebook.output(OUTCOME)).to_contain_text("You choseB 1, 2, 3")
    expect(radio(notebook, PREDICTION, "B")).to_be_checked()
    radio(notebook, PREDICTION, "C").click()
    expect(message(notebook, PREDICTION)).to_contain_text("You chose C.")
    assert notebook.python(KEPT) == "{'1.a': 'an error'}\n"


def test_buttons_without_a_kernel_say_so(notebook):
    notebook.restart()
    radio(notebook, PREDICTION, "B").click()
    expect(message(notebook, PREDICTION)).to_contain_text("Run this cell again")


def test_a_quiz_answers_each_choice(notebook):
    radio(notebook, QUIZ, "A").click()
    expect(message(notebook, QUIZ)).to_contain_text("You chose A. That is not it.")
    radio(notebook, QUIZ, "B").click()
    expect(message(notebook, QUIZ)).to_contain_text("You chose B. That is it.")
    expect(message(notebook, QUIZ).locator("code")).to_have_text("requests.get")


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_everyone_can_read_it(page, notebook, theme):
    radio(notebook, PREDICTION, "B").click()
    radio(notebook, QUIZ, "A").click()
    expect(message(notebook, QUIZ)).to_contain_text("That is not it.")
    notebook.theme(theme)
    expect(notebook.output(WIDE)).to_contain_text("Predict 1.b")
    assert faults(page, ".cw-radio") == []
    assert faults(page, ".cw-choice") == []
    for width in (1280, 768):
        page.set_viewport_size({"width": width, "height": 1000})
        assert overflowing(page, ".cw-radio, .cw-choice") == []
