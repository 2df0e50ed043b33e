"""The `course` command: what it prints, and its exit status."""

import csv
import io
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from course_app import cli, doctor, launch, progress

ROOT = Path(__file__).parents[1]
RIGHT = ROOT / "tests/answers/1.2/right_jar.py"
WRONG = ROOT / "tests/answers/1.2/wrong_get.py"


@pytest.fixture
def course(capsys):
    """Run `course` in this process; give its status, stdout and stderr."""

    def run(*words):
        try:
            status = cli.main(words)
        except SystemExit as end:
            status = end.code
        return status, *capsys.readouterr()

    return run


COMMANDS = (
    *("lab", "exercises", "check", "progress", "claims"),
    *("slides", "site", "doctor"),
)


@pytest.mark.skipif(os.name == "nt", reason="Windows tells of a broken pipe otherwise")
@pytest.mark.parametrize("words", [["exercises"], ["exercises", "--json"]])
def test_a_reader_that_stops_reading_makes_no_noise(words):
    read, write = os.pipe()
    os.close(read)
    command = [sys.executable, "-m", "course_app", *words]
    done = subprocess.run(command, stdout=write, stderr=subprocess.PIPE, check=False)
    os.close(write)
    assert done.stderr == b""


@pytest.mark.parametrize("command", COMMANDS)
def test_help_tells_how_to_use_each_command(course, command):
    status, out, _ = course(command, "--help")
    assert status == 0
    assert out.startswith(f"usage: course {command}")


def test_help_names_every_command(course):
    _, out, _ = course("--help")
    assert all(f"\n    {command}" in out for command in COMMANDS)


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["chek"],
        ["check"],
        ["check", "1.1"],
        ["check", "1.1", "no-such-file.py"],
        ["check", "1.1", str(ROOT)],
        ["check", "99.1", str(RIGHT)],
        ["check", "1.1", str(RIGHT), "--jsn"],
        ["exercises", "--js"],
        ["progress", "--json", "--csv"],
    ],
)
def test_wrong_use_is_one_line_and_status_two(course, words):
    status, out, err = course(*words)
    assert (status, out) == (2, "")
    assert err.startswith("course")
    assert len(err.splitlines()) == 1


def test_exercises_are_listed_with_id_lesson_title_and_minutes(course):
    status, out, _ = course("exercises", "--json")
    first = json.loads(out)[0]
    assert (status, list(first)) == (0, ["id", "lesson", "title", "minutes"])
    assert (first["id"], first["lesson"]) == ("1.1", 1)


def test_exercises_are_listed_for_reading(course):
    _, out, _ = course("exercises")
    assert "1.2  Where was the cookie set?" in out


def test_right_answer_is_status_zero(course):
    status, out, _ = course("check", "1.2", str(RIGHT), "--json")
    assert (status, json.loads(out)["outcome"]) == (0, "passed")
    assert progress.done() == set()


def test_wrong_answer_is_status_one_and_shows_the_exchange(course):
    status, out, _ = course("check", "1.2", str(WRONG))
    assert status == 1
    assert "Not yet · 1.2 Where was the cookie set?" in out
    assert "Set-Cookie: session=" in out


def test_file_beside_the_answer_does_not_stand_in_for_a_library(tmp_path):
    (tmp_path / "flask.py").write_text("raise SystemExit('not this one')")
    (tmp_path / "answer.py").write_text(RIGHT.read_text())
    words = ["-m", "course_app", "check", "1.2", "answer.py"]
    done = subprocess.run([sys.executable, *words], cwd=tmp_path, check=False)
    assert done.returncode == 0


def test_progress_is_empty_at_first(course):
    status, out, _ = course("progress")
    assert status == 0
    assert "0 of " in out


def test_progress_goes_out_as_json_and_csv(course):
    progress.record_verdict("1.2", "passed")
    assert "1.2" in json.loads(course("progress", "--json")[1])["exercises"]
    rows = list(csv.DictReader(io.StringIO(course("progress", "--csv")[1])))
    passed = [row["exercise"] for row in rows if row["passed"] == "True"]
    assert passed == ["1.2"]


def test_progress_is_forgotten_with_a_copy(course):
    progress.record_verdict("1.2", "passed")
    status, out, _ = course("progress", "--reset", "1.2")
    assert status == 0
    assert "Forgotten: 1.2." in out
    assert "progress-backup-1.json" in out
    assert progress.done() == set()
    assert "Forgotten: everything." in course("progress", "--reset")[1]


def test_damaged_progress_is_said_and_status_one(course):
    progress.folder().mkdir(exist_ok=True)
    (progress.folder() / "progress.json").write_text("damage")
    status, _, err = course("progress")
    assert status == 1
    assert "was damaged" in err


def test_doctor_finds_this_machine_fit(course, monkeypatch):
    monkeypatch.delenv("HTTP_PROXY", raising=False)
    status, out, _ = course("doctor")
    assert "Python 3." in out
    missing = [line for line in out.splitlines() if line.startswith("missing")]
    assert status == (1 if missing else 0)


def states(what):
    return [finding.state for finding in doctor.examine() if what in str(finding)]


def test_doctor_notes_a_proxy_that_gets_what_is_for_127_0_0_1(monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://proxy.example:8080")
    monkeypatch.setenv("NO_PROXY", "localhost")
    assert states("HTTP_PROXY is set") == ["note"]
    monkeypatch.setenv("NO_PROXY", "localhost,127.0.0.1")
    assert states("HTTP_PROXY is set") == []


def test_doctor_notes_a_password_for_every_host(monkeypatch, tmp_path):
    file = tmp_path / "netrc"
    monkeypatch.setenv("NETRC", str(file))
    file.write_text("machine a.example login ana password x\n")
    assert states("default entry") == []
    file.write_text("default login ana password x\n")
    file.chmod(0o600)
    assert states("default entry") == ["note"]


def test_doctor_notes_what_this_system_cannot_guard(monkeypatch):
    monkeypatch.setattr("course_app.peer.can_tell", lambda: False)
    assert states("does not tell who connects") == ["note"]


def test_doctor_notes_a_data_folder_that_cannot_be_written(monkeypatch, tmp_path):
    (tmp_path / "taken").write_text("")
    monkeypatch.setenv("COURSE_DATA", str(tmp_path / "taken"))
    assert states("progress cannot be kept") == ["note"]


def test_doctor_tells_how_to_get_what_is_missing(monkeypatch):
    monkeypatch.setattr(
        "importlib.metadata.requires", lambda _: ["flask>=99", "no-such-package>=1"]
    )
    monkeypatch.setattr("sys.version_info", (3, 10, 1))
    monkeypatch.setattr("shutil.which", lambda _: None)
    assert states("flask") == ["missing"]
    assert states("no-such-package is not installed") == ["missing"]
    assert states("Python 3.10.1") == ["missing"]
    assert states("no Chromium") == ["note"]


def test_doctor_understands_every_requirement():
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = project["dependencies"]
    assert [one for one in wanted if not doctor._REQUIREMENT.match(one)] == []


@pytest.fixture
def launched(monkeypatch):
    """What `course lab` would become: its command, folder and environment."""
    became = []
    monkeypatch.setattr(os, "chdir", became.append)

    def become(command):
        became.append(command)
        raise SystemExit(0)

    monkeypatch.setattr(os, "execv", lambda _, command: become(command))
    monkeypatch.setattr(subprocess, "call", become)
    monkeypatch.setattr(signal, "signal", lambda *_: None)
    monkeypatch.setenv("JUPYTER_CONFIG_PATH", "given")
    return became


def test_lab_opens_the_course_and_passes_options_on(launched):
    with pytest.raises(SystemExit):
        cli.main(["lab", "--no-browser", "--port", "9000"])
    folder, command = launched
    assert folder == ROOT
    assert command[1:3] == ["-m", "jupyterlab"]
    assert f"--ServerApp.root_dir={ROOT}" in command
    assert command[-3:] == ["--no-browser", "--port", "9000"]
    paths = os.environ["JUPYTER_CONFIG_PATH"].split(os.pathsep)
    assert paths == [str(launch.SETTINGS), "given"]


def test_lab_asks_nobody_and_starts_at_the_first_lesson():
    settings = json.loads((launch.SETTINGS / "jupyter_lab_config.json").read_text())
    assert settings["LabApp"]["news_url"] is None
    assert settings["LabApp"]["extension_manager"] == "readonly"
    lesson = settings["LabApp"]["default_url"].removeprefix("/lab/tree/")
    assert (ROOT / lesson).is_file()


def test_lab_without_notebooks_says_where_to_start_it(course, monkeypatch):
    monkeypatch.setattr("course_app.folder.course_folder", lambda: None)
    status, _, err = course("lab")
    assert status == 2
    assert "in the folder of the course" in err


def test_check_starts_its_child_before_anything_slow_is_imported():
    code = (
        "import sys, course_app.cli, course_app.judge; "
        "sys.exit(str({'flask', 'requests', 'psutil'} & set(sys.modules) or ''))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False
    )
    assert done.stderr.strip() == ""
