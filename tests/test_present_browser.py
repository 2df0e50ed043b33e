"""`course lab --present`: a lesson on the wall, walked through by key in Chromium."""

import json
import shutil
import sys
from pathlib import Path
from urllib.parse import urlsplit

import nbformat
import pytest
from playwright.sync_api import Page, expect

from course_app import cli, doctor, launch
from tests.jupyterlab import DARK, LIGHT, JupyterLab, Notebook

NOTEBOOKS = Path(__file__).parents[1] / "notebooks"
FIRST, LESSON = "00_start_here.ipynb", "04_inside_the_cookie.ipynb"
LEAST_PX = 24

RUNS = """() => window.jupyterapp.shell.currentWidget.content.widgets
    .map((cell) => cell.model.executionCount ?? null)"""

ACTIVE = """() => window.jupyterapp.shell.currentWidget.content.activeCellIndex"""

RUN = """(index) => {
    const cell = window.jupyterapp.shell.currentWidget.content.widgets[index];
    return cell.model.executionCount !== null;
}"""

SIZES = """() => ({
    zoom: document.querySelector(".jp-Cell").currentCSSZoom,
    code: getComputedStyle(document.querySelector(".cm-content")).fontSize,
    prose: getComputedStyle(document.querySelector(".jp-RenderedMarkdown p")).fontSize,
})"""

# What a style says, times the zoom of the place. Every text that can be seen on the
# screen's cells is looked at, and what can be typed into.
LETTERS = """() => {
    const found = [];
    const look = (one, text) => {
        const px = parseFloat(getComputedStyle(one).fontSize) * one.currentCSSZoom;
        const {left, right} = one.getBoundingClientRect();
        found.push({text, px, left, right, kind: `${one.tagName}.${one.className}`});
    };
    for (const cell of document.querySelectorAll(".jp-deck-mod-visible")) {
        const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
        while (walker.nextNode()) {
            const [text, one] = [walker.currentNode.data.trim(),
                                 walker.currentNode.parentElement];
            if (text && one.checkVisibility({visibilityProperty: true})
                && !one.closest("style, .cm-announced")) look(one, text);
        }
        for (const one of cell.querySelectorAll("input[type=text], textarea, select"))
            if (one.checkVisibility()) look(one, one.value);
    }
    return found;
}"""

# Nothing is cut off at the right, and nothing needs a bar to be read.
WIDE = """() => [...document.querySelectorAll(
    `.jp-WindowedPanel-outer, .jp-deck-mod-visible :is(.cm-scroller, .cw-panel,
    .jp-RenderedMarkdown, .jp-OutputArea-output, .cw-radio, .cw-radio pre, .cw-lab)`
)].filter((one) => one.checkVisibility() && one.scrollWidth > one.clientWidth + 1)
.map((one) => `${one.className}: ${one.scrollWidth} in ${one.clientWidth}`)"""


class Presented(JupyterLab):
    """What `course lab` starts with ``words``, told apart from other tests' servers."""

    words = ("--present",)

    def _command(self) -> list[str]:
        root = f"--ServerApp.root_dir={self.folder}"
        options = [word for word in super()._command()[3:] if word != root]
        return [sys.executable, "-m", "course_app", "lab", *self.words, *options]


class Plain(Presented):
    """The same without a word: what a student starts."""

    words = ()


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    course = tmp_path_factory.mktemp("course")
    (course / "notebooks").mkdir()
    for name in (FIRST, LESSON):
        shutil.copy(NOTEBOOKS / name, course / "notebooks")
    return course


@pytest.fixture(scope="module")
def lab(folder, tmp_path_factory):
    """The presenter likes the dark, and once closed the window amid the slides.

    Their settings stay as they were, and nothing is left behind.
    """
    home, temporary = tmp_path_factory.mktemp("home"), tmp_path_factory.mktemp("tmp")
    write(home, "@jupyterlab/apputils-extension/themes", {"theme": DARK})
    write(home, "jupyterlab-slideshow/plugin", {"active": True})
    environment = dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(temporary))
    with Presented(folder, home, environment) as running:
        before = own(home)
        yield running
        assert list(temporary.glob("course-*/workspaces/*"))
        assert list(temporary.glob("course-*/settings/jupyterlab-slideshow/*"))
    if sys.platform != "win32":  # there, a test cannot end a server but by force
        assert list(temporary.iterdir()) == []
    assert own(home) == before


def write(home: Path, plugin: str, values: dict[str, object]) -> None:
    """Keep a plugin's settings as the presenter's own."""
    file = home / "settings" / f"{plugin}.jupyterlab-settings"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(values), encoding="utf-8")


def own(home: Path) -> dict[str, str]:
    """The settings and workspaces of the presenter's own."""
    files = [*home.glob("settings/**/*"), *home.glob("workspaces/**/*")]
    return {str(file): file.read_text("utf-8") for file in files if file.is_file()}


class Deck(Notebook):
    """A lesson whose slides the instructor starts by their button, outputs cleared."""

    def __init__(self, page: Page, lab: JupyterLab, path: str) -> None:
        self.asked: list[str] = []
        page.on("request", lambda request: self.asked.append(request.url))
        super().__init__(page, lab, path)
        self.cells = nbformat.read(lab.folder / path, 4).cells

    def start(self) -> None:
        self.restart()
        self.command("notebook:clear-all-cell-outputs")
        self.cell(0).locator(".jp-RenderedMarkdown").click()
        self.page.locator("[data-jp-item-name=deck]").click()
        expect(self.page.locator(".jp-Deck")).to_be_visible()
        self.at(0)

    def stop(self) -> None:
        self.command("deck:stop")
        expect(self.page.locator(".jp-Deck")).to_have_count(0)

    def at(self, index: int) -> None:
        """Waits until the deck has come to a cell, and it is seen."""
        self.page.wait_for_function(f"(index) => ({ACTIVE})() === index", arg=index)
        expect(self.cell(index)).to_be_in_viewport()

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)

    def run_here(self, index: int) -> None:
        """Runs a cell as a presenter does, and stays to see what comes out."""
        self.press("Control+Enter")
        self.page.wait_for_function(RUN, arg=index)
        self.at(index)

    def stops(self) -> list[int]:
        """The cells that Space leads through."""
        types = map(slide_type, self.cells)
        return [index for index, kind in enumerate(types) if kind != "skip"]

    def find(self, text: str) -> int:
        """The first cell whose source has the text."""
        return next(i for i, cell in enumerate(self.cells) if text in cell.source)

    def go_to(self, index: int) -> None:
        """Goes on by Space to a cell, and runs all that comes before it."""
        for stop in self.stops()[1:]:
            self.press("Space")
            self.at(stop)
            if stop == index:
                break
        self.command("notebook:run-all-above")
        self.at(index)


@pytest.fixture(scope="module")
def lesson(browser, lab) -> Deck:
    page = browser.new_page(viewport={"width": 1280, "height": 720})
    yield Deck(page, lab, f"notebooks/{LESSON}")
    page.close()


@pytest.fixture
def deck(lesson) -> Deck:
    """The lesson as slides, at its title, with nothing run yet."""
    lesson.start()
    yield lesson
    assert lesson.errors() == []
    assert lesson.console_errors == []
    lesson.stop()


def slide_type(cell: nbformat.NotebookNode) -> str | None:
    """What the slideshow reads of a cell."""
    return cell.metadata.get("slideshow", {}).get("slide_type")


def small(page: Page) -> list[str]:
    """The texts on screen that a last row cannot read, or that leave the screen."""
    width = page.viewport_size["width"]
    texts = page.evaluate(LETTERS)
    assert texts
    return [
        f"{one['px']:.1f} px, to {one['right']:.0f}: {one['kind']} {one['text'][:60]}"
        for one in texts
        if one["px"] < LEAST_PX or one["left"] < 0 or one["right"] > width
    ]


def test_every_screen_is_readable_at_the_back(deck):
    for index in deck.stops():
        deck.at(index)
        if deck.cells[index].cell_type == "code":
            deck.run_here(index)
        assert small(deck.page) == []
        assert deck.page.evaluate(WIDE) == []
        deck.press("Space")
    never = [
        cell.source
        for cell, runs in zip(deck.cells, deck.page.evaluate(RUNS), strict=True)
        if cell.cell_type == "code" and runs is None
    ]
    assert never == []


def test_nobody_beyond_this_machine_is_asked(deck):
    hosts = {urlsplit(url).hostname for url in deck.asked if url.startswith("http")}
    assert hosts == {"127.0.0.1"}


def test_a_prediction_is_chosen_by_mouse_and_key_and_revealed(deck):
    question, answer = deck.find('"4.a",'), deck.find('reveal("4.a"')
    deck.go_to(question)
    deck.run_here(question)
    card = deck.cell(question).locator(".cw-radio")
    expect(deck.cell(question).locator(".cm-content")).to_be_hidden()
    expect(card).to_be_in_viewport(ratio=1)
    # At the left edge, where JupyterLab lays what collapses an output.
    edge = card.get_by_role("radio").first.bounding_box()
    deck.page.mouse.click(edge["x"] + 2, edge["y"] + edge["height"] / 2)
    expect(card.get_by_role("status")).to_contain_text("You chose A.")
    deck.press("ArrowDown")
    deck.press("ArrowDown")
    expect(card.get_by_role("radio").nth(2)).to_be_focused()
    expect(card.get_by_role("status")).to_contain_text("You chose C.")
    deck.press("Shift+Enter")
    deck.at(answer)
    deck.run_here(answer)
    expect(deck.cell(answer)).to_contain_text("You choseC the signature")
    assert small(deck.page) == []


def test_a_lab_answers_and_keeps_its_keys(deck):
    lab = deck.find("labs.xray()")
    deck.go_to(lab)
    deck.run_here(lab)
    status = deck.cell(lab).locator(".cw-lab-status")
    expect(status).to_contain_text("The server takes it")
    deck.cell(lab).get_by_role("button", name="Add 1,000 random characters").click()
    expect(status).to_contain_text("the signature does not fit")
    payload = deck.cell(lab).get_by_label("Payload, as JSON", exact=True)
    payload.fill('{"prize":"car"}')
    payload.press("End")
    payload.press("Space")
    expect(payload).to_have_value('{"prize":"car"} ')
    deck.at(lab)
    assert small(deck.page) == []


def test_request_stands_left_of_response_and_no_sidebar_beside_them(deck):
    exchange = deck.find("show(")
    deck.go_to(exchange)
    deck.run_here(exchange)
    panels = deck.cell(exchange).locator(".cw-panel")
    request, response = (panels.nth(number).bounding_box() for number in (0, 1))
    assert request["x"] + request["width"] < response["x"]
    assert request["y"] == response["y"]
    for sidebar in ("#jp-left-stack", "#jp-right-stack", "#jp-menu-panel"):
        expect(deck.page.locator(sidebar)).to_be_hidden()


def test_a_larger_screen_has_larger_letters(deck):
    def px() -> float:
        return min(one["px"] for one in deck.page.evaluate(LETTERS))

    small_px = px()
    deck.page.set_viewport_size({"width": 1920, "height": 1080})
    large_px = px()
    deck.page.set_viewport_size({"width": 1280, "height": 720})
    assert large_px > 1.4 * small_px


def test_escape_ends_the_slides_and_the_lesson_stays_large(deck):
    deck.press("Escape")
    expect(deck.page.locator(".jp-Deck")).to_have_count(0)
    expect(deck.page.locator("#jp-left-stack")).to_be_attached()
    zooms = (
        "() => [...document.querySelectorAll('.jp-Cell')].map((c) => c.currentCSSZoom)"
    )
    assert min(deck.page.evaluate(zooms)) > 1.8


def test_the_presenters_own_theme_is_kept_and_can_be_changed(deck):
    light = deck.page.locator("body[data-jp-theme-light=true]")
    expect(light).to_have_count(0)
    deck.theme(LIGHT)
    expect(light).to_have_count(1)
    assert small(deck.page) == []
    deck.theme(DARK)


def test_every_code_cell_of_every_lesson_is_on_a_slide():
    for path in sorted(NOTEBOOKS.glob("*.ipynb")):
        cells = nbformat.read(path, 4).cells
        types = [slide_type(cell) for cell in cells]
        assert types[0] == "slide", path.name
        assert set(types) <= {"slide", "fragment", "skip", None}, path.name
        never = [
            cell.source
            for cell, kind in zip(cells, types, strict=True)
            if cell.cell_type == "code" and kind == "skip"
        ]
        assert never == [], path.name


def test_a_student_sees_no_more_of_it_than_its_button(browser, folder, tmp_path):
    page = browser.new_page(viewport={"width": 1280, "height": 720})
    with Plain(folder, tmp_path) as lab:
        Notebook(page, lab, f"notebooks/{LESSON}")
        expect(page.locator("[data-jp-item-name=deck]")).to_be_visible()
        expect(page.locator("body:not([data-jp-deck-mode])")).to_be_attached()
        sizes = page.evaluate(SIZES)
        page.close()
    assert sizes == {"zoom": 1, "code": "13px", "prose": "14px"}


def test_without_the_slideshow_one_sentence_tells_how_to_get_it(monkeypatch, capsys):
    monkeypatch.setattr(launch, "can_present", lambda: False)
    with pytest.raises(SystemExit) as stop:
        cli.main(["lab", "--present"])
    assert stop.value.code == 2
    error = capsys.readouterr().err
    assert error.count("\n") == 1
    assert "`python3 start.py --present` gets it" in error


def test_doctor_takes_what_only_teaching_needs_for_no_want(monkeypatch):
    def states() -> list[str]:
        return [one.state for one in doctor.examine() if "for teaching" in str(one)]

    assert states() == ["good"]
    monkeypatch.setitem(doctor.TEACHING, "live presenting", "no_such_package")
    assert states() == ["note"]
    (finding,) = [one for one in doctor.examine() if "for teaching" in str(one)]
    assert finding.what == "not installed for teaching: live presenting"
    assert "python3 start.py slides" in finding.advice
