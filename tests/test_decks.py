"""Every deck of the course, every state of it, and a deck that breaks each rule."""

from pathlib import Path

import pytest

from course_app.slides import build
from course_app.slides.lesson import find, load
from tests import deck

ROOT = Path(__file__).parents[1]
LESSONS = [path.name[:2] for path in find(ROOT, [])]

# What a good deck of this length looks like; each sabotage below spoils one thing.
NOTES = "Ask the room who has heard of this before, and wait for an answer."
MINUTES = 2


@pytest.fixture(scope="module")
def decks(tmp_path_factory):
    folder = tmp_path_factory.mktemp("decks")
    return {made.name[:2]: made for made in build(ROOT, folder)}


@pytest.mark.parametrize("number", LESSONS)
def test_a_deck_can_be_read_in_every_state_and_keeps_its_time(decks, browser, number):
    lesson = load(find(ROOT, [number])[0])

    checked = deck.check(browser, decks[number], lesson.minutes)

    assert checked.faults == []
    assert checked.states >= 6 * sum(len(cell.slides) for cell in lesson.cells)


@pytest.mark.parametrize("number", LESSONS)
def test_every_exercise_has_its_turn_and_its_minutes(number):
    from course_app.exercise import catalogue

    lesson = load(find(ROOT, [number])[0])
    turns = [slide for cell in lesson.cells for slide in cell.slides if slide.exercises]

    given = sorted(id for slide in turns for id in slide.exercises)
    assert given == [
        id for id, one in catalogue().items() if one.lesson == lesson.number
    ]
    for slide in turns:
        needed = sum(catalogue()[id].minutes for id in slide.exercises)
        assert slide.minutes >= needed


@pytest.mark.parametrize("number", LESSONS)
def test_every_question_of_a_lesson_is_asked_in_its_deck(number):
    lesson = load(find(ROOT, [number])[0])

    def asks(cell):
        return any(text.startswith(("Predict ", "Quiz ")) for text in cell.shown)

    questions = [
        cell for cell in lesson.cells if asks(cell) and "reveal(" not in cell.source
    ]
    shown = [c for c in questions if any(one.kind == "predict" for one in c.slides)]
    assert [cell.id for cell in questions] == [cell.id for cell in shown]


@pytest.mark.parametrize("number", LESSONS)
def test_a_deck_begins_with_its_title_and_ends_with_a_summary(number):
    lesson = load(find(ROOT, [number])[0])
    kinds = [slide.kind for cell in lesson.cells for slide in cell.slides]

    assert kinds[0] == "title"
    assert kinds[-1] == "summary"
    assert kinds.count("title") == kinds.count("summary") == 1


PAGE = """<!doctype html><meta charset="utf-8"><title>Deck</title>{head}
<div class="reveal"><div class="slides">{slides}</div></div>{foot}"""
GOOD = f"""<section data-timing="60" data-cell="one"><div class="sheet"><h2>A title</h2>
<p>Words.</p></div><aside class="notes">{NOTES}</aside></section>
<section data-timing="60" data-cell="two"><div class="sheet"><h2>Another</h2>
<pre class="listing code"><span class="line">x = 1\n</span></pre>
<p class="fragment">Then this.</p>
<button class="countdown" data-seconds="60">1:00</button></div>
<aside class="notes">{NOTES}</aside></section>"""

SABOTAGE = {
    "title": ("<h2>A title</h2>", "<h2>A title</h2><h2>And one more</h2>"),
    "notes": (NOTES, "Say it."),
    "timing": ('data-timing="60" data-cell="one"', 'data-cell="one"'),
    "total": ('data-timing="60"', 'data-timing="90"'),
    "words": ("Words.", "word " * 46),
    "lines": (
        "x = 1\n</span>",
        "x = 1\n</span>" + '<span class="line">y\n</span>' * 14,
    ),
    "columns": ("x = 1", "x = " + "1" * 67),
    "overflow": ("<p>Words.", '<p style="margin-top: 580px">Words.'),
    "scroll": ("<p>Words.", '<p style="height: 20px; overflow: auto">Words.'),
    "overlap": ("<p>Words.", '<p style="margin-top: -40px">Words.'),
    "font": ("<p>Words.", '<p style="font-size: 23px">Words.'),
    "contrast": ("<p>Words.", '<p style="color: #777">Words.'),
    "console": ("<p>Words.", "<script>console.log('here')</script><p>Words."),
    "request": ("<p>Words.", '<img src="there.png" alt=""><p>Words.'),
    "size": ("<p>Words.", f"<!--{'x' * 700_000}--><p>Words."),
}


@pytest.fixture(scope="module")
def good(tmp_path_factory, decks):
    """A deck of two slides in the theme and with the scripts of the real ones."""
    real = decks["00"].read_text(encoding="utf-8")
    head = real[real.index("<style>") : real.index("</head>")]
    foot = real[real.index("</div>\n</div>\n<script>") + len("</div>\n</div>\n") :]
    path = tmp_path_factory.mktemp("good") / "good.html"
    foot = foot.replace("</body>", "").replace("</html>", "")
    path.write_text(PAGE.format(head=head, slides=GOOD, foot=foot), encoding="utf-8")
    return path


def test_a_good_deck_has_no_fault(browser, good):
    assert deck.check(browser, good, MINUTES) == (6 * 3, [])


@pytest.mark.parametrize("rule", deck.RULES)
def test_a_sabotaged_deck_fails_each_rule(browser, good, tmp_path, rule):
    whole, (sound, spoilt) = good.read_text(encoding="utf-8"), SABOTAGE[rule]
    assert sound in whole
    spoilt_deck = tmp_path / "spoilt.html"
    spoilt_deck.write_text(whole.replace(sound, spoilt, 1), encoding="utf-8")

    found = deck.check(browser, spoilt_deck, MINUTES).faults

    assert rule in {fault.rule for fault in found}
