"""The course map, used in JupyterLab by mouse and by key."""

import csv
import json
import shutil

import pytest
from playwright.sync_api import expect

from tests.jupyterlab import Notebook

CELLS = ["from course_app import labs\nlabs.course_map()"]
PASS = """from course_app import progress
progress.record_verdict("1.1", "passed")
progress.record_verdict("1.2", "incorrect")
progress.record_choice("1.a", "1, 1, 1")"""
KEPT = """import json; from course_app import progress
print(json.dumps(progress.read()[0]))"""
CHOSEN = "nothing chosen"


@pytest.fixture
def notebook(opened, lab) -> Notebook:
    """The map of a learner who passed 1.1 and tried 1.2."""
    shutil.rmtree(lab.home / "course", ignore_errors=True)
    opened.console_errors.clear()
    opened.python(PASS)
    opened.run(0)
    assert opened.errors() == []
    expect(opened.output(0)).to_contain_text("1 of 4")
    yield opened
    assert opened.console_errors == []


def button(notebook, name):
    return notebook.cell(0).get_by_role("button", name=name)


def status(notebook):
    return notebook.cell(0).get_by_role("status")


def choice(notebook):
    return notebook.cell(0).get_by_role("combobox", name="Forget")


def kept(notebook):
    return json.loads(notebook.python(KEPT))


@pytest.mark.parametrize("by_key", [False, True])
def test_the_map_looks_again(notebook, by_key):
    notebook.python('progress.record_verdict("1.2", "passed")')
    again = button(notebook, "Look again")
    again.press("Enter") if by_key else again.click()
    expect(notebook.output(0)).to_contain_text("✓ 1.2 Where was the cookie set? (done)")
    expect(status(notebook)).to_contain_text(".ipynb: 1.3 ")


@pytest.mark.parametrize("by_key", [False, True])
def test_one_exercise_is_forgotten(page, notebook, by_key):
    if by_key:
        choice(notebook).focus()
        page.keyboard.press("ArrowDown")
        button(notebook, "Forget it").press("Space")
    else:
        choice(notebook).select_option("1.1 Your count, and everybody's")
        button(notebook, "Forget it").click()
    expect(status(notebook)).to_contain_text("Forgotten: 1.1. What was there is kept")
    expect(notebook.output(0)).to_contain_text("▶ 1.1 Your count")
    expect(choice(notebook).locator("option:checked")).to_have_text(CHOSEN)
    assert set(kept(notebook)["exercises"]) == {"1.2"}


@pytest.mark.parametrize("by_key", [False, True])
def test_everything_is_forgotten_after_a_copy(page, notebook, lab, by_key):
    before = kept(notebook)
    if by_key:
        choice(notebook).focus()
        page.keyboard.press("End")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
    else:
        choice(notebook).select_option("everything, predictions too")
        button(notebook, "Forget it").click()
    expect(status(notebook)).to_contain_text("Forgotten: everything.")
    expect(notebook.output(0)).to_contain_text("0 of 4")
    assert kept(notebook)["exercises"] == kept(notebook)["choices"] == {}
    copy = lab.home / "course" / "progress-backup-1.json"
    assert json.loads(copy.read_text("utf-8")) == before


def test_forgetting_nothing_says_what_to_do(notebook):
    button(notebook, "Forget it").click()
    expect(status(notebook)).to_have_text("Choose what to forget first.")
    choice(notebook).select_option("1.3 Everybody logged in at once")
    button(notebook, "Forget it").click()
    expect(status(notebook)).to_contain_text("Nothing is kept of 1.3")


@pytest.mark.parametrize("by_key", [False, True])
def test_progress_is_taken_along(page, notebook, by_key):
    files = []
    for words in ("Download a table (CSV)", "Download everything (JSON)"):
        link = notebook.cell(0).get_by_role("link", name=words)
        with page.expect_download() as download:
            link.press("Enter") if by_key else link.click()
        files.append(download.value)
    table, whole = (file.path().read_text("utf-8") for file in files)
    names = [file.suggested_filename for file in files]
    assert names == ["progress.csv", "progress.json"]
    passed = [row for row in csv.DictReader(table.splitlines()) if row["passed_at"]]
    assert [row["exercise"] for row in passed] == ["1.1"]
    assert json.loads(whole) == kept(notebook)


def test_the_focus_goes_from_top_to_bottom(page, notebook):
    notebook.cell(0).get_by_role("link").first.focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(choice(notebook)).to_be_focused()
    page.keyboard.press("Tab")
    expect(button(notebook, "Forget it")).to_be_focused()
    page.keyboard.press("Tab")
    expect(button(notebook, "Look again")).to_be_focused()
