"""What a client does with `Set-Cookie` lines: what was set, what is sent, and where.

The rows of exercise 2.3 are played with the jar of Python's own `http.cookiejar`,
which `requests` uses. They are rows on which browsers agree with it.
"""

from __future__ import annotations

from dataclasses import dataclass
from email.message import Message
from http.cookiejar import CookieJar
from typing import TYPE_CHECKING
from urllib.request import Request

if TYPE_CHECKING:
    import requests

    from course_app.cookies import SetCookie


@dataclass(frozen=True)
class Row:
    """One row of the table: a line, who sets it, and what is asked afterwards.

    ``later`` is in seconds; ``finding`` and ``why`` are for who gets it wrong.
    """

    letter: str
    line: str
    set_by: str
    asked: str
    finding: str
    why: str
    later: int = 0

    @property
    def when(self) -> str:
        """How much later, in words, ``""`` for at once."""
        return f", {self.later} seconds later" if self.later else ""


ROWS = (
    Row(
        "a",
        "theme=dark; Path=/app",
        "shop.test/login",
        "shop.test/app/cart",
        "path-covers-below",
        "A path covers what lies below it, whichever page set the cookie.",
    ),
    Row(
        "b",
        "theme=dark; Path=/app",
        "shop.test/login",
        "shop.test/appendix",
        "letters-not-folders",
        "`/appendix` begins with the same letters. Paths go folder by folder.",
    ),
    Row(
        "c",
        "theme=dark",
        "shop.test/settings/dark",
        "shop.test/",
        "no-path-is-not-root",
        "A line without a path is for the folder of its page, here `/settings`.",
    ),
    Row(
        "d",
        "theme=dark",
        "shop.test/settings/dark",
        "shop.test/settings/font",
        "no-path-is-the-folder",
        "A line without a path is for the folder of its page, not for that page alone.",
    ),
    Row(
        "e",
        "theme=dark; Path=/",
        "shop.test:5000/",
        "shop.test:5001/",
        "port-counts",
        "A cookie belongs to a host name, and the port is no part of that.",
    ),
    Row(
        "f",
        "theme=dark; Path=/",
        "www.shop.test/",
        "shop.test/",
        "other-host",
        "`www.shop.test` and `shop.test` are two host names. Clients compare names.",
    ),
    Row(
        "g",
        "theme=dark; Max-Age=60; Path=/",
        "shop.test/",
        "shop.test/",
        "never-expires",
        "Its time was over. The client looks at its clock before it sends.",
        later=90,
    ),
    Row(
        "h",
        "theme=dark; HttpOnly; Path=/",
        "shop.test/",
        "shop.test/cart",
        "httponly-is-not-secret",
        "`HttpOnly` keeps a cookie from scripts. To servers it goes as any other.",
    ),
)


def is_sent(row: Row) -> bool:
    """Play one row: let a jar take the line, wait, and ask."""
    from course_app.clock import travel

    jar, asked = CookieJar(), Request(f"http://{row.asked}")
    with travel() as clock:
        response, request = _Response(row.line), Request(f"http://{row.set_by}")
        jar.extract_cookies(response, request)  # type: ignore[arg-type]
        clock.forward(seconds=row.later)
        jar.add_cookie_header(asked)
    return asked.has_header("Cookie")


class _Response:
    """A response as `http.cookiejar` wants to see it."""

    def __init__(self, line: str) -> None:
        self._headers = Message()
        self._headers["Set-Cookie"] = line

    def info(self) -> Message:
        """Return its headers."""
        return self._headers


def names_sent(response: requests.Response) -> list[str]:
    """List the names in the ``Cookie`` header that led to ``response``."""
    from course_app.cookies import parse_cookie

    header = response.request.headers.get("Cookie") or ""
    return [name for name, _ in parse_cookie(str(header))]


def names_set(response: requests.Response) -> list[str]:
    """List the names that ``response`` and the redirects before it set, in order."""
    return [line.name for line in _lines(response)]


def lines_for(name: str, response: requests.Response) -> list[SetCookie]:
    """List the ``Set-Cookie`` lines that are about a cookie of that name."""
    return [line for line in _lines(response) if line.name == name]


def _lines(response: requests.Response) -> list[SetCookie]:
    from course_app.cookies import parse_set_cookie
    from course_app.wire import exchanges

    found = [line for hop in exchanges(response) for line in hop.set_cookies]
    return [parse_set_cookie(line) for line in found if "=" in line.split(";")[0]]
