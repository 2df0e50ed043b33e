"""The process that runs an answer for ``course check``, and may be killed.

`course_app.judge` starts it. It writes one line of JSON to its standard output
and waits for its end; whatever the answer prints goes nowhere.

This keeps mistakes in, not malice: an answer runs with its user's own rights.
"""

from __future__ import annotations

import json
import os
import sys
import threading
from pathlib import Path
from typing import TextIO

CPU_SECONDS = 15  # for a process that got away and runs in a circle
MEMORY_BYTES = 4 << 30  # of addresses: each thread reserves far more than it uses


def main() -> None:
    """Judge the answer in the file ``argv[2]`` to exercise ``argv[1]``."""
    id, file = sys.argv[1:]
    report, parent = _channels()
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()
    _bound()
    from course_app import checker  # after the null devices: an import may warn

    verdict = checker.source_verdict(id, Path(file))
    line = json.dumps({"verdict": verdict.as_dict(), "text": str(verdict)})
    report.write(line + "\n")
    report.flush()
    threading.Event().wait()  # to be killed together with what the answer started


def _channels() -> tuple[TextIO, int]:
    """Keep the pipes from and to the parent; leave the answer null devices."""
    report, parent = os.fdopen(os.dup(1), "w"), os.dup(0)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(nowhere, standard)
    return report, parent


def _end_with(parent: int) -> None:
    """End this process when its parent does: the pipe is closed then."""
    os.read(parent, 1)
    os._exit(1)


def _bound() -> None:
    """Bound what the answer can use up, where the system offers that."""
    if hasattr(os, "register_at_fork"):
        # A forked copy of the answer would go on to run the check as well.
        os.register_at_fork(after_in_child=lambda: os._exit(0))
    try:
        import resource
    except ImportError:  # Windows
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    if sys.platform == "linux":
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
