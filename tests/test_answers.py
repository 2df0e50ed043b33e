"""The course checks its own checks, in both directions."""

import re
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest

from course_app.answer import run_source
from course_app.checker import verdict
from course_app.exercise import catalogue
from course_app.outcome import Verdict

ANSWERS = sorted(Path(__file__).parent.glob("answers/*/*.py"))
RIGHT = [file for file in ANSWERS if file.stem.startswith("right_")]
WRONG = [file for file in ANSWERS if file.stem.startswith("wrong_")]


@pytest.fixture(scope="module", autouse=True)
def _unguarded():
    """Let sites skip the list of sockets: on a busy machine it takes milliseconds."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("course_app.server.same_user", lambda *_: True)
        yield


def name(file: Path) -> str:
    return f"{file.parent.name}/{file.stem}"


def judged(file: Path, *disabled: str) -> Verdict:
    exercise = catalogue()[file.parent.name]
    answer = run_source(file)[exercise.answer]
    return verdict(exercise.id, answer, disabled=disabled)


@cache
def judged_once(file: Path) -> Verdict:
    return judged(file)


def promised(file: Path, header: str) -> str | None:
    line = re.search(rf"^# {header}: (\S+)$", file.read_text("utf-8"), re.MULTILINE)
    return line and line[1]


def named_findings() -> set[tuple[str, str | None]]:
    return {(file.parent.name, promised(file, "finding")) for file in WRONG}


def one_each(what: str) -> list[Path]:
    """Give one wrong answer for each exercise, or for each finding of each."""
    found = {}
    for file in WRONG:
        finding = promised(file, "finding") if what == "finding" else None
        if not promised(file, "outcome"):
            found.setdefault((file.parent.name, finding), file)
    return list(found.values())


def passed_through() -> list[tuple[str, str]]:
    """Every finding that some right answer was tried for and cleared of."""
    return sorted(
        {(file.parent.name, one) for file in RIGHT for one in judged_once(file).cleared}
    )


@pytest.mark.parametrize("file", RIGHT, ids=name)
def test_right_answer_passes(file):
    assert judged_once(file).passed, str(judged_once(file))


@pytest.mark.parametrize("file", WRONG, ids=name)
def test_wrong_answer_gets_its_finding(file):
    found = judged_once(file)
    outcome = promised(file, "outcome") or "incorrect"
    assert (found.finding, found.outcome) == (promised(file, "finding"), outcome)


@pytest.mark.parametrize("file", WRONG, ids=name)
def test_message_is_four_short_lines_at_most(file):
    lines = judged_once(file).message.splitlines()
    assert 2 <= len(lines) <= 4
    assert max(map(len, lines)) <= 160


@pytest.mark.parametrize("file", one_each("exercise"), ids=name)
def test_verdict_reads_the_same_twice(file):
    assert str(judged_once(file)) == str(judged(file))


def test_each_exercise_has_enough_answers():
    counts = defaultdict(int)
    for file in ANSWERS:
        counts[file.parent.name, file.stem.partition("_")[0]] += 1
    for exercise in catalogue():
        assert counts[exercise, "right"] >= 2
        assert counts[exercise, "wrong"] >= 5


def test_no_stray_file_among_the_answers():
    folder = Path(__file__).parent / "answers"
    found = {file for file in folder.rglob("*.py") if "__pycache__" not in file.parts}
    assert found == {*RIGHT, *WRONG}
    assert {file.parent.name for file in ANSWERS} == set(catalogue())


def test_every_finding_is_named_by_a_wrong_answer():
    assert set(passed_through()) <= named_findings()


@pytest.mark.parametrize("file", one_each("finding"), ids=name)
def test_disabling_a_finding_is_noticed(file):
    """Overlooking one finding makes its wrong answer miss its promise."""
    finding = promised(file, "finding")
    assert judged(file, finding).finding != finding


@pytest.mark.parametrize("exercise", catalogue().values(), ids=lambda one: one.id)
def test_exercise_is_well_formed(exercise):
    assert re.fullmatch(r"\d+\.\d+", exercise.id)
    assert 2 <= len(exercise.hints) <= 4
    assert exercise.answer.isidentifier()
    assert 1 <= exercise.minutes <= 30
