"""The lab "Key room": which worker knows Ana, and what guessing finds."""

import threading
from collections import Counter
from importlib import import_module

import pytest

from course_app import cookies
from course_app.labs.frame import LabError
from course_app.labs.keys import ALL, AT_START, LONG, SHORT, TOKEN, Guessing, Room

lab = import_module("course_app.labs.keys")  # the package has the function


@pytest.fixture
def room():
    room = Room()
    yield room
    room.stop()


def answers(hits):
    return [hit.answer for hit in hits]


def test_her_requests_land_on_the_three_in_turn(room):
    hits = [room.log_in(keep=False), *room.ask(5)]
    assert [hit.worker for hit in hits] == [1, 2, 3, 1, 2, 3]
    assert answers(hits[1:]) == ["ana"] * 5
    assert all(hit.sent for hit in hits[1:])


def test_a_key_made_at_each_start_lets_the_login_come_and_go(room):
    room.restart(same=False)
    assert len({worker.key.value for worker in room.workers}) == 3
    assert {worker.key.kind for worker in room.workers} == {AT_START}
    room.log_in(keep=False)
    assert answers(room.ask(6)) == ["nobody", "nobody", "ana"] * 2


def test_a_restart_with_the_same_key_is_not_noticed(room):
    room.log_in(keep=False)
    apps = [worker.site.app for worker in room.workers]
    room.restart(same=True)
    assert all(
        worker.site.app is not app
        for worker, app in zip(room.workers, apps, strict=True)
    )
    assert answers(room.ask(3)) == ["ana"] * 3


def test_one_worker_alone_may_be_given_another_key(room):
    room.log_in(keep=False)
    room.rotate(TOKEN, 2)
    assert answers(room.ask(3)) == ["nobody", "ana", "ana"]


def test_a_rotation_loses_her_and_a_fallback_brings_her_back(room):
    room.log_in(keep=False)
    room.rotate(TOKEN)
    assert answers(room.ask(3)) == ["nobody"] * 3
    assert [key.name for key in room.add_fallback()] == ["key A"] * 3
    assert answers(room.ask(3)) == ["ana"] * 3
    assert room.signer.name == "key A", "a fallback accepts, and does not sign"
    room.drop_fallbacks()
    assert answers(room.ask(3)) == ["nobody"] * 3


def test_a_permanent_session_moves_to_the_new_key(room):
    room.log_in(keep=True)
    room.rotate(TOKEN)
    room.add_fallback()
    assert room.ask(1)[0].written
    assert room.signer.name == "key B"
    room.drop_fallbacks()
    assert answers(room.ask(3)) == ["ana"] * 3


def test_two_rotations_leave_two_fallbacks(room):
    for _ in range(2):
        room.rotate(TOKEN)
        room.add_fallback()
    names = [[key.name for key in worker.fallbacks] for worker in room.workers]
    assert names == [["key B", "key A"]] * 3


def test_there_is_no_fallback_before_a_rotation_and_none_twice(room):
    with pytest.raises(LabError, match="rotate first"):
        room.add_fallback()
    room.rotate(TOKEN)
    room.add_fallback(1)
    with pytest.raises(LabError, match="rotate first"):
        room.add_fallback(1)
    assert len(room.add_fallback(ALL)) == 2


def test_a_login_begins_with_an_empty_jar(room):
    room.log_in(keep=True)
    room.ask(20)
    assert len(room.hits) == lab.SHOWN_HITS
    hit = room.log_in(keep=False)
    assert (hit.number, hit.worker, hit.sent) == (1, 1, False)
    assert room.hits == [hit]


@pytest.mark.parametrize("kind", [SHORT, LONG])
def test_a_word_with_digits_is_guessed(room, kind):
    key = room.rotate(kind)
    room.log_in(keep=False)
    guessing = room.guess()
    guessing.run()
    assert guessing.found == key.value
    assert guessing.ended
    assert f"`{key.value}`" in guessing.verdict()
    forged = cookies.sign({"user": "bob"}, guessing.found)
    room.ana.cookies.clear()
    room.ana.cookies.set("session", forged, domain="127.0.0.1", path="/")
    assert answers(room.ask(3)) == ["bob"] * 3


def test_a_random_key_is_not_on_the_list(monkeypatch):
    monkeypatch.setattr(lab, "NUMBERS", 100)
    monkeypatch.setattr(lab, "GUESSES", 101 * len(lab.WORDS))
    guessing = Guessing(cookies.sign({"user": "ana"}, "0" * 64))
    guessing.run()
    assert (guessing.found, guessing.tried) == ("", lab.GUESSES)
    assert guessing.verdict().startswith("Not on the list: ")
    assert "years" in guessing.verdict()


def test_guesses_are_as_many_as_the_bar_says_and_none_twice():
    assert sum(1 for _ in lab.guesses()) == lab.GUESSES
    assert max(Counter(lab.guesses()).values()) == 1


def test_guessing_tells_how_far_it_is_and_can_be_stopped(room, monkeypatch):
    monkeypatch.setattr(lab, "TELL_SECONDS", 0.001)
    room.rotate(TOKEN)
    room.log_in(keep=False)
    guessing = room.guess()
    told = threading.Event()
    work = threading.Thread(target=guessing.run, args=(told.set,))
    work.start()
    assert told.wait(30)
    with pytest.raises(LabError, match="already"):
        room.guess()
    assert lab.guessing_html(guessing).startswith("<progress aria-label=")
    room.stop()
    work.join(30)
    assert guessing.ended
    assert 0 < guessing.tried < lab.GUESSES
    assert guessing.verdict().startswith("Stopped after ")


def test_without_a_cookie_there_is_nothing_to_guess(room):
    with pytest.raises(LabError, match="log in first"):
        room.guess()


def test_keys_have_names_beyond_the_alphabet():
    assert [lab._letters(count) for count in (0, 25, 26)] == ["A", "Z", "A2"]


def test_the_twin_is_the_same_each_time_and_keeps_what_changes_to_itself(room):
    other = Room()
    try:
        first, second = lab.twin(room), lab.twin(other)
    finally:
        other.stop()
    assert first == second
    secret = room.keys[1].value
    for told in first:
        assert "request 5: nobody" in told
        assert "request 6: ana" in told
        assert "signed with key A" in told
        assert "after 775 guesses" in told
        for volatile in (secret, room.cookie, "127.0.0.1", "a second"):
            assert volatile not in told


def test_a_stopped_lab_no_longer_answers(room):
    room.stop()
    room.stop()
    assert not any(worker.site.running for worker in room.workers)
