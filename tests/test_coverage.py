"""The map of what is covered: every question, and no cell that is not there."""

import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "docs" / "coverage.md").read_text("utf-8")
QUESTIONS = re.findall(r"^\| Q(\d+) \| .+ \| (.+) \|$", PAGE, re.MULTILINE)
LINKS = re.findall(r"\[(\d+), `([\w-]+)`\]\(\.\./notebooks/(\w+)\.ipynb\)", PAGE)
LAST_TO_COME = 12


def test_all_forty_seven_questions_are_listed():
    assert [int(number) for number, _ in QUESTIONS] == list(range(1, 48))


@pytest.mark.parametrize(("number", "where"), QUESTIONS)
def test_a_question_is_answered_in_a_cell_or_by_a_lesson_to_come(number, where):
    shown = len(re.findall(r"\]\(\.\./notebooks/", where))
    promised = [int(one) for one in re.findall(r"lesson (\d+), to come", where)]
    assert shown + len(promised) == where.count(";") + 1
    built = [int(path.name[:2]) for path in ROOT.glob("notebooks/[0-9]*.ipynb")]
    assert all(max(built) < one <= LAST_TO_COME for one in promised)


@pytest.mark.parametrize(("lesson", "cell", "notebook"), sorted(set(LINKS)))
def test_a_cell_that_is_named_is_there(lesson, cell, notebook):
    text = (ROOT / "notebooks" / f"{notebook}.ipynb").read_text("utf-8")
    assert int(notebook[:2]) == int(lesson)
    assert cell in {one["id"] for one in json.loads(text)["cells"]}


def test_every_tutorial_has_its_passages():
    for title in (
        "Flask Tutorial #5",
        "Web Templating",
        "Storing Data",
        "Introduction",
    ):
        section = PAGE.partition(f"### “{title}")[2] or PAGE.partition(title)[2]
        assert section.partition("###")[0].count("](../notebooks/") >= 8
