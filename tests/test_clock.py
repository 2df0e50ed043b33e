"""The moved clock, over real HTTP."""

import threading
import time
from datetime import UTC, datetime

import pytest
import requests
from flask import Flask, session

from course_app import travel
from course_app.server import Site


def permanent_counter():
    app = Flask(__name__)
    app.secret_key = "key"

    @app.get("/")
    def home():
        session.permanent = True
        session["n"] = session.get("n", 0) + 1
        return str(session["n"])

    return app


def test_server_jar_and_headers_move_together():
    with Site(permanent_counter()) as site, travel("2026-01-01") as clock:
        ana = requests.Session()
        first = ana.get(site.url)
        assert first.headers["Date"] == "Thu, 01 Jan 2026 00:00:00 GMT"
        assert "Expires=Sun, 01 Feb 2026" in first.headers["Set-Cookie"]
        clock.forward(days=30, hours=23)
        assert ana.get(site.url).text == "2"
        clock.forward(days=31)
        later = ana.get(site.url)
        assert later.text == "1"
        assert "Cookie" not in later.request.headers


def test_the_clock_is_back_afterwards_even_after_an_error():
    before = time.time()
    with pytest.raises(ZeroDivisionError), travel("2030-01-01"):
        raise ZeroDivisionError
    assert before <= time.time() < before + 3600


def test_now_is_the_clocks_moment():
    with travel("2026-01-31 12:00") as clock:
        clock.forward(minutes=1)
        assert clock.now == datetime(2026, 1, 31, 12, 1, tzinfo=UTC)


def test_the_way_back_is_refused():
    with travel() as clock, pytest.raises(ValueError, match="only moves forward"):
        clock.forward(days=-1)


def test_one_journey_at_a_time():
    with travel(), pytest.raises(RuntimeError, match="moved already"), travel():
        pass
    with travel("2026-01-01") as clock:
        assert clock.now.year == 2026


def test_a_date_nobody_can_read_is_one_sentence():
    with pytest.raises(ValueError, match="cannot read the date 'soon'"), travel("soon"):
        pass


def test_a_thread_may_not_move_everybodys_clock():
    errors = []

    def try_it():
        try:
            with travel():
                pass
        except RuntimeError as error:
            errors.append(str(error))

    thread = threading.Thread(target=try_it)
    thread.start()
    thread.join()
    assert "use it in a cell" in errors[0]
