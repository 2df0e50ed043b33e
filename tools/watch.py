"""What goes wrong in a kernel without any cell's output showing it.

An IPython extension. `tools.kernel` loads it into the kernel that records a
notebook, and reads the faults it notes, one JSON object a line:
``{"kind": "view" | "thread", "error": "KeyError: 'n'", "where": "GET /hits"}``.
"""

from __future__ import annotations

import json
import os
import threading
from pathlib import Path
from typing import Any

from flask import Flask, request
from flask.signals import got_request_exception

VARIABLE = "NOTED_FAULTS"


def load_ipython_extension(_shell: Any) -> None:
    """Listen to every view and every thread of the kernel."""
    notes = Path(os.environ[VARIABLE])
    notes.touch()
    before = threading.excepthook

    def in_view(_sender: Flask, exception: BaseException, **_: Any) -> None:
        _note(notes, "view", exception, f"{request.method} {request.path}")

    def in_thread(fault: threading.ExceptHookArgs) -> None:
        if not issubclass(fault.exc_type, SystemExit):
            name = fault.thread.name if fault.thread else "a thread"
            _note(notes, "thread", fault.exc_value or fault.exc_type(), name)
        before(fault)

    got_request_exception.connect(in_view, weak=False)
    threading.excepthook = in_thread


def _note(notes: Path, kind: str, error: BaseException, where: str) -> None:
    text = f"{type(error).__name__}: {error}".removesuffix(": ")
    fault = {"kind": kind, "error": text, "where": where}
    with notes.open("a", encoding="utf-8") as file:
        file.write(json.dumps(fault) + "\n")
