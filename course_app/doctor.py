"""What this machine has and lacks for the course, and how to get it.

It must run where things are missing: everything but the standard library is
imported where it is looked at.
"""

from __future__ import annotations

import importlib.metadata
import importlib.util
import netrc
import os
import re
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

OLDEST_PYTHON = (3, 11)
CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "chrome")
TEACHING = {  # what an instructor has besides, and the package that tells
    "slides": "pyreveal",
    "the site": "myst_nb",
    "live presenting": "jupyterlab_slideshow",
}
_INSTALL = "`python3 start.py` in the course's folder installs it"
_REQUIREMENT = re.compile(r"([\w.-]+)>=([\d.]+)$")  # what pyproject.toml asks for


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at.

    ``state`` is ``good``, ``missing``, or ``note``: the course works, but there
    is something to know.
    """

    state: str
    what: str
    advice: str = ""

    def __str__(self) -> str:
        advice = f": {self.advice}" if self.advice else ""
        return f"{self.state:<8} {self.what}{advice}"


def examine() -> Iterator[Finding]:
    """Look at everything the course wants of a machine."""
    yield _python()
    yield from _packages()
    yield _kernel()
    yield _notebooks()
    yield _data_folder()
    yield _guard()
    yield _proxy()
    yield _netrc()
    yield _teaching()
    yield _chromium()


def _python() -> Finding:
    version = f"Python {'.'.join(map(str, sys.version_info[:3]))}"
    if sys.version_info < OLDEST_PYTHON:
        return Finding("missing", version, "the course needs 3.11 or newer")
    return Finding("good", version)


def _packages() -> Iterator[Finding]:
    try:
        wanted = importlib.metadata.requires("course_app") or []
    except importlib.metadata.PackageNotFoundError:
        yield Finding("missing", "the course is not installed as a package", _INSTALL)
        return
    for requirement in wanted:
        named = _REQUIREMENT.match(requirement)
        if named:  # those of an extra carry a marker, and are not needed to learn
            yield _package(*named.groups())


def _package(name: str, least: str) -> Finding:
    try:
        version = importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return Finding("missing", f"{name} is not installed", _INSTALL)
    if _numbers(version) < _numbers(least):
        advice = f"{least} or newer is needed; {_INSTALL}"
        return Finding("missing", f"{name} {version} is too old", advice)
    return Finding("good", f"{name} {version}")


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", version)[:3])


def _kernel() -> Finding:
    try:
        from jupyter_client.kernelspec import KernelSpecManager, NoSuchKernel
    except ImportError:
        return Finding("missing", "there is no Jupyter kernel", _INSTALL)
    try:
        program = Path(KernelSpecManager().get_kernel_spec("python3").argv[0])
    except NoSuchKernel:
        return Finding("missing", "there is no kernel named python3", _INSTALL)
    if program.is_absolute() and not _same(program, Path(sys.executable)):
        advice = "notebooks run there, so the course must be installed there"
        return Finding("note", f"the kernel python3 is {program}", advice)
    return Finding("good", "the kernel python3 runs this Python")


def _same(one: Path, other: Path) -> bool:
    """Compare without resolving links: those lead out of a virtual environment."""
    return Path(os.path.abspath(one)) == Path(os.path.abspath(other))  # noqa: PTH100


def _notebooks() -> Finding:
    from course_app.folder import course_folder

    folder = course_folder()
    if folder is None:
        advice = "`course lab` works in the folder of the course, or below"
        return Finding("note", "no notebooks here", advice)
    return Finding("good", f"notebooks in {folder}")


def _data_folder() -> Finding:
    try:
        from course_app.progress import folder

        place = folder()
        place.mkdir(parents=True, exist_ok=True)
        trial = place / "doctor.txt"
        trial.write_text("written by `course doctor`\n", "utf-8")
        trial.unlink()
    except (ImportError, OSError) as error:
        advice = "set COURSE_DATA to a folder of yours; checks work without it"
        return Finding("note", f"progress cannot be kept ({error})", advice)
    return Finding("good", f"progress is kept in {place}")


def _guard() -> Finding:
    from course_app.peer import can_tell

    if can_tell():
        return Finding("good", "sites answer nobody but you")
    advice = "on a computer you share, others could ask your lesson's sites"
    return Finding("note", "this system does not tell who connects", advice)


def _proxy() -> Finding:
    names = ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy")
    proxy = next((name for name in names if os.environ.get(name)), None)
    spared = os.environ.get("NO_PROXY") or os.environ.get("no_proxy") or ""
    if proxy is None or "127.0.0.1" in spared.split(","):
        return Finding("good", "no proxy between you and 127.0.0.1")
    advice = "serve() spares 127.0.0.1; for programs of yours set NO_PROXY=127.0.0.1"
    return Finding("note", f"{proxy} is set", advice)


def _netrc() -> Finding:
    """Look for a password that requests would send to every site."""
    given = os.environ.get("NETRC")
    files = [Path(given)] if given else [Path.home() / ".netrc", Path.home() / "_netrc"]
    for file in files:
        if file.is_file() and _has_default(file):
            advice = "requests adds its password to every request: take `default` out"
            return Finding("note", f"{file} has a default entry", advice)
    return Finding("good", "no .netrc entry that fits every host")


def _has_default(file: Path) -> bool:
    try:
        return "default" in netrc.netrc(file).hosts
    except (netrc.NetrcParseError, OSError):
        return False  # requests cannot read it either


def _teaching() -> Finding:
    found: list[str] = []
    lacking: list[str] = []
    for what, package in TEACHING.items():
        there = importlib.util.find_spec(package) is not None
        (found if there else lacking).append(what)
    if not lacking:
        return Finding("good", f"for teaching: {', '.join(found)}")
    advice = "only who teaches needs it; `python3 start.py slides` installs it"
    return Finding("note", f"not installed for teaching: {', '.join(lacking)}", advice)


def _chromium() -> Finding:
    program = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if program:
        return Finding("good", f"Chromium at {program}")
    advice = (
        "only `course slides --pdf` and the tests in a browser need it"
        " (on Debian: apt install chromium)"
    )
    return Finding("note", "no Chromium", advice)
