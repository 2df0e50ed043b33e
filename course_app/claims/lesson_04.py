"""What is said of the cookie's inside, and what lesson 4 shows."""

from __future__ import annotations

import base64
import gc
import hmac
import secrets
import time
import warnings
import weakref
from typing import Any

import requests
from flask import Flask, Request, request, session
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface
from itsdangerous.encoding import base64_decode, bytes_to_int

from course_app import cookies
from course_app.claims.ledger import Evidence, claim
from course_app.clock import travel
from course_app.server import Site

KEY = "ledger"
LIMIT = 4096  # of name and value; Chromium and Firefox keep no more
EPOCH_OF_2011 = 1293840000  # seconds from 1970 to 2011


def _keeper(key: str = KEY) -> Flask:
    """Make a site that keeps what it is sent, and says how much that was."""
    app = Flask(__name__)
    app.secret_key = key

    @app.post("/keep/<entry>")
    def keep(entry: str) -> str:
        session[entry] = request.get_data(as_text=True)
        return "kept"

    @app.get("/tell/<entry>")
    def tell(entry: str) -> str:
        return str(session.get(entry))

    return app


def _kept(site: Site, entry: str, text: str) -> requests.Session:
    """Give a client whose session holds ``text``."""
    client = requests.Session()
    client.post(f"{site.url}/keep/{entry}", data=text)
    return client


def _told(site: Site, entry: str, cookie: str) -> str:
    return requests.get(f"{site.url}/tell/{entry}", cookies={"session": cookie}).text


def _decoded(cookie: str) -> bytes:
    return base64.urlsafe_b64decode(cookie.partition(".")[0] + "==")


@claim(
    "M1",
    "The secret key encrypts the session.",
    source="heard",
    verdict="false",
    cell="04_inside_the_cookie#run-key",
)
@claim(
    "S0-08",
    "The secret key encrypts the session data, and decrypts it again.",
    source="000",
    verdict="false",
    cell="04_inside_the_cookie#run-key",
)
def nothing_is_encrypted() -> Evidence:
    payloads = []
    for key in ("one key", "another key"):
        with Site(_keeper(key)) as site:
            cookie = _kept(site, "card", "4111").cookies["session"]
        payloads.append(cookie.split(".")[0])
        yield _decoded(cookie) == b'{"card":"4111"}', f"{key}: read without it"
    yield payloads[0] == payloads[1], "two keys write the same payload"


@claim(
    "S0-15",
    "Sensitive data, such as a password, does not belong in a session.",
    source="000",
    verdict="true",
    cell="04_inside_the_cookie#parts",
)
def a_password_can_be_read() -> Evidence:
    with Site(_keeper()) as site:
        cookie = _kept(site, "password", "hunter2").cookies["session"]
    yield b"hunter2" in _decoded(cookie), "the password is read without a key"


@claim(
    "S0-16",
    "Keep in the session only what is needed, and load the rest from a database.",
    source="000",
    verdict="true",
    cell="04_inside_the_cookie#packed",
)
def all_of_it_travels_and_grows_old() -> Evidence:
    table = {"role": "admin"}
    with Site(_keeper()) as site:
        client = _kept(site, "role", table["role"])
        asked = client.get(f"{site.url}/no-such-page").request
        yield "session=" in asked.headers["Cookie"], "a page without use for it gets it"
        table["role"] = "guest"
        told = client.get(f"{site.url}/tell/role").text
        yield told == "admin" != table["role"], "table: guest; session: still admin"


@claim(
    "S1-04",
    "A session keeps the user's data on the server.",
    source="001",
    verdict="false",
    cell="04_inside_the_cookie#restart",
)
def the_client_has_it() -> Evidence:
    with Site(_keeper()) as site:
        client = _kept(site, "user", "ana")
        cookie = client.cookies["session"]
        client.cookies.clear()
        told = client.get(f"{site.url}/tell/user").text
        yield told == "None", "the client throws its cookie away: the data is gone"
    with Site(_keeper()) as new:
        yield _told(new, "user", cookie) == "ana", "a new server, and the data is there"


@claim(
    "M2",
    "Session data lives on the server, so a restart loses it.",
    source="heard",
    verdict="false",
    cell="04_inside_the_cookie#restart",
)
def a_restart_loses_nothing() -> Evidence:
    with Site(_keeper()) as site:
        cookie = _kept(site, "user", "ana").cookies["session"]
    for key, expected in ((KEY, "ana"), ("another", "None")):
        with Site(_keeper(key)) as site:
            told = _told(site, "user", cookie)
        which = "the same key" if key == KEY else "another key"
        yield told == expected, f"stopped, started with {which}: {told}"


@claim(
    "M3",
    "The cookie carries a session id.",
    source="heard",
    verdict="false",
    cell="04_inside_the_cookie#run-same",
)
@claim(
    "S1-07",
    "The key is used to generate a session ID, unique for each user.",
    source="001",
    verdict="false",
    cell="04_inside_the_cookie#run-same",
)
def two_users_have_one_cookie() -> Evidence:
    with Site(_keeper()) as site, travel("2026-01-01"):
        ana, bob = (_kept(site, "theme", "dark").cookies["session"] for _ in range(2))
    yield ana == bob, "two users, equal data, the same second: the same bytes"
    data = cookies.read(ana).data
    yield data == {"theme": "dark"}, "the payload holds the data and no id"


@claim(
    "S2-03",
    "The session data is stored on the server, under an ID that the cookie carries.",
    source="002",
    verdict="false",
    cell="04_inside_the_cookie#restart",
)
def the_server_keeps_no_session() -> Evidence:
    opened: list[weakref.ref[Any]] = []

    class Counting(SecureCookieSessionInterface):
        def open_session(
            self, app: Flask, request: Request
        ) -> SecureCookieSession | None:
            one = super().open_session(app, request)
            opened.append(weakref.ref(one))
            return one

    app = _keeper()
    app.session_interface = Counting()
    with Site(app) as site:
        for _ in range(10):
            _kept(site, "user", "ana")
        yield len(opened) == 10, "10 users were served"
        yield _are_gone(opened), "afterwards the server holds no session at all"


def _are_gone(things: list[weakref.ref[Any]]) -> bool:
    """Whether they are, once the last request has been put away."""
    deadline = time.perf_counter() + 2
    while time.perf_counter() < deadline:
        if all(one() is None for one in things):
            return True
        gc.collect()
    return False


@claim(
    "S2-05",
    "The key signs the session data, and should be kept secret.",
    source="002",
    verdict="true",
    cell="04_inside_the_cookie#by-hand",
)
def the_key_signs() -> Evidence:
    with Site(_keeper()) as site:
        cookie = _kept(site, "role", "guest").cookies["session"]
        yield _by_hand(cookie) == cookie, "HMAC by hand gives the same signature"
        edited = cookies.tamper(cookie, role="admin")
        yield _told(site, "role", edited) == "None", "edited without the key: dropped"
        forged = cookies.sign({"role": "admin"}, KEY)
        yield _told(site, "role", forged) == "admin", "made with the key: believed"


def _by_hand(cookie: str) -> str:
    """Take the signature off, and sign again with `hmac` alone."""
    message = cookie.rsplit(".", 1)[0]
    key = hmac.digest(KEY.encode(), b"cookie-session", "sha1")
    mixed = hmac.digest(key, message.encode(), "sha1")
    return f"{message}.{base64.urlsafe_b64encode(mixed).decode().rstrip('=')}"


@claim(
    "S3-02",
    "Flask's session lives in the client's cookie, is sent with each request, and is "
    "decoded on the server.",
    source="003",
    verdict="true",
    cell="04_inside_the_cookie#packed",
)
def it_travels_with_each_request() -> Evidence:
    seen: list[tuple[str, dict[str, Any]]] = []
    app = _keeper()
    app.before_request(lambda: seen.append((request.path, dict(session))))
    with Site(app) as site:
        client = _kept(site, "a", "1")
        for path in ("/tell/a", "/no-such-page"):
            client.get(site.url + path)
    yield seen[0] == ("/keep/a", {}), "the first request brings nothing"
    for path, data in seen[1:]:
        yield data == {"a": "1"}, f"{path}: decoded to {data}"


@claim(
    "S3-03",
    "Making and checking such a session is fast, since nothing is stored.",
    source="003",
    verdict="true",
    cell="04_inside_the_cookie#restart",
)
def signing_is_fast() -> Evidence:
    began = time.perf_counter()
    made = [cookies.sign({"user": number}, KEY) for number in range(100)]
    judged = [cookies.verify(cookie, KEY).valid for cookie in made]
    seconds = time.perf_counter() - began
    yield all(judged), "100 sessions made and checked, with nothing but the key"
    yield seconds < 2, "all of it in less than two seconds"


@claim(
    "S3-05",
    "Sensitive data cannot be kept in a session, as it is stored in the web browser.",
    source="003",
    verdict="true with a trap",
    cell="04_inside_the_cookie#parts",
)
def it_is_open_wherever_it_lies() -> Evidence:
    card, pad = b"4111", secrets.token_bytes(4)
    hidden = bytes(one ^ other for one, other in zip(card, pad, strict=True))
    with Site(_keeper()) as site:
        plain = _kept(site, "card", card.decode()).cookies["session"]
        sealed = _kept(site, "card", hidden.hex()).cookies["session"]
    yield card in _decoded(plain), "in the cookie it is readable"
    yield (
        card not in _decoded(sealed),
        "hidden by the site first, in the same place: not",
    )


@claim(
    "S3-06",
    "Session data is limited by the size of a cookie, usually 4 KB.",
    source="003",
    verdict="true",
    cell="04_inside_the_cookie#run-fits",
)
def the_cookie_is_limited() -> Evidence:
    for number, fits in ((1000, True), (6000, False)):
        note = secrets.token_urlsafe(number * 3 // 4)
        size = len("session" + cookies.sign({"note": note}, KEY))
        word = "fit" if fits else "do not fit"
        yield (size <= LIMIT) is fits, f"{number} random characters {word}"


@claim(
    "M17",
    "A session holds 4 KB of data at most.",
    source="heard",
    verdict="misleading",
    cell="04_inside_the_cookie#packed",
)
def the_limit_is_on_what_remains() -> Evidence:
    with Site(_keeper()) as site:
        client = _kept(site, "note", "a" * 1_000_000)
        size = len("session" + client.cookies["session"])
        yield size <= LIMIT, "a million equal letters make a cookie that fits"
        told = client.get(f"{site.url}/tell/note").text
        yield len(told) == 1_000_000, "and all of them come back"


@claim(
    "M18",
    "The warning about a cookie that is too large means that it was not sent.",
    source="heard",
    verdict="false",
    cell="04_inside_the_cookie#too-large",
)
def it_is_sent_all_the_same() -> Evidence:
    with Site(_keeper()) as site, warnings.catch_warnings(record=True) as heard:
        warnings.simplefilter("always")
        client = _kept(site, "note", secrets.token_urlsafe(4500))
        yield any("too large" in str(one.message) for one in heard), "the server warns"
        size = len("session" + client.cookies["session"])
        yield size > LIMIT, "it sends the cookie, and requests keeps it"
        told = client.get(f"{site.url}/tell/note").text
        yield len(told) == 6000, "the next page has all of it"


@claim(
    "M13",
    "A cookie that was tampered with raises an error.",
    source="heard",
    verdict="false",
    cell="04_inside_the_cookie#tamper",
)
def tampering_is_met_with_silence() -> Evidence:
    with Site(_keeper()) as site:
        cookie = _kept(site, "user", "ana").cookies["session"]
        edited = cookies.tamper(cookie, user="admin")
        answer = requests.get(f"{site.url}/tell/user", cookies={"session": edited})
        yield answer.status_code == 200, "status 200"
        yield answer.text == "None", "an empty session"
        yield not site.faults, "no exception in the server"
        yield (
            "Set-Cookie" not in answer.headers,
            "the false cookie is not even replaced",
        )


@claim(
    "M24",
    "The cookie's timestamp counts the seconds since 2011.",
    source="heard",
    verdict="false",
    cell="04_inside_the_cookie#parts",
)
def the_timestamp_counts_from_1970() -> Evidence:
    with Site(_keeper()) as site:
        cookie = _kept(site, "user", "ana").cookies["session"]
    seconds = bytes_to_int(base64_decode(cookie.split(".")[1]))
    yield abs(time.time() - seconds) < 60, "read as Unix time it is now"
    late = seconds + EPOCH_OF_2011 - time.time()
    yield late > 40 * 365 * 86400, "read from 2011 it is more than 40 years ahead"
