"""What the checks on logging in need: people, pages, and forms sent as browsers do."""

from __future__ import annotations

import hashlib
from html import unescape
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

if TYPE_CHECKING:
    import requests

    from course_app.visitor import Visitor

MARKUP_NAME = "<i>eve</i>"
PASSWORDS = {"ana": "rabbit", "bob": "ladder", MARKUP_NAME: "kettle"}
ROUNDS = 1000  # a check has four seconds; a good hash takes its time
SALT = "course"  # the same each time: a verdict reads the same twice


def password_hash(word: str) -> str:
    """Hash a password in the form of `werkzeug.security.generate_password_hash`."""
    digest = hashlib.pbkdf2_hmac("sha256", word.encode(), SALT.encode(), ROUNDS)
    return f"pbkdf2:sha256:{ROUNDS}${SALT}${digest.hex()}"


def table() -> dict[str, str]:
    """Make a table of users: a name, and the hash of its password."""
    return {name: password_hash(word) for name, word in PASSWORDS.items()}


def path(page: requests.Response) -> str:
    """Return the path of the page where a client arrived."""
    return urlsplit(page.url).path


def tells(page: requests.Response, words: str) -> bool:
    """Whether a reader of ``page`` reads ``words``, escaped or not."""
    return page.status_code == 200 and words in unescape(page.text)


def obeys(page: requests.Response, markup: str) -> bool:
    """Whether a browser would take ``markup`` in ``page`` for HTML."""
    kind = page.headers.get("Content-Type", "text/html")
    return "html" in kind and markup in page.text


def session_data(visitor: Visitor) -> dict[str, Any]:
    """Read the Flask session cookie in a jar; empty where there is none."""
    from course_app import cookies

    try:
        return cookies.read(str(visitor.cookies.get("session"))).data
    except ValueError:
        return {}


def readable(visitor: Visitor) -> str:
    """Return all that can be read in a jar without a key, as text."""
    values = [str(cookie.value) for cookie in visitor.cookies]
    return "\n".join([*values, repr(session_data(visitor))])


class _Form(HTMLParser):
    """The first form of a page: where it goes, and its hidden fields."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.action = ""
        self.hidden: dict[str, str] = {}
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take note of ``<form action>`` and ``<input type=hidden>``."""
        found = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.action = self.action or found.get("action", "")
        elif tag == "input" and found.get("type", "").lower() == "hidden":
            self.hidden[found.get("name", "")] = found.get("value", "")


def fill_in(
    visitor: Visitor, page: requests.Response, **fields: str
) -> requests.Response:
    """Send the form of ``page`` as a browser does, and follow no redirect."""
    form = _Form(page.text)
    target = urlsplit(urljoin(page.url, form.action or page.url))
    where = target.path + (f"?{target.query}" if target.query else "")
    data = {**form.hidden, **fields}
    sent: requests.Response = visitor.post(where, data=data, allow_redirects=False)
    return sent


def leads_off(answer: requests.Response) -> bool:
    """Whether a browser would leave the site by following ``answer``."""
    if not answer.is_redirect:
        return False
    there = urljoin(answer.url, answer.headers["Location"].strip())
    return urlsplit(there)[:2] != urlsplit(answer.url)[:2]


def follow(visitor: Visitor, answer: requests.Response) -> requests.Response:
    """Follow redirects, hop by hop, as long as they stay on the site."""
    for _ in range(visitor.max_redirects):
        if not answer.is_redirect or leads_off(answer):
            break
        there = urlsplit(urljoin(answer.url, answer.headers["Location"]))
        where = there.path + (f"?{there.query}" if there.query else "")
        answer = visitor.get(where, allow_redirects=False)
    return answer
