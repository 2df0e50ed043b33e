"""Lesson 2, cookies by hand.

requests is imported where it is used: the catalogue reads this module too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from course_app.checks import deliveries, handouts
from course_app.exercise import exercise
from course_app.trouble import not_attempted

if TYPE_CHECKING:
    import requests

    from course_app.cookies import SetCookie
    from course_app.experiment import Lab, Trial

CHOOSE = "/settings/theme"


@exercise(
    "2.1",
    title="Dark for a minute",
    minutes=5,
    answer="make_app",
    hints=(
        "Three steps: make a response, set the cookie on it, return that response.",
        (
            "What came in is `request.form['theme']`; what the client brings back is "
            "in `request.cookies`. Which of the two does each view need?"
        ),
        (
            "`response = make_response('ok')`, then "
            "`response.set_cookie('theme', request.form['theme'], max_age=60)`."
        ),
    ),
)
def remembers_for_a_minute(lab: Lab, make_app: Any) -> str:
    """Let two visitors choose, and look again after half a minute and after one."""
    from course_app.clock import travel

    site = lab.start(make_app)
    ana, bob, carla = (site.visitor() for _ in range(3))
    with travel() as clock:
        _demand_light(lab, bob.get("/"))
        chosen = ana.post(CHOOSE, data={"theme": "dark"})
        _demand_cookie(lab, chosen)
        _demand_dark(lab, ana.get("/"))
        _demand_own_theme(lab, bob.get("/"), carla)
        clock.forward(seconds=30)
        later = ana.get("/")
        lab.expect(
            "ends-too-soon",
            _said(later) == "dark",
            f"Half a minute later Ana's home page said “{_said(later)}”.",
            "“dark” was expected: she was promised 60 seconds.",
            exchange=later,
        )
        clock.forward(seconds=32)
        _demand_end(lab, carla.get("/"), ana.get("/"))
    return (
        "Ana and Carla had their own themes, and Bob had none. A minute later the "
        "cookies were over.\nNo request told the server so: each client looked at its "
        "own clock."
    )


def _said(page: requests.Response) -> str:
    return page.text.strip()[:80]


def _demand_light(lab: Lab, home: requests.Response) -> None:
    lab.expect(
        "stranger-not-light",
        _said(home) == "light",
        f"Bob has chosen nothing. `/` answered {home.status_code} and “{_said(home)}”.",
        "“light” was expected, and nothing else on the page.",
        exchange=home,
    )


def _demand_cookie(lab: Lab, chosen: requests.Response) -> None:
    """Demand a page that sets a cookie ``theme``, on whichever hop."""
    lab.expect(
        "no-settings-page",
        chosen.ok,
        f"Ana sent her theme to POST `{CHOOSE}` and got {chosen.status_code} "
        f"{chosen.reason}.",
        "A page was expected there that takes the form field `theme`.",
        exchange=chosen,
    )
    names = deliveries.names_set(chosen)
    lab.expect(
        "no-cookie",
        bool(names),
        f"Ana sent `theme=dark` to POST `{CHOOSE}`. No `Set-Cookie` came back.",
        "Without one her client has nothing to remember.",
        "Is the response with the cookie the response your view returns?",
        exchange=chosen,
    )
    lab.expect(
        "another-name",
        "theme" in names,
        f"Ana sent `theme=dark` to POST `{CHOOSE}`. The response sets "
        f"`{names[0] if names else ''}`.",
        "A cookie named `theme` was expected.",
        exchange=chosen,
    )


def _demand_dark(lab: Lab, home: requests.Response) -> None:
    sent = "theme" in deliveries.names_sent(home)
    lab.expect(
        "not-sent-home",
        sent or _said(home) == "dark",
        f"Ana chose dark, and her jar has the cookie. `/` said “{_said(home)}”.",
        "Her client did not send it there. Which path does the cookie have?",
        "Where the line names none, it is the folder of the page that set it.",
        exchange=home,
    )
    lab.expect(
        "not-read",
        _said(home) == "dark",
        f"Ana chose dark, and her client sent `theme=dark`. `/` said “{_said(home)}”.",
        "“dark” was expected, and nothing else on the page.",
        exchange=home,
    )


def _demand_own_theme(lab: Lab, bobs: requests.Response, carla: Any) -> None:
    lab.expect(
        "shared-theme",
        _said(bobs) == "light",
        f"Ana chose dark. Then Bob, who has chosen nothing, read “{_said(bobs)}”.",
        "“light” was expected. What Ana chose belongs into Ana's jar.",
        exchange=bobs,
    )
    carla.post(CHOOSE, data={"theme": "sepia"})
    hers = carla.get("/")
    lab.expect(
        "not-her-theme",
        _said(hers) == "sepia",
        f"Carla sent `theme=sepia`, and her home page said “{_said(hers)}”.",
        "“sepia” was expected: the theme is what the form says.",
        exchange=hers,
    )


def _demand_end(lab: Lab, carlas: requests.Response, anas: requests.Response) -> None:
    lab.expect(
        "never-ends",
        _said(carlas) == "light",
        f"62 seconds after Carla's choice her home page said “{_said(carlas)}”.",
        "“light” was expected: 60 seconds were promised.",
        "Which attribute tells a client when a cookie is over?",
        exchange=carlas,
    )
    lab.expect(
        "begins-again",
        _said(anas) == "light",
        f"62 seconds after Ana's choice her home page said “{_said(anas)}”. She had "
        "looked at it in between.",
        "“light” was expected: the minute runs from her choice.",
        "Reading a page need not set the cookie again.",
        exchange=anas,
    )


@exercise(
    "2.2",
    title="Empty means empty",
    minutes=4,
    answer="make_app",
    hints=(
        (
            "`show` the response of `POST /shop/add/apple` and that of `POST /empty`. "
            "Do the two lines speak of the same cookie?"
        ),
        (
            "Name, host and path must match. And do not ask `request.cookies` first: "
            "`/empty` lies outside `/shop`, so the cart does not come along."
        ),
        "`response.delete_cookie('cart', path='/shop')`",
    ),
)
def empties_the_cart(lab: Lab, make_app: Any) -> str:
    """Let two visitors fill their carts, and one of them empty hers and begin anew."""
    site = lab.start(make_app)
    ana, bob = site.visitor(), site.visitor()
    _demand_shop_as_given(lab, ana)
    bob.post("/shop/add/pear")
    emptied = ana.post("/empty")
    _demand_deletion(lab, emptied, deliveries.lines_for("cart", emptied))
    _demand_empty(lab, ana, emptied)
    his = bob.get("/shop/cart")
    lab.expect(
        "empties-all",
        _said(his) == "pear",
        f"Ana emptied her cart. Then Bob's cart said “{_said(his)}”.",
        "“pear” was expected: his cart is his.",
        exchange=his,
    )
    ana.post("/shop/add/plum")
    anew = ana.get("/shop/cart")
    lab.expect(
        "stays-empty",
        _said(anew) == "plum",
        f"After emptying it Ana added a plum. Her cart said “{_said(anew)}”.",
        "“plum” was expected. An emptied cart can be filled again.",
        exchange=anew,
    )
    return (
        "Ana's apple is gone, Bob's pear is not, and Ana began again with a plum.\n"
        "The page that deleted the cookie had never been sent it."
    )


def _demand_shop_as_given(lab: Lab, ana: Any) -> None:
    ana.post("/shop/add/apple")
    cart = ana.get("/shop/cart")
    lab.expect(
        "shop-broken",
        _said(cart) == "apple",
        f"Ana added an apple. `/shop/cart` answered {cart.status_code} and "
        f"“{_said(cart)}”.",
        "“apple” was expected. The rest of the shop should stay as it was.",
        exchange=cart,
    )
    blog = ana.get("/blog")
    lab.expect(
        "cart-everywhere",
        "cart" not in deliveries.names_sent(blog),
        "Ana added an apple, then asked for `/blog`. Her client sent the cart, too.",
        "The cart was to stay with the pages under `/shop`.",
        "And who has an old cart, at `/shop`, would keep it beside the new one.",
        exchange=blog,
    )


def _demand_deletion(
    lab: Lab, emptied: requests.Response, lines: list[SetCookie]
) -> None:
    lab.expect(
        "nothing-sent",
        bool(lines),
        f"Ana posted to `/empty` and got {emptied.status_code} {emptied.reason}, "
        "without a `Set-Cookie` for the cart.",
        "Only such a line can make her client drop it.",
        "And look at the request: `/empty` lies outside `/shop`, so no cart came.",
        exchange=emptied,
    )
    there = [line for line in lines if line.get("Path") == "/shop"]
    lab.expect(
        "second-cookie",
        bool(there) or any(line.deletes for line in lines),
        "Ana posted to `/empty`. Now her jar holds two carts: the apple at `/shop`, "
        f"and another at {_path(lines)}.",
        "A `Set-Cookie` for another path is about another cookie.",
        exchange=emptied,
    )
    lab.expect(
        "another-path",
        bool(there),
        f"Ana posted to `/empty`. The response deletes a `cart` at {_path(lines)}.",
        "Her cart is at `/shop`, letter by letter, and so it stays in her jar.",
        "A client knows a cookie by name, host and path.",
        exchange=emptied,
    )


def _path(lines: list[SetCookie]) -> str:
    return f"`{lines[0].get('Path') if lines else '/'}`".replace("`None`", "no path")


def _demand_empty(lab: Lab, ana: Any, emptied: requests.Response) -> None:
    held = [cookie.value for cookie in ana.cookies if cookie.name == "cart"]
    cart = ana.get("/shop/cart")
    lab.expect(
        "empty-value",
        not held or bool(held[0]),
        "Ana posted to `/empty`. Her jar still holds a `cart`, with nothing in it, and "
        f"`/shop/cart` says “{_said(cart)}”.",
        "An empty value is a value. A cookie goes when its time is over.",
        exchange=cart,
    )
    lab.expect(
        "still-in-jar",
        not held,
        f"Ana posted to `/empty`, and `/shop/cart` says “{_said(cart)}”. In her jar "
        f"the cart still holds `{held[0] if held else ''}`.",
        "The cookie itself was to go. Until it does, it is sent with every request.",
        exchange=emptied,
    )
    lab.expect(
        "not-told-empty",
        _said(cart) == "empty",
        f"Ana's cart is gone from her jar. `/shop/cart` says “{_said(cart)}”.",
        "“empty” was expected. The rest of the shop should stay as it was.",
        exchange=cart,
    )


@exercise(
    "2.3",
    title="Will it be sent?",
    minutes=5,
    answer="sent",
    hints=(
        (
            "For each row ask three things: is it the same host name? Does the path "
            "cover the page? Is the time over?"
        ),
        (
            "A path covers itself and the folders below it. Where a line has none, it "
            "is the folder of the page that set the cookie."
        ),
        (
            "Unsure? Ask a jar: `ana.cookies.set('theme', 'dark', domain='shop.test', "
            "path='/app')`, then "
            "`ana.prepare_request(requests.Request('GET', address))`."
        ),
    ),
)
def predicts_deliveries(lab: Lab, sent: Any) -> str:
    """Play every row with a cookie jar, and compare."""
    if sent is None or sent is ...:
        raise not_attempted()
    _demand_table(lab, sent)
    for row in deliveries.ROWS:
        happened = deliveries.is_sent(row)
        said = "sent" if sent[row.letter] else "not sent"
        lab.expect(
            row.finding,
            bool(sent[row.letter]) == happened,
            f"Row {row.letter}: you say {said}. We set `{row.line}` from "
            f"`{row.set_by}` and asked for `{row.asked}`{row.when}.",
            f"The cookie was {'sent' if happened else 'not sent'}.",
            row.why,
        )
    return (
        "Eight cookies, and you knew where each of them would go.\n"
        "Name, host, path and time decide. Whoever asks, and from which port, does not."
    )


def _demand_table(lab: Lab, sent: Any) -> None:
    letters = [row.letter for row in deliveries.ROWS]
    whole = isinstance(sent, dict) and set(sent) == set(letters)
    if whole and all(value is ... or value is None for value in sent.values()):
        raise not_attempted()
    lab.expect(
        "not-the-table",
        whole,
        f"`sent` is `{str(sent)[:60]}`.",
        "A dict with the letters a to h was expected: `{'a': True, 'b': False, …}`.",
    )
    left_open = [key for key in letters if not isinstance(sent[key], bool)]
    lab.expect(
        "rows-left-open",
        not left_open,
        f"Without an answer so far: {', '.join(left_open)}.",
        "True or False was expected for each row.",
    )


@exercise(
    "2.4",
    title="Be the admin",
    minutes=4,
    answer="become_admin",
    hints=(
        (
            "Log in and `show` the response. What, of all that the site knows about "
            "you, do you carry yourself?"
        ),
        (
            "`client.cookies` is yours. Which three things must match, so that your "
            "cookie takes the place of the site's?"
        ),
        (
            "`client.cookies.set('role', 'admin', domain='127.0.0.1', path='/')`, "
            "after the login."
        ),
    ),
)
def becomes_the_admin(lab: Lab, become_admin: Any) -> str:
    """Ask as the client that comes back, twice, with a new cookie in between."""
    seen: list[str] = []
    site = lab.host(lambda: handouts.staff(seen))
    client = _client(lab, lab.call(become_admin, site.url))
    page = _ask(lab, client, "GET", site, "/admin")
    _demand_one_role(lab, page)
    _demand_admin(lab, page, was_admin="admin" in seen)
    _ask(lab, client, "POST", site, "/dark")
    later = _ask(lab, client, "GET", site, "/admin")
    lab.expect(
        "jar-not-asked",
        "theme" in deliveries.names_sent(later),
        "Your client is the admin. Then `POST /dark` set a cookie `theme`, and the "
        "client never sent it.",
        "A `Cookie` header written by hand goes out in place of the jar.",
        "Leave the header to the client, and change what is in the jar.",
        exchange=later,
    )
    guest = site.visitor()
    guest.post("/login")
    theirs = guest.get("/admin")
    return (
        f"The site told your client “{_said(later)}”, and the next guest "
        f"“{_said(theirs)}”.\n"
        "It handed out the role and believed what came back. What would it need, to "
        "know its own words again?"
    )


def _client(lab: Lab, value: Any) -> requests.Session:
    import requests

    lab.expect(
        "not-a-client",
        isinstance(value, requests.Session),
        f"Your function returned a {type(value).__name__}.",
        "The client was expected, a `requests.Session`: we go on asking with it.",
    )
    client: requests.Session = value
    return client


def _ask(
    lab: Lab, client: requests.Session, method: str, site: Trial, path: str
) -> requests.Response:
    page: requests.Response = lab.call(
        lambda: client.request(method, site.url + path, timeout=1)
    )
    return page


def _demand_one_role(lab: Lab, page: requests.Response) -> None:
    sent = deliveries.names_sent(page)
    lab.expect(
        "two-roles",
        sent.count("role") < 2,
        "Your client sent two cookies named `role`: yours and the site's.",
        "One was expected. A server takes the first, and their order is not yours.",
        "Yours takes the other's place only if name, host and path are the same.",
        exchange=page,
    )
    lab.expect(
        "not-logged-in",
        "ticket" in sent,
        f"Your client asked for `/admin` and was told “{_said(page)}”.",
        "The login hands out a ticket as well, and your client has none.",
        "Log in with the client you return, and leave the rest of its jar alone.",
        exchange=page,
    )


def _demand_admin(lab: Lab, page: requests.Response, *, was_admin: bool) -> None:
    told = _said(page)
    lab.expect(
        "admin-for-one-call",
        told == "Welcome, admin" or not was_admin,
        "While your function ran, the site saw an admin. Then we asked with the client "
        f"you returned: “{told}”.",
        "What is given to one call goes out with that call and is forgotten.",
        "Only what is in the jar stays.",
        exchange=page,
    )
    lab.expect(
        "still-guest",
        told == "Welcome, admin",
        f"We asked for `/admin` with your client and were told “{told}”.",
        "“Welcome, admin” was expected.",
        "Look at the `Cookie` line below. Which part of it decides?",
        exchange=page,
    )


@exercise(
    "2.5",
    title="What does this page set?",
    minutes=4,
    answer="cookie_names",
    hints=(
        (
            "Try the published program on a page whose cookie has an `Expires`. Where "
            "does it cut?"
        ),
        (
            "`response.raw.headers.getlist('Set-Cookie')` has one item for each line, "
            "and none where there is none."
        ),
        "Of each line, return what stands before the first `=`.",
    ),
)
def lists_what_is_set(lab: Lab, cookie_names: Any) -> str:
    """Let it read one page after another, each of which some shortcut gets wrong."""
    site = lab.host(lambda: handouts.front_page(()))
    for page in handouts.PAGES:
        site.swap(handouts.front_page(page.lines))
        value = lab.call(cookie_names, site.url, catch=(KeyError, AttributeError))
        shown = site.visitor().get("/")
        _demand_list(lab, value, shown)
        wanted = deliveries.names_set(shown)
        lab.expect(
            page.finding,
            list(value) == wanted,
            f"This page sets {_listed(wanted)}. {_yours(value, wanted)}",
            *page.why,
            exchange=shown,
        )
    return (
        f"{len(handouts.PAGES)} pages, and your list is right for each.\n"
        "A response may have many `Set-Cookie` lines. A dictionary has room for one."
    )


def _demand_list(lab: Lab, value: Any, shown: requests.Response) -> None:
    lab.expect(
        "no-cookies-no-list",
        not isinstance(value, Exception) and value is not None,
        f"Your function was given a page that sets "
        f"{_listed(deliveries.names_set(shown))}, and "
        f"{'returned None' if value is None else f'raised {type(value).__name__}'}.",
        "A list was expected, and an empty one where nothing is set.",
        exchange=shown,
    )
    lab.expect(
        "not-a-list",
        isinstance(value, (list, tuple)) and all(isinstance(one, str) for one in value),
        f"Your function returned a {type(value).__name__}.",
        "A list of names was expected, such as `['theme', 'cart']`.",
    )
    lab.expect(
        "whole-lines",
        not any("=" in one for one in value),
        "Your list holds whole lines, or pairs such as `theme=dark`.",
        "The names alone were expected: what stands before the first `=`.",
    )


def _listed(names: list[str]) -> str:
    return ", ".join(f"`{name}`" for name in names) or "nothing"


def _yours(value: Any, wanted: list[str]) -> str:
    """Tell a list in words; pieces of a date would differ from day to day."""
    if set(value) <= set(wanted):
        return f"Your list: {_listed(list(value))}."
    strange = sum(one not in wanted for one in value)
    return f"Your list has {len(value)} items, {strange} of them no name of a cookie."
