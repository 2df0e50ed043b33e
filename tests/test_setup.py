"""start.py, the locks, and what an installation leaves."""

import importlib.metadata
import os
import re
import runpy
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import yaml
from packaging.markers import Marker
from packaging.requirements import Requirement

import start
from tests.conftest import without

ROOT = Path(__file__).parents[1]
LOCKS = ["requirements/lab.txt", "requirements/teach.txt", "requirements/test.txt"]
PYENV = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"))
remake = runpy.run_path(str(ROOT / "requirements" / "remake.py"))


def old_pythons() -> Iterator[str]:
    """The Pythons of this machine that are too old for the course."""
    for version in ("2.7", "3.6", "3.8", "3.10"):
        if path := shutil.which(f"python{version}"):
            yield path
        if os.access(PYENV, os.R_OK):
            yield from map(str, PYENV.glob(f"versions/{version}.*/bin/python"))


def version_of(python: str) -> str:
    """A Python's version, "" where it is but a shim of another's."""
    code = "import sys; print('%d.%d' % sys.version_info[:2])"
    done = subprocess.run([python, "-c", code], capture_output=True, text=True)
    return done.stdout.strip()


def locked(lock: str) -> list[Requirement]:
    """The requirements of a lock."""
    text = (ROOT / lock).read_text(encoding="utf-8")
    return [Requirement(line) for line in remake["pins"](text)]


# Old Pythons


def test_an_old_python_is_told_so_in_one_sentence() -> None:
    pythons = {version_of(python): python for python in old_pythons()}
    pythons.pop("", None)
    if not pythons:
        pytest.skip("There is no old Python on this machine.")
    for version, python in pythons.items():
        command = [python, str(ROOT / "start.py"), "test"]
        done = subprocess.run(command, capture_output=True, text=True)
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr.count("\n") == 1
        assert f"needs Python 3.11 or newer and this is Python {version}" in done.stderr


def test_a_python_of_any_age_can_parse_it() -> None:
    """Of what came after 2.7, these are the easiest to slip in."""
    source = (ROOT / "start.py").read_text(encoding="ascii")
    assert not re.search(r"""\b[rb]?f["']|->|:=|\bnonlocal\b|\basync\b""", source)


# The locks


@pytest.mark.parametrize("name", [*LOCKS, "environment.yml"])
def test_a_lock_names_no_address_and_no_local_build(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert not re.search(r"\w://|@|==\S*\+|^-|--(?!hash=)", text, re.MULTILINE)


@pytest.mark.parametrize("lock", LOCKS)
def test_every_requirement_is_pinned_and_hashed(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    for block in re.split(r"\n(?=\S)", text):
        assert re.match(r"[a-z0-9-]+==\S+ ", block), block
        assert "--hash=sha256:" in block, block


def test_the_test_lock_holds_the_teach_lock_and_that_the_lab_lock() -> None:
    lab, teach, test = (
        {(r.name, str(r.specifier)) for r in locked(lock)} for lock in LOCKS
    )
    assert lab < teach < test


@pytest.mark.parametrize("version", ["3.11", "3.12", "3.13", "3.14"])
@pytest.mark.parametrize("system", ["linux", "darwin", "win32"])
def test_each_system_gets_each_package_once(version: str, system: str) -> None:
    where = {
        "python_version": version,
        "python_full_version": f"{version}.9",
        "sys_platform": system,
        "os_name": "nt" if system == "win32" else "posix",
        "platform_system": "Windows" if system == "win32" else system.capitalize(),
        "platform_machine": "x86_64",
    }
    for lock in LOCKS:
        names = [r.name for r in locked(lock) if applies(r.marker, where)]
        assert len(names) == len(set(names))
        assert {"flask", "requests", "jupyterlab", "hatchling"} < set(names)


def applies(marker: Marker | None, where: dict[str, str]) -> bool:
    """Whether a requirement is for there."""
    return marker is None or marker.evaluate(where)


def test_environment_yml_has_the_pins_of_the_lock() -> None:
    text = (ROOT / "environment.yml").read_text(encoding="utf-8")
    lock = (ROOT / "requirements/test.txt").read_text(encoding="utf-8")
    assert text == remake["environment"](remake["pins"](lock))
    python, pip, packages = yaml.safe_load(text)["dependencies"]
    assert (python.split("=")[0], pip) == ("python", "pip")
    assert packages["pip"] == ["-e .", *remake["pins"](lock)]


def test_the_locks_hold_what_pyproject_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    asked = {
        "requirements/lab.txt": project["dependencies"],
        "requirements/teach.txt": project["optional-dependencies"]["teach"],
        "requirements/test.txt": project["optional-dependencies"]["test"],
    }
    for lock, lines in asked.items():
        versions = {r.name: str(r.specifier)[2:] for r in locked(lock)}
        for wanted in map(Requirement, lines):
            assert wanted.specifier.contains(versions[wanted.name]), wanted


# start.py


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A course in a folder of its own, whose .venv never runs pip."""
    for step in (step for steps in start.NEEDED.values() for step in steps):
        (tmp_path / step.reads).parent.mkdir(exist_ok=True)
        (tmp_path / step.reads).write_text(f"the {step.name} step\n")
    venv = tmp_path / ".venv"
    monkeypatch.setattr(start, "ROOT", tmp_path)
    monkeypatch.setattr(start, "VENV", venv)
    monkeypatch.setattr(
        start, "PYTHON", venv / start.PYTHON.relative_to(ROOT / ".venv")
    )
    return tmp_path


@pytest.fixture
def calls(folder: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What start.py had done, by name, with nothing done in truth."""
    done: list[str] = []

    def make_venv() -> None:
        done.append("venv")
        shutil.rmtree(folder / ".venv", ignore_errors=True)
        (folder / ".venv").mkdir()

    monkeypatch.setattr(start, "make_venv", make_venv)
    monkeypatch.setattr(start, "pip", lambda options: done.append(options[-1]))
    monkeypatch.setattr(start, "venv_version", lambda: "(3, 12)")
    return done


LAB, TEACH, TEST = LOCKS
COURSE = "."


def test_the_first_start_does_every_step_and_the_second_none(calls: list[str]) -> None:
    start.prepare(start.NEEDED["lab"])
    assert calls == ["venv", LAB, COURSE]
    start.prepare(start.NEEDED["lab"])
    assert calls == ["venv", LAB, COURSE]


def test_the_tests_are_added_to_what_is_there(calls: list[str]) -> None:
    start.prepare(start.NEEDED["lab"])
    start.prepare(start.NEEDED["test"])
    assert calls == ["venv", LAB, COURSE, TEST]


def test_teaching_is_added_to_what_is_there_and_a_student_pays_nothing(
    calls: list[str],
) -> None:
    start.prepare(start.NEEDED["lab"])
    start.prepare(start.NEEDED["teach"])
    assert calls == ["venv", LAB, COURSE, TEACH]
    start.prepare(start.NEEDED["lab"])
    assert calls == ["venv", LAB, COURSE, TEACH]


@pytest.mark.parametrize(
    ("words", "purpose"),
    [
        ([], "lab"),
        (["--no-browser"], "lab"),
        (["--no-browser", "--present"], "teach"),
        (["slides", "4"], "teach"),
        (["site"], "teach"),
        (["test"], "test"),
        (["test", "-k", "--present"], "test"),
    ],
)
def test_no_more_is_installed_than_the_words_need(
    words: list[str], purpose: str
) -> None:
    assert start.purpose(words) == purpose


@pytest.mark.parametrize(
    ("changed", "again"),
    [(LAB, ["venv", LAB, TEST, COURSE]), (TEST, [TEST]), ("pyproject.toml", [COURSE])],
)
def test_a_changed_file_has_its_step_done_again(
    folder: Path, calls: list[str], changed: str, again: list[str]
) -> None:
    start.prepare(start.NEEDED["test"])
    calls.clear()
    (folder / changed).write_text("changed\n")
    start.prepare(start.NEEDED["test"])
    assert calls == again


def test_a_step_that_failed_is_not_taken_for_done(
    calls: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def pip(options: list[str]) -> None:
        calls.append(options[-1])
        start.fail("no network")

    with monkeypatch.context() as patch:
        patch.setattr(start, "pip", pip)
        with pytest.raises(SystemExit):
            start.prepare(start.NEEDED["lab"])
    start.prepare(start.NEEDED["lab"])
    assert calls == ["venv", LAB, "venv", LAB, COURSE]


def test_another_python_beneath_or_another_folder_is_another_venv(
    folder: Path, calls: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    start.prepare(start.NEEDED["lab"])
    calls.clear()
    monkeypatch.setattr(start, "venv_version", lambda: "(3, 13)")
    start.prepare(start.NEEDED["lab"])
    moved = folder.with_name("moved")
    folder.rename(moved)
    monkeypatch.setattr(start, "ROOT", moved)
    monkeypatch.setattr(start, "VENV", moved / ".venv")
    assert start.missing(start.NEEDED["lab"]) == start.NEEDED["lab"]
    assert calls == ["venv", LAB, COURSE]


def test_a_venv_whose_python_went_away_has_no_version(folder: Path) -> None:
    assert start.venv_version() == ""
    start.PYTHON.parent.mkdir(parents=True)
    start.PYTHON.write_text("#!/nowhere/python\n")
    start.PYTHON.chmod(0o755)
    assert start.venv_version() == ""


def said(sentence: str, capfd: pytest.CaptureFixture[str]) -> None:
    """The last line on stderr is the sentence."""
    assert sentence in capfd.readouterr().err.splitlines()[-1]


def ended(action: Callable[[], object]) -> int | str | None:
    """The exit status an action ended with."""
    with pytest.raises(SystemExit) as stop:
        action()
    return stop.value.code


def test_pip_speaks_only_when_it_fails(capfd: pytest.CaptureFixture[str]) -> None:
    start.run([sys.executable, "-c", "print('collecting')"], "It failed.")
    assert capfd.readouterr() == ("", "")
    failing = [sys.executable, "-c", "raise SystemExit('no disk left')"]
    assert ended(lambda: start.run(failing, "It failed.")) == 1
    assert capfd.readouterr() == ("", f"no disk left{os.linesep}It failed.\n")


def test_without_a_network_one_sentence_says_so(
    capfd: pytest.CaptureFixture[str],
) -> None:
    code = "print('WARNING: Retrying (Retry(total=4...'); raise SystemExit(1)"
    assert ended(lambda: start.run([sys.executable, "-c", code], "It failed.")) == 1
    error = capfd.readouterr().err
    assert error.count("\n") == 1
    assert "connect this machine to the network" in error


def test_without_venv_the_sentence_names_the_package(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(start, "has", lambda module: module == "venv")
    assert ended(start.make_venv) == 1
    said("apt install python3-venv", capfd)


def test_a_folder_that_cannot_be_written_to_is_one_sentence(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def refuse() -> None:
        raise PermissionError(13, "Permission denied", "/course/.venv")

    monkeypatch.setattr(start, "only_one", refuse)
    assert ended(lambda: start.main(["test"])) == 1
    said("copy it to a folder of yours", capfd)


@pytest.mark.parametrize(
    ("words", "module"),
    [
        ([], ["course_app", "lab"]),
        (["--no-browser"], ["course_app", "lab", "--no-browser"]),
        (["--present"], ["course_app", "lab", "--present"]),
        (["slides", "4", "--pdf"], ["course_app", "slides", "4", "--pdf"]),
        (["site", "--to", "x"], ["course_app", "site", "--to", "x"]),
        (["test", "-k", "jar"], ["pytest", "-k", "jar"]),
    ],
)
def test_further_words_are_handed_over(
    monkeypatch: pytest.MonkeyPatch, words: list[str], module: list[str]
) -> None:
    given: list[list[str]] = []

    def hand_over(words: list[str]) -> None:
        given.append(words)
        sys.exit(0)

    monkeypatch.setattr(start, "missing", lambda steps: steps[:0])
    monkeypatch.setattr(start, "hand_over", hand_over)
    ended(lambda: start.main(words))
    assert given == [module]


def test_help_installs_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    start.main(["--help"])
    assert "python3 start.py test" in capsys.readouterr().out


def test_two_starts_install_one_after_the_other(folder: Path) -> None:
    code = f"""
import pathlib, sys
sys.path.insert(0, {str(ROOT)!r})
import start
start.ROOT = pathlib.Path({str(folder)!r})
print("ready", flush=True)
with start.only_one():
    print("mine")
"""
    with start.only_one():
        command = [sys.executable, "-c", code]
        other = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert other.stdout is not None
        assert other.stdout.readline() == "ready\n"
        with pytest.raises(subprocess.TimeoutExpired):
            other.wait(0.3)
    assert other.communicate(timeout=20)[0] == "mine\n"


# What an installation leaves


def test_every_package_finds_what_it_needs() -> None:
    """A lock is installed with --no-deps: it must be complete in itself."""
    versions = {d.name.lower().replace("_", "-"): d.version for d in distributions()}
    for distribution in distributions():
        for wanted in map(Requirement, distribution.requires or []):
            if applies(wanted.marker, {"extra": ""}):
                name = wanted.name.lower().replace("_", "-").replace(".", "-")
                assert wanted.specifier.contains(versions[name]), (distribution, wanted)


def distributions() -> list[importlib.metadata.Distribution]:
    """What is installed of the lock."""
    found = importlib.metadata.distributions
    return [d for r in locked("requirements/test.txt") for d in found(name=r.name)]


def test_jupyterlab_asks_nobody_for_news() -> None:
    (source, target), *rest = shared_data().items()
    assert not rest
    installed = Path(sys.prefix, target)
    if not installed.exists():
        without("installed course", needed=True)
    assert installed.read_text() == (ROOT / source).read_text()
    assert settings("@jupyterlab/apputils-extension:notification") == {
        "checkForUpdates": False,
        "fetchNews": "false",
    }


def shared_data() -> dict[str, str]:
    """What the wheel puts into the environment: source and target."""
    tools = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]
    return tools["hatch"]["build"]["targets"]["wheel"]["shared-data"]


def settings(plugin: str) -> object:
    """The settings of a plugin that JupyterLab finds overridden."""
    from jupyterlab.commands import get_app_dir
    from jupyterlab_server.settings_utils import _get_overrides

    overrides, error = _get_overrides(str(Path(get_app_dir(), "settings")))
    assert not error
    return overrides[plugin]


# The tests' own ground


def test_each_test_has_an_empty_data_folder() -> None:
    assert not any(Path(os.environ["COURSE_DATA"]).iterdir())


@pytest.mark.parametrize(
    ("variable", "outcome"),
    [("", pytest.skip.Exception), ("true", pytest.fail.Exception)],
)
def test_what_ci_would_skip_it_fails(
    monkeypatch: pytest.MonkeyPatch, variable: str, outcome: type[BaseException]
) -> None:
    monkeypatch.setenv("CI", variable)
    with pytest.raises(outcome, match="Chromium"):
        without("Chromium", needed=True)
