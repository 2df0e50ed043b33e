"""What went over the wire, as a record.

requests keeps all of it: the chain of redirects in ``response.history``, what
was sent in ``response.request``, every ``Set-Cookie`` line apart in
``response.raw.headers``. Nothing is wrapped and nothing is measured twice.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

import requests

Header = tuple[str, str]
_VERSIONS = {9: "HTTP/0.9", 10: "HTTP/1.0", 11: "HTTP/1.1", 20: "HTTP/2"}


@dataclass(frozen=True)
class Exchange:
    """One request and its response.

    ``target`` is the path with its query. Headers keep their order and their
    repetitions; bodies are text, ``None`` where bytes are not text.
    """

    method: str
    url: str
    target: str
    host: str
    request_headers: tuple[Header, ...]
    request_body: str | None
    version: str
    status: int
    reason: str
    response_headers: tuple[Header, ...]
    response_body: str | None
    size: int

    @property
    def set_cookies(self) -> tuple[str, ...]:
        """The values of its ``Set-Cookie`` lines, in their order."""
        return self._values(self.response_headers, "set-cookie")

    @property
    def cookie(self) -> str | None:
        """The value of its ``Cookie`` header, if one was sent."""
        sent = self._values(self.request_headers, "cookie")
        return sent[0] if sent else None

    @staticmethod
    def _values(headers: tuple[Header, ...], wanted: str) -> tuple[str, ...]:
        return tuple(value for name, value in headers if name.lower() == wanted)


def exchanges(response: requests.Response) -> list[Exchange]:
    """List the exchanges behind ``response``: one for each redirect, then it."""
    return [_exchange(hop) for hop in [*response.history, response]]


def _exchange(response: requests.Response) -> Exchange:
    request = response.request
    url = request.url or response.url
    parts = urlsplit(url)
    return Exchange(
        method=request.method or "GET",
        url=url,
        target=parts.path + (f"?{parts.query}" if parts.query else ""),
        host=parts.hostname or "",
        request_headers=_sent(request, parts.netloc),
        request_body=_text(request.body),
        version=_VERSIONS.get(getattr(response.raw, "version", 11), "HTTP"),
        status=response.status_code,
        reason=response.reason or "",
        response_headers=_received(response),
        response_body=_body(response),
        size=len(response.content),
    )


def _sent(request: requests.PreparedRequest, netloc: str) -> tuple[Header, ...]:
    """List the headers as sent; ``http.client`` puts ``Host`` first by itself."""
    headers = [(name, _plain(value)) for name, value in request.headers.items()]
    if any(name.lower() == "host" for name, _ in headers):
        return tuple(headers)
    return (("Host", netloc), *headers)


def _received(response: requests.Response) -> tuple[Header, ...]:
    """List the headers as received, each repetition apart.

    urllib3 groups repeated names; ``response.headers`` would join them.
    """
    headers = getattr(response.raw, "headers", response.headers)
    return tuple((str(name), str(value)) for name, value in headers.items())


def _body(response: requests.Response) -> str | None:
    kind = response.headers.get("Content-Type", "text/plain")
    if not kind.startswith(("text/", "application/json", "application/xml")):
        return None if response.content else ""
    return response.content.decode(response.encoding or "utf-8", "replace")


def _text(body: object) -> str | None:
    if body is None:
        return ""
    try:
        return body.decode("utf-8") if isinstance(body, bytes) else str(body)
    except UnicodeDecodeError:
        return None


def _plain(value: str | bytes) -> str:
    return value.decode("latin-1") if isinstance(value, bytes) else value
