"""Cookies as they travel, and what is inside the one that Flask signs.

A Flask session cookie is ``payload.timestamp.signature``. The payload is JSON,
readable by everyone; the signature needs the key. The rules are those of
`flask.sessions.SecureCookieSessionInterface` and of itsdangerous; nothing here
needs a Flask app.
"""

from __future__ import annotations

import hashlib
import json
import time
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from flask.sessions import session_json_serializer
from itsdangerous import (
    BadData,
    BadSignature,
    SignatureExpired,
    TimestampSigner,
    URLSafeTimedSerializer,
)
from itsdangerous.encoding import base64_decode, bytes_to_int

SALT = "cookie-session"  # SecureCookieSessionInterface.salt
LIFETIME = timedelta(days=31)  # Flask's PERMANENT_SESSION_LIFETIME
Key = str | bytes


@dataclass(frozen=True)
class SetCookie:
    """One ``Set-Cookie`` line, taken apart (RFC 6265, section 5.2).

    ``attributes`` keeps the order of the line; an attribute without a value,
    such as ``HttpOnly``, has the value ``""``.
    """

    name: str
    value: str
    attributes: tuple[tuple[str, str], ...] = ()

    def get(self, attribute: str) -> str | None:
        """Return the last value of ``attribute``, whatever its case."""
        wanted = attribute.lower()
        found = [value for name, value in self.attributes if name.lower() == wanted]
        return found[-1] if found else None

    @property
    def deletes(self) -> bool:
        """Whether the line asks the client to drop its cookie."""
        max_age = self.get("Max-Age")
        if max_age is not None:
            return max_age.startswith(("-", "0"))
        return (self.get("Expires") or "").startswith("Thu, 01 Jan 1970")


@dataclass(frozen=True)
class Contents:
    """What anybody can read in a Flask session cookie, without its key."""

    data: dict[str, Any]
    json: str
    signed_at: datetime
    payload: str
    timestamp: str
    signature: str
    compressed: bool


@dataclass(frozen=True)
class Judgement:
    """What a server with the key makes of a cookie.

    ``status`` is ``"valid"``, ``"forged"``, ``"expired"``,
    ``"from the future"`` or ``"malformed"``; ``data`` is empty unless valid.
    """

    status: str
    reason: str
    data: dict[str, Any]

    @property
    def valid(self) -> bool:
        """Whether Flask would open a session with this data."""
        return self.status == "valid"


def parse_set_cookie(line: str) -> SetCookie:
    """Take the value of one ``Set-Cookie`` header apart.

    Raises `ValueError` where a client ignores the line: no ``=``, or no name.
    """
    pair, *rest = line.split(";")
    name, equals, value = pair.partition("=")
    if not equals or not name.strip():
        raise ValueError(f"No cookie in {line!r}: it must begin with name=value.")
    return SetCookie(name.strip(), value.strip(), tuple(_pair(part) for part in rest))


def parse_cookie(header: str) -> list[tuple[str, str]]:
    """Take a ``Cookie`` header apart, in its order (RFC 6265, section 5.4)."""
    pairs = [_pair(part) for part in header.split(";")]
    return [(name, value) for name, value in pairs if name]


def read(value: str) -> Contents:
    """Read a Flask session cookie without any key.

    Raises `ValueError` when ``value`` is not of the form
    ``payload.timestamp.signature``.
    """
    payload, timestamp, signature = _split(value)
    try:
        text = _decode(payload)
        data = session_json_serializer.loads(text)
        signed_at = datetime.fromtimestamp(bytes_to_int(base64_decode(timestamp)), UTC)
    except (BadData, ValueError, OverflowError, OSError, zlib.error) as error:
        raise ValueError(f"Not a Flask session cookie: {error}.") from None
    return Contents(
        data, text, signed_at, payload, timestamp, signature, payload.startswith(".")
    )


def verify(
    value: str,
    key: Key,
    *,
    max_age: float | timedelta = LIFETIME,
    fallbacks: Sequence[Key] = (),
) -> Judgement:
    """Judge a cookie as Flask does at the start of a request.

    ``max_age`` (seconds or `timedelta`) is the app's
    ``PERMANENT_SESSION_LIFETIME``. Flask itself tells these cases apart
    nowhere: all but the valid one open an empty session
    (`SecureCookieSessionInterface.open_session`).
    """
    seconds = max_age.total_seconds() if isinstance(max_age, timedelta) else max_age
    try:
        read(value)
    except ValueError as error:
        return Judgement("malformed", str(error), {})
    try:
        keys = [*fallbacks, key]  # itsdangerous signs with the last
        data = _serializer(keys).loads(value, max_age=int(seconds))
    except SignatureExpired as error:
        status = "from the future" if "< 0" in str(error) else "expired"
        return Judgement(status, str(error), {})
    except BadSignature as error:
        return Judgement("forged", str(error), {})
    return Judgement("valid", "The signature fits and is young enough.", data)


def sign(data: dict[str, Any], key: Key, *, at: datetime | None = None) -> str:
    """Make the cookie a server with ``key`` would make of ``data``.

    ``at`` is the moment of signing, now if left out. With a stolen or guessed
    key this is a forgery; the server cannot tell.
    """
    moment = at.timestamp() if at else time.time()
    return str(_serializer([key], moment).dumps(data))


def aged(data: dict[str, Any], key: Key, **amount: float) -> str:
    """Make a genuine cookie that was signed some time ago.

    ``amount`` is what `timedelta` takes: ``aged({"user": "ana"}, key,
    days=31)``. It moves the server's half of time alone; the client's jar
    knows nothing of it.
    """
    return sign(data, key, at=datetime.now(UTC) - timedelta(**amount))


def tamper(value: str, **changes: Any) -> str:
    """Change the payload and keep the old timestamp and signature.

    What a curious user can do without the key.
    """
    contents = read(value)
    text = session_json_serializer.dumps({**contents.data, **changes})
    payload = _encode(text)
    return f"{payload}.{contents.timestamp}.{contents.signature}"


def resign(value: str, key: Key, **changes: Any) -> str:
    """Change the payload and sign anew: what the holder of a key can do."""
    return sign({**read(value).data, **changes}, key)


def compact(data: Any) -> str:
    """Write ``data`` as one line of JSON, Flask's tagged types included."""
    return session_json_serializer.dumps(data)


class _Signer(TimestampSigner):
    """A signer whose clock is given; Flask's own asks `time.time`."""

    moment: float | None = None

    def get_timestamp(self) -> int:
        return int(time.time() if self.moment is None else self.moment)


def _serializer(
    keys: Sequence[Key], moment: float | None = None
) -> URLSafeTimedSerializer:
    """Build what `SecureCookieSessionInterface.get_signing_serializer` builds."""
    signer = type("_At", (_Signer,), {"moment": moment})
    return URLSafeTimedSerializer(
        [key.encode() if isinstance(key, str) else key for key in keys],
        salt=SALT,
        serializer=session_json_serializer,
        signer=signer,
        signer_kwargs={"key_derivation": "hmac", "digest_method": hashlib.sha1},
    )


def _split(value: str) -> tuple[str, str, str]:
    parts = value.rsplit(".", 2)
    if len(parts) != 3 or not all(parts):
        found = value.lstrip(".").count(".") + 1 if value else 0
        raise ValueError(
            "Not a Flask session cookie: it has three parts, payload.timestamp."
            f"signature, and this has {found}."
        )
    return parts[0], parts[1], parts[2]


def _decode(payload: str) -> str:
    """Undo `itsdangerous.URLSafeSerializerMixin.dump_payload`."""
    packed = base64_decode(payload.removeprefix("."))
    raw = zlib.decompress(packed) if payload.startswith(".") else packed
    text = raw.decode("utf-8")
    json.loads(text)
    return text


def _encode(text: str) -> str:
    serializer = _serializer(["unused"])
    return serializer.dump_payload(session_json_serializer.loads(text)).decode("ascii")


def _pair(part: str) -> tuple[str, str]:
    name, _, value = part.partition("=")
    return name.strip(), value.strip()
