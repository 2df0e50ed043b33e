"""Lesson 5, when Flask writes the cookie, and what it can write.

Flask and requests are imported where they are used: the catalogue reads this
module too.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any, NamedTuple

from course_app.checks.lines import LINES, OUTCOMES, bench, carried
from course_app.exercise import exercise

if TYPE_CHECKING:
    import requests

    from course_app.experiment import Lab
    from course_app.visitor import Visitor

DEFAULTS = {"theme": "light", "language": "en"}
TOLERANCE = Decimal("0.005")  # half of the smallest coin


@exercise(
    "5.1",
    title="A cart that keeps the second item",
    minutes=6,
    answer="make_app",
    hints=(
        (
            "Put in two items, one after the other, and `show` both responses. What "
            "does the first have that the second lacks?"
        ),
        (
            "A session notices `session[key] = …`. Does `append` go through the "
            "session? Does `remove`?"
        ),
        (
            'Get the list with `cart = session.get("cart", [])`, change it, and store '
            'it again: `session["cart"] = cart`. To take one out, likewise.'
        ),
    ),
)
def keeps_the_cart(lab: Lab, make_app: Any) -> str:
    """Fill Ana's cart in three requests, look into it, then take things out."""
    site = lab.start(make_app)
    ana, bob = site.visitor(), site.visitor()
    empty = bob.get("/cart")
    lab.expect(
        "no-list",
        _json(empty) == [],
        f"Bob has put nothing in. He asked for `/cart` and got {_answer(empty)}.",
        "An empty JSON list, `[]`, was expected.",
        exchange=empty,
    )
    third = _demand_adding(lab, ana)
    _demand_own_cart(lab, ana, bob.get("/cart"), third)
    _demand_removing(lab, ana)
    return (
        "Apple, pear, apple went in, one apple came out, and Bob's cart stayed empty.\n"
        "Each time the session itself was told, so each time the client was."
    )


def _demand_adding(lab: Lab, ana: Visitor) -> requests.Response:
    first = ana.post("/cart/apple")
    lab.expect(
        "no-add-page",
        first.status_code < 400,
        f"Ana posted to `/cart/apple` and got {_answer(first)}.",
        "A page was expected there that answers POST and puts the item in.",
        exchange=first,
    )
    lab.expect(
        "first-add-lost",
        _json(ana.get("/cart")) != [],
        "Ana put in an `apple`, and a new request found her cart empty.",
        "The response to her POST had to hand her a cookie with the apple in it.",
        "Which line of yours stores something in the session?",
        exchange=first,
    )
    second = ana.post("/cart/pear")
    after = _json(ana.get("/cart"))
    lab.expect(
        "second-add-lost",
        not (after == ["apple"] and not _wrote(second)),
        "Ana put in `apple`, then `pear`. A new request found `apple` alone.",
        "The response to the second POST carried no `Set-Cookie`, so her client was "
        "never told.",
        "Which line of yours changes something inside the session, unnoticed by it?",
        exchange=second,
    )
    lab.expect(
        "first-item-replaced",
        after != ["pear"],
        "Ana put in `apple`, then `pear`. A new request found `pear` alone.",
        "What you store under a key takes the place of what was there.",
        exchange=second,
    )
    third = ana.post("/cart/apple")
    cart = ana.get("/cart")
    lab.expect(
        "not-every-item",
        _json(cart) == ["apple", "pear", "apple"],
        f"Ana put in `apple`, `pear` and `apple`. `/cart` told her {_answer(cart)}.",
        'Every item was expected, in that order: `["apple", "pear", "apple"]`.',
        exchange=third,
    )
    return third


def _demand_own_cart(
    lab: Lab, ana: Visitor, bobs: requests.Response, third: requests.Response
) -> None:
    lab.expect(
        "shared-cart",
        _json(bobs) == [],
        f"Ana filled her cart. Bob, who put nothing in, was told {_answer(bobs)}.",
        "An empty list was expected. There is one cart on the server, for everybody.",
        exchange=bobs,
    )
    held = _held(ana)
    lab.expect(
        "not-under-cart",
        held.get("cart") == ["apple", "pear", "apple"],
        f"Ana's Flask session cookie holds {_list(held)}.",
        "Her list was expected in it, under `cart`. What the server keeps for itself "
        "is gone when it restarts.",
    )
    lab.expect(
        "lasts-longer",
        "expires=" not in third.headers.get("Set-Cookie", "").lower(),
        "Your cookie has an `Expires` now. A permanent session is written with every "
        "response, so the change inside was saved.",
        "By accident: somebody who wants another lifetime loses the cart. "
        "A browser-session cookie was asked for.",
        exchange=third,
    )
    lab.expect(
        "junk-in-cookie",
        set(held) <= {"cart"},
        f"The cart works. Ana's cookie holds {_list(held)}, where `cart` alone was "
        "expected.",
        "Storing any key makes Flask write the cookie, and the key then travels along "
        "with every request.",
        "The flag you are looking for is an attribute of `session`, not a key in it.",
    )


def _demand_removing(lab: Lab, ana: Visitor) -> None:
    before = _items(ana.get("/cart"))
    taken = ana.post("/cart/apple/remove")
    after = _items(ana.get("/cart"))
    lab.expect(
        "remove-lost",
        after != before,
        "Ana's cart had two apples and a pear. She took one `apple` out, and a new "
        "request found the cart as it was.",
        f"POST `/cart/apple/remove` was answered with {taken.status_code}, "
        f"{_carried(taken)}.{_no_page(taken)}",
        "Taking out is a change as well. Was the session told?",
        exchange=taken,
    )
    lab.expect(
        "removes-all",
        "apple" in after,
        "Ana's cart had two apples and a pear. She took out one `apple`, and both "
        "were gone.",
        "One apple and the pear were expected.",
        exchange=taken,
    )
    absent = ana.post("/cart/plum/remove")
    left = ana.get("/cart")
    lab.expect(
        "removes-another",
        sorted(_items(left)) == ["apple", "pear"],
        "Ana took out one of two apples, and then a `plum`, which she did not have. "
        f"`/cart` told her {_answer(left)}.",
        "One apple and the pear were expected.",
        exchange=absent,
    )


def _items(cart: requests.Response) -> list[str]:
    items = _json(cart)
    return [str(item) for item in items] if isinstance(items, list) else []


def _no_page(response: requests.Response) -> str:
    return " There is no such page." if response.status_code in (404, 405) else ""


@exercise(
    "5.2",
    title="A basket by number",
    minutes=5,
    answer="make_app",
    hints=(
        (
            "Post 7 once, and read the cookie: "
            '`cookies.read(ana.cookies["session"]).json`. Is the key still a number?'
        ),
        (
            "What comes back has text for keys. Store text yourself, and you know what "
            "you will find: `str(number)`."
        ),
        (
            "With the keys as text, `/total` needs the number again to look a price "
            "up: `PRICES[int(key)] * count`, summed over `basket.items()`."
        ),
    ),
)
def counts_by_number(lab: Lab, make_app: Any) -> str:
    """Add the same product until its key has travelled, then ask for the total."""
    site = lab.start(make_app)
    ana, bob = site.visitor(), site.visitor()
    with _told(lab, WRITING):
        first = ana.post("/basket/7")
    lab.expect(
        "no-add-page",
        first.status_code < 400,
        f"Ana posted to `/basket/7` and got {_answer(first)}.",
        "A page was expected there that answers POST and adds one of product 7.",
        exchange=first,
    )
    with _told(lab, WRITING):
        second = ana.post("/basket/7")
    _demand_counting(lab, ana, second)
    with _told(lab, WRITING):
        ana.post("/basket/7")
    _demand_total(lab, ana, "0.30")
    with _told(lab, WRITING):
        ana.post("/basket/12")
    _demand_total(lab, ana, "2.65")
    bobs = bob.get("/basket")
    lab.expect(
        "not-empty-for-bob",
        _json(bobs) == {},
        f"Ana filled her basket. Bob added nothing, and was told {_answer(bobs)}.",
        "`{}` was expected: a visitor's basket is their own.",
        exchange=bobs,
    )
    return (
        "Three times product 7, once product 12: 2.65, to the penny.\n"
        "The keys were text on the wire, and your program knew it."
    )


class Reason(NamedTuple):
    """What an error says, and the lesson's reason for it."""

    error: str
    finding: str
    why: str
    ask: str


WRITING = (
    Reason(
        "'<' not supported",
        "mixed-keys",
        "No line of yours failed: Flask was writing the cookie. It sorts the keys of "
        "a dict, and yours has both numbers and text.",
        "A number comes back from the cookie as text. Which of the two does your view "
        "look for, and which is there?",
    ),
    Reason(
        "keys must be",
        "key-cannot-be-written",
        "No line of yours failed: Flask was writing the cookie. It turns number keys "
        "into text, and gives up at anything else.",
        "Which of your keys is neither text nor a number?",
    ),
    Reason(
        "not JSON serializable",
        "value-cannot-be-written",
        "No line of yours failed: Flask was writing the cookie, and met something "
        "with neither a likeness in JSON nor a tag.",
        "Text and numbers are enough for a basket: which product, and how many.",
    ),
)
READING = (
    Reason(
        "KeyError: '7'",
        "text-is-no-number",
        "The keys of the basket are text when they come back. The price list has "
        "numbers.",
        "What turns the text '7' into the number 7?",
    ),
)


@contextmanager
def _told(lab: Lab, reasons: tuple[Reason, ...]) -> Iterator[None]:
    """Give the lesson's reason for an error that does not explain itself."""
    from course_app.trouble import Ended

    try:
        yield
    except Ended as end:
        said = [
            line for line in end.lines if line.startswith(("Your line", "POST", "GET"))
        ]
        for one in reasons:
            is_other = one.error not in end.message
            lab.expect(one.finding, is_other, *said, one.why, one.ask)
        raise


def _demand_counting(lab: Lab, ana: Visitor, second: requests.Response) -> None:
    basket = ana.get("/basket")
    once = _json(basket) == {"7": 1}
    lab.expect(
        "change-inside-lost",
        not (once and not _wrote(second)),
        "Ana added product 7 twice. A new request found it once.",
        "The response to the second POST carried no `Set-Cookie`: the dict inside the "
        "session was changed, and the session was not told.",
        exchange=second,
    )
    lab.expect(
        "count-stays-one",
        not once,
        "Ana added product 7 twice. A new request found it once.",
        "The cookie was written both times. The second time your view did not start "
        "from the count that was there.",
        "Look for the key as it comes back, not as it was stored.",
        exchange=second,
    )
    lab.expect(
        "no-counts",
        _json(basket) == {"7": 2},
        f"Ana added product 7 twice. `/basket` told her {_answer(basket)}.",
        '`{"7": 2}` was expected: which product, and how many.',
        exchange=basket,
    )


def _demand_total(lab: Lab, ana: Visitor, expected: str) -> None:
    with _told(lab, READING):
        total = ana.get("/total")
    basket = ana.get("/basket").text.strip()
    lab.expect(
        "not-exact",
        total.text.strip() == expected or not _nearly(total.text, expected),
        f"For the basket {basket} `/total` said “{total.text.strip()[:40]}”.",
        f"“{expected}” was expected, with two decimals and nothing after them.",
        "`Decimal` counts as people do. Is there a float on the way?",
        exchange=total,
    )
    lab.expect(
        "wrong-total",
        total.text.strip() == expected,
        f"For the basket {basket} `/total` got {_answer(total)}.",
        f"“{expected}” was expected: 7 costs 0.10, and 12 costs 2.35.",
        "Was a product looked up by text in a list of numbers, and not found?",
        exchange=total,
    )


def _nearly(text: str, expected: str) -> bool:
    try:
        return abs(Decimal(text.strip()) - Decimal(expected)) < TOLERANCE
    except InvalidOperation:
        return False


@exercise(
    "5.3",
    title="Four faults in the preferences",
    minutes=6,
    answer="make_app",
    hints=(
        (
            "Ask for `/prefs` as a stranger and `show` it. Which line stores "
            "something, although nobody has chosen anything?"
        ),
        (
            "In Ana's first request, `session['prefs']` and `defaults` are one dict. "
            "What happens to the one when you change the other?"
        ),
        (
            "Keep in the session only what was chosen. When reading, lay it over a "
            "copy of the defaults: `prefs = dict(defaults)`, then "
            '`prefs.update(session.get("prefs", {}))`.'
        ),
        (
            'To change: `prefs = session.get("prefs", {})`, then '
            '`prefs[name] = value`, then `session["prefs"] = prefs`. To reset: '
            '`session.pop("prefs", None)`. Nothing else stores.'
        ),
    ),
)
def keeps_preferences(lab: Lab, make_app: Any) -> str:
    """Look as a stranger, choose as Ana, look as Bob, choose again, reset."""
    site = lab.start(make_app)
    ana, bob = site.visitor(), site.visitor()
    _demand_strangers_free(lab, bob)
    chosen = ana.post("/prefs/theme/dark")
    _demand_for_her_alone(lab, ana, bob.get("/prefs"))
    _demand_change(lab, ana, chosen, {"theme": "dark"})
    chosen = ana.post("/prefs/language/de")
    _demand_change(lab, ana, chosen, {"theme": "dark", "language": "de"})
    read = ana.get("/prefs")
    lab.expect(
        "reading-writes",
        "Set-Cookie" not in read.headers,
        "Ana has chosen. Now she only reads `/prefs`, and the response writes her "
        "cookie anew.",
        "Nothing had changed. Which line stores what it has just read?",
        "(A permanent session would be written with every response.)",
        exchange=read,
    )
    _demand_reset(lab, ana)
    _demand_reset(lab, bob)
    return (
        "Ana chose twice and kept both; Bob looked on and got no cookie.\n"
        "After the reset her jar is empty: what is not chosen need not be stored."
    )


def _demand_strangers_free(lab: Lab, stranger: Visitor) -> None:
    first = stranger.get("/prefs")
    lab.expect(
        "wrong-defaults",
        _json(first) == DEFAULTS,
        f"A stranger asked for `/prefs` and got {_answer(first)}.",
        '`{"theme": "light", "language": "en"}` was expected.',
        exchange=first,
    )
    lab.expect(
        "cookie-for-everybody",
        "Set-Cookie" not in first.headers,
        "A stranger only looked at `/prefs`, and was handed a cookie.",
        "No `Set-Cookie` was expected. Every robot that comes by would get one, and "
        "no cache could keep the page.",
        "Which line stores a key before anybody has chosen?",
        exchange=first,
    )


def _demand_for_her_alone(lab: Lab, ana: Visitor, bobs: requests.Response) -> None:
    seen = f"Ana chose a dark theme. Bob, who chose nothing, was told {_answer(bobs)}."
    untouched = _json(bobs) == DEFAULTS
    lab.expect(
        "defaults-changed",
        untouched or not _held(ana),
        seen,
        "Ana has a cookie of her own. But on its way into it your view changed the "
        "very dict that all begin with.",
        "The defaults exist once, for everybody. Who makes a copy?",
        exchange=bobs,
    )
    lab.expect(
        "one-for-all",
        untouched,
        seen,
        "Ana's jar has no cookie: what she chose is kept on the server, in one place "
        "for everybody.",
        exchange=bobs,
    )


def _demand_change(
    lab: Lab, ana: Visitor, post: requests.Response, chosen: dict[str, str]
) -> None:
    name = list(chosen)[-1]
    expected = DEFAULTS | chosen
    page = ana.get("/prefs")
    prefs = _json(page)
    prefs = prefs if isinstance(prefs, dict) else {}
    lab.expect(
        "change-lost",
        prefs.get(name) == chosen[name],
        f"Ana posted to `/prefs/{name}/{chosen[name]}`, and a new request told her "
        f"{_answer(page)}.",
        f"`{name}` was to be `{chosen[name]}`. The POST was answered with "
        f"{post.status_code}, {_carried(post)}.",
        "Was the session told, or only a dict inside it?",
        exchange=post,
    )
    lab.expect(
        "other-forgotten",
        prefs == expected,
        f"Ana chose {' and then '.join(chosen.values())}. `/prefs` told her "
        f"{_answer(page)}.",
        "To change one preference must leave the other as it was.",
        exchange=post,
    )


def _demand_reset(lab: Lab, visitor: Visitor) -> None:
    known = bool(_held(visitor))
    who = "Ana" if known else "Bob, who had chosen nothing,"
    reset = visitor.post("/reset")
    page = visitor.get("/prefs")
    lab.expect(
        "reset-lost",
        _json(page) == DEFAULTS,
        f"{who} posted to `/reset`. Then `/prefs` said {_answer(page)}.",
        f"The defaults were expected. The POST was answered with {reset.status_code}, "
        f"{_carried(reset)}.",
        exchange=reset,
    )
    lab.expect(
        "reset-leaves-cookie",
        not _held(visitor),
        f"{who} posted to `/reset` and has a cookie still. It holds "
        f"{_list(_held(visitor))}.",
        "An empty jar was expected. Who has chosen nothing needs no cookie.",
        exchange=reset,
    )


@exercise(
    "5.4",
    title="The count that came too late",
    minutes=4,
    answer="make_app",
    hints=(
        "When does the generator run: before the headers leave, or after?",
        (
            "The view knows how many rows there will be before it sends the first. "
            "Where could it say so?"
        ),
        (
            "Store the sum in the view itself, above `return`. Leave the generator "
            "nothing but its `yield`."
        ),
    ),
)
def counts_in_time(lab: Lab, make_app: Any) -> str:
    """Export twice as Ana, and ask both her and Bob for the count."""
    site = lab.start(make_app)
    ana, bob = site.visitor(), site.visitor()
    export = ana.get("/export/3")
    lab.expect(
        "rows-changed",
        export.text == "row 1\nrow 2\nrow 3\n",
        f"Ana asked for `/export/3` and got {_answer(export)}.",
        "The three rows were expected, as the broken program sends them.",
        "A generator runs once. Has somebody used it up before it was sent?",
        exchange=export,
    )
    told = ana.get("/exported")
    lab.expect(
        "stored-too-late",
        told.text.strip() != "0",
        "Ana exported 3 rows. `/exported` told her 0.",
        f"The response to the export came {_carried(export)}: her client knows "
        "nothing of the 3.",
        "The headers leave before the first row does. What is stored after that stays "
        "behind.",
        exchange=export,
    )
    lab.expect(
        "no-longer-streams",
        "Content-Length" not in export.headers,
        "`/export/3` has a `Content-Length` now: the whole page is made before its "
        "first byte is sent.",
        "It was to be streamed still. A million rows would have to fit into memory.",
        exchange=export,
    )
    ana.get("/export/2")
    both = ana.get("/exported")
    lab.expect(
        "last-export-only",
        (told.text.strip(), both.text.strip()) == ("3", "5"),
        f"Ana exported 3 rows and was told {told.text.strip()[:20]}; then 2 more, and "
        f"was told {both.text.strip()[:20]}.",
        "3, then 5, was expected: all rows of hers so far.",
        exchange=both,
    )
    bobs = bob.get("/exported")
    lab.expect(
        "shared-count",
        bobs.text.strip() == "0",
        f"Ana exported 5 rows. Bob exported none, and was told {_answer(bobs)}.",
        "0 was expected. A number on the server counts for everybody.",
        exchange=bobs,
    )
    return (
        "Three rows, then two: Ana was told 3 and 5, and the page is streamed still.\n"
        "What the cookie is to know must be in the session when the headers leave."
    )


@exercise(
    "5.5",
    title="Say it once, on the next page",
    minutes=5,
    answer="make_app",
    hints=(
        (
            "Who takes a message out: the page that shows it, or any page that is "
            "asked? And when is it gone?"
        ),
        (
            "`get_flashed_messages()` takes them all out. Call it in one view only, "
            "the one that shows them."
        ),
        (
            "In `/logout`, empty the session first and `flash` afterwards. The message "
            "lies in the session too."
        ),
    ),
)
def says_it_once(lab: Lab, make_app: Any) -> str:
    """Log in as Bob and read twice; as Ana with a ping between; then log out."""
    site = lab.start(make_app)
    ana, bob, carla = site.visitor(), site.visitor(), site.visitor()
    _demand_page(lab, carla)
    _demand_shown_once(lab, bob)
    ana.post("/login", data={"name": "ana"}, allow_redirects=False)
    strangers, ping = carla.get("/"), ana.get("/ping")
    lab.expect(
        "shared-messages",
        _said(strangers) == [],
        "Ana logged in. Before she asked for the next page, Carla did, and was told "
        f"{_answer(strangers)}.",
        "No message was expected: it was meant for Ana. Where does yours wait?",
        exchange=strangers,
    )
    lab.expect(
        "no-ping",
        ping.text.strip() == "pong",
        f"Ana asked for `/ping` and got {_answer(ping)}.",
        "“pong” was expected.",
        exchange=ping,
    )
    page = ana.get("/")
    lab.expect(
        "taken-by-another-page",
        _said(page) == ["Hello ana"],
        "Ana logged in, asked for `/ping`, then for `/`. There she was told "
        f"{_answer(page)}.",
        "“Hello ana” was expected. `/ping` took the message out and showed it to "
        "nobody.",
        exchange=ping,
    )
    _demand_goodbye(lab, bob)
    return (
        "Hello was said once, with a `/ping` in between too. Bye outlived the logout.\n"
        "A message waits in its visitor's cookie until a page takes it out."
    )


def _demand_page(lab: Lab, stranger: Visitor) -> None:
    page = stranger.get("/")
    lab.expect(
        "no-page",
        _json(page) == {"user": None, "messages": []},
        f"Carla, whom the site has never seen, asked for `/` and got {_answer(page)}.",
        '`{"user": null, "messages": []}` was expected, as JSON.',
        exchange=page,
    )


def _demand_shown_once(lab: Lab, bob: Visitor) -> None:
    login = bob.post("/login", data={"name": "bob"}, allow_redirects=False)
    lab.expect(
        "no-redirect",
        login.is_redirect,
        f"Bob posted to `/login` and got {_answer(login)}.",
        "A redirect to `/` was expected. Without it, to reload the page is to log in "
        "once more.",
        exchange=login,
    )
    first, again = bob.get("/"), bob.get("/")
    lab.expect(
        "not-shown",
        _said(first) == ["Hello bob"],
        f"Bob logged in, and the next page told him {_answer(first)}.",
        'His message was expected, `["Hello bob"]`.',
        exchange=login,
    )
    lab.expect(
        "shown-again",
        _said(again) == [],
        "Bob logged in and was told “Hello bob”. He reloaded the page, and was told "
        "again.",
        "Once was expected. Who takes the message out when it has been shown?",
        exchange=again,
    )


def _demand_goodbye(lab: Lab, bob: Visitor) -> None:
    logout = bob.post("/logout", allow_redirects=False)
    page = bob.get("/")
    lab.expect(
        "goodbye-lost",
        _said(page) != [],
        "Bob logged out, and the next page had no message for him.",
        "“Bye” was expected. The message lies in the session like all the rest.",
        "What happens to it in your `/logout`, line by line?",
        exchange=logout,
    )
    lab.expect(
        "still-known",
        _json(page) == {"user": None, "messages": ["Bye"]},
        f"Bob logged out, and the next page told him {_answer(page)}.",
        '`{"user": null, "messages": ["Bye"]}` was expected.',
        exchange=page,
    )


def _said(page: requests.Response) -> Any:
    told = _json(page)
    return told.get("messages") if isinstance(told, dict) else None


@exercise(
    "5.6",
    title="Ten lines, three outcomes",
    minutes=4,
    answer="sends",
    hints=(
        (
            "Ask of each line: is the session itself told to store or remove a key? "
            "A list, a copy, a dict inside do not count."
        ),
        (
            "Then ask what is left when the line is done: nothing at all? Something "
            "that JSON cannot write?"
        ),
        (
            "The bench of the lesson runs any line: `show(ask('…'))`. Let its `start` "
            'hold `{"n": 1, "cart": ["apple"]}`.'
        ),
    ),
)
def foresees_the_outcomes(lab: Lab, sends: Any) -> str:
    """Run every line against the same cookie, and compare with what was foreseen."""
    from course_app import trouble

    if _untouched(sends):
        raise trouble.not_attempted()
    _demand_table(lab, sends)
    site = lab.host(lambda: bench(LINES[0]))
    for line in LINES:
        site.swap(bench(line))
        outcome, response = carried(site)
        foreseen = str(sends[line.code])
        lab.expect(
            line.finding,
            foreseen == outcome,
            f"`{line.code}`",
            f"You foresaw {OUTCOMES[foreseen]}. The response carried "
            f"{OUTCOMES[outcome]}.",
            line.why,
            exchange=response,
        )
    return (
        "Ten lines, ten outcomes, all as you foresaw.\n"
        "One question decides most of them: was the session itself told?"
    )


def _untouched(sends: Any) -> bool:
    if isinstance(sends, dict):
        return all(word is None or word is ... for word in sends.values())
    return sends is None or sends is ...


def _demand_table(lab: Lab, sends: Any) -> None:
    table = sends if isinstance(sends, dict) else {}
    words = {line.code: str(table.get(line.code)) for line in LINES}
    missing = [code for code, word in words.items() if word not in OUTCOMES]
    lab.expect(
        "no-answer",
        not missing,
        f"{len(missing)} of the ten lines have no outcome yet. The first of them:",
        f"`{''.join(missing[:1])}`",
        'One of three words was expected for each: `"cookie"`, `"deletion"` or '
        '`"nothing"`.',
    )


def _json(response: requests.Response) -> Any:
    """Return what a response says in JSON, ``None`` when it says it otherwise."""
    try:
        return response.json()
    except ValueError:
        return None


def _answer(response: requests.Response) -> str:
    """Quote a response in a few words."""
    if response.status_code >= 300:
        return f"{response.status_code} {response.reason}"
    text = " ".join(response.text.split())
    if not text:
        return "an empty page"
    return f"“{text[:60]}…”" if len(text) > 60 else f"“{text}”"


def _wrote(response: requests.Response) -> bool:
    """Say whether a cookie was set, on the way of a redirect too."""
    return any("Set-Cookie" in hop.headers for hop in [*response.history, response])


def _carried(response: requests.Response) -> str:
    return "with `Set-Cookie`" if _wrote(response) else "without `Set-Cookie`"


def _held(visitor: Visitor) -> dict[str, Any]:
    """Read the Flask session cookie in a visitor's jar, whatever its name."""
    from course_app import cookies

    for one in visitor.cookies:
        with suppress(ValueError):
            return cookies.read(one.value or "").data
    return {}


def _list(held: dict[str, Any]) -> str:
    return ", ".join(f"`{name}`" for name in sorted(held)) or "nothing"
