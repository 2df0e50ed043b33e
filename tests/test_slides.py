"""What becomes of a notebook's slides, and what a deck does under the hand."""

import json
import re
import shutil
from pathlib import Path

import pytest

from course_app import cli, font, render
from course_app.slides import DeckError, build, exchange, listing
from course_app.slides.figure import figure_html
from course_app.slides.lesson import find, load
from tests import deck

ROOT = Path(__file__).parents[1]
NOTES = "Ask the room who has heard of this before, and wait for an answer."
TWIN = """1 Request, client → server
  GET /draw HTTP/1.1
  Host: 127.0.0.1
    no Cookie header
    +4 headers
2 Response, server → client
  HTTP/1.1 200 OK
  Content-Type: text/html; charset=utf-8
  Vary: Cookie
  Set-Cookie: session=eyJwcml6ZSI6InBlbiJ9.…; HttpOnly; Path=/
    holds {"prize": "pen"}
    +4 headers
  Drawn: come back on Sunday.
3 Cookie jar, before → after
  before: empty
  after: session=eyJwcml6ZSI6InBlbiJ9.… holds {"prize": "pen"}"""


def twins():
    for path in find(ROOT, []):
        for cell in load(path).cells:
            yield from (text for text in cell.shown if " Request, " in text)


@pytest.fixture
def course(tmp_path):
    """A course of one lesson; `write` gives it cells with slides."""
    (tmp_path / "notebooks").mkdir()
    shutil.copytree(ROOT / "slides", tmp_path / "slides")

    def write(*cells):
        first = {
            "id": "title",
            "source": "# 4 · A title\n\n4 minutes, exercises included.",
        }
        notebook = {"metadata": {}, "cells": [_cell(**one) for one in (first, *cells)]}
        path = tmp_path / "notebooks" / "04_a_title.ipynb"
        path.write_text(json.dumps(notebook), encoding="utf-8")
        return tmp_path

    return write


def _cell(id, source="", slides=(), printed="", shown=""):
    outputs = [{"output_type": "stream", "name": "stdout", "text": printed}] * bool(
        printed
    )
    outputs += [{"output_type": "display_data", "data": {"text/plain": shown}}] * bool(
        shown
    )
    entries = [
        {"title": "A title", "minutes": 1, "notes": NOTES, **one} for one in slides
    ]
    metadata = {"course": {"slides": entries}}
    return {"id": id, "source": source, "metadata": metadata, "outputs": outputs}


def slides_of(html):
    return html[html.index('<div class="slides">') : html.index("<script>")]


def test_every_recorded_exchange_is_read_back_to_the_letter():
    recorded = list(twins())
    assert len(recorded) > 30
    for text in recorded:
        assert render.panels_text(exchange.read_panels(text)) == text


def test_an_exchange_keeps_its_cookie_lines_and_counts_the_others():
    html = exchange.exchange_html(TWIN, 1)
    assert "<b>Set-Cookie:</b>" in html
    assert "Content-Type" not in html
    assert "+6 headers" in html
    assert "Drawn: come back on Sunday." in html
    assert "holds <b>{&quot;prize&quot;: &quot;pen&quot;}</b>" in html


def test_a_header_that_is_asked_for_is_kept():
    html = exchange.exchange_html(TWIN, 1, ["Vary"])
    assert "<b>Vary:</b> Cookie" in html
    assert "+5 headers" in html


def test_steps_light_up_their_lines_and_no_others():
    html = listing.code_html("a = 1\nb = 2\nc = 3\n", "all", ["1", "2-3"])
    assert re.findall(r'data-fragment-index="(\d)"', html) == ["0", "1", "1"]


def test_lines_left_out_leave_a_sign_and_the_rest_moves_to_the_left():
    html = listing.code_html("def f():\n    a = 1\n    b = 2\n    c = 3\n", "2 4")
    text = re.sub("<[^>]+>", "", html)
    assert text == "a = 1\n⋮c = 3\n"


@pytest.mark.parametrize("lines", ["0", "2-1", "1-9", "one", "2 1", ""])
def test_lines_that_are_not_there_are_refused(lines):
    with pytest.raises(ValueError, match="line"):
        listing.numbers(lines, 3)


WRONG = {
    "unknown": {"colour": "red"},
    "no minutes": {"minutes": 0},
    "no notes": {"notes": ""},
    "none of": {"kind": "joke"},
    "no line 9": {"code": "1-9"},
    "showed 0 exchanges": {"exchange": 1},
    "asked no question": {"kind": "predict"},
    "no value for 'minutes'": {"minutes": "two"},
    "no figure 'cartoon'": {"figure": {"cartoon": []}},
    "printed no Flask session cookie": {"figure": {"parts": ["a", "b", "c"]}},
    "is too long for its arrow": {"figure": {"sequence": [f"A -> B: {'x' * 90}"]}},
    "is no step": {"figure": {"sequence": ["A -> B: hello", "nonsense"]}},
    "needs two marks": {"figure": {"timeline": ["day 0: login"]}},
    "'4.99'": {"kind": "turn", "exercises": ["4.99"]},
}


@pytest.mark.parametrize("said", WRONG)
def test_a_slide_that_cannot_be_is_refused_by_its_cell(course, said):
    folder = course({"id": "odd", "source": "x = 1", "slides": [WRONG[said]]})
    with pytest.raises(DeckError, match=re.escape(said)) as refused:
        list(build(folder, folder / "out"))
    assert "cell 'odd', slide 1" in str(refused.value)


def test_a_lesson_without_slides_is_refused(course):
    folder = course()
    with pytest.raises(DeckError, match="no slides"):
        list(build(folder, folder / "out"))


def test_the_answer_on_a_slide_is_what_the_run_gave(course):
    asked = "Predict 4.a · Which?\n  A  this\n  B  that\n  Choose one."
    gave = "Predict 4.a · No prediction was made. The run gave B: that"
    slide = {"kind": "predict", "after": "So it is.", "title": ""}
    folder = course(
        {"id": "ask", "slides": [slide], "shown": asked}, {"id": "run", "shown": gave}
    )
    [path] = build(folder, folder / "out")
    html = slides_of(path.read_text(encoding="utf-8"))
    assert "Which?" in html
    assert '<b class="letter">B</b> <div><p>So it is.</p>' in html


def test_a_question_that_no_run_answers_is_refused(course):
    asked = "Predict 4.a · Which?\n  A  this\n  B  that\n  Choose one."
    folder = course({"id": "ask", "slides": [{"kind": "predict"}], "shown": asked})
    with pytest.raises(DeckError, match=r"reveals the answer of 4\.a"):
        list(build(folder, folder / "out"))


def test_a_slide_cannot_carry_a_script_in_what_a_cell_printed(course):
    slide = {"output": "all"}
    evil = "<script>alert(1)</script>\n"
    folder = course({"id": "say", "slides": [slide], "printed": evil})
    [path] = build(folder, folder / "out")
    assert "&lt;script&gt;alert(1)" in slides_of(path.read_text(encoding="utf-8"))


def test_a_figure_says_in_words_what_it_draws():
    html = figure_html({"sequence": ["Ana -> Flask: GET /", "Flask: signs"]}, "")
    assert 'role="img"' in html
    assert 'aria-label="Ana -&gt; Flask: GET /; Flask: signs"' in html


def test_a_deck_made_again_is_the_same_to_the_byte(tmp_path):
    [first] = build(ROOT, tmp_path / "one", ["0"])
    font.woff2.cache_clear()
    [second] = build(ROOT, tmp_path / "two", ["0"])
    assert first.read_bytes() == second.read_bytes()


def test_the_command_names_each_file_it_has_made(capsys, tmp_path):
    assert cli.main(["slides", "0", "--to", str(tmp_path)]) == 0
    assert capsys.readouterr().out.split() == [str(tmp_path / "00_start_here.html")]


@pytest.mark.parametrize("word", ["99", "four", "-1"])
def test_a_lesson_that_is_not_there_is_refused_in_one_line(capsys, tmp_path, word):
    with pytest.raises(SystemExit) as ended:
        cli.main(["slides", "--to", str(tmp_path), "--", word])
    assert ended.value.code == 2
    said = capsys.readouterr().err
    assert word in said
    assert len(said.splitlines()) == 1


def test_a_file_is_no_folder_for_slides(capsys, tmp_path):
    (tmp_path / "deck").touch()
    with pytest.raises(SystemExit) as ended:
        cli.main(["slides", "0", "--to", str(tmp_path / "deck")])
    assert ended.value.code == 2
    assert "cannot be made a folder for slides" in capsys.readouterr().err


def test_without_the_teaching_side_the_command_says_how_to_get_it(capsys, monkeypatch):
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    with pytest.raises(SystemExit) as ended:
        cli.main(["slides"])
    assert ended.value.code == 2
    assert "python3 start.py slides" in capsys.readouterr().err


# What follows happens in a browser, with the real deck of lesson 4.


@pytest.fixture(scope="module")
def decks(tmp_path_factory):
    return list(build(ROOT, tmp_path_factory.mktemp("decks")))


@pytest.fixture(scope="module")
def four(decks):
    return decks[4]


@pytest.fixture
def shown(browser, four):
    with deck.opened(browser, four) as (page, heard):
        yield page
    assert heard == []


def go_to(page, selector):
    """Turn to the first slide that holds `selector`, before its first step."""
    page.evaluate(
        """(selector) => {
            const slide = document.querySelector(selector).closest("section");
            Reveal.slide(Reveal.getIndices(slide).h, 0, -1);
        }""",
        selector,
    )


def is_dark(page):
    return page.evaluate("getComputedStyle(document.body).backgroundColor") != (
        "rgb(255, 255, 255)"
    )


def test_a_key_makes_the_deck_dark_and_light_again_and_it_stays_so(shown):
    assert not is_dark(shown)
    shown.keyboard.press("d")
    assert is_dark(shown)
    shown.reload()
    shown.wait_for_function("window.Reveal && Reveal.isReady()")
    assert is_dark(shown)
    shown.keyboard.press("d")
    assert not is_dark(shown)


def test_a_card_has_the_colours_of_the_notebooks(shown):
    edge = "one => getComputedStyle(one).borderTopColor"
    for kind in ("request", "response"):
        red, green, blue = bytes.fromhex(render.COLOURS[kind][1:])
        card = shown.locator(f".card.{kind}").first
        assert card.evaluate(edge) == f"rgb({red}, {green}, {blue})"


def test_the_arrow_key_lights_up_one_step_after_the_other(shown):
    go_to(shown, ".line.fragment")
    lit = "[...document.querySelectorAll('section.present .current-fragment')].length"
    assert shown.evaluate(lit) == 0
    shown.keyboard.press("ArrowRight")
    assert shown.evaluate(lit) > 0
    amber = shown.locator("section.present .current-fragment").first
    assert amber.evaluate("one => getComputedStyle(one).backgroundColor") == (
        "rgb(255, 227, 154)"
    )


def test_the_answer_is_hidden_until_it_is_asked_for(shown):
    go_to(shown, ".predict .answer")
    answer = shown.locator("section.present .answer")
    assert not answer.is_visible()
    shown.keyboard.press("ArrowRight")
    assert answer.is_visible()


@pytest.mark.parametrize("how", ["key", "mouse"])
def test_the_countdown_runs_pauses_and_ends(shown, how):
    go_to(shown, ".countdown")
    clock = shown.locator("section.present .countdown")

    def press():
        shown.keyboard.press("c") if how == "key" else clock.click()

    whole = clock.inner_text()
    press()
    shown.wait_for_function(
        "(was) => document.querySelector('.present .countdown').textContent !== was",
        arg=whole,
    )
    press()
    paused = clock.inner_text()
    shown.wait_for_timeout(1200)
    assert clock.inner_text() == paused != whole
    clock.evaluate("one => one.dataset.left = 1")
    press()
    shown.wait_for_function(
        "document.querySelector('section.present .countdown').textContent === 'Time'"
    )
    press()
    assert clock.inner_text() in (whole, paused)


def test_the_speaker_sees_notes_next_slide_clock_and_pacing(shown, four):
    with shown.expect_popup() as opening:
        shown.keyboard.press("s")
    speaker = opening.value
    first = load(find(ROOT, ["4"])[0]).cells[0].slides[0]
    speaker.wait_for_function("document.querySelectorAll('iframe').length === 2")
    speaker.wait_for_selector(".speaker-controls-notes:not(.hidden)")
    said = speaker.inner_text("body")
    assert " ".join(first.notes.split()[:6]) in said
    assert "PACING" in said
    assert re.search(r"\d\d?:\d\d [AP]M", said)
    upcoming = speaker.frame_locator("#upcoming-slide iframe")
    upcoming.locator("section.present").first.wait_for()
    speaker.keyboard.press("ArrowRight")
    shown.wait_for_function("Reveal.getProgress() > 0")


# What reaches over the right edge, or is cut off below. A drawing may be moved.
BEYOND = """() => [...document.querySelectorAll(".sheet")].flatMap((sheet) => {
    const room = Reveal.getConfig().height;
    const out = sheet.scrollHeight > room ? [[sheet.textContent.trim(), "low"]] : [];
    const walker = document.createTreeWalker(sheet, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    while (walker.nextNode()) {
        const text = walker.currentNode;
        if (!text.data.trim() || text.parentElement.closest(".drawing")) continue;
        range.selectNodeContents(text);
        for (const box of range.getClientRects())
            if (box.right > innerWidth + 1) out.push([text.data, "right"]);
    }
    return out;
})"""


def test_a_phone_scrolls_slides_of_its_own_width(browser, decks):
    for deck_file in decks:
        page = browser.new_page(viewport={"width": 390, "height": 844})
        page.goto(deck_file.as_uri())
        page.wait_for_function("window.Reveal && Reveal.isReady()")
        page.evaluate("document.fonts.ready")
        assert page.evaluate("Reveal.isScrollView()")
        assert page.evaluate("Reveal.getScale()") * 24 > 14  # px on the phone
        assert page.evaluate(BEYOND) == [], deck_file.name
        page.close()


def test_axe_finds_no_fault_in_any_slide(shown):
    """Contrast is not asked of it: the deck checker sees all that lies beneath."""
    from axe_playwright_python.sync_playwright import Axe

    options = {"rules": {"color-contrast": {"enabled": False}}}
    for index in range(shown.evaluate("Reveal.getTotalSlides()")):
        shown.evaluate("index => Reveal.slide(index, 0, 99)", index)
        found = Axe().run(shown, "section.present", options).response
        assert [rule["id"] for rule in found["violations"]] == [], index
