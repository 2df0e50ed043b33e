"""Lesson 3, the Flask session as a dictionary.

What needs Flask is imported where it is used: the catalogue reads this module too.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from course_app.exercise import exercise

if TYPE_CHECKING:
    import requests
    from flask import Flask

    from course_app.experiment import Lab, Trial
    from course_app.visitor import Visitor


@exercise(
    "3.1",
    title="Where do you come from?",
    minutes=5,
    answer="make_app",
    hints=(
        (
            "Write down what is in the session before and after each of three visits. "
            "When must the old page be read, and when the new one stored?"
        ),
        (
            "Who chose a theme and saw no page yet has a session that is not empty. "
            "Which question do you ask of it?"
        ),
        (
            "Read first: `before = session.get('page')`. Then store `name`. Then look "
            "at `before`: where it is `None`, this is the first page."
        ),
    ),
)
def knows_the_page_before(lab: Lab, make_app: Any) -> str:
    """Lead Ana over three pages; then Bob, who has chosen a theme, onto one."""
    site = lab.start(make_app)
    ana, bob = site.visitor(), site.visitor()
    _demand_welcome(lab, ana.get("/page/tea"))
    _demand_before(lab, ana.get("/page/cake"))
    third = ana.get("/page/jam")
    lab.expect(
        "keeps-first-page",
        third.text != "This is jam. Before: tea.",
        "Ana went to tea, then to cake, then to jam. There she read “Before: tea.”",
        "The first page was kept, and the second did not take its place.",
        exchange=third,
    )
    lab.expect(
        "remembers-once",
        third.text == "This is jam. Before: cake.",
        f"Ana went to tea, then to cake, then to jam. There she read “{_cut(third)}”",
        "“This is jam. Before: cake.” was expected. Every visit has to store its page.",
        exchange=third,
    )
    _demand_own_pages(lab, bob)
    return (
        "Ana went over three pages, and each knew the one before it.\n"
        "Bob had a theme in his session and no page. He was welcomed as anybody is."
    )


def _demand_welcome(lab: Lab, first: requests.Response) -> None:
    lab.expect(
        "no-page",
        first.status_code == 200,
        f"Ana asked for `/page/tea` and got {first.status_code} {first.reason}.",
        "A page was expected at `/page/<name>` that answers GET.",
        exchange=first,
    )
    lab.expect(
        "wrong-welcome",
        first.text == "This is tea. Welcome.",
        f"On her first page Ana read “{_cut(first)}”",
        "“This is tea. Welcome.” was expected: she has not been anywhere before.",
        exchange=first,
    )


def _demand_before(lab: Lab, second: requests.Response) -> None:
    lab.expect(
        "never-remembers",
        second.text != "This is cake. Welcome.",
        "Ana went to tea, then to cake, and was welcomed as if cake were her first.",
        "Look at the request: did she bring a page with her? If not, none was stored.",
        exchange=second,
    )
    lab.expect(
        "comes-from-itself",
        second.text != "This is cake. Before: cake.",
        "Ana went to tea, then to cake, and read there “Before: cake.”",
        "Your view read the page after it had stored the new one.",
        "One entry holds one page. What happens to the old one when you assign?",
        exchange=second,
    )
    lab.expect(
        "wrong-words",
        second.text == "This is cake. Before: tea.",
        f"Ana went to tea, then to cake. There she read “{_cut(second)}”",
        "“This is cake. Before: tea.” was expected, letter for letter.",
        exchange=second,
    )


def _demand_own_pages(lab: Lab, bob: Visitor) -> None:
    bob.get("/theme/dark")
    first = _answered(
        lab,
        "fails-with-theme",
        lambda: bob.get("/page/tea"),
        "Bob chose a theme, then saw his first page. Ana, without one, saw hers well.",
        "His session was not empty, and held no page. Ask for the entry that you mean.",
    )
    lab.expect(
        "mixes-visitors",
        "jam" not in first.text,
        f"Ana was on jam. Then Bob saw his first page, and read “{_cut(first)}”",
        "Jam was Ana's page. What belongs to one visitor has to travel with that one.",
        exchange=first,
    )
    lab.expect(
        "theme-is-no-page",
        first.text == "This is tea. Welcome.",
        f"Bob chose a theme, then saw his first page, and read “{_cut(first)}”",
        "“This is tea. Welcome.” was expected. His session was not empty, and held "
        "no page.",
        "Ask for the entry that you mean, not for the session.",
        exchange=first,
    )


@exercise(
    "3.2",
    title="Repair a published program",
    minutes=4,
    answer="make_app",
    hints=(
        (
            "What does `session.get('username')` give to a stranger? And what happens "
            "when Python adds that to a text?"
        ),
        (
            "`get` takes a second argument. No line has to store anything: `/greet` "
            "only reads."
        ),
        "One line is enough: `user = session.get('username', 'stranger')`.",
    ),
)
def greets_strangers(lab: Lab, make_app: Any) -> str:
    """Let a stranger, a known visitor and one who deleted her name be greeted."""
    site = lab.start(make_app)
    ana, bob = site.visitor(), site.visitor()
    _demand_greeting(lab, site.visitor().get("/greet"))
    ana.get("/set/Ana")
    known = ana.get("/greet")
    lab.expect(
        "known-as-stranger",
        known.text == "Hello, Ana!",
        f"Ana asked for `/set/Ana`, then for `/greet`, and read “{_cut(known)}”",
        "“Hello, Ana!” was expected. The repair must not cost her the name.",
        exchange=known,
    )
    other = bob.get("/greet")
    lab.expect(
        "mixes-visitors",
        other.text == "Hello, stranger!",
        f"Ana had given her name. Then Bob, who had not, read “{_cut(other)}”",
        "“Hello, stranger!” was expected: a name goes with its visitor.",
        exchange=other,
    )
    ana.get("/delete")
    after = ana.get("/greet")
    lab.expect(
        "still-known",
        after.text == "Hello, stranger!",
        f"Ana asked for `/delete`, then for `/greet`, and read “{_cut(after)}”",
        "“Hello, stranger!” was expected. `/delete` worked before the repair.",
        exchange=after,
    )
    return (
        "A stranger was greeted, and so was Ana: by name, until she had it deleted.\n"
        "Nobody got a cookie for merely being greeted."
    )


def _demand_greeting(lab: Lab, first: requests.Response) -> None:
    lab.expect(
        "no-greeting",
        first.status_code == 200,
        f"A stranger asked for `/greet` and got {first.status_code} {first.reason}.",
        "“Hello, stranger!” was expected, with 200. To come first is no mistake.",
        exchange=first,
    )
    lab.expect(
        "greets-none",
        "None" not in first.text,
        f"A stranger asked for `/greet` and read “{_cut(first)}”",
        "The page does not fail any more. It greets the word that stands for nobody.",
        "“Hello, stranger!” was expected.",
        exchange=first,
    )
    lab.expect(
        "other-greeting",
        first.text == "Hello, stranger!",
        f"A stranger asked for `/greet` and read “{_cut(first)}”",
        "“Hello, stranger!” was expected, letter for letter.",
        exchange=first,
    )
    lab.expect(
        "cookie-for-reading",
        "Set-Cookie" not in first.headers,
        "A stranger asked for `/greet`, and the response carried `Set-Cookie`.",
        "None was expected: there was nothing to keep. Your view stores the name that "
        "it makes up.",
        "Then every passer-by is given a cookie, robots too.",
        exchange=first,
    )


@exercise(
    "3.3",
    title="Forget the colour, keep the cart",
    minutes=4,
    answer="make_app",
    hints=(
        "Which of the eight lines in the lesson take one entry out and leave the rest?",
        (
            "Somebody clicks twice. The second time there is no colour to take out. "
            "Which line does not mind?"
        ),
        "`session.pop('colour', None)`, then `return 'forgotten'`.",
    ),
)
def forgets_the_colour_alone(lab: Lab, make_app: Any) -> str:
    """Let Ana, with a full cart, forget twice; then Bob, who has nothing."""
    site = lab.start(make_app)
    ana, bob = site.visitor(), site.visitor()
    for path in ("/colour/red", "/cart", "/cart"):
        ana.post(path)
    asked = ana.post("/forget")
    lab.expect(
        "no-forget-page",
        asked.status_code == 200,
        f"Ana sent a POST to `/forget` and got {asked.status_code} {asked.reason}.",
        "A page was expected there, for POST as the two others.",
        exchange=asked,
    )
    _demand_forgotten(lab, ana, asked)
    _answered(
        lab,
        "second-click-fails",
        lambda: ana.post("/forget"),
        "Ana asked for `/forget` twice. The first time went well.",
        "The second time there is no colour left. Who clicks twice does nothing wrong.",
    )
    bob.post("/colour/blue")
    again = bob.post("/forget")
    page = bob.get("/")
    lab.expect(
        "only-for-some",
        page.text == "no colour, 0 apples",
        f"Bob chose blue, put nothing into his cart, and asked for `/forget`. Then "
        f"he read “{_cut(page)}”.",
        "“no colour, 0 apples” was expected. His colour does not depend on apples.",
        exchange=again,
    )
    site.visitor().post("/forget")
    return (
        "Ana's colour is gone, and her two apples are not.\n"
        "A second click did no harm, and neither did a stranger's."
    )


def _demand_forgotten(lab: Lab, ana: Visitor, asked: requests.Response) -> None:
    page = ana.get("/")
    did = "Ana chose red, put two apples into her cart, and asked for `/forget`."
    lab.expect(
        "colour-kept",
        "red" not in page.text,
        f"{did} Then she read “{_cut(page)}”.",
        "The colour is still there. A response that removes an entry carries "
        "`Set-Cookie`. Does this one?",
        exchange=asked,
    )
    lab.expect(
        "cart-lost",
        "2 apples" in page.text,
        f"{did} Then she read “{_cut(page)}”.",
        "Her two apples were to stay. She asked to forget a colour, and lost her cart.",
        exchange=asked,
    )
    left = _held(ana)
    lab.expect(
        "entry-left",
        "colour" not in left,
        f"{did} Her session then held {left}.",
        "The entry was to go. An empty value is a value, and `'colour' in session` "
        "is still true.",
        exchange=asked,
    )
    lab.expect(
        "other-answer",
        asked.text == "forgotten",
        f"{did} The answer was “{_cut(asked)}”.",
        "“forgotten” was expected, letter for letter.",
        exchange=asked,
    )


def _held(visitor: Visitor) -> dict[str, Any]:
    """Read a visitor's Flask session cookie; empty without one."""
    from course_app import cookies

    held: dict[str, Any] = {}
    for cookie in visitor.cookies:  # two may share a name, with different paths
        try:
            held |= cookies.read(cookie.value or "").data
        except ValueError:
            continue
    return held


@exercise(
    "3.4",
    title="It can read and cannot write",
    minutes=4,
    answer="make_app",
    hints=(
        (
            "`GET /colour` answers and `POST /colour` fails. Which site in the lesson "
            "did the same?"
        ),
        (
            "The app does set something. Compare that name, letter by letter, with the "
            "one at the end of the lesson."
        ),
        (
            "Without the underscore it is a setting that nobody reads. And the value "
            "must be the same at every start, or yesterday's cookies do not count."
        ),
        '`app.config["SECRET_KEY"] = "kept-on-the-server"`, before the views.',
    ),
)
def has_a_key(lab: Lab, make_app: Any) -> str:
    """Write at once, read back, look in as Bob, and come again after a restart."""
    site = lab.start(make_app)
    ana, bob = site.visitor(), site.visitor()
    stored = _first_write(lab, ana)
    lab.expect(
        "refused",
        stored.status_code == 200,
        f"Ana sent red to `/colour` and got {stored.status_code} {stored.reason}.",
        "“kept” was expected, with 200. The page was to be repaired, not closed.",
        exchange=stored,
    )
    page = ana.get("/colour")
    lab.expect(
        "not-kept",
        page.text == "red",
        f"Ana sent red to `/colour`, was told “{_cut(stored)}”, and then read "
        f"“{_cut(page)}”.",
        "“red” was expected. The error is hidden now, and what caused it is not gone.",
        exchange=stored,
    )
    seen = bob.get("/colour")
    lab.expect(
        "mixes-visitors",
        seen.text == "none",
        f"Ana's colour is red. Bob has chosen none, and read “{_cut(seen)}”.",
        "“none” was expected. A colour goes with its visitor, in the session.",
        exchange=seen,
    )
    _demand_same_key(lab, make_app, ana)
    return (
        "The very first request could write, and a restarted site still knew Ana.\n"
        "One name in the settings was misspelt, and Flask had nothing to sign with."
    )


def _first_write(lab: Lab, ana: Visitor) -> requests.Response:
    """Store a colour; where only the first try fails, the key comes too late."""
    from course_app.trouble import Ended

    red = {"colour": "red"}
    try:
        return ana.post("/colour", data=red)
    except Ended as end:
        if end.finding == "no-secret-key":
            again = ana.post("/colour", data=red)
            lab.expect(
                "key-too-late",
                False,
                "Ana sent red to `/colour` twice. The first time failed for want of a "
                f"secret key, the second got {again.status_code}.",
                "Your key is set while a request is being answered. That request's "
                "session was opened before.",
                exchange=again,
            )
        raise


def _demand_same_key(lab: Lab, make_app: Any, ana: Visitor) -> None:
    restarted = lab.start(make_app)
    later = restarted.visitor()
    later.cookies.update(ana.cookies)
    page = later.get("/colour")
    lab.expect(
        "another-key",
        page.text == "red",
        "Ana chose red. Then the site was started anew: `make_app` was called again.",
        f"She came back with the same cookie and read “{_cut(page)}”. “red” was "
        "expected.",
        "A site that makes itself another key at each start knows nobody from before.",
        exchange=page,
    )


ANSWERS, NO_ENTRY = "answers", "KeyError"
NO_KEY, NO_REQUEST = "no secret key", "no request"
AT_THE_TOP = 'at the top: session.get("n")'
ROWS = {
    'session.get("n")': (
        "reading-without-key",
        "Reading needs no key. Flask opens an empty session, and it has no `n`.",
    ),
    '"n" in session': (
        "looking-without-key",
        "To look whether an entry is there is to read. Reading needs no key.",
    ),
    'session["n"]': (
        "missing-entry",
        "The session can be read. It is empty, and `[…]` insists on the entry.",
    ),
    'session["n"] = 1': (
        "storing-without-key",
        "What is stored must be signed, and there is nothing to sign with.",
    ),
    'session.setdefault("n", 0)': (
        "default-without-key",
        (
            "`setdefault` reads where there is an `n` and writes where there is none. "
            "Without a key it is refused."
        ),
    ),
    'session.pop("n", None)': (
        "pop-without-key",
        (
            "There is nothing to take out. But `pop` is one of the ways to write, and "
            "those are refused, whatever they would have done."
        ),
    ),
    "session.clear()": (
        "clear-without-key",
        (
            "The session is empty already. But `clear` is a way to write, and "
            "those are refused, whatever they would have done."
        ),
    ),
    AT_THE_TOP: (
        "outside-a-request",
        (
            "At the top of a program nobody is being answered. The stand-in finds no "
            "session to look into, with a key or without."
        ),
    ),
}


@exercise(
    "3.5",
    title="Eight lines without a key",
    minutes=5,
    answer="outcomes",
    hints=(
        (
            "For each line ask three things, in this order. Is a request being "
            "answered? Does the line read or write? Is the entry there?"
        ),
        (
            "Without a key a session can be read, and all that might change it is "
            "refused. Which of the lines might change it?"
        ),
        (
            "Two lines answer, one raises `KeyError`, one finds no request. The other "
            "four write, or would if they could."
        ),
    ),
)
def knows_what_fails(lab: Lab, outcomes: Any) -> str:
    """Run each line on a site without a key, and compare."""
    _demand_table(lab, outcomes)
    site = lab.host(_keyless)
    for line, (finding, why) in ROWS.items():
        said, seen = outcomes[line], _outcome(site, line)
        lab.expect(
            finding,
            said == seen,
            f"For `{line}` you said “{said}”.",
            f"We ran it, on a site without a secret key. What came: “{seen}”.",
            why,
        )
    return (
        "All eight lines were run, and each did what you said.\n"
        "Without a key a session can be read; whatever might change it is refused."
    )


def _demand_table(lab: Lab, outcomes: Any) -> None:
    from course_app.trouble import not_attempted

    table = outcomes if isinstance(outcomes, dict) else {}
    if outcomes is None or outcomes is ... or ... in table.values():
        raise not_attempted()
    missing = [line for line in ROWS if line not in table]
    lab.expect(
        "row-missing",
        not missing,
        f"There is no row for {', '.join(f'`{line}`' for line in missing[:2])}"
        f"{' and others' if missing[2:] else ''}.",
        "A dictionary with all eight lines was expected, as the task spells them.",
    )
    known = (ANSWERS, NO_ENTRY, NO_KEY, NO_REQUEST)
    strange = [line for line in ROWS if table.get(line) not in known]
    lab.expect(
        "other-words",
        not strange,
        f"What stands beside {', '.join(f'`{line}`' for line in strange[:2])} is none "
        "of the four outcomes.",
        "Copy one of them, letter for letter. The check compares it with what it sees.",
    )


def _keyless() -> Flask:
    """Make a site without a key; ``/N`` runs line N and says how it ended."""
    from flask import Flask

    app = Flask("keyless")

    @app.get("/<int:number>")
    def run(number: int) -> str:
        return _ended(list(ROWS)[number])

    return app


def _outcome(site: Trial, line: str) -> str:
    if line != AT_THE_TOP:
        return str(site.visitor().get(f"/{list(ROWS).index(line)}").text)
    return _ended(line.removeprefix("at the top: "))  # no request is about, here too


def _ended(line: str) -> str:
    """Run one of our own lines, and tell how that ended."""
    from flask import session

    try:
        exec(line, {"session": session})  # noqa: S102 - ROWS holds all there are
    except KeyError:
        return NO_ENTRY
    except RuntimeError as error:
        return NO_KEY if "secret key" in str(error) else NO_REQUEST
    return ANSWERS


def _answered(
    lab: Lab,
    finding: str,
    ask: Callable[[], requests.Response],
    did: str,
    why: str,
) -> requests.Response:
    """Ask; where the view fails now, say what was different this time."""
    from course_app.trouble import Ended

    try:
        return ask()
    except Ended as end:
        if end.finding == "view-raises":
            lab.expect(finding, False, did, *end.lines[:2], why)
        raise


def _cut(response: requests.Response) -> str:
    """Quote a short page; a longer one would bury the message."""
    text = response.text.strip()
    return text if len(text) <= 60 else f"{text[:60]}…"
