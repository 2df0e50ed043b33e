"""The decks on paper: printed by the command itself, as an instructor does."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pypdf
import pytest

from course_app.slides import DeckError, build, paper
from course_app.slides.lesson import find, load

ROOT = Path(__file__).parents[1]
LESSONS = [path.stem for path in find(ROOT, [])]


@pytest.fixture(scope="module")
def printed(chromium_path, tmp_path_factory):
    """The folder with all decks and handouts as PDF."""
    folder = tmp_path_factory.mktemp("printed")
    command = [sys.executable, "-m", "course_app", "slides", "--pdf", "--to", folder]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.stderr == ""
    assert len(done.stdout.split()) == 3 * len(LESSONS)
    return folder


def slides(name):
    [path] = find(ROOT, [name[:2]])
    return [slide for cell in load(path).cells for slide in cell.slides]


def pages(pdf):
    return [letters(page.extract_text()) for page in pypdf.PdfReader(pdf).pages]


def letters(text):
    """Text without what a page may break it with, or Markdown writes it with."""
    return re.sub(r"[\W_]+", "", text)


def test_without_a_browser_nothing_is_printed_and_it_is_said_why(
    chromium_path, monkeypatch, tmp_path
):
    monkeypatch.setattr(shutil, "which", lambda _: None)
    monkeypatch.setattr(paper, "_ELSEWHERE", ("no-such-browser",))

    with pytest.raises(DeckError, match="Chromium, Chrome or Edge: "):
        list(build(ROOT, tmp_path, ["0"], pdf=True))

    assert [made.name for made in tmp_path.iterdir()] == ["00_start_here.html"]


@pytest.mark.parametrize("name", LESSONS)
def test_a_printed_deck_has_a_page_for_every_slide(printed, name):
    found = pages(printed / f"{name}.pdf")

    assert len(found) == len(slides(name))
    for page, slide in zip(found, slides(name), strict=True):
        assert letters(slide.title) in page
        assert letters(slide.after) in page


@pytest.mark.parametrize("name", LESSONS)
def test_a_handout_has_every_slide_and_all_its_notes(printed, name):
    text = "".join(pages(printed / f"{name}_handout.pdf"))

    for number, slide in enumerate(slides(name), 1):
        assert letters(slide.title) in text
        assert letters(slide.notes) in text
        assert f"{number}of{len(slides(name))}" in text
