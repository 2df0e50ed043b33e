"""The IPython shell this code runs in, if any, and what is displayed in it.

IPython is imported only where it runs already, so that ``course check`` and
plain scripts start fast.
"""

from __future__ import annotations

import sys
from typing import Any


def shell() -> Any:
    """Return the IPython shell this code runs in, ``None`` outside of one."""
    interactive = sys.modules.get("IPython")
    return interactive.get_ipython() if interactive else None


def in_kernel() -> bool:
    """Whether this is a Jupyter kernel, and not plain Python or a terminal."""
    return hasattr(shell(), "kernel")


def publish(bundle: dict[str, Any]) -> None:
    """Display a MIME bundle in a notebook; print its plain text elsewhere."""
    if shell() is None:
        sys.stdout.write(f"{bundle['text/plain']}\n")
        return
    from IPython.display import publish_display_data

    publish_display_data(bundle)
