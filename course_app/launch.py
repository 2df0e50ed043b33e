"""Starting JupyterLab at the first lesson."""

from __future__ import annotations

import importlib.util
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

# What JupyterLab is told in jupyter_lab_config.json: where the first lesson is;
# to ask the internet neither for news nor for updates nor for extensions; and to
# be 127.0.0.1, as the sites are: else a frame on a page loses its cookies.
SETTINGS = Path(__file__).parent / "jupyter"


def is_installed() -> bool:
    """Whether this Python has JupyterLab."""
    return importlib.util.find_spec("jupyterlab") is not None


def jupyterlab(folder: Path, options: Sequence[str]) -> int:
    """Become JupyterLab, with the course's ``folder`` as its root."""
    root = f"--ServerApp.root_dir={folder}"
    command = [sys.executable, "-m", "jupyterlab", root, *options]
    os.chdir(folder)
    os.environ["JUPYTER_CONFIG_PATH"] = _config_path()
    if sys.platform != "win32":
        os.execv(sys.executable, command)  # noqa: S606 - no shell is wanted
    # Windows has no exec: wait, and leave Ctrl+C to JupyterLab.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    return subprocess.call(command)


def _config_path() -> str:
    given = os.environ.get("JUPYTER_CONFIG_PATH")
    return os.pathsep.join(filter(None, (str(SETTINGS), given)))
