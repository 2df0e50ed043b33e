"""What becomes of an answer, whatever it is and whatever it does."""

import contextlib
import gc
import json
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace

import psutil
import pytest
import requests
from flask import Flask, redirect, session

from course_app import checker, progress, trouble
from course_app.checker import check, hint, solution, verdict
from course_app.exercise import catalogue
from course_app.experiment import Lab
from course_app.outcome import Verdict

ROOT = Path(__file__).parents[1]


def counter(view):
    """Make a factory whose app has `view` at /hits."""

    def make_app():
        app = Flask("answer")
        app.secret_key = "x"
        app.add_url_rule("/hits", "hits", view)
        return app

    return make_app


def judged(view) -> Verdict:
    return verdict("1.1", counter(view))


def forever():
    while True:
        pass


def endless():
    return endless()


def stubborn():
    while True:
        with contextlib.suppress(BaseException):
            time.sleep(0)


def raising(error):
    def raise_it():
        raise error

    return raise_it


@pytest.fixture
def impatient(monkeypatch):
    """A third of the usual patience, so that the tests need not wait either."""
    monkeypatch.setattr("course_app.experiment.CALL_SECONDS", 1.0)
    monkeypatch.setattr("course_app.experiment.VIEW_SECONDS", 0.5)
    monkeypatch.setattr("course_app.experiment.REQUEST_SECONDS", 0.7)


@pytest.mark.parametrize(
    ("answer", "outcome", "finding"),
    [
        (..., "not_attempted", None),
        (None, "not_attempted", None),
        (raising(NotImplementedError()), "not_attempted", None),
        (Flask("answer"), "errored", "app-not-factory"),
        ("make_app", "errored", "not-callable"),
        (7, "errored", "not-callable"),
        (counter, "errored", "wrong-arguments"),
        (lambda: None, "errored", "not-an-app"),
        (lambda: "an app", "errored", "not-an-app"),
        (Flask, "errored", "wrong-arguments"),
        (raising(KeyError("n")), "errored", "answer-raises"),
        (raising(SystemExit(1)), "errored", "answer-raises"),
        (raising(KeyboardInterrupt()), "errored", "answer-raises"),
        (endless, "errored", "answer-raises"),
        (forever, "errored", "too-slow"),
        (lambda: threading.Event().wait(2), "errored", "too-slow"),
    ],
)
def test_what_is_no_app_gets_a_finding(impatient, answer, outcome, finding):
    found = verdict("1.1", answer)
    assert (found.outcome, found.finding) == (outcome, finding)
    assert 1 <= len(found.message.splitlines()) <= 4


@pytest.mark.parametrize(
    ("view", "finding"),
    [
        (raising(KeyError("n")), "view-raises"),
        (raising(SystemExit()), "view-raises"),
        (lambda: None, "view-raises"),
        (lambda: redirect("/hits"), "endless-redirect"),
        (lambda: redirect("http://192.0.2.1/"), "leaves-the-site"),
        (lambda: redirect("https://example.com/"), "leaves-the-site"),
        (lambda: iter(lambda: b"x" * 100_000, b""), "endless-body"),
        (forever, "too-slow"),
        (stubborn, "too-slow"),
        (lambda: time.sleep(1), "too-slow"),
        (lambda: iter(lambda: time.sleep(0.1) or b"x", b""), "too-slow"),
    ],
)
def test_view_that_fails_gets_a_finding(impatient, view, finding):
    found = judged(view)
    assert (found.outcome, found.finding) == ("errored", finding)


@pytest.mark.parametrize(
    "answer",
    [
        forever,
        counter(forever),
        counter(stubborn),
        counter(lambda: time.sleep(4)),
    ],
    ids=["loop", "view loops", "view swallows", "view sleeps"],
)
def test_verdict_comes_within_five_seconds(answer):
    began = time.perf_counter()
    assert verdict("1.1", answer).finding == "too-slow"
    assert time.perf_counter() - began < 5


def test_views_that_all_take_their_time_are_too_slow_together(impatient, monkeypatch):
    monkeypatch.setattr("course_app.experiment.EXPERIMENT_SECONDS", 1.0)

    def hits():
        time.sleep(0.3)
        session["n"] = session.get("n", 0) + 1
        return str(session["n"])

    assert judged(hits).finding == "too-slow"


def test_stub_inside_a_view_is_not_attempted():
    assert judged(raising(NotImplementedError())).outcome == "not_attempted"


def test_missing_key_is_named():
    def make_app():
        app = Flask("answer")
        app.add_url_rule("/hits", "hits", lambda: session.update(n=1) or "1")
        return app

    assert verdict("1.1", make_app).finding == "no-secret-key"


def test_fault_shows_the_learners_own_line():
    def hits():
        return str(session["n"] + 1)

    assert 'return str(session["n"] + 1)' in judged(hits).message


def test_error_of_many_lines_is_cut_to_one():
    long_winded = RuntimeError("x" * 1000 + "\nadvice" * 10)
    for found in (verdict("1.1", raising(long_winded)), judged(raising(long_winded))):
        assert len(found.message.splitlines()) <= 4
        assert len(found.message) < 500


def test_runaway_shows_where_it_was(impatient):
    found = verdict("1.1", forever)
    assert "`while True:`" in found.message or "`pass`" in found.message


def test_app_run_in_a_factory_returns_at_once():
    def make_app():
        app = counter(lambda: "1")()
        app.run(debug=True)
        return app

    assert verdict("1.1", make_app).finding == "never-counts"
    assert Flask.run.__name__ == "run"


def test_exit_in_a_kernel_ends_the_call_and_not_the_kernel(monkeypatch):
    class Shell:
        def ask_exit(self):
            pytest.fail("the kernel would have ended")

    shell = Shell()
    monkeypatch.setitem(
        sys.modules, "IPython", SimpleNamespace(get_ipython=lambda: shell)
    )
    assert verdict("1.1", shell.ask_exit).finding == "answer-raises"
    assert "ask_exit" not in vars(shell)


def test_unknown_exercise_is_said_in_one_sentence():
    for found in (str(verdict("99.1", None)), str(hint("99.1")), str(solution("99.1"))):
        assert "There is no exercise 99.1." in found


def test_check_without_an_answer_tells_how_to_give_one():
    found = check("1.1")
    assert found.finding == "name-missing"
    assert 'check("1.1", make_app)' in found.message


def test_fault_of_the_check_is_reported_as_ours(monkeypatch):
    monkeypatch.setattr(
        "course_app.checks.lesson_01._number", raising(ZeroDivisionError())
    )
    found = judged(lambda: "1")
    assert (found.outcome, found.finding) == ("errored", "check-fault")
    assert "ours, not yours" in found.message


def test_global_counter_is_named_when_checked_again():
    n = 0

    def hits():
        nonlocal n
        n += 1
        return str(n)

    findings = [judged(hits).finding for _ in range(2)]
    assert findings == ["global-counter", "global-counter"]


def test_prints_are_kept_and_passed_on(capsys):
    with Lab(catalogue()["1.2"]) as lab:
        lab.call(lambda: sys.stdout.write("hello\n"))
    assert lab.printed == capsys.readouterr().out == "hello\n"


def test_flood_of_prints_is_dammed(capsys):
    with Lab(catalogue()["1.2"]) as lab:
        lab.call(lambda: [sys.stdout.write("x" * 100) for _ in range(10_000)])
    assert len(capsys.readouterr().out) <= 10_000


def test_answer_may_raise_what_the_check_expects():
    with Lab(catalogue()["1.2"]) as lab:
        raised = lab.call(raising(KeyError("session")), catch=(KeyError,))
        assert isinstance(raised, KeyError)
        with pytest.raises(trouble.Ended):
            lab.call(raising(KeyError("session")))


def test_swapping_the_app_keeps_the_address():
    with Lab(catalogue()["1.4"]) as lab:
        trial = lab.host(counter(lambda: "one"))
        trial.swap(counter(lambda: "two")())
        assert trial.visitor().get("/hits").text == "two"


def test_environment_proxies_are_ignored(monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.delenv("NO_PROXY", raising=False)

    def log_in_all(url, names):
        clients = {name: requests.Session() for name in names}
        for name, client in clients.items():
            client.post(url + "/login", data={"user": name})
        return clients

    assert verdict("1.3", log_in_all).passed


def test_nothing_is_left_behind(impatient):
    """No thread, no socket, and a processor that rests."""
    for view in (lambda: "1", stubborn, raising(KeyError())):
        judged(view)
    verdict("1.1", forever)
    gc.collect()
    threads = [one.name for one in threading.enumerate() if one.name != "MainThread"]
    assert not [name for name in threads if "_run" in name or "site" in name]
    ours = [one for one in psutil.Process().net_connections() if one.status == "LISTEN"]
    assert not ours
    busy = time.process_time()
    time.sleep(0.3)
    assert time.process_time() - busy < 0.2


def test_interrupt_leaves_nothing_running(monkeypatch):
    monkeypatch.setattr(threading.Thread, "join", interrupting(threading.Thread.join))
    with pytest.raises(KeyboardInterrupt):
        verdict("1.1", forever)
    assert not [one for one in threading.enumerate() if "_run" in one.name]


def interrupting(join):
    """Make the first wait of a check end as if the kernel were interrupted."""
    waits = iter([True])

    def interrupted(thread, seconds=None):
        if seconds and next(waits, False):
            raise KeyboardInterrupt
        return join(thread, seconds)

    return interrupted


def test_verdict_has_equal_words_as_html_and_text():
    found = judged(lambda: "1")
    bundle = found._repr_mimebundle_()
    for line in found.message.splitlines():
        assert line in bundle["text/plain"]
    assert "no Cookie header" in bundle["text/plain"]
    assert "no Cookie header" in bundle["text/html"]
    assert "Not yet" in bundle["text/html"]


def test_verdict_tells_no_port_and_no_address():
    def login_cookie(url):
        raise ValueError(f"{url} {object()}")

    message = verdict("1.2", login_cookie).message
    assert "http://127.0.0.1… <object object>" in message


def test_markup_in_an_answer_stays_text():
    found = judged(lambda: "<script>alert(1)</script>")
    assert "<script>" not in found._repr_mimebundle_()["text/html"]


def test_hints_come_one_by_one():
    checker._hints_shown.clear()
    exercise = catalogue()["1.1"]
    titles = [hint("1.1").title for _ in range(4)]
    assert titles == ["Hint 1 of 3", "Hint 2 of 3", "Hint 3 of 3", "Hint 3 of 3"]
    assert exercise.hints[2] in str(hint("1.1"))
    assert hint("1.2").title == "Hint 1 of 3"


def test_check_keeps_what_was_passed():
    assert check("1.2", lambda url: posted(url).history[0].cookies["session"]).passed
    assert progress.done() == {"1.2"}
    assert not check("1.2", lambda _: None).passed
    assert progress.done() == {"1.2"}


def posted(url):
    return requests.post(url + "/login", data={"user": "ana"})


def test_what_was_not_attempted_is_no_try():
    check("1.1", None)
    assert progress.read()[0]["exercises"] == {}


def test_verdict_stands_where_progress_cannot_be_kept(monkeypatch, tmp_path):
    (tmp_path / "a file").write_text("in the way")
    monkeypatch.setenv("COURSE_DATA", str(tmp_path / "a file"))
    found = check("1.1", counter(lambda: "1"))
    assert found.finding == "never-counts"
    assert "progress could not be saved" in str(found)


SOLUTION = """### BEGIN SOLUTION
def make_app():
    return app
### END SOLUTION"""


@pytest.fixture
def instructors_copy(tmp_path, monkeypatch):
    metadata = {"course": {"exercise": "1.1", "role": "answer"}}
    cell = {
        "cell_type": "code",
        "metadata": metadata,
        "source": SOLUTION.splitlines(True),
    }
    for folder, cells in (("notebooks", []), ("solutions", [cell])):
        (tmp_path / folder).mkdir()
        name = "00_start_here.ipynb" if folder == "notebooks" else "01_x.ipynb"
        (tmp_path / folder / name).write_text(json.dumps({"cells": cells}))
    monkeypatch.chdir(tmp_path)


def test_solution_shows_its_source_without_markers(instructors_copy):
    assert solution("1.1").code == "def make_app():\n    return app"


def test_solution_that_is_not_here_is_kept_by_the_instructor(instructors_copy):
    assert "ask your instructor" in str(solution("1.2"))


HOSTILE: dict[str, tuple[str, str | None, str]] = {
    "right": ("passed", None, (ROOT / "tests/answers/1.1/right_list.py").read_text()),
    "runs a server": (
        "errored",
        "name-missing",
        "import flask\nflask.Flask('x').run()",
    ),
    "loops": ("errored", "too-slow", "while True: pass"),
    "swallows": (
        "errored",
        "too-slow",
        (
            "import time\ndef make_app():\n  while True:\n"
            "    try: time.sleep(1)\n    except BaseException: pass"
        ),
    ),
    "holds on": (
        "errored",
        "too-slow",
        "import re\nre.match('(a+)+$', 'a' * 40 + 'b')",
    ),
    "exits": ("errored", "died", "import os\ndef make_app(): os._exit(0)"),
    "crashes": ("errored", "died", "import faulthandler\nfaulthandler._sigsegv()"),
    "quits": ("errored", "source-raises", "import sys\nsys.exit(0)"),
    "recurses": ("errored", "answer-raises", "def make_app(): return make_app()"),
    "forks": (
        "errored",
        "not-an-app",
        (
            "import os\ndef make_app():\n"
            "  for _ in range(50): getattr(os, 'fork', int)()  # Windows has none"
        ),
    ),
    "starts others": (
        "errored",
        "not-an-app",
        (
            "import subprocess, sys\ndef make_app():\n"
            "  code = 'import time; time.sleep(60)  # course-test-stray'\n"
            "  words = [sys.executable, '-c', code]\n"
            "  for _ in range(3): subprocess.Popen(words, start_new_session=True)"
        ),
    ),
    "floods": (
        "errored",
        "too-slow",
        "import os\ndef make_app():\n  while True: os.write(1, b'x' * 65536)",
    ),
    "eats": ("errored", "answer-raises", "def make_app(): return 'x' * 10**18"),
    "asks": ("errored", "source-raises", "name = input('Who are you? ')"),
    "is not there": ("errored", "name-missing", ""),
    "is no function": ("errored", "not-callable", "make_app = 7"),
    "is no Python": ("errored", "syntax", "def make_app(:"),
    "is no text": ("errored", "syntax", "\x00"),
    "raises": ("errored", "source-raises", "1 / 0"),
    "is a stub": ("not_attempted", None, "def make_app(): raise NotImplementedError()"),
    "closes": (
        "errored",
        "not-an-app",
        "import os\ndef make_app(): os.closerange(0, 3)",
    ),
}


def course(*words: str, **more):
    return subprocess.run(
        [sys.executable, "-m", "course_app", *words],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        **more,
    )


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    """Judge every hostile answer, four at a time; give what came and how long."""
    folder = tmp_path_factory.mktemp("hostile")

    def run(name):
        file = folder / f"{name}.py"
        file.write_text(HOSTILE[name][2])
        began = time.monotonic()
        done = course("check", "1.1", str(file), "--json")
        return done, time.monotonic() - began

    with ThreadPoolExecutor(4) as pool:
        return dict(zip(HOSTILE, pool.map(run, HOSTILE), strict=True))


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_answer_is_judged_within_ten_seconds(hostile, name):
    done, seconds = hostile[name]
    outcome, finding, _ = HOSTILE[name]
    printed = json.loads(done.stdout)
    assert (printed["outcome"], printed["finding"]) == (outcome, finding), printed
    assert list(printed) == ["exercise", "outcome", "finding", "message"]
    assert done.returncode == (0 if outcome == "passed" else 1)
    assert done.stderr == ""
    assert seconds < 10


def test_nothing_that_an_answer_started_is_left(hostile):
    commands = [one.info["cmdline"] or [] for one in psutil.process_iter(["cmdline"])]
    assert not [command for command in commands if "course-test-stray" in str(command)]


def test_check_that_is_killed_takes_its_child_along(tmp_path):
    (tmp_path / "answer.py").write_text(HOSTILE["loops"][2])
    words = [sys.executable, "-m", "course_app", "check", "1.1", "answer.py"]
    parent = subprocess.Popen(words, cwd=tmp_path)
    children = waited_for(psutil.Process(parent.pid).children)
    parent.kill()
    parent.wait()
    assert waited_for(lambda: not any(map(is_alive, children)))


def waited_for(happens, seconds=5.0):
    """Give what `happens` answers once it is true, or at the end of the wait."""
    end = time.monotonic() + seconds
    while not (answer := happens()) and time.monotonic() < end:
        time.sleep(0.02)
    return answer


def is_alive(process):
    return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
