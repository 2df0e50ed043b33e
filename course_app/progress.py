"""What a learner has done: kept by exercise id, in the user's data folder.

One JSON file, written whole and under a lock, so that two notebooks lose
nothing and a crash leaves the file as it was. No trouble with it ever stops a
verdict: the functions that write return a sentence for the learner instead,
empty when all went well.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypedDict

VERSION = 1
LOCK_SECONDS = 2.0


class Record(TypedDict):
    """The tries at one exercise; times are ISO 8601 in UTC."""

    tries: int
    last: str
    last_at: str
    passed_at: str | None


class Choice(TypedDict):
    """What was chosen in one prediction."""

    choice: str
    at: str


class Progress(TypedDict):
    """The whole file."""

    version: int
    exercises: dict[str, Record]
    choices: dict[str, Choice]


class _Newer(OSError):
    """The file was written by a later version of the course."""


def folder() -> Path:
    """Return the data folder: ``COURSE_DATA``, or the platform's own place."""
    chosen = os.environ.get("COURSE_DATA")
    if chosen:
        return Path(chosen).expanduser()
    import platformdirs

    return Path(platformdirs.user_data_dir("flask-sessions-course", appauthor=False))


def record_verdict(exercise: str, outcome: str) -> str:
    """Count a try at ``exercise``. What was passed once stays passed."""

    def count(data: Progress) -> None:
        before = data["exercises"].get(exercise)
        passed_at = before["passed_at"] if before else None
        if outcome == "passed" and passed_at is None:
            passed_at = _now()
        tries = (before["tries"] if before else 0) + 1
        data["exercises"][exercise] = Record(
            tries=tries, last=outcome, last_at=_now(), passed_at=passed_at
        )

    return _change(count)


def record_choice(question: str, choice: str) -> str:
    """Keep what was chosen for a prediction; the last choice counts."""

    def keep(data: Progress) -> None:
        data["choices"][question] = Choice(choice=choice, at=_now())

    return _change(keep)


def choices() -> dict[str, str]:
    """Return what was chosen, by the id of its prediction."""
    return {id: kept["choice"] for id, kept in read()[0]["choices"].items()}


def done() -> set[str]:
    """Return the ids of the exercises that were passed."""
    return {id for id, kept in read()[0]["exercises"].items() if kept["passed_at"]}


def read() -> tuple[Progress, str]:
    """Return all that is kept, and a sentence where the file was damaged."""
    try:
        with _locked():
            return _load()
    except OSError:
        return _read_unlocked()


def reset(exercise: str | None = None) -> tuple[Path | None, str]:
    """Forget one exercise, or everything; predictions go with everything.

    Returns the copy made first (``None`` where there was nothing to copy), and
    a sentence where it could not be done.
    """
    kept: list[Path] = []

    def forget(data: Progress) -> None:
        if _file().exists():
            kept.append(_spare("backup"))
            _write(kept[0], data)
        if exercise:
            data["exercises"].pop(exercise, None)
        else:
            data["exercises"], data["choices"] = {}, {}

    note = _change(forget)
    return (kept[0] if kept else None), note


def _read_unlocked() -> tuple[Progress, str]:
    """Read where there can be no lock: in a folder that is read-only."""
    try:
        return _load()
    except OSError as error:
        return _fresh(), _cannot("read", error)


def _change(change: Callable[[Progress], None]) -> str:
    try:
        with _locked():
            data, note = _load()
            change(data)
            _write(_file(), data)
            return note
    except OSError as error:
        return _cannot("saved", error)


@contextmanager
def _locked() -> Iterator[None]:
    """Hold the lock; raises `OSError` where the folder cannot be written."""
    from filelock import FileLock

    folder().mkdir(parents=True, exist_ok=True)
    with FileLock(folder() / "progress.lock", timeout=LOCK_SECONDS):
        yield


def _load() -> tuple[Progress, str]:
    try:
        data = json.loads(_file().read_text("utf-8"))
    except FileNotFoundError:
        return _fresh(), ""
    except ValueError:  # neither JSON nor text
        return _fresh(), _set_aside()
    if isinstance(data, dict) and isinstance(data.get("version"), int):
        if data["version"] > VERSION:
            raise _Newer("a newer version of the course wrote the file")
        if _is_whole(data):
            return data, ""  # type: ignore[return-value]
    return _fresh(), _set_aside()


def _is_whole(data: dict[str, Any]) -> bool:
    """Whether ``data`` has the shape of `Progress`, as far as we rely on it."""
    shape = {"exercises": Record.__required_keys__, "choices": Choice.__required_keys__}
    for part, keys in shape.items():
        kept = data.get(part)
        if not isinstance(kept, dict):
            return False
        if not all(isinstance(one, dict) and keys <= set(one) for one in kept.values()):
            return False
    return True


def _set_aside() -> str:
    """Move a damaged file out of the way; nothing in it is lost."""
    spare = _spare("damaged")
    _file().replace(spare)
    return f"The progress file was damaged. It is kept as {spare}; a new one was begun."


def _write(file: Path, data: Progress) -> None:
    """Write beside ``file``, then rename: a crash leaves the old one whole."""
    draft = file.with_suffix(".new")
    with draft.open("w", encoding="utf-8") as out:
        json.dump(data, out, ensure_ascii=False, indent=1)
        out.flush()
        os.fsync(out.fileno())
    draft.replace(file)


def _file() -> Path:
    return folder() / "progress.json"


def _spare(word: str) -> Path:
    """Find a name for a copy that no earlier copy has."""
    number = 1
    while (spare := folder() / f"progress-{word}-{number}.json").exists():
        number += 1
    return spare


def _fresh() -> Progress:
    return Progress(version=VERSION, exercises={}, choices={})


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _cannot(verb: str, error: OSError) -> str:
    reason = error.strerror or str(error)
    return f"Your progress could not be {verb} in {folder()}: {reason}."
