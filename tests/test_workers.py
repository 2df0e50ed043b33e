"""Lesson 8's two sites behave as real processes do: three workers of gunicorn."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import pytest
import requests

WORKERS = 3
SECONDS = 30.0
PROGRAM = """\
import os
from flask import Flask, session

app = Flask(__name__)
app.secret_key = {key}


@app.get("/login")
def log_in():
    session["user"] = "ana"
    return str(os.getpid())


@app.get("/me")
def me():
    return [os.getpid(), session.get("user", "nobody")]
"""

pytestmark = pytest.mark.skipif(
    sys.platform == "win32" or find_spec("gunicorn") is None,
    reason="gunicorn is not installed; it runs on Linux and macOS only",
)


@contextmanager
def gunicorn(folder: Path, key: str, **settings: object) -> Iterator[str]:
    """Run the program with real workers; the system picks a free port."""
    (folder / "site_program.py").write_text(PROGRAM.format(key=key), "utf-8")
    log = folder / "log"
    log.unlink(missing_ok=True)
    settings |= {"workers": WORKERS, "bind": "127.0.0.1:0", "errorlog": str(log)}
    settings["graceful_timeout"] = 2  # who is stopped while it starts hears nothing
    settings["control_socket_disable"] = True  # newer ones would write into the home
    lines = [f"{name} = {value!r}\n" for name, value in settings.items()]
    (folder / "gunicorn.conf.py").write_text("".join(lines), "utf-8")
    command = [sys.executable, "-m", "gunicorn", "site_program:app"]
    server = subprocess.Popen(command, cwd=folder)
    try:
        yield address(server, log)
    finally:
        server.terminate()
        server.wait(SECONDS)


def address(server: subprocess.Popen[bytes], log: Path) -> str:
    """Wait for the line that says where it listens."""
    deadline = time.monotonic() + SECONDS
    while server.poll() is None and time.monotonic() < deadline:
        text = log.read_text("utf-8") if log.exists() else ""
        found = re.search(r"Listening at: (\S+) ", text)
        if found:
            return found[1]
        time.sleep(0.05)
    raise AssertionError(log.read_text("utf-8") if log.exists() else "no log")


def told_by_each(url: str) -> tuple[int, dict[int, str]]:
    """Log in once; return that worker, and what every worker says of the cookie."""
    login = requests.get(url + "/login", timeout=SECONDS)
    held, told = dict(login.cookies), {}
    deadline = time.monotonic() + SECONDS
    while len(told) < WORKERS and time.monotonic() < deadline:
        pid, user = requests.get(url + "/me", cookies=held, timeout=SECONDS).json()
        assert told.setdefault(pid, user) == user
    return int(login.text), told


def test_workers_with_random_keys_know_their_own_logins_only(tmp_path):
    with gunicorn(tmp_path, "os.urandom(24)") as url:
        home, told = told_by_each(url)
    assert sorted(told.values()) == ["ana", "nobody", "nobody"]
    assert told[home] == "ana"


def test_workers_with_one_key_all_know_a_login(tmp_path):
    with gunicorn(tmp_path, "'one key for all'") as url:
        _, told = told_by_each(url)
    assert list(told.values()) == ["ana"] * WORKERS


def test_a_key_made_before_the_workers_lasts_until_the_next_start(tmp_path):
    with gunicorn(tmp_path, "os.urandom(24)", preload_app=True) as url:
        _, told = told_by_each(url)
        held = dict(requests.get(url + "/login", timeout=SECONDS).cookies)
    assert list(told.values()) == ["ana"] * WORKERS
    with gunicorn(tmp_path, "os.urandom(24)", preload_app=True) as url:
        _, user = requests.get(url + "/me", cookies=held, timeout=SECONDS).json()
    assert user == "nobody"


def test_nothing_is_left_running(tmp_path):
    with gunicorn(tmp_path, "'a key'") as url:
        pid, _ = requests.get(url + "/me", timeout=SECONDS).json()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
