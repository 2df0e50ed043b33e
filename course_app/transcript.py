"""What is done, as text and as a table."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import TextIO

from course_app.exercise import catalogue
from course_app.progress import Progress, Record

COLUMNS = ("exercise", "lesson", "title", "passed", "passed_at", "tries", "last")


def transcript(data: Progress) -> Iterator[dict[str, object]]:
    """Yield a row for each exercise of the course, then for others once done.

    Ids are kept for ever; one that this version of the course does not know
    has no title.
    """
    known, kept = catalogue(), data["exercises"]
    for id in [*known, *sorted(kept.keys() - known.keys())]:
        title = known[id].title if id in known else ""
        yield _row(id, title, kept.get(id))


def transcript_text(data: Progress) -> str:
    """Write the transcript for reading."""
    rows = list(transcript(data))
    lines = [f"{row['exercise']:>5}  {row['title']:<44}  {_state(row)}" for row in rows]
    passed = sum(row["passed"] is True for row in rows)
    return "\n".join([*lines, f"{passed} of {len(rows)} exercises passed."])


def write_csv(data: Progress, out: TextIO) -> None:
    """Write the transcript as CSV, with a header."""
    table = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    table.writeheader()
    table.writerows(transcript(data))


def _row(id: str, title: str, record: Record | None) -> dict[str, object]:
    passed_at = record["passed_at"] if record else None
    return {
        "exercise": id,
        "lesson": id.partition(".")[0],
        "title": title,
        "passed": passed_at is not None,
        "passed_at": passed_at or "",
        "tries": record["tries"] if record else 0,
        "last": record["last"] if record else "",
    }


def _state(row: dict[str, object]) -> str:
    tries = "1 try" if row["tries"] == 1 else f"{row['tries']} tries"
    if row["passed"]:
        return f"passed {str(row['passed_at'])[:10]}, {tries}"
    return f"not yet, {tries}" if row["tries"] else "not begun"
