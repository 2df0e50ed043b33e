"""Flask sessions, by experiment: what the notebooks import.

    from course_app import serve, show
    site = serve(app)
    show(requests.get(site.url))

Each name is loaded when it is first asked for, so that ``course exercises``
need not wait for Flask.
"""

from __future__ import annotations

import importlib
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from course_app import cookies as cookies
    from course_app.checker import check, hint, solution, verdict
    from course_app.clock import travel
    from course_app.kernel import show
    from course_app.predict import predict, quiz, reveal
    from course_app.server import serve

__all__ = [
    "check",
    "cookies",
    "hint",
    "predict",
    "quiz",
    "reveal",
    "serve",
    "show",
    "solution",
    "travel",
    "verdict",
]

_HOMES = {
    "check": "checker",
    "hint": "checker",
    "predict": "predict",
    "quiz": "predict",
    "reveal": "predict",
    "serve": "server",
    "show": "kernel",
    "solution": "checker",
    "travel": "clock",
    "verdict": "checker",
}


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    home = _HOMES.get(name, name)
    module = importlib.import_module(f"{__name__}.{home}")
    for export in __all__:  # all of them: the module predict would hide its function
        if _HOMES.get(export) == home:
            globals()[export] = getattr(module, export)
    return globals().get(name, module)


def __dir__() -> list[str]:
    return __all__


if "ipykernel" in sys.modules:
    from course_app.kernel import settle_in

    settle_in()
