"""The labs "Cookie X-ray" and "What was written?" in JupyterLab, by mouse and key."""

import nbformat
import pytest
from playwright.sync_api import expect

from course_app.labs.written import Written
from course_app.labs.written import twin as written_twin
from course_app.labs.xray import XRay
from course_app.labs.xray import twin as xray_twin
from tests.jupyterlab import DARK, LIGHT, JupyterLab, Notebook, chromium, faults

CELLS = ["from course_app import labs", "labs.xray()", "labs.written()"]
XRAY, WRITTEN = 1, 2
TWINS = {XRAY: (XRay, xray_twin), WRITTEN: (Written, written_twin)}
STATUS = (
    "from course_app.labs.frame import opened\n"
    "print([one.status for one in opened() if one.title == {!r}][-1])"
)
TITLES = {XRAY: "Cookie X-ray", WRITTEN: "What was written?"}
TAKES = "The server takes it"
STRANGER = "The server opens an empty session, as for a stranger"
FORGED = f"{STRANGER}: the signature does not fit."
CAR = '{"prize":"car"}'
SITES = "import threading; print([t.name for t in threading.enumerate()])"


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    folder, home = tmp_path_factory.mktemp("course"), tmp_path_factory.mktemp("home")
    with JupyterLab(folder, home) as running:
        yield running


@pytest.fixture(scope="module")
def browser(chromium_path):
    with chromium(chromium_path) as running:
        yield running


@pytest.fixture(scope="module")
def opened(browser, lab) -> Notebook:
    store(lab.folder / "lesson.ipynb")
    page = browser.new_page(viewport={"width": 1280, "height": 1000})
    yield Notebook(page, lab, "lesson.ipynb")
    page.close()


@pytest.fixture
def notebook(opened) -> Notebook:
    """Both labs as they open; the same cells run again close those before."""
    opened.console_errors.clear()
    run(opened)
    yield opened
    assert opened.errors() == []
    assert opened.console_errors == []


@pytest.fixture
def page(notebook):
    return notebook.page


def store(path, outputs: bool = False) -> None:
    """Write the notebook; with the outputs that a recording stores, if asked."""
    cells = [nbformat.v4.new_code_cell(cell) for cell in CELLS]
    for index in TWINS if outputs else ():
        cells[index].outputs = [nbformat.v4.new_output("display_data", stored(index))]
    kernel = {"name": "python3", "display_name": "Python 3"}
    book = nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernel})
    nbformat.write(book, path)


def stored(index) -> dict[str, str]:
    make, twin = TWINS[index]
    model = make()
    told = twin(model)
    model.stop()
    return {"text/plain": told.text, "text/html": told.html}


def run(notebook) -> None:
    notebook.run_all()
    expect(status(notebook, XRAY)).to_contain_text(TAKES)
    expect(status(notebook, WRITTEN)).to_contain_text("before each statement")
    expect(notebook.page.locator(".cw-lab")).to_have_count(2)


def status(notebook, index):
    return notebook.cell(index).get_by_role("status")


def says(notebook, index, words) -> None:
    """The page and the kernel say the same."""
    expect(status(notebook, index)).to_contain_text(words)
    told = notebook.python(STATUS.format(TITLES[index])).replace("`", "")
    assert words in told


def field(notebook, name):
    return notebook.cell(XRAY).get_by_label(name, exact=True)


def press(notebook, index, name, how="mouse") -> None:
    button = notebook.cell(index).get_by_role("button", name=name)
    if how == "mouse":
        button.click()
    else:
        button.focus()
        notebook.page.keyboard.press("Space")


def typed(page, control, words) -> None:
    """Put ``words`` in the place of what a control holds, key by key."""
    control.focus()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type(words)


def overflowing(page) -> list[str]:
    """The texts that reach out of their card, or are cut."""
    return page.evaluate(
        """() => [...document.querySelectorAll(".cw-lab, .cw-lab-twin")].flatMap(
            (card) => [...card.querySelectorAll("*")].filter((one) =>
                one.getBoundingClientRect().right > card.getBoundingClientRect().right
                || (one.textContent && one.scrollWidth > one.clientWidth + 1
                    && !["inline", "table-row"].includes(
                        getComputedStyle(one).display))
            ).map((one) => one.tagName + one.className + ": " + one.textContent))"""
    )


def test_a_payload_edited_then_signed_again(page, notebook):
    typed(page, field(notebook, "Payload, as JSON"), CAR)
    says(notebook, XRAY, FORGED)
    expect(notebook.cell(XRAY).locator(".cw-fault").first).to_contain_text(FORGED)
    field(notebook, "Sign again with your key").click()
    says(notebook, XRAY, TAKES)
    expect(notebook.cell(XRAY)).to_contain_text(f"session is {CAR}")


def test_another_key_signs_in_vain(page, notebook):
    field(notebook, "Your key").click()
    page.keyboard.press("End")
    page.keyboard.type("s")
    says(notebook, XRAY, "Your key changes nothing until you sign again with it.")
    field(notebook, "Sign again with your key").focus()
    page.keyboard.press("Space")
    says(notebook, XRAY, FORGED)
    field(notebook, "Your key").focus()
    page.keyboard.press("End")
    page.keyboard.press("Backspace")
    says(notebook, XRAY, TAKES)


def test_an_old_time_and_one_to_come(page, notebook):
    field(notebook, "Sign again with your key").click()
    typed(page, field(notebook, "Signed at, UTC"), "2001-02-03 04:05:06")
    says(notebook, XRAY, "it is older than 31 days")
    typed(page, field(notebook, "Signed at, UTC"), "2101-02-03")
    says(notebook, XRAY, "its time has not come yet")


@pytest.mark.parametrize("how", ["mouse", "key"])
def test_new_longer_undone(page, notebook, how):
    for _ in range(4):
        press(notebook, XRAY, "Add 1,000 random characters", how)
        says(notebook, XRAY, FORGED)
    expect(notebook.cell(XRAY)).to_contain_text("a browser drops it, silently")
    press(notebook, XRAY, "Undo the edits", how)
    says(notebook, XRAY, TAKES)
    expect(notebook.cell(XRAY)).to_contain_text("62 of 4,096 bytes")
    field(notebook, "Cookie: paste yours").fill("nonsense")
    says(notebook, XRAY, "it has not the form payload.timestamp.signature")
    press(notebook, XRAY, "Take a new one", how)
    says(notebook, XRAY, TAKES)


def test_a_cookie_pasted_with_its_header(page, notebook):
    value = field(notebook, "Cookie: paste yours").input_value()
    line = f"Set-Cookie: session={value}x; HttpOnly; Path=/"
    field(notebook, "Cookie: paste yours").click()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.insert_text(line)
    says(notebook, XRAY, FORGED)
    expect(field(notebook, "Payload, as JSON")).to_have_value('{"prize":"pen"}')
    expect(field(notebook, "Cookie: paste yours")).to_have_value(line)


def test_what_cannot_be_is_said_in_a_sentence(page, notebook):
    typed(page, field(notebook, "Payload, as JSON"), '{"prize":')
    says(notebook, XRAY, "The payload is not JSON yet")
    expect(notebook.cell(XRAY)).to_contain_text(TAKES)
    typed(page, field(notebook, "Payload, as JSON"), CAR)
    typed(page, field(notebook, "Signed at, UTC"), "tomorrow")
    says(notebook, XRAY, "Write the time like")


@pytest.mark.parametrize("how", ["mouse", "key"])
def test_a_statement_chosen_and_predicted(page, notebook, how):
    listed = notebook.cell(WRITTEN).get_by_label("Choose a statement")
    if how == "mouse":
        listed.select_option('session["cart"] += ["pear"]')
    else:
        listed.focus()
        page.keyboard.press("ArrowDown")
    says(notebook, WRITTEN, "Say it, and it is run.")
    press(notebook, WRITTEN, "I say no Set-Cookie", how)
    says(notebook, WRITTEN, "You said no Set-Cookie, and it is not so.")
    expect(notebook.cell(WRITTEN).locator(".cw-cookie").last).to_contain_text(
        "Set-Cookie:"
    )
    press(notebook, WRITTEN, "I say Set-Cookie", how)
    says(notebook, WRITTEN, "and Vary: Cookie. 1 of 2 right.")
    expect(notebook.cell(WRITTEN).locator("li")).to_have_count(2)


def test_a_statement_typed(page, notebook):
    typed(page, notebook.cell(WRITTEN).get_by_label("or type one"), 'session["b"]')
    press(notebook, WRITTEN, "I say no Set-Cookie", "key")
    says(notebook, WRITTEN, "The statement failed with KeyError: 'b'.")
    typed(page, notebook.cell(WRITTEN).get_by_label("or type one"), "x =")
    press(notebook, WRITTEN, "I say Set-Cookie")
    says(notebook, WRITTEN, "Python cannot read that statement: invalid syntax.")


def test_letters_are_not_jupyterlabs_commands(page, notebook):
    cells = page.locator(".jp-Cell").count()
    notebook.cell(WRITTEN).get_by_role("button", name="Close").focus()
    for key in "abxdd":
        page.keyboard.press(key)
    assert page.locator(".jp-Cell").count() == cells
    page.keyboard.press("Shift+Enter")
    expect(notebook.cell(WRITTEN + 1)).to_contain_class("jp-mod-active")


def test_tab_goes_through_the_controls_in_their_order(page, notebook):
    notebook.cell(XRAY).get_by_role("button", name="Close").focus()
    for name in (
        "Cookie: paste yours",
        "Take a new one",
        "Payload, as JSON",
        "Signed at, UTC",
        "Your key",
        "Sign again with your key",
        "Add 1,000 random characters",
        "Undo the edits",
    ):
        page.keyboard.press("Tab")
        here = notebook.cell(XRAY).locator(":focus")
        expect(here).to_have_accessible_name(name)
        expect(here).to_have_css("outline-style", "solid")


@pytest.mark.parametrize("how", ["mouse", "key"])
@pytest.mark.parametrize(("index", "site"), [(XRAY, "x-ray"), (WRITTEN, "what was w")])
def test_close_stops_the_site(page, notebook, index, site, how):
    press(notebook, index, "Close", how)
    expect(status(notebook, index)).to_contain_text("Closed.")
    expect(notebook.cell(index).locator(".cw-lab :enabled")).to_have_count(0)
    assert f"site {site}" not in notebook.python(SITES)


def test_an_error_in_a_callback_is_shown(notebook):
    notebook.python("from course_app import cookies; kept = cookies.sign")
    notebook.python("cookies.sign = lambda *_, **__: 1 / 0")
    try:
        press(notebook, WRITTEN, "I say Set-Cookie")
        says(
            notebook,
            WRITTEN,
            "This failed, and that is the course's fault: "
            "ZeroDivisionError: division by zero.",
        )
    finally:
        notebook.python("cookies.sign = kept")


def test_after_a_restart(notebook):
    notebook.restart()
    press(notebook, WRITTEN, "I say Set-Cookie")
    expect(status(notebook, WRITTEN)).to_contain_text("Run this cell again")
    run(notebook)
    press(notebook, WRITTEN, "I say no Set-Cookie")
    says(notebook, WRITTEN, "1 of 1 right.")
    press(notebook, XRAY, "Take a new one")
    says(notebook, XRAY, TAKES)


def test_in_a_reopened_notebook(browser, lab):
    store(lab.folder / "again.ipynb")
    page = browser.new_page()
    first = Notebook(page, lab, "again.ipynb")
    run(first)
    first.save()
    page.close()
    page = browser.new_page()
    again = Notebook(page, lab, "again.ipynb")
    press(again, WRITTEN, "I say no Set-Cookie")
    says(again, WRITTEN, "1 of 1 right.")
    again.restart()
    run(again)
    press(again, WRITTEN, "I say Set-Cookie")
    says(again, WRITTEN, "0 of 1 right.")
    typed(page, field(again, "Payload, as JSON"), CAR)
    says(again, XRAY, FORGED)
    assert first.console_errors + again.console_errors == []
    page.close()


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_everyone_can_read_it(page, notebook, theme):
    press(notebook, XRAY, "Add 1,000 random characters")
    press(notebook, WRITTEN, "I say Set-Cookie")
    says(notebook, WRITTEN, "0 of 1 right.")
    notebook.theme(theme)
    assert faults(page, ".cw-lab") == []
    for width in (1280, 768):
        page.set_viewport_size({"width": width, "height": 1000})
        assert overflowing(page) == []
    page.set_viewport_size({"width": 1280, "height": 1000})
    press(notebook, XRAY, "Close")
    expect(status(notebook, XRAY)).to_contain_text("Closed.")
    assert faults(page, ".cw-lab") == []
    notebook.theme(LIGHT)


def test_its_stored_form_can_be_read_untrusted(browser, lab):
    store(lab.folder / "stored.ipynb", outputs=True)
    page = browser.new_page(viewport={"width": 768, "height": 1000})
    notebook = Notebook(page, lab, "stored.ipynb")
    expect(page.locator(".cw-lab-twin")).to_have_count(2)
    for theme in (DARK, LIGHT):
        notebook.theme(theme)
        assert faults(page, ".cw-lab-twin") == []
        assert overflowing(page) == []
    page.close()
