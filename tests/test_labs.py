"""Cookie X-ray and What was written?: what they find, without a browser."""

import json
from importlib import import_module

import pytest

from course_app import cookies
from course_app.labs.frame import RUN, LabError
from course_app.labs.written import START, STATEMENTS, Written, results_html, told
from course_app.labs.xray import KEY, XRay, parts_html, size_words, verdict_html

xray, written = map(import_module, ["course_app.labs.xray", "course_app.labs.written"])
CAR = '{"prize":"car"}'
OLD, NEVER = "2001-02-03 04:05:06", "2101-02-03"


@pytest.fixture(scope="module")
def site():
    model = XRay()
    yield model
    model.stop()


@pytest.fixture
def cookie(site) -> XRay:
    """The X-ray with a new cookie in it."""
    site.take()
    return site


@pytest.fixture(scope="module")
def bench() -> Written:
    model = Written()
    yield model
    model.stop()


class TestXRay:
    def test_reads_a_new_cookie_and_the_server_takes_it(self, cookie):
        reply = cookie.ask()
        assert cookie.payload == reply.holds == '{"prize":"pen"}'
        assert (reply.status, reply.set_cookie, reply.known) == ("200 OK", False, True)

    @pytest.mark.parametrize(
        ("payload", "signed_at", "key", "resign", "status"),
        [
            (CAR, None, KEY, False, "forged"),
            (CAR, None, KEY, True, "valid"),
            (CAR, None, "another", True, "forged"),
            (None, OLD, KEY, False, "forged"),
            (None, OLD, KEY, True, "expired"),
            (None, NEVER, KEY, True, "from the future"),
        ],
    )
    def test_edited(self, cookie, payload, signed_at, key, resign, status):
        wanted = payload or cookie.payload
        cookie.edit(wanted, signed_at or cookie.signed_at, key, resign=resign)
        reply = cookie.ask()
        assert reply.judgement.status == status
        assert json.loads(reply.holds) == (json.loads(CAR) if reply.known else {})

    def test_signing_again_with_nothing_changed_gives_the_same_cookie(self, cookie):
        cookie.edit(cookie.payload, cookie.signed_at, KEY, resign=True)
        assert cookie.cookie == cookie.original

    def test_an_edit_taken_back_gives_the_same_cookie(self, cookie):
        was = cookie.payload
        cookie.edit(CAR, cookie.signed_at, KEY, resign=False)
        cookie.edit(was, cookie.signed_at, KEY, resign=False)
        assert cookie.cookie == cookie.original

    @pytest.mark.parametrize("line", ["{}", "session={}", "Set-Cookie: session={}; a"])
    def test_finds_the_value_in_what_is_pasted(self, cookie, line):
        value = cookies.sign({"user": "ana"}, "hers")
        cookie.paste(line.format(value))
        assert (cookie.cookie, cookie.payload) == (value, '{"user":"ana"}')
        assert cookie.ask().judgement.status == "forged"

    def test_what_cannot_be_read_is_sent_all_the_same(self, cookie):
        cookie.paste("nonsense")
        assert cookie.contents is None
        assert cookie.ask().judgement.status == "malformed"
        assert "payload.timestamp.signature" in parts_html(cookie.contents)
        with pytest.raises(LabError, match="nothing to edit"):
            cookie.edit(CAR, OLD, KEY, resign=False)

    def test_says_when_a_browser_would_drop_it(self, cookie):
        assert size_words(cookie.ask()) == "62 of 4,096 bytes, name and value: it fits"
        for _ in range(4):
            given = cookie.payload, cookie.signed_at, KEY
            cookie.lengthen(*given, resign=True)
        reply = cookie.ask()
        assert reply.known
        assert not reply.fits
        assert "a browser drops it" in verdict_html(reply)

    @pytest.mark.parametrize(
        ("payload", "signed_at", "words"),
        [
            ('{"prize":', OLD, "not JSON yet"),
            ('{" u": "x"}', OLD, "not JSON yet"),
            ('{" d": "x"}', OLD, "must be an object"),
            ("[1]", OLD, "must be an object"),
            (CAR, "tomorrow", "Write the time like"),
            (CAR, "1969-01-01", "from 1971 on"),
        ],
    )
    def test_keeps_its_cookie_when_an_edit_is_no_good(
        self, cookie, payload, signed_at, words
    ):
        was = cookie.cookie
        with pytest.raises(LabError, match=words):
            cookie.edit(payload, signed_at, KEY, resign=False)
        assert cookie.cookie == was

    @pytest.mark.parametrize(
        "text", ["", "two words", "ünïcode", "a\r\nb", "a" * 20001]
    )
    def test_refuses_what_no_header_carries(self, cookie, text):
        with pytest.raises(LabError):
            cookie.paste(text)

    def test_its_words_are_the_same_on_every_day(self, cookie):
        first = xray.twin(cookie)
        cookie.paste(cookies.aged({"prize": "pen"}, KEY, days=3))
        assert xray.twin(cookie) == first
        assert "it is older than 31 days" in first.text
        assert RUN in first.text

    def test_tries_what_was_edited_on_a_cookie_of_ones_own(self, cookie):
        cookie.paste(cookies.sign({"user": "ana"}, "hers"))
        known = [reply.known for _, reply in cookie.trials()]
        assert known == [False, False, False, True, False]
        assert cookie.payload == '{"user":"ana"}'

    def test_what_is_pasted_is_never_markup(self, cookie):
        cookie.edit('{"a":"<b>"}', OLD, KEY, resign=True)
        assert "<b>&quot;" not in parts_html(cookie.contents)
        assert "&lt;b&gt;" in parts_html(cookie.contents)


class TestWritten:
    @pytest.mark.parametrize(
        ("statement", "cookie", "vary"),
        [
            ("pass", "no Set-Cookie", ""),
            ('session["n"]', "no Set-Cookie", "Cookie"),
            ('session["cart"].append("pear")', "no Set-Cookie", "Cookie"),
            (
                'session["cart"] += ["pear"]',
                'Set-Cookie with {"cart":["pear"],"n":1,"prefs":{}}',
                "Cookie",
            ),
            ("session.clear()", "Set-Cookie, to delete the cookie", "Cookie"),
        ],
    )
    def test_tells_what_is_on_the_wire(self, bench, statement, cookie, vary):
        result = bench.run(statement)
        assert (result.cookie, result.vary, result.error) == (cookie, vary, "")

    def test_begins_from_the_same_session_every_time(self, bench):
        bench.run('session["n"] = 2')
        result = bench.run("session.modified = True")
        assert json.loads(result.cookie.removeprefix("Set-Cookie with ")) == START

    @pytest.mark.parametrize("statement", STATEMENTS)
    def test_every_statement_of_the_list_has_an_answer(self, bench, statement):
        assert bench.run(statement).exchange.status in (200, 500)

    @pytest.mark.parametrize(
        ("statement", "error"),
        [
            ('session["zz"]', "KeyError: 'zz'"),
            ('session["a"] = {1}', "TypeError: Object of type set"),
            ("raise SystemExit", "the view called sys.exit()"),
        ],
    )
    def test_a_statement_that_fails_is_told(self, bench, statement, error):
        result = bench.run(statement)
        assert result.error.startswith(error)
        assert f"failed with `{error}" in told(result)

    def test_what_was_stored_before_the_error_is_written(self, bench):
        assert bench.run('session["n"] = 2; 1 / 0').written

    def test_one_without_an_end_is_stopped(self, monkeypatch):
        monkeypatch.setattr(written, "SECONDS", 0.2)
        model = Written()
        try:
            result = model.run("while True: pass")
            assert result.error == "the view ran for more than 0.2 seconds"
            assert model.run("pass").error == ""
        finally:
            model.stop()

    @pytest.mark.parametrize(
        "statement", ["", "  ", "x =", "return 1", "a\0", "n" * 501]
    )
    def test_refuses_what_is_no_statement(self, bench, statement):
        tried = len(bench.results)
        with pytest.raises(LabError):
            bench.run(statement)
        assert len(bench.results) == tried

    def test_counts_the_predictions_that_came_true(self, bench):
        bench.results.clear()
        assert told(bench.run("pass", False)).startswith(
            "You said no Set-Cookie, and it is so."
        )
        assert told(bench.run("pass", True)).startswith(
            "You said Set-Cookie, and it is not so."
        )
        bench.run("pass")
        assert bench.score == (1, 2)

    def test_what_is_typed_is_never_markup(self, bench):
        bench.results.clear()
        bench.run('"<b>"')
        assert "&lt;b&gt;" in results_html(bench.results)

    def test_its_words_are_the_same_every_time(self, bench):
        bench.results.clear()
        first = written.twin(bench)
        assert written.twin(bench) == first
        assert "Vary: Cookie" in first.text
        assert bench.results == []
