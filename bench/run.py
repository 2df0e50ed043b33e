"""Measure the course against what a user would pick instead, in one run.

    python bench/run.py [NAME ...]

Each line compares two ways of doing the same thing, taken in turns, and prints
their medians and the ratio. Ratios carry over from machine to machine; the
milliseconds beside them do not.
"""

from __future__ import annotations

import argparse
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import requests
from flask import Flask, session

ROOT = Path(__file__).resolve().parent.parent
APP = """
from flask import Flask, session
app = Flask(__name__)
app.secret_key = "bench"

@app.get("/hits")
def hits():
    session["hits"] = session.get("hits", 0) + 1
    return str(session["hits"])
"""


def make_app() -> Flask:
    """Make the counter that is measured throughout; it answers exercise 1.1."""
    app = Flask(__name__)
    app.secret_key = "bench"

    @app.get("/hits")
    def hits() -> str:
        app.config["TOTAL"] = app.config.get("TOTAL", 0) + 1
        session["hits"] = session.get("hits", 0) + 1
        return str(session["hits"])

    @app.get("/total")
    def total() -> str:
        return str(app.config.get("TOTAL", 0))

    return app


def first_response() -> None:
    """Time to a first answer: `serve(app)` against `flask run`."""
    from course_app.server import Site

    def ours() -> None:
        with Site(make_app()) as site:
            requests.get(site.url + "/hits", timeout=5)

    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "app.py").write_text(APP, "utf-8")
        report("first response", "serve(app)", ours, "flask run", _flask_run(folder), 9)


def _flask_run(folder: str) -> Callable[[], None]:
    def theirs() -> None:
        port = _free_port()
        command = [sys.executable, "-m", "flask", "run", "--port", str(port)]
        quiet = subprocess.DEVNULL
        with subprocess.Popen(
            command, cwd=folder, stdout=quiet, stderr=quiet
        ) as process:
            _wait_for(f"http://127.0.0.1:{port}/hits")
            process.terminate()

    return theirs


def showing() -> None:
    """Time to render an exchange against the request that made it."""
    from course_app.card import exchange_panels
    from course_app.render import panels_html, panels_text
    from course_app.server import Site
    from course_app.wire import exchanges

    with Site(make_app()) as site:
        ana = requests.Session()
        response = ana.get(site.url + "/hits")

        def ours() -> None:
            panels = [p for hop in exchanges(response) for p in exchange_panels(hop)]
            panels_html(panels)
            panels_text(panels)

        def theirs() -> None:
            ana.get(site.url + "/hits")

        report("one exchange", "show's rendering", ours, "bare request", theirs, 200)


def checking() -> None:
    """Time of an in-notebook check against its experiment done by hand."""
    from course_app.checker import verdict
    from course_app.server import Site

    def ours() -> None:
        assert verdict("1.1", make_app).passed

    def theirs() -> None:
        with Site(make_app()) as site:
            ana, bob = requests.Session(), requests.Session()
            for client in (ana, ana, ana, bob, ana, bob):
                client.get(site.url + "/hits")
            for client in (ana, ana, bob):
                client.get(site.url + "/total")

    report("exercise 1.1", "verdict()", ours, "experiment by hand", theirs, 30)


def judging() -> None:
    """Time of `course check` against a Python that imports flask and requests."""
    answer = next(iter(sorted((ROOT / "tests/answers/1.1").glob("right_*.py"))))
    check = [sys.executable, "-m", "course_app", "check", "1.1", str(answer), "--json"]
    bare = [sys.executable, "-c", "import flask, requests"]
    report("a process", "course check", _run(check), "bare imports", _run(bare), 7)


def notebooks() -> None:
    """Time of nbval over the course: ours against stock, notebook by notebook."""
    files = sorted(str(p) for p in ROOT.glob("notebooks/[0-9]*.ipynb"))
    files += sorted(str(p) for p in ROOT.glob("solutions/[0-9]*.ipynb"))
    ours = _run([sys.executable, "-m", "pytest", "-q", *files])
    stock = [sys.executable, "-m", "pytest", "-q", "-o", "addopts=", "--nbval"]

    def theirs() -> None:
        for file in files:
            _run([*stock, "-p", "no:xdist", file])()

    report("nbval", "ours", ours, "stock, one by one", theirs, 1)


def report(
    title: str,
    our_name: str,
    ours: Callable[[], None],
    their_name: str,
    theirs: Callable[[], None],
    rounds: int,
) -> None:
    """Time both ways in turns and print one line."""
    if rounds > 1:
        ours(), theirs()  # the first time loads modules
    pairs = [(_time(ours), _time(theirs)) for _ in range(rounds)]
    our, their = (statistics.median(column) for column in zip(*pairs, strict=True))
    print(
        f"{title:15} {our_name} {our * 1e3:9.2f} ms   "
        f"{their_name} {their * 1e3:9.2f} ms   "
        f"ratio {our / their:.3f}   difference {(our - their) * 1e3:+.1f} ms"
    )


def _time(work: Callable[[], None]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _run(command: list[str]) -> Callable[[], None]:
    def work() -> None:
        with _own_data() as environment:
            subprocess.run(
                command,
                cwd=ROOT,
                env=environment,
                check=True,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )

    return work


@contextmanager
def _own_data() -> Iterator[dict[str, str]]:
    """Keep the user's progress out of what is measured."""
    with tempfile.TemporaryDirectory() as folder:
        yield {**os.environ, "COURSE_DATA": folder}


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


def _wait_for(url: str) -> None:
    for _ in range(5000):
        try:
            requests.get(url, timeout=5)
        except requests.ConnectionError:
            time.sleep(0.002)
        else:
            return
    raise TimeoutError(url)


BENCHES = {
    "first": first_response,
    "show": showing,
    "check": checking,
    "judge": judging,
    "nbval": notebooks,
}


def main() -> None:
    """Run the benchmarks named on the command line, or all."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(BENCHES))
    for name in parser.parse_args().names or BENCHES:
        BENCHES[name]()


if __name__ == "__main__":
    main()
