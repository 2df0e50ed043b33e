"""The embedded server: swapping, stopping, faults, and bad company."""

import socket
import sys
import threading
import time

import psutil
import pytest
import requests
from flask import Flask, request, session

from course_app.server import Site, serve, sites


def site_that_says(text):
    app = Flask(__name__)
    app.get("/")(lambda: text)
    return app


def site_that_runs(view):
    app = Flask(__name__)
    app.secret_key = "key"
    app.get("/")(view)
    return app


@pytest.fixture(autouse=True)
def no_site_is_left():
    yield
    for site in sites():
        site.stop()


def test_serving_again_swaps_the_app_behind_the_same_url():
    first = serve(site_that_says("one"))
    second = serve(site_that_says("two"))
    assert first.url == second.url
    assert requests.get(first.url).text == "two"


def test_two_names_are_two_sites():
    one, two = serve(site_that_says("one"), "a"), serve(site_that_says("two"), "b")
    assert one.url != two.url
    assert requests.get(one.url).text == "one"


def test_a_hundred_cycles_leave_no_thread_and_no_socket():
    process = psutil.Process()
    app = site_that_says("here")
    with Site(app) as site:
        requests.get(site.url)  # what the first request loads stays
    before = threading.active_count(), len(process.net_connections())
    for _ in range(100):
        with Site(app) as site:
            requests.get(site.url)
    open_now = [c for c in process.net_connections() if c.status != "TIME_WAIT"]
    assert (threading.active_count(), len(open_now)) <= before


def test_stopping_is_quick_and_may_be_repeated():
    site = serve(site_that_says("here"))
    began = time.monotonic()
    site.stop()
    site.stop()
    assert time.monotonic() - began < 5  # serve_forever's default waits longer
    with pytest.raises(requests.ConnectionError):
        requests.get(site.url)
    assert repr(site) == "<Site 'site', stopped>"


def test_a_fault_names_the_error_and_the_learners_line():
    def view():
        return session["nope"]

    with Site(site_that_runs(view)) as site:
        assert requests.get(site.url + "/?x=1").status_code == 500
        fault = site.take_fault("GET", "/")
    assert fault.error == "KeyError: 'nope'"
    assert fault.line == 'return session["nope"]'
    assert site.faults == []


def test_nothing_is_written_to_stderr(capfd):
    def view():
        raise ValueError("no")

    app = site_that_runs(view)
    with Site(app) as site:
        requests.get(site.url)
        app.testing = True
        assert requests.get(site.url).status_code == 500
        assert len(site.take_faults()) == 2
    assert capfd.readouterr().err == ""


def test_a_view_that_exits_is_a_500_with_a_reason():
    with Site(site_that_runs(sys.exit)) as site:
        answer = requests.get(site.url)
        assert "the view called sys.exit()" in answer.text
        assert [fault.error for fault in site.take_faults()] == [
            "the view called sys.exit()"
        ]


def test_a_view_that_loops_is_stopped():
    def view():
        while True:
            pass

    with Site(site_that_runs(view), limit=0.2) as site:
        answer = requests.get(site.url, timeout=5)
        assert "ran for more than 0.2 seconds" in answer.text
        assert site.take_faults()[0].line in ("while True:", "pass")


def test_a_view_that_cannot_be_stopped_is_hung_up_on():
    release = threading.Event()

    def view():
        release.wait(30)
        return "late"

    with Site(site_that_runs(view), limit=0.1) as site:
        with pytest.raises(requests.ConnectionError):
            requests.get(site.url, timeout=5)
        assert site.take_faults()[0].error == "the view still ran after 0.1 seconds"
        release.set()


def test_a_streamed_answer_begins_before_it_ends():
    passed = threading.Event()

    def view():
        def parts():
            yield "early"
            passed.wait(5)
            yield "late"

        return parts()

    with Site(site_that_runs(view)) as site:
        parts = requests.get(site.url, stream=True).iter_content(5)
        assert next(parts) == b"early"
        passed.set()
        assert b"".join(parts) == b"late"


def test_a_taken_port_is_one_clear_sentence():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(OSError, match="is taken by another program"):
            serve(site_that_says("here"), port=port)


@pytest.mark.parametrize(
    ("wrong", "hint"),
    [
        (None, "got a NoneType"),
        (lambda: Flask("x"), r"Call it first: serve\(<lambda>\(\)\)"),
        (Flask, "Make one with"),
        ("app", "got a str"),
    ],
)
def test_serve_says_what_it_wants(wrong, hint):
    with pytest.raises(TypeError, match=hint):
        serve(wrong)


def test_a_proxy_in_the_environment_is_not_asked(monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("NO_PROXY", "example.com")
    monkeypatch.delenv("no_proxy", raising=False)
    site = serve(site_that_says("here"))
    assert requests.get(site.url).text == "here"


def test_a_post_reaches_the_view():
    app = Flask(__name__)
    app.post("/echo")(lambda: request.form["word"])
    with Site(app) as site:
        answer = requests.post(site.url + "/echo", data={"word": "pear"})
    assert answer.text == "pear"
