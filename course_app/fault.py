"""An error inside a view, as the learner needs to see it."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Fault:
    """One error of one request.

    ``error`` reads ``"KeyError: 'n'"``; ``line`` is the learner's own source
    line, ``lineno`` its number in its cell or file, both empty where unknown.
    """

    method: str
    path: str
    error: str
    line: str = ""
    lineno: int | None = None
    exception: BaseException | None = field(default=None, compare=False)

    def __str__(self) -> str:
        where = f", line {self.lineno}" if self.lineno else ""
        source = f": {self.line}" if self.line else ""
        return f"{self.method} {self.path} failed: {self.error}{where}{source}"


def named(error: BaseException) -> str:
    """Write an exception as a traceback's last line does: ``KeyError: 'n'``."""
    text, kind = str(error), type(error).__name__
    return f"{kind}: {text}" if text else kind
