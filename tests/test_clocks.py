"""The lab "Two clocks": what is seen on the client's clock and on the server's."""

import time
from importlib import import_module
from itertools import pairwise

import pytest

from course_app.labs.clocks import DAY, PAUSES, YEAR, Clocks, Plan, span

lab = import_module("course_app.labs.clocks")  # the package has the function


@pytest.fixture(scope="module")
def model():
    model = Clocks()
    yield model
    model.stop()


def at(moments, seconds):
    return next(one for one in moments if one.seconds == seconds)


def answers(moments):
    return [one.answer for one in moments if one.does == "asks"]


def test_the_jar_drops_the_cookie_a_second_before_the_server_refuses_it(model):
    moments = model.play(Plan(lifetime=300, refresh=False, pause=900))
    assert [(one.seconds, one.holds, one.copy) for one in moments[:4]] == [
        (0, True, "ana"),
        (299, True, "ana"),
        (300, False, "ana"),
        (301, False, "nobody"),
    ]


def test_a_permanent_session_begins_anew_at_every_visit(model):
    moments = model.play(Plan(lifetime=300, pause=120))
    assert answers(moments) == ["ana"] * 4
    assert [one.until for one in moments if one.does == "asks"] == [420, 540, 660, 780]
    assert at(moments, 779).holds
    assert not at(moments, 780).holds
    assert (at(moments, 780).copy, at(moments, 781).copy) == ("ana", "nobody")


def test_without_refresh_it_ends_however_busy_she_is(model):
    moments = model.play(Plan(lifetime=300, refresh=False, pause=120))
    assert answers(moments) == ["ana", "ana", "nobody", "nobody"]
    assert not any(one.written for one in moments[1:])


def test_a_cookie_without_a_date_is_kept_and_refused_all_the_same(model):
    moments = model.play(Plan(permanent=False, lifetime=300, pause=120))
    assert answers(moments) == ["ana", "ana", "nobody", "nobody"]
    assert all(one.holds and one.until is None for one in moments)
    assert (at(moments, 300).copy, at(moments, 301).copy) == ("ana", "nobody")


def test_she_comes_in_the_very_second_in_which_her_jar_drops_it(model):
    visit = at(model.play(Plan(lifetime=300, pause=300)), 300)
    assert (visit.does, visit.holds, visit.answer, visit.copy) == (
        "asks",
        False,
        "nobody",
        "ana",
    )
    assert (
        lab.cells(visit, _holding(visit))[1] == "asks, the jar DROPS the cookie: nobody"
    )


def _holding(moment):
    return moment._replace(seconds=0, holds=True)


@pytest.mark.parametrize("lifetime", lab.LIFETIMES)
@pytest.mark.parametrize("pause", [1, 31 * DAY, 2 * YEAR])
@pytest.mark.parametrize("permanent", [True, False])
def test_every_story_ends_when_both_ends_were_seen(model, lifetime, pause, permanent):
    plan = Plan(permanent=permanent, lifetime=lifetime, pause=pause)
    moments = model.play(plan)
    assert moments[-1].copy == "nobody"
    assert moments[-1].holds is not permanent
    assert len(answers(moments)) == lab.VISITS
    assert "The server refuses it at" in lab.told(moments)
    assert ("never drops" in lab.told(moments)) is not permanent


def test_the_clock_is_put_back(model):
    began = time.time()
    model.play(Plan(pause=2 * YEAR))
    assert 0 <= time.time() - began < 10


def test_the_slider_goes_from_a_second_to_two_years_in_even_steps():
    assert (PAUSES[0], PAUSES[-1]) == (1, 2 * YEAR)
    assert {length + 1 for length in lab.LIFETIMES} < set(PAUSES)
    assert all(1 < later / sooner <= 5 for sooner, later in pairwise(PAUSES))


def test_a_span_is_told_to_the_second():
    assert span(0) == "0 seconds"
    assert span(301) == "5 minutes 1 second"
    assert span(31 * DAY + 1) == "31 days 1 second"
    assert span(2 * YEAR) == "2 years"


def test_the_twin_is_the_same_each_time_and_says_both_ends(model):
    other = Clocks()
    first, second = lab.twin(model), lab.twin(other)
    other.stop()
    assert first == second
    for told in first:
        assert "the jar DROPS the cookie" in told
        assert "the server REFUSES it" in told
        assert "Her jar drops the cookie at 13 minutes." in told
        assert "The server refuses it at 13 minutes 1 second." in told
    assert "127.0.0.1" not in first.text + first.html


def test_a_stopped_lab_no_longer_answers():
    model = Clocks()
    model.stop()
    model.stop()
    assert not model.site.running
