"""Sites that hand out cookies, for the learner's functions of lesson 2 to ask.

Flask is imported when one is made: the catalogue of exercises needs none.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask
    from werkzeug import Response

DATE = "Expires=Fri, 01 Jan 2100 00:00:00 GMT; Max-Age=3600"
GONE = "Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0"


@dataclass(frozen=True)
class Page:
    """The ``Set-Cookie`` lines of a page, and what who misreads them is told."""

    finding: str
    lines: tuple[str, ...]
    why: tuple[str, ...]


PAGES = (
    Page(
        "wrong-names",
        ("theme=dark; Path=/",),
        ("There is one line. Its name stands before the first `=`.",),
    ),
    Page(
        "first-line-only",
        ("cart=apple; Path=/", "theme=dark; Path=/"),
        ("Each line sets a cookie. `headers` joins them; `raw.headers` does not.",),
    ),
    Page(
        "cut-at-the-date",
        (f"theme=dark; {DATE}; Path=/", f"visit=1; {DATE}; Path=/"),
        (
            "A date has a comma of its own, and that is where the joined line breaks.",
            "Take the lines before they are joined.",
        ),
    ),
    Page(
        "deletions-left-out",
        (f"cart=; {GONE}; Path=/shop", "theme=dark; Path=/"),
        (
            "The line that deletes the cart is a `Set-Cookie` line, too.",
            "A jar shows what is left afterwards, not what was said.",
        ),
    ),
    Page(
        "one-of-a-name",
        ("cart=apple; Path=/shop", "cart=pear; Path=/"),
        ("Two lines, one name, two paths: these are two cookies.",),
    ),
    Page(
        "another-order",
        ("zebra=1; Path=/", "apple=1; Path=/"),
        ("The order of the lines was expected.",),
    ),
    Page("invents-cookies", (), ("An empty list was expected.",)),
)


def front_page(lines: tuple[str, ...]) -> Flask:
    """Make a site whose front page carries these ``Set-Cookie`` lines."""
    from flask import Flask, make_response

    app = Flask("front page")

    @app.get("/")
    def home() -> Response:
        response = make_response("Welcome.")
        for line in lines:
            response.headers.add("Set-Cookie", line)
        return response

    return app


def staff(seen: list[str]) -> Flask:
    """Make a site whose ``POST /login`` gives a guest's role in a cookie.

    ``GET /admin`` believes that role, and notes it in ``seen``; it also wants the
    ticket which only the login hands out. ``POST /dark`` sets a theme.
    """
    from flask import Flask, make_response, request

    app = Flask("staff")
    tickets: set[str] = set()

    @app.post("/login")
    def login() -> Response:
        response = make_response("Hello, guest")
        tickets.add(ticket := f"no-{len(tickets) + 4711}")
        response.set_cookie("ticket", ticket, httponly=True)
        response.set_cookie("role", "guest", httponly=True)
        return response

    @app.get("/admin")
    def admin() -> str:
        if request.cookies.get("ticket") not in tickets:
            return "Please log in"
        role = request.cookies.get("role", "guest")
        seen.append(role)
        return f"Welcome, {role}"

    @app.post("/dark")
    def dark() -> Response:
        response = make_response("Dark it is")
        response.set_cookie("theme", "dark")
        return response

    return app
