"""A client's cookie jar, and why a cookie was refused or not sent.

The answers come from the jar's own policy, asked rule by rule
(`http.cookiejar.DefaultCookiePolicy`); this is what ``requests`` does, and a
browser does more.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from email.message import Message
from http.cookiejar import Cookie, CookieJar, DefaultCookiePolicy
from urllib.parse import urlsplit
from urllib.request import Request

from course_app.cookies import SetCookie, parse_cookie, parse_set_cookie
from course_app.wire import Exchange


@dataclass(frozen=True)
class Held:
    """A cookie in a jar, or one that the jar did not take.

    ``seconds`` is the time left, ``None`` for a browser-session cookie.
    ``reason`` says why it was not sent or not kept, ``""`` where it was.
    ``stayed`` means that it was in the jar before and took no part.
    """

    name: str
    value: str
    path: str
    domain: str
    seconds: int | None
    reason: str = ""
    stayed: bool = False


def held(jar: CookieJar, hops: Sequence[Exchange]) -> list[Held]:
    """List what ``jar`` holds after ``hops``, with the reason for each not sent.

    A cookie that one of ``hops`` brought has no reason: it could not have been
    sent before it was there.
    """
    sent = {name for hop in hops for name, _ in parse_cookie(hop.cookie or "")}
    took_part = sent | {cookie.name for hop in hops for cookie in _brought(hop)}
    return [_held(cookie, hops[-1], took_part) for cookie in jar]


def refused(exchange: Exchange) -> list[Held]:
    """List the cookies that ``exchange`` brought and no jar takes from it."""
    return [
        Held(one.name, one.value, one.get("Path") or "/", domain, None, reason)
        for one in _brought(exchange)
        for domain in [one.get("Domain") or exchange.host]
        for reason in [_why_refused(one, exchange)]
        if reason
    ]


def _brought(exchange: Exchange) -> Iterator[SetCookie]:
    for line in exchange.set_cookies:
        try:
            yield parse_set_cookie(line)
        except ValueError:
            continue  # every client ignores such a line


def _held(cookie: Cookie, exchange: Exchange, took_part: set[str]) -> Held:
    left = None if cookie.expires is None else round(cookie.expires - time.time())
    stayed = cookie.name not in took_part
    reason = why_not_sent(cookie, exchange.url) if stayed or _dead(cookie) else ""
    value = cookie.value or ""
    return Held(cookie.name, value, cookie.path, cookie.domain, left, reason, stayed)


def _dead(cookie: Cookie) -> bool:
    return bool(cookie.is_expired())


def why_not_sent(cookie: Cookie, url: str) -> str:
    """Say which rule keeps ``cookie`` from ``url``; ``""`` if none does."""
    policy, request = DefaultCookiePolicy(), Request(url)
    path = urlsplit(url).path or "/"
    if _dead(cookie):
        return "expired: it is never sent again"
    if cookie.secure and request.type != "https":
        return "Secure, and the address is http"
    if not policy.path_return_ok(cookie.path, request):
        return f"its path {cookie.path} does not cover {path}"
    if not policy.return_ok_domain(cookie, request):
        return f"it belongs to {cookie.domain}"
    return ""


def _why_refused(one: SetCookie, exchange: Exchange) -> str:
    if one.deletes:
        return ""
    request = Request(exchange.url)
    # A jar of its own: reading a deletion would delete from the client's.
    made = CookieJar().make_cookies(_Answer(exchange), request)  # type: ignore[arg-type]
    named = [cookie for cookie in made if cookie.name == one.name]
    if not named:
        return "it had expired when it arrived"
    policy = DefaultCookiePolicy()
    if not policy.set_ok_domain(named[-1], request):
        return f"the host {exchange.host} may not set cookies for {one.get('Domain')}"
    if not policy.set_ok_path(named[-1], request):
        return f"the path {one.get('Path')} is not its own"
    return ""


class _Answer:
    """An exchange as `http.cookiejar` wants to see a response."""

    def __init__(self, exchange: Exchange) -> None:
        self._headers = Message()
        for line in exchange.set_cookies:
            self._headers["Set-Cookie"] = line

    def info(self) -> Message:
        """Return the headers, as `urllib.request` responses do."""
        return self._headers
