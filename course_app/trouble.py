"""What can go wrong with any answer, and what the learner reads then.

Each way out is an `Ended` with a stable finding, said in at most four lines:
what was done, what was seen, what was expected, why it matters.

Neither Flask nor requests is imported before it is needed: checks import this
module, and the catalogue imports them.
"""

from __future__ import annotations

import inspect
import re
from typing import TYPE_CHECKING, Any

from course_app import blame
from course_app.exercise import Exercise
from course_app.fault import named
from course_app.runaway import Call, Overdue

if TYPE_CHECKING:
    import requests

    from course_app.fault import Fault
    from course_app.outcome import Outcome

UNTOUCHED = "There is nothing to judge yet. Write your code, then run this cell again."
ERROR_LENGTH = 120
_NO_KEY = "no secret key was set"


class Ended(Exception):
    """The experiment is over before its end, with this outcome."""

    def __init__(
        self,
        outcome: Outcome,
        finding: str | None,
        *lines: str,
        exchange: requests.Response | None = None,
    ) -> None:
        super().__init__(finding or outcome)
        self.outcome = outcome
        self.finding = finding
        self.lines = lines
        self.exchange = exchange

    @property
    def message(self) -> str:
        """Its lines as text, without what changes from run to run."""
        text = "\n".join(line for line in self.lines if line)
        text = re.sub(r" at 0x[0-9a-fA-F]+", "", text)
        return re.sub(r"(?<=127\.0\.0\.1):\d+|(?<=port=)\d+", "…", text)


def not_attempted() -> Ended:
    """End on a starter as it was handed out."""
    return Ended("not_attempted", None, UNTOUCHED)


def name_missing(*lines: str) -> Ended:
    """End on an answer that is not there."""
    return Ended("errored", "name-missing", *lines)


def app_not_factory(exercise: Exercise) -> Ended:
    """End on an app in place of the function that makes one."""
    name = exercise.answer
    return Ended(
        "errored",
        "app-not-factory",
        f"This is an app. The check needs `{name}`, the function that makes one.",
        f'Give the function without calling it: `check("{exercise.id}", {name})`.',
        "The check calls it more than once, each time for an app that is new.",
    )


def not_an_app(exercise: Exercise, value: object) -> Ended:
    """End on a factory that returns no Flask app."""
    name = exercise.answer
    if value is None:
        seen = f"`{name}()` returned nothing. Is `return app` missing at its end?"
    else:
        seen = f"`{name}()` returned {a_kind(value)}, not a Flask app."
    return Ended(
        "errored", "not-an-app", seen, "Without an app there is no one to ask."
    )


def demand_function(exercise: Exercise, function: Any, args: tuple[Any, ...]) -> None:
    """Raise `Ended` unless ``function`` can be called with ``args``."""
    name = exercise.answer
    if function is None or function is ...:
        raise not_attempted()
    if not callable(function):
        raise Ended(
            "errored",
            "not-callable",
            f"`{name}` is {a_kind(function)}; the check needs a function.",
            f"Write `def {name}(…):`, and hand over the function by its name.",
        )
    try:
        inspect.signature(function).bind(*args)
    except ValueError:  # a built-in that does not tell: the call will
        return
    except TypeError:
        raise _wrong_arguments(name, function, len(args)) from None


def _wrong_arguments(name: str, function: Any, count: int) -> Ended:
    given = {0: "no argument", 1: "one argument"}.get(count, f"{count} arguments")
    return Ended(
        "errored",
        "wrong-arguments",
        f"The check calls `{name}` with {given}.",
        f"Yours is written `{name}{inspect.signature(function)}`.",
    )


def demand_value(exercise: Exercise, call: Call) -> None:
    """Raise `Ended` unless ``call`` came back with a value."""
    name = exercise.answer
    if not call.in_time:
        raise Ended(
            "errored",
            "too-slow",
            f"`{name}` did not come to an end, and was stopped.",
            _line("It had come to line", *call.at),
            "A loop without an end? A server that was started here?",
        )
    if isinstance(call.error, NotImplementedError):
        raise not_attempted()
    if call.error:
        raise Ended(
            "errored",
            "answer-raises",
            f"`{name}` was called and raised {error_name(call.error)}.",
            _line("Your line", *blame.line_of(call.error)),
        )


def demand_source(call: Call) -> None:
    """Raise `Ended` unless the learner's source ran from its top to its end."""
    error = call.error
    if not call.in_time:
        raise Ended(
            "errored",
            "too-slow",
            "The source itself did not come to an end, and was stopped.",
            _line("It had come to line", *call.at),
            "Running it should only define functions. The check calls them.",
        )
    if isinstance(error, NotImplementedError):
        raise not_attempted()
    if isinstance(error, SyntaxError):
        raise Ended(
            "errored",
            "syntax",
            f"Python cannot read the source: {error.msg}.",
            _line("Line", (error.text or "").strip(), error.lineno),
        )
    if error:
        raise Ended(
            "errored",
            "source-raises",
            f"Running the source raised {error_name(error)}.",
            _line("Your line", *blame.line_of(error)),
            "Nothing of it could be tried.",
        )


def view_failed(fault: Fault, seconds: float) -> Ended:
    """End on a view that raised, exited or did not come to an end."""
    where = f"{fault.method} {fault.path}"
    if isinstance(fault.exception, NotImplementedError):
        return not_attempted()
    if fault.exception is None or isinstance(fault.exception, Overdue):
        return _view_overdue(where, fault, seconds)
    if _NO_KEY in fault.error:
        return _no_secret_key(where, fault)
    return Ended(
        "errored",
        "view-raises",
        f"{where} was answered with 500: your view failed with {_short(fault.error)}.",
        _line("Your line", fault.line, fault.lineno),
        "The client sees no more than “Internal Server Error”.",
    )


def _view_overdue(where: str, fault: Fault, seconds: float) -> Ended:
    return Ended(
        "errored",
        "too-slow",
        f"{where} had no answer after {seconds:g} seconds, so the view was stopped.",
        _line("It had come to line", fault.line, fault.lineno),
        "A view that loops or sleeps keeps its visitor waiting all that time.",
    )


def _no_secret_key(where: str, fault: Fault) -> Ended:
    return Ended(
        "errored",
        "no-secret-key",
        f"{where} was answered with 500: your app has no secret key.",
        _line("Your line", fault.line, fault.lineno),
        "Flask signs what it puts into the cookie. Without a key it refuses to try.",
    )


def unanswered(where: str, error: requests.RequestException) -> Ended:
    """End on a request that got no usable response."""
    import requests

    from course_app.visitor import ElsewhereAsked, EndlessBody

    finding, seen = "no-answer", f"{where} got no answer: the connection was closed."
    if isinstance(error, requests.Timeout):
        finding, seen = "too-slow", f"{where} got no answer in time."
    elif isinstance(error, requests.TooManyRedirects):
        finding = "endless-redirect"
        seen = f"{where} was redirected again and again, and never got a page."
    elif isinstance(error, ElsewhereAsked):
        finding = "leaves-the-site"
        seen = f"{where} was redirected to {error}. A check stays on your site."
    elif isinstance(error, EndlessBody):
        finding, seen = "endless-body", f"{where} kept on sending: no end was in sight."
    return Ended(
        "errored", finding, seen, "A page with a status and an end was expected."
    )


def slow_in_all(seconds: float) -> Ended:
    """End on an experiment whose every step took its time."""
    return Ended(
        "errored",
        "too-slow",
        f"The whole check was to take {seconds:g} seconds, and they are over.",
        "Each answer came, but too late. Does something sleep in your code?",
    )


def a_kind(value: object) -> str:
    """Write what ``value`` is: ``"a list"``, ``"an int"``."""
    kind = type(value).__name__
    return f"an {kind}" if kind[0] in "aeiouAEIOU" else f"a {kind}"


def error_name(error: BaseException) -> str:
    """Write an exception in one line."""
    if isinstance(error, SystemExit):
        return "SystemExit, as `exit()` does"
    return _short(named(error))


def _short(text: str) -> str:
    """Keep the first line: some errors bring a whole page of advice."""
    line = text.partition("\n")[0]
    return line if len(line) <= ERROR_LENGTH else f"{line[:ERROR_LENGTH]}…"


def _line(words: str, line: str, number: int | None) -> str:
    return f"{words} {number}: `{line}`" if line else ""
