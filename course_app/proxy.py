"""The app behind jupyter-server-proxy, where a class's JupyterHub puts it.

The student's browser asks the Hub for ``/user/ana/proxy/5005/login``. The
proxy strips the prefix, names it in ``X-Forwarded-Prefix``, and puts it back in
front of a ``Location``. So the app must build URLs with the prefix, answer
redirects without it, and keep its cookies under it. Werkzeug's ``ProxyFix``
does the first half and doubles the prefix in the second.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

Header = tuple[str, str]
_HUB_COOKIES = ("jupyterhub-", "_xsrf", "username-")


def behind_proxy(app: WSGIApplication) -> WSGIApplication:
    """Wrap ``app``; requests without ``X-Forwarded-Prefix`` pass untouched."""

    def wrapper(
        environ: WSGIEnvironment, start_response: StartResponse
    ) -> Iterable[bytes]:
        prefix = environ.get("HTTP_X_FORWARDED_PREFIX", "").rstrip("/")
        if not prefix:
            return app(environ, start_response)
        environ["SCRIPT_NAME"] = prefix
        environ["HTTP_COOKIE"] = _own_cookies(environ.get("HTTP_COOKIE", ""))
        return app(environ, _answer_through(prefix, start_response))

    return wrapper


def _answer_through(prefix: str, start_response: StartResponse) -> StartResponse:
    def start(
        status: str, headers: list[Header], exc_info: Any = None, /
    ) -> Callable[[bytes], object]:
        headers[:] = [_under(prefix, header) for header in headers]
        return start_response(status, headers, exc_info)

    return start


def _under(prefix: str, header: Header) -> Header:
    name, value = header
    if name.lower() == "location" and value.startswith(f"{prefix}/"):
        return name, value.removeprefix(prefix)
    if name.lower() == "set-cookie":
        parts = [_path_under(prefix, part) for part in value.split("; ")]
        return name, "; ".join(parts)
    return header


def _path_under(prefix: str, part: str) -> str:
    name, _, path = part.partition("=")
    if name.lower() != "path" or path.startswith(prefix):
        return part
    return f"{name}={prefix}{path}"


def _own_cookies(header: str) -> str:
    """Drop the Hub's cookies: they would let the app act as the student."""
    kept = [c for c in header.split("; ") if not c.startswith(_HUB_COOKIES)]
    return "; ".join(kept)
