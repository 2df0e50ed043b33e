"""Which line is the learner's own, in a traceback or in a running stack."""

from __future__ import annotations

import os
import traceback
from pathlib import Path
from types import FrameType

_OURS = str(Path(__file__).parent)
_LIBRARIES = (
    "site-packages",
    "dist-packages",
    "<frozen",
    str(Path(os.__file__).parent),
)

Line = tuple[str, int | None]


def line_of(error: BaseException) -> Line:
    """Return the innermost line that is no library's, and its number.

    The number counts in the learner's cell or file; ``("", None)`` when no line
    of theirs is in the traceback.
    """
    return _last_own(traceback.extract_tb(error.__traceback__))


def line_at(frame: FrameType | None) -> Line:
    """Return the same for code that is running, from its innermost frame."""
    return _last_own(traceback.extract_stack(frame)) if frame else ("", None)


def _last_own(stack: traceback.StackSummary) -> Line:
    own = [entry for entry in stack if _is_own(entry.filename)]
    return ((own[-1].line or "").strip(), own[-1].lineno) if own else ("", None)


def _is_own(filename: str) -> bool:
    if filename.startswith(_OURS):
        return False
    return not any(part in filename for part in _LIBRARIES)
