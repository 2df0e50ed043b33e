"""Lines of a program or of its output, as a slide shows them.

Pygments colours them here, so that a deck carries no highlighter. Lines that
light up are reveal.js fragments: each belongs to one step.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape

from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer

LEFT_OUT = "⋮"
_LINES = re.compile(r"\d+(-\d+)?( \d+(-\d+)?)*")


def code_html(source: str, lines: str, steps: Sequence[str] = ()) -> str:
    """Show ``lines`` of Python ``source`` (``"all"``, ``"1-4 8"``), lit by ``steps``.

    Raises `ValueError` for lines that the source has not.
    """
    plain = source.rstrip("\n").split("\n")
    shown = numbers(lines, len(plain))
    rows = _coloured(_dedented(plain, shown))
    lit = {
        number: index
        for index, step in enumerate(steps)
        for number in numbers(step, len(rows))
    }
    if not lit.keys() <= set(shown):
        raise ValueError(f"steps {', '.join(steps)} light lines that are not shown")
    text = "".join(_row(rows, number, lit) for number in _with_gaps(shown))
    return f'<pre class="listing code" aria-label="Program">{text}</pre>'


def output_html(printed: str, lines: str) -> str:
    """Show ``lines`` of what a cell printed."""
    rows = [escape(row) for row in printed.rstrip("\n").split("\n")]
    shown = numbers(lines, len(rows))
    text = "".join(_row(rows, number, {}) for number in _with_gaps(shown))
    return f'<pre class="listing output" aria-label="Output">{text}</pre>'


def numbers(lines: str, last: int) -> list[int]:
    """Read ``"all"`` or ``"1-4 8"`` as line numbers, from 1 to ``last``.

    Raises `ValueError` for anything else.
    """
    if lines == "all":
        return list(range(1, last + 1))
    if not _LINES.fullmatch(lines):
        raise ValueError(f"{lines!r} is no list of lines such as '1-4 8'")
    found: list[int] = []
    for part in lines.split():
        start, _, end = part.partition("-")
        found += range(int(start), int(end or start) + 1)
    if not found or found != sorted(set(found)) or found[0] < 1:
        raise ValueError(f"{lines!r} is no rising list of lines such as '1-4 8'")
    if found[-1] > last:
        raise ValueError(f"there is no line {found[-1]}: the last is {last}")
    return found


def _dedented(rows: Sequence[str], shown: Sequence[int]) -> list[str]:
    """Move the rows ``shown`` to the left as far as all of them can go."""
    text = [rows[number - 1] for number in shown if rows[number - 1].strip()]
    depth = min((len(row) - len(row.lstrip()) for row in text), default=0)
    return [row[depth:] if not row[:depth].strip() else row for row in rows]


def _coloured(rows: Sequence[str]) -> list[str]:
    lexer, formatter = PythonLexer(stripnl=False), HtmlFormatter(nowrap=True)
    text = str(highlight("\n".join(rows), lexer, formatter))
    return text.split("\n")[: len(rows)]


def _with_gaps(shown: Sequence[int]) -> Iterator[int]:
    """Give the line numbers, and 0 where lines between two of them are left out."""
    before = 0
    for number in shown:
        if before and number > before + 1:
            yield 0
        before = number
        yield number


def _row(rows: Sequence[str], number: int, lit: dict[int, int]) -> str:
    if number == 0:
        return f'<span class="line gap" aria-label="left out">{LEFT_OUT}</span>'
    if number in lit:
        step = f' fragment custom" data-fragment-index="{lit[number]}'
        return f'<span class="line{step}">{rows[number - 1]}\n</span>'
    return f'<span class="line">{rows[number - 1]}\n</span>'
