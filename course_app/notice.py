"""A few lines from the course to the learner, as HTML and as text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from typing import Any

from course_app.render import COLOURS, INK, MUTED, PAPER, STYLE

_MONO = "font-family:ui-monospace,'DejaVu Sans Mono',Menlo,Consolas,monospace"


@dataclass(frozen=True)
class Notice:
    """A title, what it is about, some lines, and perhaps code below them.

    ``kind`` picks the colour, which repeats what ``title`` says in words.
    """

    title: str
    about: str
    lines: tuple[str, ...]
    kind: str = "request"
    code: str = ""

    def __str__(self) -> str:
        return notice_text(self)

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        return {"text/plain": notice_text(self), "text/html": notice_html(self)}


def notice_text(notice: Notice) -> str:
    """Write ``notice`` as plain text."""
    head = " · ".join(part for part in (notice.title, notice.about) if part)
    body = [f"  {line}" for line in notice.lines]
    code = [f"    {line}".rstrip() for line in notice.code.splitlines()]
    return "\n".join([head, *body, *code])


def notice_html(notice: Notice) -> str:
    """Write ``notice`` as a card."""
    colour = COLOURS[notice.kind]
    style = (
        f"max-width:960px;box-sizing:border-box;margin:4px 0;padding:6px 12px 8px;"
        f"border:1px solid {colour};border-left:6px solid {colour};border-radius:6px;"
        f"background:{PAPER};color:{INK};font-size:15px;line-height:1.5"
    )
    label = escape(f"{notice.title} {notice.about}".strip(), quote=True)
    rows = "".join(_row(line) for line in notice.lines)
    return (
        f'{STYLE}<div role="group" aria-label="{label}" '
        f'class="cw-panel cw-{notice.kind}-edge" style="{style}">'
        f"{_head(notice)}{rows}{_code(notice.code)}</div>"
    )


def _head(notice: Notice) -> str:
    return (
        f'<div><b class="cw-{notice.kind}" style="color:{COLOURS[notice.kind]}">'
        f'{escape(notice.title)}</b> <span class="cw-muted" style="color:{MUTED};'
        f'font-size:13px;margin-left:8px">{escape(notice.about)}</span></div>'
    )


def _row(line: str) -> str:
    """Write one line; what stands in backticks is code."""
    style = f"{_MONO};font-size:90%"
    text = re.sub(r"`([^`]+)`", rf'<code style="{style}">\1</code>', escape(line))
    return f'<div style="overflow-wrap:break-word">{text}</div>'


def _code(code: str) -> str:
    if not code:
        return ""
    style = (  # JupyterLab drops `inherit` from what it does not trust
        f"{_MONO};background:{PAPER};color:{INK};border:0;border-left:2px solid;"
        "margin:6px 0 0;padding:2px 10px;font-size:14px;line-height:1.45;"
        "overflow-x:auto"
    )
    return f'<pre class="cw-panel" style="{style}">{escape(code)}</pre>'
