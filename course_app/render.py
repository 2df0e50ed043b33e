"""A panel as HTML and as text, with the same words in both.

Styles are inline: JupyterLab and GitHub drop ``<style>`` from notebooks they do
not trust. In a trusted notebook one small sheet adds the dark theme, whose
colours keep the same contrast.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from course_app.card import Line, Panel, exchange_panels, fault_panel
from course_app.wire import Exchange

INK, MUTED, PAPER = "#12161F", "#444B59", "#FFFFFF"
AMBER, AMBER_EDGE, EDGE = "#FFE39A", "#7A4B00", "#8A93A3"
COLOURS = {
    "request": "#0B4A94",
    "response": "#0E5130",
    "jar": "#7A4B00",
    "fault": "#8C1322",
}
_MONO = "font-family:ui-monospace,'DejaVu Sans Mono',Menlo,Consolas,monospace"
_DARK = {
    "cw-panel": "background:#1A1E27!important;color:#EEF1F6!important",
    "cw-muted": "color:#BBC3D0!important",
    "cw-cookie": "background:#4A3600!important;color:#FFF1CC!important",
}
_DARK_COLOURS = {
    "request": "#9CC8FF",
    "response": "#8FE0B4",
    "jar": "#FFD479",
    "fault": "#FFB3BA",
}
for _kind, _colour in _DARK_COLOURS.items():
    _DARK[f"cw-{_kind}"] = f"color:{_colour}!important"
    _DARK[f"cw-{_kind}-edge"] = f"border-color:{_colour}!important"
STYLE = (
    "<style>"
    + "".join(
        f"body[data-jp-theme-light=false] .{name}{{{rules}}}"
        for name, rules in _DARK.items()
    )
    + "</style>"
)


def exchange_text(exchange: Exchange) -> str:
    """Write one exchange as plain text."""
    return panels_text(exchange_panels(exchange))


def exchange_html(exchange: Exchange) -> str:
    """Write one exchange as HTML."""
    return panels_html(exchange_panels(exchange))


def fault_text(where: str, error: str, line: str, lineno: int | None) -> str:
    """Write a view's error as plain text."""
    return panels_text([fault_panel(where, error, line, lineno)])


def fault_html(where: str, error: str, line: str, lineno: int | None) -> str:
    """Write a view's error as HTML."""
    return panels_html([fault_panel(where, error, line, lineno)])


def panels_text(panels: Iterable[Panel]) -> str:
    """Write ``panels`` one below the other."""
    return "\n".join(_panel_text(panel) for panel in panels)


def panels_html(panels: Sequence[Panel]) -> str:
    """Write ``panels`` as cards: requests left, responses right."""
    cards = "".join(_panel_html(panel) for panel in panels)
    box = "display:flex;flex-wrap:wrap;gap:8px;max-width:960px;margin:4px 0"
    return f'{STYLE}<div style="{box}">{cards}</div>'


def _panel_text(panel: Panel) -> str:
    head = f"{panel.title}, {panel.direction}"
    return "\n".join([head, *(_line_text(line) for line in panel.lines)])


def _line_text(line: Line) -> str:
    if line.kind == "holds":
        return f"    holds {line.text}"
    indent = "    " if line.kind == "note" and not line.name else "  "
    return indent + (f"{line.name}: {line.text}" if line.name else line.text)


def _panel_html(panel: Panel) -> str:
    body = [line for line in panel.lines if line.kind == "body"]
    head = [_line_html(line) for line in panel.lines if line not in body]
    inner = "".join([_head(panel), *head, _body_html(body)])
    label = escape(f"{panel.title}, {panel.direction}", quote=True)
    return (
        f'<div role="group" aria-label="{label}" class="cw-panel cw-{panel.kind}-edge" '
        f'style="{_panel_style(panel.kind)}">{inner}</div>'
    )


def _panel_style(kind: str) -> str:
    width = "100%" if kind in ("jar", "fault") else "380px"
    edge = f"{'dashed' if kind == 'jar' else 'solid'} {COLOURS[kind]}"
    return (
        f"flex:1 1 {width};min-width:0;box-sizing:border-box;"
        f"border:1px {edge};border-top:4px {edge};border-radius:6px;"
        f"padding:6px 10px 8px;background:{PAPER};color:{INK};"
        "font-size:14px;line-height:1.45"
    )


def _head(panel: Panel) -> str:
    colour = COLOURS[panel.kind]
    return (
        f'<div style="display:flex;justify-content:space-between;gap:8px">'
        f'<b class="cw-{panel.kind}" style="color:{colour}">{escape(panel.title)}</b>'
        f'<span class="cw-{panel.kind}" style="color:{colour};font-size:13px">'
        f"{escape(panel.direction)}</span></div>"
    )


def _line_html(line: Line) -> str:
    name, text = escape(line.name), escape(line.text)
    if line.kind == "cookie":
        return _cookie_html(name, text)
    if line.kind == "holds":
        style = f"color:{MUTED};font-size:13px;padding-left:10px"
        return _row(f"holds {_strong(text)}", style, "cw-muted")
    if line.kind == "note":
        label = f"{name}: " if name else ""
        return _row(f"{label}{text}", f"color:{MUTED};font-size:13px", "cw-muted")
    if line.kind == "start":
        return _row(f"<b>{text}</b>", _MONO, "")
    if line.kind == "fault":
        return _row(f"<b>{text}</b>", f"color:{COLOURS['fault']}", "cw-fault")
    label = f"{name}: " if name else ""
    return _row(f"{label}{text}", f"{_MONO};white-space:pre-wrap", "")


def _body_html(lines: Sequence[Line]) -> str:
    if not lines:
        return ""
    rows = "".join(
        _row(escape(line.text), f"{_MONO};white-space:pre-wrap", "") for line in lines
    )
    rule = f"border-top:1px solid {EDGE};margin-top:5px;padding-top:4px"
    return f'<div style="{rule}">{rows}</div>'


def _strong(text: str) -> str:
    return f'<b style="{_MONO}">{text}</b>'


def _cookie_html(name: str, text: str) -> str:
    style = (
        f"{_MONO};background:{AMBER};color:{INK};border-left:4px solid {AMBER_EDGE};"
        "padding:1px 6px;margin:2px 0"
    )
    return _row(f"<b>{name}:</b> {text}", style, "cw-cookie")


def _row(content: str, style: str, name: str) -> str:
    tag = f' class="{name}"' if name else ""
    return f'<div{tag} style="{style};overflow-wrap:break-word">{content}</div>'
