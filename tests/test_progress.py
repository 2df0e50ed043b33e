"""What a learner has done is kept, whatever happens to the file."""

import errno
import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from filelock import FileLock

from course_app import progress, transcript
from course_app.progress import folder


@pytest.fixture
def file():
    """The progress file, once something is in it."""
    assert progress.record_verdict("1.1", "passed") == ""
    assert progress.record_choice("1.a", "1, 1, 1") == ""
    return folder() / "progress.json"


def kept():
    return progress.read()[0]


def test_folder_is_the_one_asked_for(monkeypatch, tmp_path):
    monkeypatch.setenv("COURSE_DATA", str(tmp_path))
    assert folder() == tmp_path


def test_folder_is_the_platforms_own_otherwise(monkeypatch):
    monkeypatch.delenv("COURSE_DATA")
    assert folder().name == "flask-sessions-course"


def test_nothing_is_done_at_first():
    assert progress.done() == set()
    assert progress.choices() == {}


def test_tries_are_counted_and_passing_lasts():
    for outcome in ("incorrect", "passed", "errored"):
        progress.record_verdict("1.1", outcome)
    record = kept()["exercises"]["1.1"]
    assert (record["tries"], record["last"]) == (3, "errored")
    assert progress.done() == {"1.1"}


def test_first_passing_keeps_its_date(file):
    before = kept()["exercises"]["1.1"]["passed_at"]
    progress.record_verdict("1.1", "passed")
    assert kept()["exercises"]["1.1"]["passed_at"] == before


def test_last_choice_counts(file):
    progress.record_choice("1.a", "1, 2, 3")
    assert progress.choices() == {"1.a": "1, 2, 3"}


@pytest.mark.parametrize(
    "damage",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b"[]",
        b"null",
        b'{"version": 1}',
        b'{"version": 1, "exercises": [], "choices": {}}',
        b'{"version": 1, "exercises": {"1.1": {}}, "choices": {}}',
        b'{"version": "x", "exercises": {}, "choices": {}}',
    ],
)
def test_damaged_file_is_set_aside_with_a_sentence(file, damage):
    file.write_bytes(damage)
    note = progress.record_verdict("1.2", "passed")
    assert "was damaged" in note
    assert progress.done() == {"1.2"}
    assert (folder() / "progress-damaged-1.json").read_bytes() == damage
    assert progress.record_verdict("1.3", "passed") == ""


def test_second_damaged_file_does_not_replace_the_first(file):
    for number in (1, 2):
        file.write_text(f"damage {number}")
        assert f"progress-damaged-{number}.json" in progress.read()[1]
    assert (folder() / "progress-damaged-1.json").read_text() == "damage 1"


def test_newer_file_is_left_alone(file):
    newer = '{"version": 2, "all": "different"}'
    file.write_text(newer)
    assert "newer version" in progress.record_verdict("1.2", "passed")
    assert "newer version" in progress.read()[1]
    assert file.read_text() == newer


def test_folder_that_cannot_be_written_is_one_sentence(monkeypatch, tmp_path):
    (tmp_path / "taken").write_text("")
    monkeypatch.setenv("COURSE_DATA", str(tmp_path / "taken"))
    assert "could not be saved" in progress.record_verdict("1.1", "passed")
    assert "could not be saved" in progress.record_choice("1.a", "x")
    assert "could not be read" in progress.read()[1]
    assert progress.done() == set()


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        (errno.ENOSPC, "No space left on device"),
        (errno.EACCES, "Permission denied"),
        (errno.EROFS, "Read-only file system"),
    ],
)
def test_failing_write_leaves_the_file_whole(file, monkeypatch, number, reason):
    def fail(*_, **__):
        raise OSError(number, reason)

    monkeypatch.setattr(json, "dump", fail)
    assert reason in progress.record_verdict("1.2", "passed")
    assert progress.done() == {"1.1"}


def test_what_cannot_be_locked_can_be_read(file, monkeypatch):
    monkeypatch.setattr(progress, "LOCK_SECONDS", 0.05)
    with FileLock(folder() / "progress.lock"):
        assert "could not be saved" in progress.record_verdict("1.2", "passed")
        assert progress.done() == {"1.1"}


WRITER = """
import sys
from course_app import progress
for number in range(20):
    assert not progress.record_choice(f"{sys.argv[1]}.{number}", "yes")
"""


def test_two_notebooks_at_once_lose_nothing():
    def write(name):
        command = [sys.executable, "-c", WRITER, name]
        return subprocess.run(command, check=True, timeout=60)

    with ThreadPoolExecutor() as pool:
        list(pool.map(write, "ab"))
    assert len(progress.choices()) == 40


def test_reset_forgets_one_and_keeps_a_copy(file):
    progress.record_verdict("1.2", "passed")
    copy, note = progress.reset("1.1")
    assert (progress.done(), note) == ({"1.2"}, "")
    assert set(json.loads(copy.read_text())["exercises"]) == {"1.1", "1.2"}
    assert progress.choices() == {"1.a": "1, 1, 1"}


def test_reset_forgets_everything_and_keeps_a_copy(file):
    copy, _ = progress.reset()
    assert (progress.done(), progress.choices()) == (set(), {})
    assert json.loads(copy.read_text())["choices"]["1.a"]["choice"] == "1, 1, 1"


def test_reset_of_nothing_makes_no_copy():
    assert progress.reset() == (None, "")
    assert not list(Path(folder()).glob("*backup*"))


def test_transcript_has_a_row_an_exercise_and_what_it_does_not_know(file):
    progress.record_verdict("99.1", "passed")
    rows = {row["exercise"]: row for row in transcript.transcript(kept())}
    assert rows["1.1"]["passed"] is True
    assert rows["1.2"]["passed"] is False
    assert rows["99.1"]["title"] == ""


def test_transcript_counts_what_is_passed(file):
    text = transcript.transcript_text(kept())
    assert text.splitlines()[-1].startswith("1 of ")
    assert "1 try" in text
