"""Keep what presenting changes apart from the presenter's own settings.

The slideshow writes into the settings that it is on, and into the workspace that one
document fills the window. A copy takes both, and goes when JupyterLab does.
"""

import atexit
import shutil
import tempfile
from pathlib import Path

from jupyterlab.commands import get_user_settings_dir  # type: ignore[import-untyped]

OURS = ("jupyterlab-slideshow", "jupyterlab-fonts")  # here labconfig/ has the say

folder = Path(tempfile.mkdtemp(prefix="course-"))
atexit.register(shutil.rmtree, folder, ignore_errors=True)
own = Path(get_user_settings_dir())
if own.is_dir():
    shutil.copytree(own, folder / "settings", ignore=shutil.ignore_patterns(*OURS))

c = get_config()  # type: ignore[name-defined]  # noqa: F821 - traitlets provides it
c.LabApp.user_settings_dir = str(folder / "settings")
c.LabApp.workspaces_dir = str(folder / "workspaces")
