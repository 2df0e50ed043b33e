"""Two people, one site: what the model does, and what its words say."""

import re
import socket

import pytest

from course_app.labs.frame import LabError
from course_app.labs.people import (
    LOGOUTS,
    NOBODY,
    SHOWN,
    People,
    jar_html,
    jar_text,
    people,
    sequence_html,
    sequence_text,
    twin,
)
from course_app.visitor import Visitor


@pytest.fixture
def model():
    model = People()
    yield model
    model.stop()


def test_each_has_a_session_of_their_own(model):
    assert model.log_in("Ana") == "Ana reads: Hello, ana. In the cart: nothing."
    assert model.add("Bob") == "Bob reads: Hello, stranger. In the cart: pear."
    assert jar_text(model, "Ana") == ['Ana\'s jar: session holds {"user": "ana"}']
    assert jar_text(model, "Bob") == ['Bob\'s jar: session holds {"cart": ["pear"]}']


def test_a_login_begins_with_an_empty_session(model):
    model.add("Bob")
    assert model.log_in("Bob").endswith("In the cart: nothing.")


@pytest.mark.parametrize(
    ("logout", "left"),
    [(LOGOUTS[0], "empty"), (LOGOUTS[1], 'session holds {"cart": ["apple"]}')],
)
def test_a_logout_leaves_what_it_does_not_clear(model, logout, left):
    model.logout = logout
    model.log_in("Ana")
    model.add("Ana")
    model.log_out("Ana")
    assert jar_text(model, "Ana") == [f"Ana's jar: {left}"]


@pytest.mark.parametrize("logout", LOGOUTS)
def test_no_logout_reaches_a_copy(model, logout):
    model.logout = logout
    model.log_in("Ana")
    model.steal("Bob")
    model.log_out("Ana")
    assert model.replay("Bob") == "Bob reads: Hello, ana. In the cart: nothing."
    assert model.cookie("Bob") == ""
    assert model.calls[-1].note == "with the copy of Ana's cookie"


def test_a_theft_is_no_request(model):
    model.log_in("Ana")
    before = list(model.calls)
    assert model.steal("Bob") == "Bob has a copy of Ana's cookie. Ana notices nothing."
    assert model.calls == before


def test_what_cannot_be_stolen_or_sent_is_said(model):
    with pytest.raises(LabError, match="Ana's jar is empty: let Ana log in first"):
        model.steal("Bob")
    with pytest.raises(LabError, match="let Bob steal Ana's cookie first"):
        model.replay("Bob")


def test_a_new_start_forgets_everything(model):
    model.log_in("Ana")
    model.steal("Bob")
    model.restart()
    assert model.calls == []
    assert [jar_text(model, who) for who in ("Ana", "Bob")] == [
        ["Ana's jar: empty"],
        ["Bob's jar: empty"],
    ]


def test_stopping_frees_the_port_and_may_come_twice(model):
    model.stop()
    model.stop()
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", model.site.port)) != 0


def test_the_page_shows_no_cookie_but_the_sites_own(model):
    others = {"_xsrf": "jupyters-own", "username-127-0-0-1-8888": "a-token"}
    page = Visitor(model.site.url).get("/", cookies=others).text
    assert "jupyters-own" not in page
    assert "a-token" not in page
    assert "This browser sent <code>session</code>: nothing" in page


def test_the_pages_forms_stay_behind_the_proxy(model):
    prefix = {"X-Forwarded-Prefix": "/user/ana/proxy/5005"}
    page = Visitor(model.site.url).get("/", headers=prefix).text
    assert set(re.findall(r'action="(.*?)"', page)) == {
        f"/user/ana/proxy/5005/{path}" for path in ("login", "add", "logout")
    }


def test_a_name_is_shown_and_not_obeyed(model):
    visitor = Visitor(model.site.url)
    page = visitor.post("/login", data={"name": "<script>"}).text
    assert "<script>" not in page
    assert "&lt;script&gt;" in page


def test_nothing_asked_is_said_in_words():
    assert sequence_text([]) == [NOBODY]
    assert NOBODY in sequence_html([])


def test_a_long_story_is_cut_and_counted(model):
    for _ in range(5):
        model.add("Ana")
    lines = sequence_text(model.calls)
    assert lines[0] == f"+{10 - SHOWN} earlier exchanges"
    assert lines[1].startswith("4. Ana → site: GET /")
    assert lines[0] in sequence_html(model.calls)


def test_each_stands_on_their_side_of_the_site(model):
    model.log_in("Bob")
    first = sequence_html(model.calls).split("<li")[1]
    left, right = first.split("</div>", 1)
    assert "Bob" not in left
    assert "1. Bob: POST /login name=bob" in right


def test_the_twin_is_the_same_at_each_run():
    assert twin() == twin()


def test_the_twin_tells_of_the_copy_in_both_forms():
    text, html = twin()
    for said in ("Bob reads: Hello, ana.", "with the copy of Ana", "deletes it"):
        assert said in text
        assert said in html
    assert not re.search(r"127\.0\.0\.1|\d{4,}", text)


def test_no_site_is_left_where_there_are_no_buttons(capsys, monkeypatch):
    made = []

    def make():
        made.append(People())
        return made[-1]

    monkeypatch.setitem(people.__globals__, "People", make)
    people()
    assert "Lab · Two people, one site" in capsys.readouterr().out
    assert [model.site.running for model in made] == [False, False]


def test_jar_of_html_says_what_the_text_says(model):
    model.log_in("Ana")
    assert "Ana&#x27;s jar: session holds" in jar_html(model, "Ana")
