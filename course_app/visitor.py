"""A client that asks a learner's app, and is never kept waiting by it."""

from __future__ import annotations

import time
from typing import Any
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter

REQUEST_SECONDS = 2.0
BODY_BYTES = 1_000_000
REDIRECTS = 10
_CHUNK = 65_536


class EndlessBody(requests.RequestException):
    """A body that was still coming after a second or a megabyte too many."""


class ElsewhereAsked(requests.RequestException):
    """A redirect to another host: nothing here asks the internet."""


class Visitor(requests.Session):
    """A `requests.Session` for one site: ``ana.get("/hits")``.

    Its jar is its own, as a person's browser is. Environment proxies and
    ``.netrc`` are ignored, and every hop of a redirect is bounded in time, size
    and place.
    """

    def __init__(self, url: str) -> None:
        super().__init__()
        self.url = url
        self.trust_env = False
        self.max_redirects = REDIRECTS
        adapter = _BoundedAdapter(urlsplit(url).netloc)
        self.mount("http://", adapter)
        self.mount("https://", adapter)

    def request(self, method: str, url: str, *args: Any, **kwargs: Any) -> Any:  # type: ignore[override]
        """Ask for a path of the site; see `requests.Session.request`."""
        kwargs.setdefault("timeout", REQUEST_SECONDS)
        return super().request(method, self.url + url, *args, **kwargs)


class _BoundedAdapter(HTTPAdapter):
    """Reads each body at once, within bounds, and talks to one host only."""

    def __init__(self, netloc: str) -> None:
        super().__init__()
        self._netloc = netloc

    def send(self, request: requests.PreparedRequest, *args: Any, **kwargs: Any) -> Any:
        """Send one hop; see `requests.adapters.HTTPAdapter.send`."""
        parts = urlsplit(request.url or "")
        if (parts.scheme, parts.netloc) != ("http", self._netloc):
            raise ElsewhereAsked(f"{parts.scheme}://{parts.netloc}", request=request)
        response = super().send(request, *args, **{**kwargs, "stream": True})
        response._content = _read(response)
        response._content_consumed = True  # type: ignore[attr-defined]
        return response


def _read(response: requests.Response) -> bytes:
    """Read the body before `requests.Response.content` does so without bound."""
    began, body = time.perf_counter(), bytearray()
    for chunk in response.iter_content(_CHUNK):
        body += chunk
        late = time.perf_counter() - began > REQUEST_SECONDS
        if late or len(body) > BODY_BYTES:
            response.close()
            raise EndlessBody(response.url, response=response)
    return bytes(body)
