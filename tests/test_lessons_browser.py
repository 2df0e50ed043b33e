"""A learner's evening: JupyterLab in a real browser, lesson and exercise."""

import json
import shutil
from pathlib import Path

import pytest

from tests.jupyterlab import Notebook

ROOT = Path(__file__).resolve().parent.parent
LESSONS = sorted(path.name for path in ROOT.glob("notebooks/[0-9]*.ipynb"))
DONE = "from course_app import progress; print(progress.done())"


@pytest.fixture(scope="module")
def course(page, lab) -> Notebook:
    """JupyterLab with the whole course, open at its first lesson."""
    for name in ("notebooks", "exercises", "solutions"):
        shutil.copytree(ROOT / name, lab.folder / name)
    return Notebook(page, lab, f"notebooks/{LESSONS[0]}")


def position(path, wanted):
    """Find the cell whose id is ``wanted``, counted from 0."""
    cells = json.loads((ROOT / path).read_text("utf-8"))["cells"]
    return [cell["id"] for cell in cells].index(wanted)


def answer(notebook, index, source):
    """Type ``source`` over the cell at ``index``, as a learner would, and run it."""
    notebook.cell(index).locator(".cm-content").click()
    notebook.page.keyboard.press("Control+A")
    notebook.page.keyboard.insert_text(source)
    notebook.page.keyboard.press("Shift+Enter")


def given(exercise, kind):
    """Give the first right or wrong answer to ``exercise`` of the test suite."""
    folder = ROOT / "tests" / "answers" / exercise
    return min(folder.glob(f"{kind}_*.py")).read_text("utf-8")


@pytest.mark.parametrize("name", LESSONS)
def test_a_lesson_runs_from_top_to_bottom(course, name):
    course.turn_to(f"notebooks/{name}")
    course.run_all()
    assert meant_to_fail(name) >= set(course.errors())
    assert course.console_errors == []


@pytest.mark.parametrize("name", LESSONS[:2])
def test_a_lesson_runs_again_after_a_restart(course, name):
    course.turn_to(f"notebooks/{name}")
    course.run_all()
    course.restart()
    course.run_all()
    assert meant_to_fail(name) >= set(course.errors())
    assert course.console_errors == []


def meant_to_fail(name):
    """Collect the errors that a lesson stores: those it shows on purpose."""
    cells = json.loads((ROOT / "notebooks" / name).read_text("utf-8"))["cells"]
    outputs = [output for cell in cells for output in cell.get("outputs", [])]
    return {f"{o['ename']}: {o['evalue']}" for o in outputs if "ename" in o}


def test_an_exercise_answered_wrongly_then_rightly(course, page):
    path, notebook = "exercises/01_http_forgets.ipynb", course
    notebook.turn_to(path)
    notebook.run_all()
    task, verdict = (position(path, f"ex-1-1-{role}") for role in ("answer", "check"))
    assert "Not attempted yet" in notebook.output(verdict).inner_text()
    answer(notebook, task, given("1.1", "wrong"))
    run(notebook, verdict)
    page.wait_for_function(SAYS, arg=[verdict, "Not yet"])
    assert "1.1" not in notebook.python(DONE)
    answer(notebook, task, given("1.1", "right"))
    run(notebook, verdict)
    page.wait_for_function(SAYS, arg=[verdict, "Passed"])
    assert "1.1" in notebook.python(DONE)
    notebook.restart()
    notebook.run_all()
    assert "Passed" in notebook.output(verdict).inner_text()
    assert "1.1" in notebook.python(DONE)
    assert notebook.console_errors == []


SAYS = """([index, words]) => document
    .querySelectorAll(".jp-Notebook .jp-Cell")[index].innerText.includes(words)"""


def run(notebook, index):
    """Run the cell at ``index`` with the keyboard."""
    notebook.cell(index).locator(".cm-content").click()
    notebook.page.keyboard.press("Shift+Enter")
