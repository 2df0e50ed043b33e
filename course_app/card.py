"""What a card says, before it has a form.

A panel is a title and lines; `course_app.render` writes the same lines as HTML
and as text. What changes from run to run is left out here: the port, ``Date``
and ``Server``, a cookie's timestamp and signature, the day of an ``Expires``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from email.utils import parsedate_to_datetime

from course_app import cookies
from course_app.jar import Held
from course_app.wire import Exchange, Header

BODY_LINES = 12
LINE_LENGTH = 240
DATA_LENGTH = 100
VALUE_LENGTH = 120
_FRAME = ("<!doctype", "<html", "<title", "</html", "<head", "<body", "</body")
_ROUTINE_SENT = {"user-agent", "accept-encoding", "accept", "connection"}
_ROUTINE_RECEIVED = {"server", "date", "connection"}
_COUNTED = {"content-length"}
_UNITS = (("day", 86400), ("hour", 3600), ("minute", 60), ("second", 1))


@dataclass(frozen=True)
class Line:
    """One line of a panel.

    ``kind`` is ``start`` (request or status line), ``header``, ``cookie`` (a
    header that carries cookies), ``holds`` (what is inside one), ``note`` (our
    words), ``body`` or ``fault``.
    """

    kind: str
    text: str
    name: str = ""


@dataclass(frozen=True)
class Panel:
    """One card: ``kind`` is ``request``, ``response``, ``jar`` or ``fault``."""

    kind: str
    title: str
    direction: str
    lines: tuple[Line, ...]


def exchange_panels(
    exchange: Exchange, number: int = 1, *, whole: bool = False
) -> list[Panel]:
    """Tell one exchange in two panels, numbered from ``number``."""
    request = _request_lines(exchange, whole)
    response = _response_lines(exchange, whole)
    return [
        Panel("request", f"{number} Request", "client → server", tuple(request)),
        Panel("response", f"{number + 1} Response", "server → client", tuple(response)),
    ]


def jar_panel(
    exchange: Exchange,
    jar: Sequence[Held],
    refused: Sequence[Held],
    number: int = 3,
    *,
    whole: bool = False,
) -> Panel:
    """Tell what the client held before ``exchange`` and what it holds now."""
    sent = cookies.parse_cookie(exchange.cookie or "")
    stayed = [one for one in jar if one.stayed]
    before = [Line("cookie", _pair(*pair, whole), "before") for pair in sent]
    before += [line for one in stayed for line in _held_lines(one, "before", whole)]
    after = [line for one in jar for line in _held_lines(one, "after", whole)]
    out = [line for one in refused for line in _held_lines(one, "refused", whole)]
    before = before or [Line("note", "empty", "before")]
    after = after or [Line("note", "empty", "after")]
    lines = (*before, *after, *out)
    return Panel("jar", f"{number} Cookie jar", "before → after", lines)


def fault_panel(where: str, error: str, line: str, lineno: int | None) -> Panel:
    """Tell an error of a request, with the learner's own line."""
    lines = [Line("fault", error)]
    if line:
        lines.append(Line("body", f"line {lineno}: {line}"))
    return Panel("fault", "The request failed", where, tuple(lines))


def duration(seconds: float) -> str:
    """Write a length of time as people say it: ``"31 days"``, ``"90 seconds"``.

    A second may pass between ``Expires`` and ``Date``, so 59 counts as 60.
    """
    whole = round(seconds)
    if (whole + 1) % 60 == 0:
        whole += 1
    for unit, size in _UNITS:
        if whole >= size and whole % size == 0:
            count = whole // size
            return f"{count} {unit}{'' if count == 1 else 's'}"
    return f"{whole} seconds"


def _request_lines(exchange: Exchange, whole: bool) -> Iterator[Line]:
    yield Line("start", f"{exchange.method} {exchange.target} {exchange.version}")
    shown = [_without_port(h, exchange) for h in exchange.request_headers]
    yield from _header_lines(shown, _ROUTINE_SENT | _COUNTED, whole)
    if exchange.cookie is None:
        yield Line("note", "no Cookie header")
    yield from _hidden(shown, _ROUTINE_SENT | _COUNTED, whole)
    yield from _body_lines(exchange.request_body, 0, "")


def _response_lines(exchange: Exchange, whole: bool) -> Iterator[Line]:
    yield Line("start", f"{exchange.version} {exchange.status} {exchange.reason}")
    hidden = _ROUTINE_RECEIVED | _COUNTED
    for header in exchange.response_headers:
        yield from _header_lines([header], hidden, whole)
        if header[0].lower() == "set-cookie":
            yield from _meaning(header[1], exchange)
    if not exchange.set_cookies:
        yield Line("note", "no Set-Cookie header")
    yield from _hidden(exchange.response_headers, hidden, whole)
    kind = dict(exchange.response_headers).get("Content-Type", "bytes")
    if "Location" not in dict(exchange.response_headers):  # that page says the same
        yield from _body_lines(exchange.response_body, exchange.size, kind)


def _header_lines(
    headers: Iterable[Header], hidden: set[str], whole: bool
) -> Iterator[Line]:
    for name, value in headers:
        if name.lower() == "cookie":
            pairs = cookies.parse_cookie(value)
            text = "; ".join(f"{n}={_value(v, whole)}" for n, v in pairs)
            yield Line("cookie", text, name)
            yield from _holds(pairs)
        elif name.lower() == "set-cookie":
            yield Line("cookie", _set_cookie(value, whole), name)
        elif whole or name.lower() not in hidden:
            yield Line("header", value, name)


def _hidden(headers: Iterable[Header], hidden: set[str], whole: bool) -> Iterator[Line]:
    count = 0 if whole else sum(name.lower() in hidden for name, _ in headers)
    if count:
        yield Line("note", f"+{count} header{'' if count == 1 else 's'}")


def _set_cookie(line: str, whole: bool) -> str:
    try:
        parsed = cookies.parse_set_cookie(line)
    except ValueError:
        return line
    attributes = [_attribute(n, v, parsed, whole) for n, v in parsed.attributes]
    return "; ".join([f"{parsed.name}={_value(parsed.value, whole)}", *attributes])


def _attribute(name: str, value: str, parsed: cookies.SetCookie, whole: bool) -> str:
    if not value:
        return name
    if name.lower() == "expires" and not whole and not parsed.deletes:
        return f"{name}=…"
    return f"{name}={value}"


def _meaning(line: str, exchange: Exchange) -> Iterator[Line]:
    """Say in words what a ``Set-Cookie`` line does."""
    try:
        parsed = cookies.parse_set_cookie(line)
    except ValueError:
        yield Line("note", "no client keeps this line: it has no name=value")
        return
    if parsed.deletes:
        yield Line("note", f"deletes {parsed.name}")
        return
    yield from _holds([(parsed.name, parsed.value)])
    seconds = _lasts(parsed, exchange)
    if seconds is not None:
        yield Line("note", f"expires {duration(seconds)} from now")


def _lasts(parsed: cookies.SetCookie, exchange: Exchange) -> float | None:
    """Return its seconds to live; ``Max-Age`` beats ``Expires`` (RFC 6265, 5.3)."""
    max_age, expires = parsed.get("Max-Age"), parsed.get("Expires")
    date = dict(exchange.response_headers).get("Date")
    try:
        if max_age is not None:
            return float(max_age)
        if expires and date:
            end, start = parsedate_to_datetime(expires), parsedate_to_datetime(date)
            return (end - start).total_seconds()
    except ValueError:
        return None
    return None


def _holds(pairs: Iterable[tuple[str, str]]) -> Iterator[Line]:
    for _, value in pairs:
        data = _read(value)
        if data is not None:
            yield Line("holds", data)


def _held_lines(one: Held, where: str, whole: bool) -> Iterator[Line]:
    facts = [one.reason] if one.reason else []
    if one.path != "/" and one.path not in one.reason:
        facts.append(f"path {one.path}")
    if one.seconds is not None and one.seconds > 0 and not one.reason:
        facts.append(f"for {duration(one.seconds)}")
    suffix = f" ({'; '.join(facts)})" if facts else ""
    yield Line("cookie", _pair(one.name, one.value, whole) + suffix, where)


def _pair(name: str, value: str, whole: bool) -> str:
    data = _read(value)
    holds = f" holds {data}" if data is not None else ""
    return f"{name}={_value(value, whole)}{holds}"


def _value(value: str, whole: bool) -> str:
    """Keep the payload; leave out the timestamp and the signature.

    A compressed payload is left out too: its bytes depend on the zlib at hand.
    """
    if whole:
        return value
    if value.startswith(".eJ") and _read(value) is not None:
        return ".eJ… (compressed)"
    payload = value.rsplit(".", 2)[0] if _read(value) is not None else value
    elided = f"{payload}.…" if payload != value else value
    if len(payload) > VALUE_LENGTH:
        return f"{payload[:40]}… ({len(value)} characters)"
    return elided


def _read(value: str) -> str | None:
    """Write what a Flask session cookie holds, as JSON; ``None`` for others."""
    try:
        contents = cookies.read(value)
    except ValueError:
        return None
    data = json.dumps(json.loads(contents.json), ensure_ascii=False)
    return _cut(data, DATA_LENGTH)


def _without_port(header: Header, exchange: Exchange) -> Header:
    return ("Host", exchange.host) if header[0].lower() == "host" else header


def _body_lines(body: str | None, size: int, kind: str) -> Iterator[Line]:
    if body is None:
        yield Line("note", f"{size} bytes of {kind}")
        return
    lines = [line for line in body.splitlines() if not _is_frame(line)]
    for line in lines[:BODY_LINES]:
        yield Line("body", _cut(line))
    if len(lines) > BODY_LINES:
        yield Line("note", f"+{len(lines) - BODY_LINES} lines")


def _is_frame(line: str) -> bool:
    """Whether ``line`` is blank or only the scaffold of an HTML page."""
    return not line.strip() or line.strip().lower().startswith(_FRAME)


def _cut(text: str, length: int = LINE_LENGTH) -> str:
    extra = len(text) - length
    return text if extra <= 0 else f"{text[:length]}… (+{extra} characters)"
