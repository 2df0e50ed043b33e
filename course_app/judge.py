"""Judging an answer in a process of its own, however the answer behaves."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import IO, Any, TypedDict, cast

SECONDS = 7.0  # with starting and killing, under 10 on a busy machine too
# Its folder comes last on the path: a library of that place must not win.
_START = (
    "import sys; sys.path.append(sys.argv.pop(1)); "
    "from course_app.child import main; main()"
)


class Judgement(TypedDict):
    """A verdict as ``--json`` prints it, and as a person reads it."""

    verdict: dict[str, str | None]
    text: str


def judge(id: str, file: Path) -> Judgement:
    """Return the judgement on the source in ``file``, within ten seconds."""
    # An environment variable that all its descendants inherit, to find them by.
    mark = {"COURSE_CHECK": f"{os.getpid()}-{time.time_ns()}"}
    child = _start(id, file, mark)
    from course_app.tree import kill_tree  # psutil loads while the child works

    try:
        line = _first_line(child)
    finally:
        kill_tree(child, mark)
        cast("IO[bytes]", child.stdin).close()
    try:
        judgement: Judgement = json.loads(line or b"")
    except ValueError:
        return _unsaid(id, too_slow=line is None, status=child.returncode)
    return judgement


def _start(id: str, file: Path, mark: dict[str, str]) -> subprocess.Popen[bytes]:
    group: dict[str, Any] = {"start_new_session": True}
    if sys.platform == "win32":
        group = {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP}
    root = str(Path(__file__).parents[1])
    return subprocess.Popen(
        [sys.executable, "-P", "-c", _START, root, id, str(file.resolve())],
        stdin=subprocess.PIPE,  # closed when we end: the child then ends as well
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, **mark},
        **group,
    )


def _first_line(child: subprocess.Popen[bytes]) -> bytes | None:
    """Return what the child reports, ``b""`` if it ended, ``None`` if time did.

    A thread reads: a pipe has no timeout of its own on every system.
    """
    lines: list[bytes] = []

    def read() -> None:
        with cast("IO[bytes]", child.stdout) as out:
            lines.append(out.readline())

    reader = threading.Thread(target=read, daemon=True)
    reader.start()
    reader.join(SECONDS)
    return lines[0] if lines else None


def _unsaid(id: str, *, too_slow: bool, status: int) -> Judgement:
    """Judge an answer whose process never came to say anything."""
    lines = (
        f"Python ended in the middle of your answer, with status {status}.",
        "`os._exit()` does that, and so does a crash inside a C library.",
    )
    if too_slow:
        lines = (
            f"After {SECONDS:g} seconds your answer was still running, and was killed.",
            "A loop without an end? One that swallows what should stop it?",
        )
    verdict: dict[str, str | None] = {
        "exercise": id,
        "outcome": "errored",
        "finding": "too-slow" if too_slow else "died",
        "message": "\n".join(lines),
    }
    text = "\n".join([f"Stopped by an error · {id}", *(f"  {line}" for line in lines)])
    return Judgement(verdict=verdict, text=text)
