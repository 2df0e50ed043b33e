"""Remake the locks from pyproject.toml: ``python requirements/remake.py``.

Needs uv (``pip install uv``) and the network. Versions already in a lock are kept
while they fit; ``--upgrade`` takes the newest. One resolution serves Python 3.11
and later on Linux, macOS and Windows. A lock holds names, versions and hashes and
never an address, so that it serves behind a mirror too.
"""

import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent

ENVIRONMENT = """\
# The way in for conda, mamba and Binder: conda env create -f environment.yml
# Written by requirements/remake.py, with the versions of requirements/test.txt.
name: flask-sessions
channels:
  - conda-forge
  - nodefaults
dependencies:
  - python=3.13
  - pip
  - pip:
      - -e .
"""


def compile_lock(name: str, *options: str) -> None:
    """Write ``requirements/<name>`` for the dependencies that `options` choose."""
    uv = [sys.executable, "-m", "uv", "pip", "compile", "pyproject.toml"]
    form = ["--universal", "--python-version=3.11", "--quiet"]
    text = ["--generate-hashes", "--no-header", "--no-annotate", "--no-emit-index-url"]
    what = ["--group=build", f"--output-file=requirements/{name}", *sys.argv[1:]]
    subprocess.run([*uv, *form, *text, *what, *options], cwd=ROOT, check=True)


def pins(lock: str) -> list[str]:
    """Give the requirements of a lock without their hashes, markers kept."""
    lines = lock.splitlines()
    return [line.rstrip(" \\") for line in lines if line and not line.startswith(" ")]


def environment(requirements: Iterable[str]) -> str:
    """Give the text of ``environment.yml``.

    The hashes stay in the locks: pip takes ``-e .`` only where no line has one.
    """
    return ENVIRONMENT + "".join(f'      - "{line}"\n' for line in requirements)


def main() -> None:
    """Remake all of them."""
    compile_lock("lab.txt")
    compile_lock("teach.txt", "--extra=teach", "--constraint=requirements/lab.txt")
    everything = ["--extra=teach", "--extra=test"]
    compile_lock("test.txt", *everything, "--constraint=requirements/teach.txt")
    lock = (HERE / "test.txt").read_text(encoding="utf-8")
    target = ROOT / "environment.yml"
    target.write_text(environment(pins(lock)), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
