"""Two people, one site: used in JupyterLab, by mouse and by key."""

import pytest
from playwright.sync_api import expect

from course_app.labs.people import LOGOUTS
from tests.jupyterlab import Notebook, faults, write_notebook
from tests.tours import expect_told

CELLS = ["from course_app import labs\nlabs.people()"]
STATUS = "from course_app.labs.frame import opened; print(opened()[-1].status)"
OPENED = "from course_app.labs.frame import opened; print(len(opened()))"
THREADS = """import threading
print(sum(one.name == "site people" for one in threading.enumerate()))"""
STEPS = [
    ("Ana logs in", "Ana reads: Hello, ana. In the cart: nothing."),
    ("Ana adds an apple", "Ana reads: Hello, ana. In the cart: apple."),
    ("Bob steals Ana's cookie", "Bob has a copy of Ana's cookie."),
    ("Ana logs out", "Ana reads: Hello, stranger. In the cart: nothing."),
    ("Bob sends the stolen copy", "Bob reads: Hello, ana. In the cart: apple."),
    ("Bob logs in", "Bob reads: Hello, bob. In the cart: nothing."),
    ("Bob adds a pear", "Bob reads: Hello, bob. In the cart: pear."),
    ("Ana steals Bob's cookie", "Ana has a copy of Bob's cookie."),
    ("Bob logs out", "Bob reads: Hello, stranger. In the cart: nothing."),
    ("Ana sends the stolen copy", "Ana reads: Hello, bob. In the cart: pear."),
]


@pytest.fixture
def notebook(opened) -> Notebook:
    """The notebook with a fresh lab."""
    opened.console_errors.clear()
    opened.run(0)
    assert opened.errors() == []
    expect(status(opened)).to_contain_text("Let Ana log in")
    yield opened
    assert opened.console_errors == []


def button(notebook, name):
    return notebook.cell(0).get_by_role("button", name=name, exact=True)


def status(notebook):
    return notebook.cell(0).get_by_role("status")


def site(notebook):
    return notebook.cell(0).frame_locator("iframe")


def press(button) -> None:
    button.focus()
    button.press("Space")


def test_every_button_of_both_by_the_space_bar(notebook):
    for name, said in STEPS:
        press(button(notebook, name))
        expect(status(notebook)).to_contain_text(said)
        expect_told(notebook, STATUS, said)
    diagram = notebook.cell(0).locator("ol")
    expect(diagram).to_contain_text("with the copy of Bob's cookie")
    expect(diagram).to_contain_text("Set-Cookie deletes it")
    expect(diagram.get_by_role("listitem")).to_have_count(7)
    press(button(notebook, "Start again"))
    expect(diagram).to_have_count(0)
    expect(notebook.output(0)).to_contain_text("Nobody has asked the site yet.")


def test_a_button_pressed_too_early_says_what_to_do(notebook):
    button(notebook, "Bob steals Ana's cookie").click()
    expect(status(notebook)).to_have_text("Ana's jar is empty: let Ana log in first.")
    button(notebook, "Bob sends the stolen copy").click()
    expect(status(notebook)).to_contain_text("let Bob steal Ana's cookie first")


def test_the_logout_is_chosen(notebook):
    notebook.cell(0).get_by_role("combobox").select_option(LOGOUTS[1])
    expect(status(notebook)).to_contain_text('calls session.pop("user", None).')
    for name in ("Ana logs in", "Ana adds an apple", "Ana logs out"):
        button(notebook, name).click()
    expect(notebook.output(0)).to_contain_text(
        'Ana\'s jar: session holds {"cart": ["apple"]}'
    )


@pytest.mark.parametrize("by_key", [False, True])
def test_the_site_in_the_notebook_keeps_its_cookies(page, notebook, by_key):
    button(notebook, "Show the site here").press("Enter" if by_key else "Space")
    inside = site(notebook)
    for name, said in [
        ("Log in as ana", "Hello, ana. In the cart: nothing."),
        ("Add a cherry", "Hello, ana. In the cart: cherry."),
        ("Log out", "Hello, stranger. In the cart: nothing."),
    ]:
        one = inside.get_by_role("button", name=name)
        one.press("Enter") if by_key else one.click()
        expect(inside.get_by_role("heading")).to_have_text(said)
    expect(inside.locator("p")).to_have_text("This browser sent session: nothing")
    assert "_xsrf" not in inside.locator("html").inner_html()
    button(notebook, "Hide the site here").click()
    expect(page.locator("iframe")).to_have_count(0)


@pytest.mark.parametrize("by_key", [False, True])
def test_the_site_in_a_tab_of_its_own(page, notebook, by_key):
    link = notebook.cell(0).get_by_role("link", name="Open the site in a new tab")
    with page.context.expect_page() as tab:
        link.press("Enter") if by_key else link.click()
    tab.value.get_by_role("button", name="Log in as bob").click()
    expect(tab.value.get_by_role("heading")).to_have_text(
        "Hello, bob. In the cart: nothing."
    )
    assert faults(tab.value, "body") == []
    tab.value.close()


def test_a_page_called_localhost_has_a_frame_that_keeps_its_cookies(browser, lab):
    write_notebook(lab.folder / "localhost.ipynb", CELLS)
    page = browser.new_page()
    numeric, lab.url = lab.url, lab.url.replace("127.0.0.1", "localhost")
    try:
        notebook = Notebook(page, lab, "localhost.ipynb")
    finally:
        lab.url = numeric
    notebook.run(0)
    button(notebook, "Show the site here").click()
    inside = site(notebook)
    inside.get_by_role("button", name="Log in as ana").click()
    expect(inside.get_by_role("heading")).to_contain_text("Hello, ana.")
    assert notebook.console_errors == []
    page.close()


def test_closing_stops_the_site(notebook):
    button(notebook, "Show the site here").click()
    expect(notebook.cell(0).locator("iframe")).to_have_count(1)
    assert notebook.python(THREADS) == "1\n"
    button(notebook, "Close").press("Enter")
    expect(status(notebook)).to_contain_text("Closed.")
    assert notebook.python(THREADS) == "0\n"
    expect(notebook.cell(0).locator("iframe, a")).to_have_count(0)
    for name, _ in STEPS:
        expect(button(notebook, name)).to_be_disabled()


def test_the_cell_run_again_leaves_one_site(notebook):
    notebook.run(0)
    expect(status(notebook)).to_contain_text("Let Ana log in")
    assert notebook.python(THREADS) == "1\n"
    assert notebook.python(OPENED) == "1\n"
