"""A clock that moves: thirty-one days in a millisecond.

time-machine replaces the clock of this whole process. The server's thread, the
cookie jar, itsdangerous, ``Expires`` and ``Date`` move together; sockets and
signatures stay real. Versions before 3 (and freezegun) stop a kernel's asyncio.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import time_machine

_travelling = threading.Lock()


class Clock:
    """The moved clock inside ``with travel()``."""

    def __init__(self, traveller: time_machine.Traveller) -> None:
        self._traveller = traveller

    @property
    def now(self) -> datetime:
        """The moment the clock shows, in UTC."""
        return datetime.now(UTC)

    def forward(self, **amount: float) -> None:
        """Move on by ``days=``, ``hours=``, ``minutes=`` or ``seconds=``.

        Raises `ValueError` for a way back: cookies signed later than now are
        refused by the server and kept too long by the client.
        """
        step = timedelta(**amount)
        if step < timedelta(0):
            raise ValueError(
                "The clock only moves forward: a cookie signed in the future is "
                "refused. Start a new `with travel()` to begin again."
            )
        self._traveller.shift(step)


@contextmanager
def travel(start: str | datetime | None = None) -> Iterator[Clock]:
    """Stop the clock of this process at ``start``, and let it be moved.

    ``start`` is an ISO date such as ``"2026-01-01"``, read as UTC; without it
    the clock stops at this moment. Use a fresh client inside: cookies brought
    back from the future are refused.

    Raises `RuntimeError` in a thread or inside another ``travel()``.
    """
    if threading.current_thread() is not threading.main_thread():
        raise RuntimeError("travel() moves every thread's clock: use it in a cell.")
    if not _travelling.acquire(blocking=False):
        raise RuntimeError("The clock is moved already: leave the first travel().")
    try:
        with time_machine.travel(_moment(start), tick=False) as traveller:
            yield Clock(traveller)
    finally:
        _travelling.release()


def _moment(start: str | datetime | None) -> datetime | float:
    if start is None:
        return time.time()
    try:
        moment = datetime.fromisoformat(start) if isinstance(start, str) else start
    except ValueError:
        raise ValueError(
            f"travel() cannot read the date {start!r}. "
            'Write it like "2026-01-31" or "2026-01-31 12:00".'
        ) from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
