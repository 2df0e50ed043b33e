"""The ledger as text, as JSON and as the page ``docs/claims.md``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from course_app.claims.ledger import SOURCES, Ruling

_INTRO = """# Claims, put to the test

Every statement of four published tutorials, and what is often heard besides. Each
was run: the evidence is what the experiment saw. `course claims` runs them again;
this page is written by `course claims --markdown`.
"""


def as_text(rulings: Iterable[Ruling]) -> str:
    """Write one paragraph a claim: id, verdict, claim, evidence."""
    return "\n".join(_paragraph(ruling) for ruling in rulings)


def as_records(rulings: Iterable[Ruling]) -> list[dict[str, Any]]:
    """Give plain values, ready for JSON."""
    return [
        {
            "id": one.claim.id,
            "claim": one.claim.text,
            "source": one.claim.source,
            "title": SOURCES[one.claim.source],
            "verdict": one.claim.verdict,
            "shown": one.stands,
            "lesson": one.claim.lesson,
            "cell": one.claim.cell,
            "evidence": list(one.evidence),
        }
        for one in rulings
    ]


def as_markdown(rulings: Sequence[Ruling]) -> str:
    """Write the page ``docs/claims.md``: a table for each source."""
    parts = [_INTRO]
    for source, title in SOURCES.items():
        rows = [_row(one) for one in rulings if one.claim.source == source]
        if rows:
            head = "| Id | Claim | Verdict | Evidence | Where |\n|---|---|---|---|---|"
            parts.append("\n".join([f"## {_heading(source, title)}\n", head, *rows]))
    return "\n\n".join(part.strip() for part in parts) + "\n"


def _heading(source: str, title: str) -> str:
    return f"“{title}”" if source.isdigit() else "Often heard"


def _paragraph(ruling: Ruling) -> str:
    one = ruling.claim
    verdict = one.verdict if ruling.stands else f"{one.verdict} (NOT SHOWN)"
    lines = [f"{one.id}  {verdict}  {one.text}"]
    return "\n".join([*lines, *(f"        {line}" for line in ruling.evidence)])


def _row(ruling: Ruling) -> str:
    one = ruling.claim
    notebook, _, cell = one.cell.partition("#")
    where = f"[{one.lesson}, `{cell}`](../notebooks/{notebook}.ipynb)"
    cells = [one.id, one.text, f"**{one.verdict}**", "; ".join(ruling.evidence), where]
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
