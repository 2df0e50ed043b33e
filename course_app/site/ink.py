"""The colours of code on the pages: those of the wire cards, for paper and for dark.

Each keeps a contrast of 7:1 or more on its background.
"""

from __future__ import annotations

from typing import ClassVar

from pygments.style import Style
from pygments.token import (
    Comment,
    Error,
    Generic,
    Keyword,
    Name,
    Number,
    Operator,
    String,
    Token,
)


def _styles(
    ink: str, muted: str, words: str, names: str, values: str
) -> dict[str, str]:
    return {
        Token: ink,
        Comment: muted,
        Keyword: f"bold {words}",
        Operator.Word: f"bold {words}",
        Name.Function: names,
        Name.Class: names,
        Name.Decorator: names,
        String: values,
        Number: values,
        Generic.Prompt: muted,
        Error: ink,
    }


class Light(Style):  # type: ignore[misc]
    """For the light theme, and for print."""

    background_color = "#F3F5F9"
    styles: ClassVar = _styles("#12161F", "#444B59", "#6B1F8A", "#0B4A94", "#0E5130")


class Dark(Style):  # type: ignore[misc]
    """For the dark theme."""

    background_color = "#1A1E27"
    styles: ClassVar = _styles("#EEF1F6", "#BBC3D0", "#E0B8F5", "#9CC8FF", "#8FE0B4")
