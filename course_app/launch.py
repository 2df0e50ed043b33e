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

# What it is told besides when the course is presented. labconfig/ has the sizes, as
# styles that jupyterlab-fonts, which jupyterlab-slideshow needs, puts into the page:
# at a zoom of 1.85 the smallest text of a card, 13 px, has 24. In the deck nothing
# lies over a radio button's left edge, a question hides the short call that made it,
# and request and response stand side by side. Nothing is saved unless asked for.
PRESENTING = SETTINGS / "present"


def is_installed() -> bool:
    """Whether this Python has JupyterLab."""
    return importlib.util.find_spec("jupyterlab") is not None


def can_present() -> bool:
    """Whether this Python has JupyterLab's slideshow."""
    return importlib.util.find_spec("jupyterlab_slideshow") is not None


def jupyterlab(folder: Path, options: Sequence[str], *, present: bool = False) -> int:
    """Become JupyterLab, with the course's ``folder`` as its root.

    To ``present`` it is readable at the back of a room, and changes no setting of
    the user's own.
    """
    root = f"--ServerApp.root_dir={folder}"
    command = [sys.executable, "-m", "jupyterlab", root, *options]
    os.chdir(folder)
    os.environ["JUPYTER_CONFIG_PATH"] = _config_path(present)
    if sys.platform != "win32":
        os.execv(sys.executable, command)  # noqa: S606 - no shell is wanted
    # Windows has no exec: wait, and leave Ctrl+C to JupyterLab.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    return subprocess.call(command)


def _config_path(present: bool) -> str:
    folders = [PRESENTING, SETTINGS] if present else [SETTINGS]
    given = os.environ.get("JUPYTER_CONFIG_PATH")
    return os.pathsep.join(filter(None, (*map(str, folders), given)))
