"""What went over the wire, as a record and as cards."""

import re
from html import unescape

import pytest
import requests
from flask import Flask, Response, redirect, request, session

from course_app import travel
from course_app.card import duration, exchange_panels, jar_panel
from course_app.jar import held, refused, why_not_sent
from course_app.render import panels_html, panels_text
from course_app.server import Site
from course_app.wire import exchanges


@pytest.fixture
def site():
    app = Flask(__name__)
    app.secret_key = "key"

    @app.post("/login")
    def login():
        session["user"] = request.form["user"]
        answer = redirect("/")
        answer.set_cookie("theme", "dark", path="/app")
        answer.set_cookie("far", "1", domain="example.com")
        return answer

    @app.get("/")
    def home():
        return f"<h1>Hello {session.get('user')}</h1>"

    @app.get("/out")
    def out():
        session.clear()
        return {"bye": True}

    @app.get("/stay")
    def stay():
        session.permanent = True
        return "staying"

    @app.get("/both")
    def both():
        answer = Response("deleted by hand, and set again by Flask")
        answer.delete_cookie("session")
        return answer

    @app.get("/plain/<name>")
    def plain(name):
        answer = Response("set")
        answer.set_cookie(name, "1", max_age=60, secure=name == "sealed")
        return answer

    @app.get("/image")
    def image():
        return Response(b"\x89PNG" * 40, content_type="image/png")

    @app.get("/long")
    def long():
        return "\n".join(f"line {n}" for n in range(100))

    with Site(app) as site:
        yield site


@pytest.fixture
def ana():
    return requests.Session()


def text_of(response, client=None, *, whole=False):
    """Write the cards as `show` does."""
    hops = exchanges(response)
    panels = [p for n, hop in enumerate(hops) for p in panels_of(hop, 2 * n + 1, whole)]
    if client is not None:
        out = [one for hop in hops for one in refused(hop)]
        panels.append(jar_panel(hops[0], held(client.cookies, hops), out, whole=whole))
    return panels_text(panels), panels_html(panels)


def panels_of(hop, number, whole):
    return exchange_panels(hop, number, whole=whole)


def words(html):
    """Strip the tags off ``html``; what is left is what is read."""
    html = re.sub(r"<style>.*?</style>", "", html)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def test_each_redirect_is_an_exchange_of_its_own(site, ana):
    hops = exchanges(ana.post(site.url + "/login", data={"user": "ana"}))
    assert [(hop.method, hop.target, hop.status // 100) for hop in hops] == [
        ("POST", "/login", 3),
        ("GET", "/", 2),
    ]
    assert hops[0].request_body == "user=ana"


def test_every_set_cookie_line_is_kept_apart(site, ana):
    first, second = exchanges(ana.post(site.url + "/login", data={"user": "ana"}))
    names = [line.partition("=")[0] for line in first.set_cookies]
    assert names == ["theme", "far", "session"]
    assert second.set_cookies == ()
    assert second.cookie.startswith("session=")


def test_nothing_that_changes_from_run_to_run_is_shown(site, ana):
    runs = []
    for date in ("2026-01-01", "2027-05-05"):
        with travel(date):
            response = requests.Session().get(site.url + "/stay")
            runs.append(text_of(response))
    assert runs[0] == runs[1]
    assert str(site.port) not in runs[0][0]


def test_whole_leaves_nothing_out(site, ana):
    with travel("2026-01-01"):
        text, _ = text_of(ana.get(site.url + "/stay"), whole=True)
    assert ana.cookies["session"] in text
    assert "Date: Thu, 01 Jan 2026 00:00:00 GMT" in text
    assert "Expires=Sun, 01 Feb 2026 00:00:00 GMT" in text
    assert "+4 headers" not in text


def test_the_payload_is_kept_and_decoded_beside(site, ana):
    ana.post(site.url + "/login", data={"user": "ana"})
    text, _ = text_of(ana.get(site.url))
    assert "Cookie: session=eyJ1c2VyIjoiYW5hIn0.…" in text
    assert 'holds {"user": "ana"}' in text
    assert "no Set-Cookie header" in text


def test_a_deletion_is_said_in_words(site, ana):
    ana.post(site.url + "/login", data={"user": "ana"})
    text, _ = text_of(ana.get(site.url + "/out"), ana)
    assert "Max-Age=0" in text
    assert "deletes session" in text
    assert 'before: session=eyJ1c2VyIjoiYW5hIn0.… holds {"user": "ana"}' in text
    assert "after: theme=dark (its path /app does not cover /out)" in text


def test_a_refused_cookie_is_shown_with_the_reason(site, ana):
    text, _ = text_of(ana.post(site.url + "/login", data={"user": "ana"}), ana)
    reason = "the host 127.0.0.1 may not set cookies for example.com"
    assert f"refused: far=1 ({reason})" in text


def test_looking_at_a_jar_changes_nothing_in_it(site, ana):
    ana.get(site.url + "/stay")
    response = ana.get(site.url + "/both")
    before = ana.cookies.get_dict()
    text_of(response, ana)
    assert list(before) == ["session"]
    assert ana.cookies.get_dict() == before


def test_an_expired_cookie_stays_in_sight(site, ana):
    with travel() as clock:
        ana.get(site.url + "/plain/note")
        clock.forward(minutes=2)
        text, _ = text_of(ana.get(site.url), ana)
    assert "no Cookie header" in text
    assert "after: note=1 (expired: it is never sent again)" in text


def test_a_secure_cookie_is_not_sent_over_http(site, ana):
    text, _ = text_of(ana.get(site.url + "/plain/sealed"), ana)
    assert "after: sealed=1 (for 1 minute)" in text
    text, _ = text_of(ana.get(site.url), ana)
    assert "after: sealed=1 (Secure, and the address is http)" in text


def test_a_cookie_of_another_host_is_not_sent(site, ana):
    ana.get(site.url + "/plain/note")
    (cookie,) = ana.cookies
    assert why_not_sent(cookie, "http://other.test/") == "it belongs to 127.0.0.1"
    assert why_not_sent(cookie, site.url) == ""


@pytest.mark.parametrize("path", ["/", "/out", "/stay", "/plain/note", "/image"])
def test_html_and_text_say_the_same(site, ana, path):
    ana.post(site.url + "/login", data={"user": "ana"})
    text, html = text_of(ana.get(site.url + path), ana)
    plain = " ".join(text.replace(", client", " client").split())
    said = words(html)
    for word in plain.replace(", server", " server").replace(", before", " ").split():
        assert word in said


def test_bytes_are_counted_and_long_bodies_cut(site, ana):
    assert "160 bytes of image/png" in text_of(ana.get(site.url + "/image"))[0]
    text, _ = text_of(ana.get(site.url + "/long"))
    assert "line 11\n" in text + "\n"
    assert "line 12" not in text
    assert "+88 lines" in text


def test_markup_in_a_body_stays_text(site, ana):
    ana.post(site.url + "/login", data={"user": "<script>alert(1)</script>"})
    text, html = text_of(ana.get(site.url))
    assert "<script>" in text
    assert "<script>" not in html


def test_the_query_is_part_of_the_target(site, ana):
    assert "GET /?a=1 HTTP/1.1" in text_of(ana.get(site.url + "/?a=1"))[0]


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (2678400, "31 days"),
        (2678399, "31 days"),
        (86400, "1 day"),
        (5400, "90 minutes"),
        (60, "1 minute"),
        (59, "1 minute"),
        (61, "61 seconds"),
        (1, "1 second"),
        (0, "0 seconds"),
    ],
)
def test_a_length_of_time_is_said_as_people_say_it(seconds, words):
    assert duration(seconds) == words
