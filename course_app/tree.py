"""A process, all that it started, and their end."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
from collections.abc import Mapping

import psutil

ROUNDS = 5  # a process may start another one while it is being looked for


def kill_tree(root: subprocess.Popen[bytes], mark: Mapping[str, str]) -> None:
    """Kill ``root``, its group, its descendants, and all with ``mark``.

    ``mark`` is a variable that ``root`` was given in its environment.

    A group misses a process that called ``setsid``; the tree misses one whose
    parent has ended; the mark misses one that was given a bare environment.
    """
    family = _descendants(root.pid)
    if os.name == "posix":
        _kill_group(root.pid)
    root.kill()
    for _ in range(ROUNDS):
        for process in family:
            _kill(process)
        family = _marked(mark)
        if not family:
            break
    root.wait()


def _descendants(pid: int) -> list[psutil.Process]:
    try:
        return psutil.Process(pid).children(recursive=True)
    except psutil.NoSuchProcess:
        return []


def _marked(mark: Mapping[str, str]) -> list[psutil.Process]:
    return [process for process in psutil.process_iter() if _carries(process, mark)]


def _carries(process: psutil.Process, mark: Mapping[str, str]) -> bool:
    try:
        return mark.items() <= process.environ().items()
    except (psutil.Error, OSError):  # another user's, or gone meanwhile
        return False


def _kill_group(pid: int) -> None:
    # Nobody may be left in it; macOS says so with PermissionError.
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)


def _kill(process: psutil.Process) -> None:
    with contextlib.suppress(psutil.Error):  # gone meanwhile
        process.kill()
