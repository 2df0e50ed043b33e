"""Cookies parsed; the Flask session cookie read, judged, aged and forged."""

from datetime import UTC, datetime, timedelta

import pytest
import requests
from flask import Flask, session

from course_app import cookies, travel
from course_app.server import Site

KEY = "key"


def test_a_set_cookie_line_keeps_the_order_of_its_attributes():
    line = "session=abc; Domain=a.test; Secure; HttpOnly; Path=/; SameSite=Lax"
    parsed = cookies.parse_set_cookie(line)
    assert (parsed.name, parsed.value) == ("session", "abc")
    assert [name for name, _ in parsed.attributes] == [
        "Domain",
        "Secure",
        "HttpOnly",
        "Path",
        "SameSite",
    ]
    assert parsed.get("samesite") == "Lax"
    assert parsed.get("Expires") is None


@pytest.mark.parametrize(
    ("line", "deletes"),
    [
        ("a=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0; Path=/", True),
        ("a=; Expires=Thu, 01 Jan 1970 00:00:00 GMT", True),
        ("a=1; Max-Age=-5", True),
        ("a=1; Max-Age=60; Expires=Thu, 01 Jan 1970 00:00:00 GMT", False),
        ("a=", False),
    ],
)
def test_a_deletion_is_told_from_an_empty_value(line, deletes):
    assert cookies.parse_set_cookie(line).deletes is deletes


@pytest.mark.parametrize("line", ["HttpOnly", "=value; Path=/", ""])
def test_a_line_that_clients_ignore_is_refused(line):
    with pytest.raises(ValueError, match="No cookie in"):
        cookies.parse_set_cookie(line)


def test_a_cookie_header_may_carry_one_name_twice():
    pairs = cookies.parse_cookie("session=old; theme=dark; session=new")
    assert pairs == [("session", "old"), ("theme", "dark"), ("session", "new")]


def test_flask_itself_accepts_what_we_sign():
    app = Flask(__name__)
    app.secret_key = KEY
    app.get("/")(lambda: dict(session))
    forged = cookies.sign({"user": "ana", "pair": (1, 2)}, KEY)
    with Site(app) as site:
        seen = requests.get(site.url, cookies={"session": forged}).json()
    assert seen == {"user": "ana", "pair": [1, 2]}


def test_our_cookie_is_flasks_cookie_byte_for_byte():
    app = Flask(__name__)
    app.secret_key = KEY
    app.get("/")(lambda: session.update(user="ana") or "ok")
    with travel("2026-01-01"), Site(app) as site:
        theirs = requests.get(site.url).cookies["session"]
        assert theirs == cookies.sign({"user": "ana"}, KEY)


def test_reading_needs_no_key():
    moment = datetime(2026, 1, 1, tzinfo=UTC)
    contents = cookies.read(cookies.sign({"user": "ana"}, "unknown", at=moment))
    assert contents.data == {"user": "ana"}
    assert contents.json == '{"user":"ana"}'
    assert contents.signed_at == moment
    assert not contents.compressed


def test_a_long_payload_is_compressed_and_read_all_the_same():
    contents = cookies.read(cookies.sign({"a": "x" * 1000}, KEY))
    assert contents.compressed
    assert contents.data == {"a": "x" * 1000}


@pytest.mark.parametrize(
    "value", ["", "abc", "a.b", "a.b.c", "!!!.aaaa.bbbb", ".eJx.aaaa.bbbb", "e30.YQ."]
)
def test_what_is_no_flask_session_cookie_is_called_malformed(value):
    with pytest.raises(ValueError, match="Not a Flask session cookie"):
        cookies.read(value)
    assert cookies.verify(value, KEY).status == "malformed"


@pytest.mark.parametrize(
    ("age", "status"),
    [
        (timedelta(0), "valid"),
        (timedelta(days=31), "valid"),
        (timedelta(days=31, seconds=1), "expired"),
        (timedelta(seconds=-1), "from the future"),
    ],
)
def test_age_is_judged_to_the_second(age, status):
    with travel("2026-06-01"):
        value = cookies.aged({"user": "ana"}, KEY, seconds=age.total_seconds())
        judgement = cookies.verify(value, KEY)
    assert judgement.status == status
    assert judgement.valid == (status == "valid")
    assert judgement.data == ({"user": "ana"} if judgement.valid else {})


def test_another_key_makes_a_forgery():
    value = cookies.sign({"user": "ana"}, "other")
    judgement = cookies.verify(value, KEY)
    assert judgement.status == "forged"
    assert "does not match" in judgement.reason


def test_a_fallback_key_is_accepted():
    value = cookies.sign({"user": "ana"}, "old")
    assert cookies.verify(value, KEY, fallbacks=["older", "old"]).valid


def test_tampering_keeps_the_signature_and_is_found_out():
    value = cookies.sign({"user": "ana"}, KEY)
    edited = cookies.tamper(value, user="admin")
    assert cookies.read(edited).data == {"user": "admin"}
    assert edited.rsplit(".", 2)[1:] == value.rsplit(".", 2)[1:]
    assert cookies.verify(edited, KEY).status == "forged"


def test_signing_anew_with_the_key_is_not_found_out():
    value = cookies.sign({"user": "ana"}, KEY)
    assert cookies.verify(cookies.resign(value, KEY, user="admin"), KEY).data == {
        "user": "admin"
    }
