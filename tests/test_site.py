"""The course as pages, opened from disk in a real Chromium."""

import re
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit
from urllib.request import url2pathname

import pytest

from course_app import cli, site
from tests.jupyterlab import chromium, faults

ROOT = Path(__file__).parents[1]
WIDE, PHONE = {"width": 1280, "height": 1000}, {"width": 390, "height": 844}

# What the libraries tell each other of their later versions.
LIBRARIES = pytest.mark.filterwarnings(
    "ignore::DeprecationWarning", "ignore::PendingDeprecationWarning"
)

# What sticks out of the window, but for code that scrolls in its own box.
STICKS_OUT = """() => {
    const edge = document.documentElement.clientWidth + 1;
    const boxes = document.querySelectorAll(".content, .content :not(pre, pre *)");
    return [...boxes].filter((node) => node.getBoundingClientRect().right > edge || (
        node.scrollWidth > node.clientWidth + 1
        && ["auto", "scroll"].includes(getComputedStyle(node).overflowX)
    )).map((node) => node.outerHTML.slice(0, 200));
}"""

EMPTY = """() => [...document.querySelectorAll(".cell_output > .output")]
    .filter((node) => !node.innerText.trim() || !node.offsetHeight)
    .map((node) => node.outerHTML.slice(0, 200))"""

# The focused element, or the label that stands in for a box that is ticked.
RING = """() => {
    const seen = (node) => {
        const box = node.getBoundingClientRect();
        const style = getComputedStyle(node);
        return style.outlineStyle === "solid" && parseFloat(style.outlineWidth) >= 2
            && box.width > 0 && box.right > 0 && box.left < innerWidth
            && box.bottom > 0 && box.top < innerHeight
            && style.visibility === "visible";
    };
    const focused = document.activeElement;
    const labels = [...document.querySelectorAll("label")]
        .filter((label) => label.htmlFor && label.htmlFor === focused.id);
    const ringed = [focused, focused.parentElement, ...labels].some(seen);
    return ringed ? "" : focused.outerHTML.slice(0, 200);
}"""


class Links(HTMLParser):
    """Collects a page's ids, and the addresses it links to."""

    def __init__(self, text):
        super().__init__()
        self.ids, self.targets = set(), []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        self.ids.add(given.get("id"))
        self.targets += [
            given[name] for name in ("href", "src") if name in given and tag != "use"
        ]


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Make the site once; give its folder."""
    target = tmp_path_factory.mktemp("made") / "site"
    done = subprocess.run(
        [sys.executable, "-m", "course_app", "site", "--to", str(target)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert Path(done.stdout.strip()) == target / "index.html"
    return target


@pytest.fixture(scope="module")
def browser(chromium_path):
    with chromium(chromium_path) as running:
        yield running


@pytest.fixture
def visit(browser, made):
    """Open pages by name, from disk; each test has a fresh profile."""
    contexts = []

    def opened(name, **looks):
        contexts.append(browser.new_context(reduced_motion="reduce", **looks))
        page = contexts[-1].new_page()
        page.goto((made / f"{name}.html").as_uri())
        return page

    yield opened
    for context in contexts:
        context.close()


def pages(folder):
    return sorted(folder.rglob("*.html"))


@pytest.fixture
def small(tmp_path):
    """A course of one lesson, made into pages in a moment."""
    folder = tmp_path / "course"
    for name in ("notebooks", "solutions", "docs"):
        (folder / name).mkdir(parents=True)
    shutil.copytree(ROOT / "site", folder / "site")
    lesson = (ROOT / "notebooks" / "00_start_here.ipynb").read_text("utf-8")
    texts = {
        "notebooks/00_start_here.ipynb": lesson.replace(
            "01_http_forgets", "00_start_here"
        ),
        "README.md": "# Small\n\nA course.\n",
        "LICENSE": "A licence\n",
        "CONTRIBUTING.md": "# Change\n",
        "docs/claims.md": "# Claims\n",
        "docs/coverage.md": "# Coverage\n",
        "docs/glossary.md": "# Glossary\n",
    }
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_there_is_a_page_for_each_source(made):
    sources = [*ROOT.glob("notebooks/*.ipynb"), *ROOT.glob("exercises/*.ipynb")]
    sources += [*ROOT.glob("docs/*.md"), ROOT / "CONTRIBUTING.md", ROOT / "LICENSE"]
    wanted = {path.relative_to(ROOT).with_suffix(".html") for path in sources}
    found = {path.relative_to(made) for path in pages(made)}
    assert found == wanted | {Path("index.html"), Path("search.html")}


def test_pages_opened_from_disk_ask_for_nothing_else_and_fit(browser, made):
    requests, console, wrong = [], [], []
    context = browser.new_context(viewport=WIDE)
    page = context.new_page()
    page.on("request", lambda request: requests.append(request.url))
    page.on("console", lambda message: console.append(message.text))
    page.on("pageerror", lambda error: console.append(str(error)))
    for path in pages(made):
        page.set_viewport_size(WIDE)
        page.goto(path.as_uri())
        wrong += page.evaluate(EMPTY) + page.evaluate(STICKS_OUT)
        page.set_viewport_size(PHONE)
        wrong += page.evaluate(STICKS_OUT)
    context.close()
    assert wrong == []
    assert console == []
    assert len(requests) > len(pages(made))
    assert [url for url in requests if not url.startswith("file:///")] == []


def test_what_sticks_out_or_is_empty_is_found(visit):
    page = visit("docs/glossary", viewport=PHONE)
    assert page.evaluate(STICKS_OUT) + page.evaluate(EMPTY) == []
    page.evaluate("document.querySelector('article td').style.minWidth = '500px'")
    assert page.evaluate(STICKS_OUT) != []
    page.goto(page.url.replace("docs/glossary", "notebooks/04_inside_the_cookie"))
    page.evaluate("document.querySelector('.output.text_html').textContent = ''")
    assert len(page.evaluate(EMPTY)) == 1


def test_every_link_and_anchor_leads_somewhere(made):
    read = {path.as_uri(): Links(path.read_text("utf-8")) for path in pages(made)}
    broken = []
    for page, links in read.items():
        for target in links.targets:
            address, fragment = urldefrag(urljoin(page, target))
            if not address.startswith("file:"):
                continue
            there = address.split("?")[0]
            whole = Path(url2pathname(urlsplit(there).path)).is_file()
            if not whole or (fragment and unquote(fragment) not in read[there].ids):
                broken.append((page, target))
    assert broken == []


def test_notebooks_and_claims_lead_to_pages_and_to_cells(made):
    lesson = (made / "notebooks" / "04_inside_the_cookie.html").read_text("utf-8")
    body = lesson[lesson.index("<article") : lesson.index("</article>")]
    assert 'href="../exercises/04_inside_the_cookie.html"' in body
    assert 'href="05_when_flask_writes.html"' in body
    claims = (made / "docs" / "claims.html").read_text("utf-8")
    assert 'href="../notebooks/04_inside_the_cookie.html#cell-run-key"' in claims
    assert not re.search(r'href="[^"]*\.(ipynb|md)"', body + claims)


def test_the_contents_lead_from_page_to_page(visit):
    page = visit("index", viewport=WIDE)
    page.locator(".sidebar-tree").get_by_text("4 · What is inside the cookie").click()
    assert page.locator("h1").inner_text().startswith("4 · What is inside the cookie")
    page.locator(".next-page").click()
    assert "exercises" in page.locator("h1").inner_text()
    page.locator(".next-page").click()
    assert page.locator("h1").inner_text().startswith("5 ·")
    page.locator(".prev-page").click()
    assert page.url.endswith("exercises/04_inside_the_cookie.html")


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_search_finds_the_lesson_of_a_word(visit, size):
    said = []
    page = visit("notebooks/00_start_here", viewport=size)
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    if size is PHONE:
        page.locator(".nav-overlay-icon").click()
    page.locator(".sidebar-search").click()
    page.keyboard.type("payload")
    page.keyboard.press("Enter")
    found = page.locator(".search li")
    lesson = found.filter(has_text="4 · What is inside the cookie").first
    assert "payload" in lesson.locator(".context").inner_text().lower()
    lesson.locator("a").click()
    assert "notebooks/04_inside_the_cookie.html" in page.url
    assert page.locator("article").inner_text().lower().count("payload") > 5
    assert said == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_code_and_cards_are_readable(visit, scheme):
    # As high as the page: axe cannot tell of what the window's edge cuts through.
    size = {"width": 1280, "height": 16000}
    page = visit("notebooks/08_secret_key", viewport=size, color_scheme=scheme)
    assert page.locator(".cw-panel").count() > 2
    assert faults(page, "body") == []
    panel, code = (page.locator(name).first for name in (".cw-panel", ".highlight"))
    for box in (panel, code):
        paper = box.evaluate("node => getComputedStyle(node).backgroundColor")
        light = sum(map(int, re.findall(r"\d+", paper)[:3])) > 3 * 128
        assert light is (scheme == "light")


def test_the_theme_is_changed_by_its_button_and_kept(visit):
    page = visit("index", viewport=WIDE, color_scheme="light")
    colour = "() => getComputedStyle(document.body).backgroundColor"
    before = page.evaluate(colour)
    for _ in range(2):  # from "as the system" to the other, and on
        page.locator(".theme-toggle-content button").click()
        if page.evaluate(colour) != before:
            break
    changed = page.evaluate(colour)
    page.locator(".next-page").click()
    page.wait_for_url("**/00_start_here.html")
    assert page.evaluate(colour) == changed != before


def test_a_page_has_its_language_one_title_and_headings_in_order(made):
    titles = set()
    for path in pages(made):
        text = path.read_text("utf-8")
        article = text[text.index("<article") : text.index("</article>")]
        levels = [int(level) for level in re.findall(r"<h([1-6])\b", article)]
        assert 'lang="en"' in text
        assert levels[:1] == [1], path
        assert levels.count(1) == 1, path
        assert all(b - a <= 1 for a, b in pairwise(levels)), path
        titles.add(re.search("<title>(.+?)</title>", text)[1])
    assert len(titles) == len(pages(made))
    assert "4 · What is inside the cookie - Flask sessions, by experiment" in titles


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_what_has_the_focus_is_seen(visit, size):
    page = visit("exercises/04_inside_the_cookie", viewport=size)
    page.keyboard.press("Tab")
    rings = []
    while page.evaluate("document.activeElement !== document.body") and len(rings) < 30:
        rings.append(page.evaluate(RING))
        page.keyboard.press("Tab")
    assert rings == [""] * len(rings)
    assert len(rings) > 10


def test_the_contents_open_by_keyboard_on_a_phone(visit):
    page = visit("index", viewport=PHONE)
    page.keyboard.press("Tab")
    assert not page.locator(".sidebar-search").is_visible()
    page.keyboard.press("Space")
    page.locator(".sidebar-search").wait_for(state="visible")


def test_printed_pages_are_light_and_without_the_surroundings(visit):
    page = visit("docs/claims", viewport=WIDE, color_scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    paper = "() => getComputedStyle(document.body).backgroundColor"
    assert page.evaluate(paper) == "rgb(255, 255, 255)"
    for name in (".sidebar-drawer", ".toc-drawer", ".skip-to-content", "footer"):
        assert not page.locator(name).first.is_visible(), name
    assert page.locator("table").first.is_visible()


def test_the_fonts_are_the_courses_own(visit):
    page = visit("notebooks/00_start_here")
    page.evaluate("document.fonts.ready")
    loaded = page.evaluate(
        "[...document.fonts].filter(f => f.status === 'loaded').map(f => f.family)"
    )
    assert {name.strip('"') for name in loaded} == {"Course Text", "Course Code"}


def everything(folder):
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    return {path.relative_to(folder): path.read_bytes() for path in files}


@LIBRARIES
def test_made_twice_it_is_the_same_and_nothing_else_is_written(small, tmp_path):
    text = "# A\n\nThe [style](../site/static/site.css), and [home](../README.md).\n"
    (small / "docs" / "glossary.md").write_text(text, encoding="utf-8")
    before = everything(tmp_path)
    target = small / "build" / "site"
    index = site.build(small, target)
    first = everything(target)
    assert site.build(small, target) == index
    assert everything(target) == first
    page = (target / "docs" / "glossary.html").read_text("utf-8")
    assert 'href="../index.html"' in page
    assert "style" in page
    assert "static/site.css)" not in page
    shutil.rmtree(small / "build")
    assert everything(tmp_path) == before


@LIBRARIES
@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("# A\n\n[Gone](../notebooks/no_such.ipynb)\n", "no_such.ipynb"),
        ("# A\n\n#### Too deep\n", "header"),
    ],
)
def test_what_is_wrong_with_a_page_is_said_in_one_sentence(
    small, tmp_path, monkeypatch, capsys, text, complaint
):
    (small / "docs" / "glossary.md").write_text(text, encoding="utf-8")
    monkeypatch.chdir(small)
    with pytest.raises(SystemExit) as end:
        cli.main(["site", "--to", str(tmp_path / "to")])
    out, err = capsys.readouterr()
    assert (end.value.code, out, len(err.splitlines())) == (2, "", 1)
    assert "docs/glossary.md" in err
    assert complaint in err.lower()
    assert not (tmp_path / "to").exists()


def test_a_broken_notebook_is_named(small, tmp_path):
    (small / "notebooks" / "01_broken.ipynb").write_text("{", encoding="utf-8")
    with pytest.raises(site.SiteError, match=r"01_broken.ipynb is no notebook"):
        site.build(small, tmp_path / "to")


def test_a_missing_page_is_named(small, tmp_path):
    (small / "docs" / "claims.md").unlink()
    with pytest.raises(site.SiteError, match=r"claims.md cannot be read"):
        site.build(small, tmp_path / "to")


def test_a_folder_that_holds_other_things_is_spared(tmp_path):
    (tmp_path / "thesis.txt").write_text("years of work", encoding="utf-8")
    for target in (tmp_path, tmp_path / "thesis.txt"):
        with pytest.raises(site.SiteError, match="name a"):
            site.build(ROOT, target)
    assert (tmp_path / "thesis.txt").read_text("utf-8") == "years of work"
