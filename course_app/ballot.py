"""How a question with choices looks: buttons where there are some, else words.

The HTML and the text say the same and stand alone, so that a question can be read
on GitHub, on a slide and in a terminal. They show a choice where the call names it,
and never one that was made with the buttons.
"""

from __future__ import annotations

import re
from html import escape
from typing import Any

from course_app.choice import Choice, Lettered, Outcome
from course_app.render import INK, MUTED, PAPER
from course_app.shell import in_kernel, publish

WIDGET = "application/vnd.jupyter.widget-view+json"
NOTHING = "No prediction was made."
ACCENT = "#6B1F8A"
# Its colour is written out: JupyterLab drops `inherit` from what it does not trust,
# and in the dark theme code would be white on white.
_CODE = (
    "font-family:ui-monospace,'DejaVu Sans Mono',Menlo,Consolas,monospace;"
    f"background:{PAPER};color:{INK}"
)
_DARK = {
    "cw-choice": "background:#1A1E27!important;color:#EEF1F6!important;"
    "border-color:#E0B8F5!important",
    "cw-choice-accent": "color:#E0B8F5!important;border-color:#E0B8F5!important",
    "cw-choice-muted": "color:#BBC3D0!important",
    "cw-choice-code": "background:#1A1E27!important;color:#EEF1F6!important",
}
STYLE = (
    "<style>"
    + "".join(
        f"body[data-jp-theme-light=false] .{name}{{{rules}}}"
        for name, rules in _DARK.items()
    )
    + "</style>"
)


def present_choice(choice: Choice, line: str) -> None:
    """Display the question with its choices; ``line`` ends the forms in words."""
    bundle: dict[str, Any] = {
        "text/plain": choice_text(choice, line),
        "text/html": choice_html(choice, line),
    }
    model = _widget_id(choice)
    if model:
        bundle[WIDGET] = {"version_major": 2, "version_minor": 0, "model_id": model}
    publish(bundle)


def present_outcome(outcome: Outcome) -> None:
    """Display what was chosen beside what happened."""
    publish({"text/plain": outcome_text(outcome), "text/html": outcome_html(outcome)})


def choice_text(choice: Choice, line: str) -> str:
    """Write the question and its lettered choices as plain text."""
    code = [f"    {one}".rstrip() for one in choice.code.splitlines()]
    choices = [f"  {letter}  {words}" for letter, words in choice.lettered]
    head = f"{choice.label} · {choice.question}"
    return "\n".join([head, *code, *choices, f"  {line}"])


def choice_html(choice: Choice, line: str) -> str:
    """Write the same as a card."""
    choices = "".join(
        f'<li style="margin:2px 0;padding:0">{_lettered(named)}</li>'
        for named in choice.lettered
    )
    body = (
        f"{_heading(choice.label, choice.question)}{_code(choice.code)}"
        f'<ul style="list-style-type:none;margin:6px 0;padding:0">{choices}</ul>'
        f'<div class="cw-choice-muted" style="color:{MUTED};font-size:14px">'
        f"{_words(line)}</div>"
    )
    return _card(f"{choice.label}: {choice.question}", body)


def outcome_text(outcome: Outcome) -> str:
    """Write what was chosen and what happened in a sentence each."""
    chosen, (letter, words) = outcome.chosen, outcome.happened
    first = f"You chose {chosen.letter} ({chosen.words})." if chosen else NOTHING
    return f"{outcome.label} · {first} The run gave {letter}: {words}"


def outcome_html(outcome: Outcome) -> str:
    """Write the same as two boxes, side by side where there is room."""
    first = _box("You chose", outcome.chosen) if outcome.chosen else _box(NOTHING)
    boxes = f'<div style="display:flex;flex-wrap:wrap">{first}'
    boxes += f"{_box('The run gave', outcome.happened)}</div>"
    return _card(f"{outcome.label}: the outcome", _heading(outcome.label) + boxes)


def _card(label: str, body: str) -> str:
    style = (
        f"max-width:760px;box-sizing:border-box;margin:4px 0;padding:8px 14px 10px;"
        f"border:1px solid {ACCENT};border-left:6px solid {ACCENT};border-radius:6px;"
        f"background:{PAPER};color:{INK};font-size:15px;line-height:1.5;"
        "overflow-wrap:break-word"
    )
    return (
        f'{STYLE}<div role="group" aria-label="{escape(label, quote=True)}" '
        f'class="cw-choice" style="{style}">{body}</div>'
    )


def _heading(label: str, question: str = "") -> str:
    asked = f" <b>{_words(question)}</b>" if question else ""
    return (
        f'<div><b class="cw-choice-accent" style="color:{ACCENT}">{escape(label)}</b>'
        f"{asked}</div>"
    )


def _box(title: str, named: Lettered | None = None) -> str:
    words = f"<div>{_lettered(named)}</div>" if named else ""
    return (
        f'<div style="min-width:200px;max-width:100%;margin:4px 24px 0 0">'
        f'<div class="cw-choice-muted" style="color:{MUTED};font-size:14px">'
        f"{escape(title)}</div>{words}</div>"
    )


def _lettered(named: Lettered) -> str:
    return (
        f'<b class="cw-choice-accent" style="color:{ACCENT};margin-right:8px">'
        f"{named.letter}</b> {_words(named.words)}"
    )


def _words(text: str) -> str:
    """Write ``text`` as HTML; what stands in backticks is code."""
    style = f"{_CODE};font-size:90%;padding:0"
    code = rf'<code class="cw-choice-code" style="{style}">\1</code>'
    return re.sub(r"`([^`]+)`", code, escape(text))


def _code(code: str) -> str:
    if not code:
        return ""
    style = (
        f"{_CODE};border:0;border-left:2px solid {MUTED};margin:6px 0;"
        "padding:2px 10px;font-size:14px;line-height:1.45;overflow-x:auto"
    )
    return f'<pre class="cw-choice-code" style="{style}">{escape(code)}</pre>'


def _widget_id(choice: Choice) -> str | None:
    """Make the buttons, where there is a kernel and what they need is installed."""
    if not in_kernel():
        return None
    try:
        from course_app.radio import Radio
    except ImportError:
        return None
    return str(Radio(choice).model_id)
