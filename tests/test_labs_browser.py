"""The labs "Cookie X-ray" and "What was written?" in JupyterLab."""

import pytest
from playwright.sync_api import expect

from tests.jupyterlab import Notebook
from tests.tours import expect_told

CELLS = ["from course_app import labs", "labs.xray()", "labs.written()"]
XRAY, WRITTEN = 1, 2
STATUS = (
    "from course_app.labs.frame import opened\n"
    "print([one.status for one in opened() if one.title == {!r}][-1])"
)
TITLES = {XRAY: "Cookie X-ray", WRITTEN: "What was written?"}
TAKES = "The server takes it"
STRANGER = "The server opens an empty session, as for a stranger"
FORGED = f"{STRANGER}: the signature does not fit."
CAR = '{"prize":"car"}'


@pytest.fixture
def notebook(opened) -> Notebook:
    """Both labs as they open; the same cells run again close those before."""
    opened.console_errors.clear()
    run(opened)
    yield opened
    assert opened.errors() == []
    assert opened.console_errors == []


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
    expect_told(notebook, STATUS.format(TITLES[index]), words)


def field(notebook, name):
    return notebook.cell(XRAY).get_by_label(name, exact=True)


def press(notebook, index, name) -> None:
    notebook.cell(index).get_by_role("button", name=name).click()


def typed(page, control, words) -> None:
    """Put ``words`` in the place of what a control holds, key by key."""
    control.focus()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type(words)


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


def test_new_longer_undone(page, notebook):
    for _ in range(4):
        press(notebook, XRAY, "Add 1,000 random characters")
        says(notebook, XRAY, FORGED)
    expect(notebook.cell(XRAY)).to_contain_text("a browser drops it, silently")
    press(notebook, XRAY, "Undo the edits")
    says(notebook, XRAY, TAKES)
    expect(notebook.cell(XRAY)).to_contain_text("62 of 4,096 bytes")
    field(notebook, "Cookie: paste yours").fill("nonsense")
    says(notebook, XRAY, "it has not the form payload.timestamp.signature")
    press(notebook, XRAY, "Take a new one")
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


def test_a_statement_chosen_and_predicted(page, notebook):
    listed = notebook.cell(WRITTEN).get_by_label("Choose a statement")
    listed.select_option('session["cart"] += ["pear"]')
    says(notebook, WRITTEN, "Say it, and it is run.")
    press(notebook, WRITTEN, "I say no Set-Cookie")
    says(notebook, WRITTEN, "You said no Set-Cookie, and it is not so.")
    expect(notebook.cell(WRITTEN).locator(".cw-cookie").last).to_contain_text(
        "Set-Cookie:"
    )
    press(notebook, WRITTEN, "I say Set-Cookie")
    says(notebook, WRITTEN, "and Vary: Cookie. 1 of 2 right.")
    expect(notebook.cell(WRITTEN).locator("li")).to_have_count(2)


def test_a_statement_typed(page, notebook):
    typed(page, notebook.cell(WRITTEN).get_by_label("or type one"), 'session["b"]')
    press(notebook, WRITTEN, "I say no Set-Cookie")
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
