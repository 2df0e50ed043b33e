"""The course map: where it stands, what it forgets, and what it hands out."""

import csv
import io
import json
import re
from html import unescape
from urllib.parse import unquote

import pytest

from course_app import progress
from course_app.exercise import catalogue
from course_app.labs.course_map import (
    ALL,
    EMPTY,
    CourseMap,
    export_html,
    lessons,
    map_html,
    map_text,
    summary,
    twin,
)
from course_app.labs.frame import LabError


def minutes_of(course):
    return sum(lesson.minutes_left for lesson in course)


def test_every_exercise_is_on_the_map_once():
    placed = [one.exercise.id for lesson in lessons(EMPTY) for one in lesson.steps]
    assert placed == list(catalogue())


def test_every_lesson_has_a_title_a_file_and_time_to_be_read():
    for lesson in lessons(EMPTY):
        assert lesson.title, lesson.number
        assert lesson.file.startswith(f"{lesson.number:02}_")
        assert lesson.reading > 0, "its notebook says `N minutes, exercises included`"


def test_at_first_the_first_exercise_is_next():
    said = summary(lessons(EMPTY))
    assert said.startswith(f"0 of {len(catalogue())} exercises done")
    assert "Next, in exercises/01_http_forgets.ipynb: 1.1 Your count" in said


def test_what_is_passed_is_done_and_the_next_moves_on():
    progress.record_verdict("1.1", "passed")
    model = CourseMap()
    assert model.lessons[0].done == 1
    assert ": 1.2 " in summary(model.lessons)
    assert "  ✓ 1.1 Your count, and everybody's (done)" in map_text(model.lessons)


def test_a_gap_is_next_again():
    for id in ("1.1", "1.3"):
        progress.record_verdict(id, "passed")
    assert ": 1.2 " in summary(CourseMap().lessons)


def test_a_try_is_counted_and_shown():
    progress.record_verdict("1.2", "incorrect")
    progress.record_verdict("1.2", "errored")
    told = "\n".join(map_text(CourseMap().lessons))
    assert "◐ 1.2 Where was the cookie set? (2 tries, 4 min)" in told


def test_minutes_left_lose_the_lesson_with_the_first_try():
    before = lessons(EMPTY)
    progress.record_verdict("1.1", "incorrect")
    tried = CourseMap().lessons
    assert minutes_of(before) - minutes_of(tried) == before[0].reading
    progress.record_verdict("1.1", "passed")
    passed = CourseMap().lessons
    assert minutes_of(tried) - minutes_of(passed) == catalogue()["1.1"].minutes


def test_in_the_end_nothing_is_left():
    for id in catalogue():
        progress.record_verdict(id, "passed")
    course = CourseMap().lessons
    assert summary(course) == f"All {len(catalogue())} exercises are done."
    assert minutes_of(course) == 0


def test_html_says_what_the_text_says():
    progress.record_verdict("1.2", "incorrect")
    course = CourseMap().lessons
    html = re.sub(r"<[^>]+>", "", unescape(map_html(course)))
    for line in map_text(course)[1:]:
        assert line.strip().replace(": ", " ", line.startswith("Lesson")) in html


def test_one_exercise_is_forgotten_and_a_copy_kept():
    for id in ("1.1", "1.2"):
        progress.record_verdict(id, "passed")
    model = CourseMap()
    said = model.reset("1.1")
    copy = progress.folder() / "progress-backup-1.json"
    assert said == f"Forgotten: 1.1. What was there is kept in `{copy}`."
    assert set(json.loads(copy.read_text("utf-8"))["exercises"]) == {"1.1", "1.2"}
    assert progress.done() == {"1.2"}
    assert model.lessons[0].done == 1


def test_everything_is_forgotten_with_the_choices():
    progress.record_choice("1.a", "1, 1, 1")
    CourseMap().reset(ALL)
    assert progress.read()[0] == EMPTY
    assert (progress.folder() / "progress-backup-1.json").is_file()


@pytest.mark.parametrize("id", ["", "1.1", ALL])
def test_what_is_not_there_is_not_forgotten(id):
    with pytest.raises(LabError, match=r"Choose what|Nothing is kept of"):
        CourseMap().reset(id)
    assert not list(progress.folder().glob("progress-backup-*"))


def test_a_damaged_file_is_told():
    progress.folder().mkdir(parents=True, exist_ok=True)
    (progress.folder() / "progress.json").write_text("{", "utf-8")
    assert CourseMap().note.startswith("The progress file was damaged.")


def test_export_holds_all_of_it():
    progress.record_verdict("1.1", "passed")
    kept = CourseMap().kept
    table, whole = re.findall(r'href="data:[^,]*,([^"]*)"', export_html(kept))
    rows = list(csv.DictReader(io.StringIO(unquote(table))))
    assert [row["exercise"] for row in rows if row["passed"] == "True"] == ["1.1"]
    assert json.loads(unquote(whole)) == kept


def test_the_stored_map_is_nobodys():
    before = twin()
    progress.record_verdict("1.1", "passed")
    assert twin() == before
    assert "course progress" in before.text
    assert "course progress" in before.html


def test_without_notebooks_the_map_still_stands(monkeypatch):
    monkeypatch.setitem(lessons.__globals__, "course_folder", lambda: None)
    course = lessons(EMPTY)
    assert map_text(course)[1].startswith("Lesson 1: 0 of 4 done")
    assert summary(course).endswith("Next: 1.1 Your count, and everybody's")
