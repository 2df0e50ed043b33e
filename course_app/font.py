"""The letters of slides and pages, from their packages, cut to what is used."""

from __future__ import annotations

import base64
import io
from collections.abc import Set
from functools import cache
from pathlib import Path
from typing import NamedTuple

import fontpkg
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

# Latin letters, quotes and dashes, and the signs that slides and pages draw.
# Ranges of Unicode, ends included.
RANGES = (
    (0x20, 0x7E),
    (0xA0, 0x17F),
    (0x2010, 0x2026),
    (0x2190, 0x2195),
    (0x2212, 0x2212),
    (0x2260, 0x2265),
    (0x22EE, 0x22EE),
    (0x25B6, 0x25CF),
    (0x2713, 0x2717),
)
FEATURES = ["ccmp", "kern", "mark", "mkmk", "zero"]  # no ligatures: `!=` is two signs


class Face(NamedTuple):
    """A face by its family, its CSS ``font-weight`` (one or a range) and style."""

    family: str
    weight: str
    style: str = "normal"


FACES = {
    "text-400": Face("Atkinson Hyperlegible", "400"),
    "text-700": Face("Atkinson Hyperlegible", "700"),
    "text-400-italic": Face("Atkinson Hyperlegible", "400", "italic"),
    "text-700-italic": Face("Atkinson Hyperlegible", "700", "italic"),
    "code": Face("JetBrains Mono", "400 700"),
}


@cache
def woff2(face: Face, more: Set[str] = frozenset()) -> bytes:
    """Cut a face to `RANGES` and the characters ``more``; pack it as WOFF2."""
    path = fontpkg.path(face.family, int(face.weight.split()[0]), face.style)
    font = TTFont(path, recalcTimestamp=False)  # the same bytes every day
    cutter = Subsetter(Options(layout_features=FEATURES))
    cutter.populate(unicodes=_needed(more))
    cutter.subset(font)
    if "fvar" in font:
        limits = tuple(map(int, face.weight.split()))
        font = instancer.instantiateVariableFont(font, {"wght": limits})
    font.flavor = "woff2"
    packed = io.BytesIO()
    font.save(packed)
    return packed.getvalue()


def write(folder: Path, more: Set[str]) -> None:
    """Write every face of `FACES` as ``NAME.woff2``, ``more`` characters included."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, face in FACES.items():
        (folder / f"{name}.woff2").write_bytes(woff2(face, frozenset(more)))


def stylesheet() -> str:
    """Give ``@font-face`` rules that carry the fonts themselves."""
    return "\n".join(_rule(face) for face in FACES.values())


def _needed(more: Set[str]) -> set[int]:
    always = {number for first, last in RANGES for number in range(first, last + 1)}
    return always | set(map(ord, more))


def _rule(face: Face) -> str:
    data = base64.b64encode(woff2(face)).decode()
    return (
        f'@font-face{{font-family:"{face.family}";font-weight:{face.weight};'
        f"font-style:{face.style};font-display:block;"
        f'src:url("data:font/woff2;base64,{data}") format("woff2")}}'
    )
