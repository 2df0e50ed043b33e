"""A learner's code on a leash: called in a thread, and stopped when it runs away."""

from __future__ import annotations

import ctypes
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from course_app import blame

GRACE_SECONDS = 0.5  # how long a runaway is pressed before it is left alone
PRESS_SECONDS = 0.01


class Overdue(BaseException):
    """Raised inside code that ran for longer than it may.

    A ``BaseException``, so that the learner's ``except Exception`` lets it pass.
    """


@dataclass
class Call:
    """How a call ended: with a value, with an error, or not in time.

    ``at`` is the learner's line that was running when time was up.
    """

    value: Any = None
    error: BaseException | None = None
    in_time: bool = True
    at: blame.Line = ("", None)


def call_within(seconds: float, function: Callable[[], Any]) -> Call:
    """Call ``function`` in a thread of its own and wait ``seconds`` for it.

    What it raises is kept, `SystemExit` too. One that is still running then is
    stopped; one that cannot be stopped (it waits inside C code, or swallows
    everything) stays behind as a daemon thread.
    """
    call = Call()
    thread = threading.Thread(target=_run, args=(function, call), daemon=True)
    thread.start()
    try:
        thread.join(seconds)
    finally:  # an interrupt of the kernel must not leave it running either
        if thread.is_alive():
            call = _overdue(thread)
    return call


def raise_in(thread: int, error: type[BaseException]) -> None:
    """Raise ``error`` in another thread at one of its next bytecodes.

    Python cannot stop a thread; only the thread's own code can end it. This is
    how CPython's tests make it do so. It reaches a loop; it does not reach a
    thread that waits inside C code.
    """
    ctypes.pythonapi.PyThreadState_SetAsyncExc(
        ctypes.c_ulong(thread), ctypes.py_object(error)
    )


def _run(function: Callable[[], Any], call: Call) -> None:
    try:
        call.value = function()
    except BaseException as error:  # noqa: BLE001 - it is judged, not lost
        call.error = error


def _overdue(thread: threading.Thread) -> Call:
    ident = thread.ident or 0
    call = Call(in_time=False, at=blame.line_at(sys._current_frames().get(ident)))
    deadline = time.perf_counter() + GRACE_SECONDS
    while thread.is_alive() and time.perf_counter() < deadline:
        raise_in(ident, Overdue)  # again and again: a bare `except:` eats some
        thread.join(PRESS_SECONDS)
    return call
