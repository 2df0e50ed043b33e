"""Where an answer is tried: it is started, visited, and judged by what it does.

    site = lab.start(make_app)
    ana, bob = site.visitor(), site.visitor()
    first = ana.get("/hits")
    lab.expect("no-hits-page", first.ok, "…", exchange=first)

An experiment ends early by raising `Ended`. Reaching its end is passing.
"""

from __future__ import annotations

import io
import sys
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import ExitStack, contextmanager, redirect_stdout
from pathlib import Path
from typing import Any, Self, TextIO

import requests
from flask import Flask

from course_app import trouble
from course_app.answer import run_source
from course_app.exercise import Exercise
from course_app.runaway import Call, call_within
from course_app.server import Site
from course_app.trouble import Ended
from course_app.visitor import REQUEST_SECONDS, Visitor

EXPERIMENT_SECONDS = 3.5  # with all that is to be stopped, a verdict within 5
SOURCE_SECONDS = 3.0
CALL_SECONDS = 3.0
VIEW_SECONDS = 1.5  # shorter than a visitor's patience, so that the line is known
PRINTED_CHARACTERS = 10_000


class Lab:
    """The bench of one experiment; closing it stops all that was started.

    ``cleared`` lists the findings that were looked for and not found.
    ``printed`` is what the answer printed during the last `call`.
    """

    def __init__(self, exercise: Exercise, disabled: Collection[str] = ()) -> None:
        self.cleared: list[str] = []
        self.printed = ""
        self._exercise = exercise
        self._disabled = disabled
        self._end = time.perf_counter() + EXPERIMENT_SECONDS
        self._started = ExitStack()

    def __enter__(self) -> Self:
        self._started.enter_context(_exit_raises())
        return self

    def __exit__(self, *_: object) -> None:
        self._started.close()

    def expect(
        self,
        finding: str,
        ok: bool,
        *lines: str,
        exchange: requests.Response | None = None,
    ) -> None:
        """End the experiment with ``finding`` unless ``ok``.

        ``lines`` tell, in at most four, what was done, what was seen, what was
        expected and why it matters.
        """
        if finding in self._disabled:
            return
        if not ok:
            raise Ended("incorrect", finding, *lines, exchange=exchange)
        self.cleared.append(finding)

    def start(self, make_app: Any) -> Trial:
        """Call the learner's factory and serve the app it returns."""
        if isinstance(make_app, Flask):
            raise trouble.app_not_factory(self._exercise)
        app = self.call(make_app)
        if not isinstance(app, Flask):
            raise trouble.not_an_app(self._exercise, app)
        return self._open(Trial(self, app))

    def host(self, make_app: Callable[[], Flask]) -> Trial:
        """Serve an app of the check's own, for the learner's function to ask."""
        return self._open(Trial(self, make_app(), ours=True))

    def call(
        self, function: Any, *args: Any, catch: tuple[type[BaseException], ...] = ()
    ) -> Any:
        """Call the learner's function and return its value.

        An exception listed in ``catch`` is returned; any other one, and a call
        that takes too long, ends the experiment.
        """
        trouble.demand_function(self._exercise, function, args)
        call = self._watch(CALL_SECONDS, lambda: function(*args))
        if isinstance(call.error, catch):
            return call.error
        trouble.demand_value(self._exercise, call)
        return call.value

    def read(self, file: Path) -> Any:
        """Run the learner's source and return the answer it defines."""
        call = self._watch(SOURCE_SECONDS, lambda: run_source(file))
        trouble.demand_source(call)
        name = self._exercise.answer
        if name not in call.value:
            raise trouble.name_missing(
                f"The source defines no `{name}`, and that is what is to be checked.",
                "Spelling counts, capital letters too.",
            )
        return call.value[name]

    def remaining(self) -> float:
        """Return the seconds left; end the experiment when there are none."""
        left = self._end - time.perf_counter()
        if left <= 0:
            raise trouble.slow_in_all(EXPERIMENT_SECONDS)
        return left

    def _watch(self, seconds: float, function: Callable[[], Any]) -> Call:
        tee = _Tee(sys.stdout)
        with redirect_stdout(tee), _app_run_returns():
            call = call_within(min(seconds, self.remaining()), function)
        self.printed = tee.kept
        return call

    def _open(self, trial: Trial) -> Trial:
        self._started.callback(trial.site.stop)
        return trial


class Trial:
    """One app being served, the visitors who ask it, and its faults.

    ``ours`` marks an app of the check: its faults are no learner's.
    """

    def __init__(self, lab: Lab, app: Flask, *, ours: bool = False) -> None:
        self.lab = lab
        self.site = Site(app, "check", limit=VIEW_SECONDS)
        self.url = self.site.url
        self._ours = ours

    def visitor(self) -> Visitor:
        """Return a new client with an empty jar."""
        return _Guest(self)

    def swap(self, app: Flask) -> None:
        """Put another app behind the same address, as a restart does."""
        self.site.app = app

    def text_for(self, address: str, path: str) -> str:
        """Return what a new client reads that comes from another IP address.

        All of this machine shares one address, so this request goes to the app
        itself, through no socket.
        """
        client, origin = self.site.app.test_client(), {"REMOTE_ADDR": address}
        headers = dict(requests.utils.default_headers())
        answer = self.lab.call(
            lambda: client.get(path, headers=headers, environ_overrides=origin)
        )
        return str(answer.text)

    def blame(self, where: str, error: requests.RequestException | None) -> None:
        """End the experiment if the request ``where`` came to grief."""
        faults = self.site.take_faults()
        if faults and self._ours:
            raise RuntimeError(f"the check's own app: {faults[0]}")
        if faults:
            raise trouble.view_failed(faults[0], VIEW_SECONDS)
        if error:
            raise trouble.unanswered(where, error)


class _Guest(Visitor):
    """A visitor whose trial hears of every request that goes wrong."""

    def __init__(self, trial: Trial) -> None:
        super().__init__(trial.url)
        self._trial = trial

    def request(self, method: Any, url: Any, *args: Any, **kwargs: Any) -> Any:
        """Ask, within the time that is left; see `Visitor.request`."""
        kwargs["timeout"] = min(self._trial.lab.remaining(), REQUEST_SECONDS)
        where, error = f"{method.upper()} {url}", None
        try:
            return super().request(method, url, *args, **kwargs)
        except requests.RequestException as raised:
            error = raised
            raise
        finally:
            self._trial.blame(where, error)


class _Tee(io.TextIOBase):
    """Prints on, and keeps the beginning of what was printed."""

    def __init__(self, out: TextIO) -> None:
        self.kept = ""
        self._out = out

    def write(self, text: str) -> int:
        """Print ``text`` unless the answer floods the cell."""
        room = PRINTED_CHARACTERS - len(self.kept)
        if room > 0:
            self.kept += text[:room]
            self._out.write(text[:room])
        return len(text)


@contextmanager
def _app_run_returns() -> Iterator[None]:
    """Let a pasted ``app.run()`` return at once: the trial serves the app."""
    run = Flask.run
    Flask.run = lambda *_, **__: None  # type: ignore[method-assign]
    try:
        yield
    finally:
        Flask.run = run  # type: ignore[method-assign]


@contextmanager
def _exit_raises() -> Iterator[None]:
    """Let ``exit()`` raise `SystemExit`: IPython's own would end the kernel."""
    interactive = sys.modules.get("IPython")
    shell = interactive.get_ipython() if interactive else None
    if shell is None:
        yield
        return
    shell.ask_exit = sys.exit
    try:
        yield
    finally:
        del shell.ask_exit
