"""Every control of every lab: what to do with it, and what the lab then says.

A tour leads from one control to the next, by mouse or by keys, and ends with
Close. It can be taken from whatever state another tour left::

    take(notebook, 1, TOURS["keys"], "mouse")

What a lab says is read from the page and from the kernel. A control that the tour
left out, or that nothing real happened to, is a failure.
"""

import time
from typing import NamedTuple

from playwright.sync_api import Locator, expect

from course_app.labs.people import LOGOUTS
from course_app.labs.written import STATEMENTS
from course_app.labs.xray import KEY
from tests.jupyterlab import PATIENCE_SECONDS, Notebook

CAR = '{"prize":"car"}'
TAKES = "The server takes it"
FORGED = "The server opens an empty session, as for a stranger: the signature"
SILENT = "The kernel does not answer. Run this cell again"
FAILED = "This failed, and that is the course's fault: ZeroDivisionError"
CLOSED = "Closed. Run this cell again to open the lab."

CONTROLS = "button, input, textarea, select, a[href], [role=slider]"

# What the browser itself did, and with which control. Tests that set a value by
# script leave no trace here.
NOTED = """(controls) => {
    const words = (one) => one.ariaLabel || one.labels?.[0]?.textContent
        || one.textContent;
    const name = (one) => words(one).replace(/\\s+/g, " ").trim();
    const note = (how) => (event) => {
        const label = event.target.closest("label");
        const one = event.target.closest(controls) ?? label?.control;
        if (one && event.isTrusted) window.noted[how].push(name(one));
    };
    window.noted = {mouse: [], key: []};
    window.controls = (cell) => [...cell.querySelectorAll(controls)]
        .filter((one) => one.checkVisibility()).map(name);
    window.addEventListener("pointerdown", note("mouse"), true);
    window.addEventListener("keydown", note("key"), true);
}"""

# A list that the page draws itself: a mouse of Playwright's reaches no other.
OPEN_LIST = "select, ::picker(select) { appearance: base-select !important }"


class Use(NamedTuple):
    """One use of a control.

    ``give`` is what to type or choose, and for a slider the key: Home or End.
    ``says`` stands in the status line then, ``shows`` anywhere in the lab.
    """

    role: str
    name: str
    says: str = ""
    give: str = ""
    shows: str = ""


class Tour(NamedTuple):
    """A lab's code, what it says when it opens, and its controls.

    ``asks`` is the control that needs what the lab runs, or what is kept; ``site``
    begins the names of its server's threads.
    """

    code: str
    opens: str
    asks: str
    uses: list[Use]
    title: str = ""
    site: str = ""

    @property
    def use(self) -> Use:
        """The use of the control that ``asks``."""
        return next(use for use in self.uses if use.name == self.asks)

    @property
    def kernel(self) -> str:
        """Code that prints what the kernel says."""
        if not self.title:
            return "from course_app import progress; print(progress.choices())"
        return (
            "from course_app.labs.frame import opened\n"
            f"print([one.status for one in opened() if one.title == {self.title!r}])"
        )


def button(name: str, says: str = "", shows: str = "") -> Use:
    return Use("button", name, says, shows=shows)


def box(name: str, says: str = "", shows: str = "") -> Use:
    return Use("checkbox", name, says, shows=shows)


def field(name: str, give: str, says: str = "") -> Use:
    return Use("textbox", name, says, give)


def listed(name: str, give: str, says: str = "", shows: str = "") -> Use:
    return Use("combobox", name, says, give, shows)


def radio(name: str, says: str) -> Use:
    return Use("radio", name, says, give=name[2:])


def link(name: str) -> Use:
    return Use("link", name)


def slider(name: str, give: str, says: str) -> Use:
    return Use("slider", name, says, give)


CLOSE = button("Close", CLOSED)
KEEP = "Keep her logged in (permanent)"
PERMANENT, REFRESH = "session.permanent", "SESSION_REFRESH_EACH_REQUEST"
LIFETIME = "PERMANENT_SESSION_LIFETIME"
BEGUN = """from course_app import progress
progress.record_verdict("1.1", "passed")
progress.record_verdict("1.2", "incorrect")
"""

TOURS = {
    "xray": Tour(
        "labs.xray()",
        TAKES,
        "Take a new one",
        [
            field("Cookie: paste yours", "nonsense", "it has not the form"),
            button("Take a new one", TAKES),
            field("Payload, as JSON", CAR, FORGED),
            box("Sign again with your key", TAKES, f"session is {CAR}"),
            field("Your key", "another", FORGED),
            field("Your key", KEY, TAKES),
            field("Signed at, UTC", "2001-02-03 04:05:06", "older than 31 days"),
            button("Undo the edits", TAKES, 'session is {"prize":"pen"}'),
            button("Add 1,000 random characters", FORGED),
            CLOSE,
        ],
        "Cookie X-ray",
        "site x-ray",
    ),
    "written": Tour(
        "labs.written()",
        "before each statement",
        "I say Set-Cookie",
        [
            listed("Choose a statement", STATEMENTS[1], "Say it, and it is run."),
            button("I say Set-Cookie", "You said Set-Cookie, and it is "),
            field("or type one", 'session["b"]'),
            button("I say no Set-Cookie", "The statement failed with KeyError: 'b'."),
            CLOSE,
        ],
        "What was written?",
        "site what was",
    ),
    "people": Tour(
        "labs.people()",
        "Let Ana log in",
        "Ana logs in",
        [
            button("Start again", "Both jars are empty"),
            button("Ana logs in", "Ana reads: Hello, ana. In the cart: nothing."),
            button("Ana adds an apple", "Hello, ana. In the cart: apple."),
            button("Bob steals Ana's cookie", "Bob has a copy of Ana's cookie."),
            button("Ana logs out", "Hello, stranger. In the cart: nothing."),
            button("Bob sends the stolen copy", "Bob reads: Hello, ana. In the cart: "),
            button("Bob logs in", "Bob reads: Hello, bob. In the cart: nothing."),
            button("Bob adds a pear", "Hello, bob. In the cart: pear."),
            button("Ana steals Bob's cookie", "Ana has a copy of Bob's cookie."),
            button("Bob logs out", "Bob reads: Hello, stranger."),
            button("Ana sends the stolen copy", "Ana reads: Hello, bob. In the cart: "),
            listed("The logout of the site calls", LOGOUTS[1], f"calls {LOGOUTS[1]}."),
            listed("The logout of the site calls", LOGOUTS[0], f"calls {LOGOUTS[0]}."),
            button("Show the site here", "This is your own browser"),
            button("Hide the site here", "The site goes on"),
            link("Open the site in a new tab"),
            CLOSE,
        ],
        "Two people, one site",
        "site people",
    ),
    "clocks": Tour(
        "labs.clocks()",
        "Ana is known on 4 of her 4 visits.",
        REFRESH,
        [
            slider("Ana comes back every", "End", "Every 2 years: Ana is known on 0"),
            slider("Ana comes back every", "Home", "Every 1 second: Ana is known on 4"),
            listed(LIFETIME, "1 year", "drops the cookie at 1 year 4 seconds."),
            listed(LIFETIME, "5 minutes", "drops the cookie at 5 minutes 4 seconds."),
            box(REFRESH, "drops the cookie at 5 minutes."),
            box(PERMANENT, "never drops the cookie: it has no date."),
            box(PERMANENT, "drops the cookie at 5 minutes."),
            box(REFRESH, "drops the cookie at 5 minutes 4 seconds."),
            CLOSE,
        ],
        "Two clocks",
        "site two clocks",
    ),
    "keys": Tour(
        "labs.keys()",
        "Let her log in.",
        "Ana logs in",
        [
            box(KEEP),
            button("Ana logs in", "sets her a cookie.", shows='"_permanent":true'),
            box(KEEP),
            button("She asks once", "Ana reads: ana."),
            button("Ana logs in", "sets her a cookie.", shows='"_permanent":false'),
            button("She asks six times", "Ana reads: ana, ana, ana, ana, ana, ana."),
            listed("Which workers", "Worker 3"),
            listed("A rotated key is", "secrets.token_hex()"),
            button("Rotate the key", "Worker 3 now: key", "secrets.token_hex()"),
            button("She asks six times", "nobody"),
            button("Add a fallback", "It signs nothing."),
            button("Remove fallbacks", "Worker 3 now: the present key only."),
            button("Restart, same key", "Worker 3 started again: the same key"),
            button("Restart, new key", "started again: a new key, made at the start."),
            button("Guess the key", "Found after 775 keys in "),
            button("Stop", "No keys are being tried."),
            CLOSE,
        ],
        "Key room",
        "site worker",
    ),
    "course_map": Tour(
        f"{BEGUN}labs.course_map()",
        "After a check, press Look again.",
        "Look again",
        [
            button("Look again", "1 of ", shows="▶ 1.2 Where was the cookie set?"),
            link("Download a table (CSV)"),
            link("Download everything (JSON)"),
            listed("Forget", "1.1 Your count, and everybody's"),
            button("Forget it, and keep a copy", "Forgotten: 1.1.", "▶ 1.1 Your"),
            CLOSE,
        ],
        "Course map",
    ),
    "predict": Tour(
        "predict('1.a', 'What do they answer?', ['1, 1, 1', '1, 2, 3'])",
        "",
        "A 1, 1, 1",
        [radio("A 1, 1, 1", "You chose A."), radio("B 1, 2, 3", "You chose B.")],
    ),
    "quiz": Tour(
        "quiz('1.q')",
        "",
        "A The server forgot the name.",
        [
            radio("A The server forgot the name.", "You chose A. That is not it."),
            radio("B The last call came from another client.", "B. That is it."),
            radio("C ana.close() has to come first.", "You chose C. That is not it."),
            radio("D The cookie had expired.", "You chose D. That is not it."),
        ],
    ),
}


IMPORTS = "from course_app import labs, predict, quiz"
CELLS = [IMPORTS, *(tour.code for tour in TOURS.values())]
PLACES = list(enumerate(TOURS.values(), 1))
LABS = [place for place in PLACES if place[1].title]
QUESTIONS = [place for place in PLACES if not place[1].title]


def named(place: tuple[int, Tour]) -> str:
    return next(name for name, tour in TOURS.items() if tour == place[1])


def run(notebook: Notebook, index: int, tour: Tour) -> None:
    """Open the lab anew."""
    notebook.run(index)
    expect_open(notebook, index, tour)


def expect_open(notebook: Notebook, index: int, tour: Tour) -> None:
    expect(status(notebook, index)).to_contain_text(tour.opens)
    if tour.title:
        expect(find(notebook, index, CLOSE)).to_be_enabled()


def find(notebook: Notebook, index: int, use: Use) -> Locator:
    """The control, in the cell at ``index``."""
    return notebook.cell(index).get_by_role(use.role, name=use.name, exact=True)  # type: ignore[arg-type]


def status(notebook: Notebook, index: int) -> Locator:
    return notebook.cell(index).get_by_role("status")


def take(notebook: Notebook, index: int, tour: Tour, how: str) -> None:
    """Use every control, by ``"mouse"`` or by ``"key"``."""
    notebook.page.evaluate(NOTED, CONTROLS)
    seen = set(controls(notebook, index))
    for use in tour.uses:
        answered(notebook, index, use, how)
        known(notebook, tour, use)
        seen |= set(controls(notebook, index))
    missed = seen.difference(notebook.page.evaluate("how => window.noted[how]", how))
    assert not missed, f"not used by {how}: {missed}"


def answered(notebook: Notebook, index: int, use: Use, how: str = "mouse") -> None:
    """Use a control, and find on the page what it should say."""
    follow(notebook, index, use, how)
    if use.says:
        expect(status(notebook, index)).to_contain_text(use.says)
    if use.shows:
        expect(notebook.cell(index)).to_contain_text(use.shows)


def known(notebook: Notebook, tour: Tour, use: Use) -> None:
    """The kernel says the same as the page."""
    if use is CLOSE:
        expect_told(notebook, tour.kernel, "[]")
    elif use.says:
        words = use.give if use.role == "radio" else use.says
        expect_told(notebook, tour.kernel, words)


def controls(notebook: Notebook, index: int) -> list[str]:
    """The names of all controls that can be seen, asked from the page."""
    outputs = notebook.cell(index).locator(".jp-Cell-outputWrapper")
    names: list[str] = outputs.evaluate("cell => window.controls(cell)")
    assert names
    return names


def follow(notebook: Notebook, index: int, use: Use, how: str) -> None:
    """Use one control; a link's file or page is awaited."""
    control = find(notebook, index, use)
    if use.role != "link":
        return WAYS[use.role, how](control, use.give)
    act = WAYS["button", how]
    if control.get_attribute("download"):
        with notebook.page.expect_download() as download:
            act(control, "")
        assert download.value.path().stat().st_size > 0
        return None
    with notebook.page.context.expect_page() as tab:
        act(control, "")
    expect(tab.value.get_by_role("heading")).to_contain_text("Hello, ")
    return tab.value.close()


def expect_told(notebook: Notebook, code: str, words: str) -> None:
    """The kernel prints ``words``, at once or when it has heard the last letter."""
    told, end = "", time.monotonic() + PATIENCE_SECONDS
    while words not in told and time.monotonic() < end:
        told = notebook.python(code).replace("`", "").replace("\\'", "'")
    assert words in told


def click(control: Locator, _: str) -> None:
    control.click()


def enter(control: Locator, _: str) -> None:
    control.focus()
    control.page.keyboard.press("Enter")


def space(control: Locator, _: str) -> None:
    control.focus()
    control.page.keyboard.press("Space")


def click_and_type(control: Locator, give: str) -> None:
    control.click()
    _type(control, give)


def focus_and_type(control: Locator, give: str) -> None:
    control.focus()
    _type(control, give)


def _type(control: Locator, give: str) -> None:
    control.page.keyboard.press("ControlOrMeta+a")
    control.page.keyboard.type(give)


def pick(control: Locator, give: str) -> None:
    """Open the list with the mouse, and click what is wanted."""
    style = control.page.add_style_tag(content=OPEN_LIST)
    control.click()
    control.get_by_role("option", name=give, exact=True).click()
    style.evaluate("style => style.remove()")
    expect(control.locator("option:checked")).to_have_text(give)


def arrow(control: Locator, give: str) -> None:
    """Go to the top of the list, and down to what is wanted."""
    control.focus()
    control.page.keyboard.press("Home")
    names = control.locator("option").all_text_contents()
    for _ in range([name.replace("\xa0", " ") for name in names].index(give)):
        control.page.keyboard.press("ArrowDown")
    expect(control.locator("option:checked")).to_have_text(give)


def drag(control: Locator, give: str) -> None:
    """Drag the handle to an end of its track, and on for a bit."""
    control.scroll_into_view_if_needed()
    mouse, handle = control.page.mouse, control.bounding_box()
    track = control.locator("xpath=ancestor::*[contains(@class,'noUi-base')]")
    rail = track.bounding_box()
    assert handle
    assert rail
    y = handle["y"] + handle["height"] / 2
    mouse.move(handle["x"] + handle["width"] / 2, y)
    mouse.down()
    mouse.move(rail["x"] + rail["width"] / 2, y, steps=3)
    mouse.move(rail["x"] + (rail["width"] + 5 if give == "End" else -5), y, steps=3)
    mouse.up()


def press(control: Locator, give: str) -> None:
    control.focus()
    control.page.keyboard.press(give)


WAYS = {
    ("button", "mouse"): click,
    ("button", "key"): enter,
    ("checkbox", "mouse"): click,
    ("checkbox", "key"): space,
    ("radio", "mouse"): click,
    ("radio", "key"): space,
    ("textbox", "mouse"): click_and_type,
    ("textbox", "key"): focus_and_type,
    ("combobox", "mouse"): pick,
    ("combobox", "key"): arrow,
    ("slider", "mouse"): drag,
    ("slider", "key"): press,
}
