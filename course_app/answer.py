"""A learner's answer as Python source."""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType
from typing import Any


def run_source(file: Path) -> dict[str, Any]:
    """Run the source in ``file`` and return the names it defines.

    It runs as a module, not as a program: what stands under ``if __name__ ==
    "__main__"`` stays out. Raises whatever the source raises.
    """
    module = ModuleType("answer")
    module.__file__ = str(file)
    sys.modules["answer"] = module  # Flask(__name__) looks for its folder there
    exec(compile(file.read_bytes(), str(file), "exec"), vars(module))  # noqa: S102
    return vars(module)
