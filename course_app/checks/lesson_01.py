"""Lesson 1, HTTP forgets; clients remember.

requests is imported where it is used: the catalogue reads this module too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from course_app.checks import apps
from course_app.exercise import exercise
from course_app.trouble import a_kind

if TYPE_CHECKING:
    import requests

    from course_app.experiment import Lab, Trial

CHOSEN = 41  # what a visitor asks for, under every name a counter may have
CHOSEN_BY_NAME = dict.fromkeys(("n", "hits", "count", "visits", "counter"), CHOSEN)
ANOTHER_ADDRESS = "192.0.2.7"  # RFC 5737: nobody's
NAMES = ("bob", "ana", "carla")


@exercise(
    "1.1",
    title="Your count, and everybody's",
    minutes=6,
    answer="make_app",
    hints=(
        (
            "There are two numbers. For each, ask: who shares it? Where did the lesson "
            "keep something for one visitor, and where for all?"
        ),
        (
            "What tells two visitors apart is not their address: here both come from "
            "127.0.0.1. It is what each of them brings along."
        ),
        (
            "Your visitor's own count goes into `session`, as in the lesson. The total "
            "belongs to nobody: a variable outside the view, `nonlocal` inside it."
        ),
    ),
)
def counts_each_and_all(lab: Lab, make_app: Any) -> str:
    """Ask as Ana three times, once with a wish; then as Bob and Ana in turn."""
    site = lab.start(make_app)
    ana, bob = site.visitor(), site.visitor()
    before = ana.get("/total")
    _demand_first_count(lab, site, ana.get("/hits"))
    second = ana.get("/hits", params=CHOSEN_BY_NAME)
    lab.expect(
        "client-chooses",
        _number(second) not in (CHOSEN, CHOSEN + 1),
        f"Ana asked for `/hits?n={CHOSEN}` and was told {second.text.strip()}.",
        "It was her second request, so 2 was expected.",
        "Whoever can write the address can write the number. Who should keep it?",
        exchange=second,
    )
    _demand_going_on(lab, second, ana.get("/hits"))
    _demand_counted_apart(lab, site, bob.get("/hits"))
    fourth, his_second = ana.get("/hits"), bob.get("/hits")
    lab.expect(
        "mixes-visitors",
        (_number(fourth), _number(his_second)) == (4, 2),
        f"Then they took turns. Ana's fourth request said {fourth.text.strip()}, "
        f"Bob's second {his_second.text.strip()}.",
        "4 and 2 were expected: one visitor's requests must not move another's count.",
        exchange=fourth,
    )
    _demand_total(lab, before, ana.get("/total"), bob.get("/total"))
    return (
        "Ana counted to 4 and Bob to 2, in turns, and the total was 6 for both.\n"
        "What is one visitor's came back with that visitor; what is everybody's "
        "stayed in the program."
    )


def _demand_first_count(lab: Lab, site: Trial, first: requests.Response) -> None:
    lab.expect(
        "no-hits-page",
        first.status_code == 200,
        f"Ana asked for `/hits` and got {first.status_code} {first.reason}.",
        "A page was expected there that answers GET with her number.",
        exchange=first,
    )
    number = _number(first)
    lab.expect(
        "not-a-number",
        number is not None,
        f"Ana asked for `/hits` and read “{_start(first)}”.",
        "The number alone was expected, so that a program can read it.",
        exchange=first,
    )
    if number != 1:  # a global may have been counting since an earlier check
        seen = f"Ana had never asked before, and was told {number}."
        next_one = site.visitor().get("/hits")
        shared = _number(next_one) == (number or 0) + 1
        _demand_own_count(lab, site, next_one, shared=shared, seen=seen)
    lab.expect(
        "first-visit-not-one",
        number == 1,
        f"Ana had never asked before, and `/hits` told her {number}.",
        "1 was expected: her first request counts too.",
        exchange=first,
    )


def _demand_going_on(
    lab: Lab, second: requests.Response, third: requests.Response
) -> None:
    counts = _number(second), _number(third)
    lab.expect(
        "never-counts",
        counts != (1, 1),
        "Ana asked three times with the same client and was told 1 each time.",
        "What your view counted was gone when the request was over.",
        "Look at the request below: did she bring anything back?",
        exchange=third,
    )
    lab.expect(
        "stops-counting",
        counts == (2, 3),
        "Ana asked three times with the same client and was told 1, then "
        f"{_start(second)}, then {_start(third)}.",
        "1, 2, 3 was expected. Something is remembered, but not every change to it.",
        exchange=third,
    )


def _demand_counted_apart(lab: Lab, site: Trial, first: requests.Response) -> None:
    seen = f"Ana asked three times, then Bob once. Bob was told {_start(first)}."
    _demand_own_count(lab, site, first, shared=_number(first) != 1, seen=seen)


def _demand_own_count(
    lab: Lab, site: Trial, page: requests.Response, *, shared: bool, seen: str
) -> None:
    lab.expect(
        "counts-addresses",
        not (shared and site.text_for(ANOTHER_ADDRESS, "/hits").strip() == "1"),
        seen,
        "A visitor from another address would have been told 1.",
        "Ana and Bob share the address 127.0.0.1, as a whole office shares one. "
        "It names a machine, not a visitor.",
        exchange=page,
    )
    lab.expect(
        "global-counter",
        not shared,
        seen,
        "1 was expected: it was a first request.",
        "There is one number on the server, and everybody adds to it.",
        exchange=page,
    )


def _demand_total(
    lab: Lab, before: requests.Response, hers: requests.Response, his: requests.Response
) -> None:
    lab.expect(
        "no-total-page",
        hers.status_code == 200 and _number(hers) is not None,
        f"Ana asked for `/total` and got {hers.status_code} {hers.reason}.",
        "A page was expected there that answers GET with the number alone.",
        exchange=hers,
    )
    lab.expect(
        "total-per-visitor",
        _number(hers) == _number(his),
        f"Ana asked for `/total` and was told {_start(hers)}; "
        f"Bob asked, and was told {_start(his)}.",
        "It is everybody's number, so both should read the same. "
        "What is in `session` belongs to one visitor.",
        exchange=his,
    )
    lab.expect(
        "total-wrong",
        (_number(before) or 0) + 6 == _number(hers),
        f"In six requests for `/hits`, `/total` went from {_start(before)} to "
        f"{_start(hers)}.",
        "Every request for `/hits` was to add one, whoever sent it, and no other.",
        exchange=hers,
    )


def _number(page: requests.Response) -> int | None:
    text = page.text.strip()
    return int(text) if text.isdecimal() else None


def _start(page: requests.Response) -> str:
    return page.text.strip()[:60]


@exercise(
    "1.2",
    title="Where was the cookie set?",
    minutes=4,
    answer="login_cookie",
    hints=(
        (
            "One call made more than one exchange. How many responses came back, and "
            "which of them do you hold?"
        ),
        (
            "`response.history` lists the responses before the last one. "
            "`show(response)` shows a card for each."
        ),
        (
            "A cookie stands in `.cookies` of the response that set it: "
            "`response.history[0].cookies`. A `requests.Session` keeps all of them in "
            "its own `.cookies`."
        ),
    ),
)
def finds_the_login_cookie(lab: Lab, login_cookie: Any) -> str:
    """Ask for the cookies of two logins; use each as a client that is new."""
    first = lab.host(lambda: apps.greeter(key="first"))
    value = lab.call(login_cookie, first.url, catch=(KeyError,))
    _demand_text(lab, first, value)
    other = lab.host(lambda: apps.greeter(key="second", theme="dark"))
    second = lab.call(login_cookie, other.url, catch=(KeyError,))
    lab.expect(
        "another-cookie",
        second != "dark",
        "A second site sets two cookies at its login, `theme` and `session`.",
        "You returned the value of `theme`.",
        "Ask for the cookie by its name: which comes first is the server's business.",
    )
    lab.expect(
        "same-value-twice",
        value != second,
        "Two sites with two keys were asked. You returned the same value for both.",
        "Each login makes a cookie of its own. Ask the site at `url` for it.",
    )
    for site, cookie in ((first, value), (other, second)):
        home = _home(site, cookie)
        lab.expect(
            "not-logged-in",
            home.text == "Welcome, ana",
            f"A new client sent your value to `/home` and read “{_start(home)}”.",
            "“Welcome, ana” was expected. This cookie is not the login's.",
            "A client that never went through `/login` holds no proof of it.",
            exchange=home,
        )
    return (
        "A client that had never logged in sent your value, and was greeted as ana.\n"
        "The cookie came with the redirect; the page behind it had none to show."
    )


def _demand_text(lab: Lab, site: Trial, value: object) -> None:
    printed = lab.printed.strip()
    asked = site.visitor().post("/login", data={"user": "ana"})
    lab.expect(
        "last-response-only",
        not isinstance(value, KeyError),
        "Your function asked a response for the cookie and got KeyError: it has none.",
        "`/login` answers with a redirect, and requests followed it to `/home`.",
        "What you hold is the response of `/home`. Which response set the cookie?",
        exchange=asked,
    )
    lab.expect(
        "printed-not-returned",
        not (value is None and printed and _home(site, printed).text == "Welcome, ana"),
        "Your function printed the right value and returned nothing.",
        "A program that calls it can use only what it returns.",
    )
    lab.expect(
        "no-value",
        value is not None,
        "Your function returned None.",
        "The value of the Flask session cookie was expected, as text.",
        "`.get` answers None when a name is not there. Which response did you ask?",
        exchange=asked,
    )
    lab.expect(
        "not-text",
        isinstance(value, str),
        f"Your function returned {a_kind(value)}.",
        "The value alone was expected, as text: `eyJ…`.",
    )
    text = str(value)
    lab.expect(
        "whole-header",
        ";" not in text and not text.startswith("session="),
        "Your function returned the whole line that the response carried.",
        "A client keeps name and value apart, and sends no attributes back.",
        "Return what stands between `session=` and the first semicolon.",
    )


def _home(site: Trial, cookie: object) -> requests.Response:
    visitor = site.visitor()
    visitor.cookies.set("session", str(cookie), domain="127.0.0.1", path="/")
    page: requests.Response = visitor.get("/home")
    return page


@exercise(
    "1.3",
    title="Everybody logged in at once",
    minutes=4,
    answer="log_in_all",
    hints=(
        "Who keeps the cookie that says “ana”: the server, or the client?",
        (
            "A `requests.Session` is one browser with one jar. How many browsers do "
            "three people need?"
        ),
        (
            "Make the `requests.Session()` inside the loop, one for each name, and log "
            "in with that client."
        ),
    ),
)
def logs_everybody_in(lab: Lab, log_in_all: Any) -> str:
    """Take the clients and ask as each of them, in turn, who they are."""
    seen: list[apps.Visit] = []
    site = lab.host(lambda: apps.membership(seen))
    with _closed_clients() as closed:
        clients = _clients(lab, lab.call(log_in_all, site.url, list(NAMES)))
    known = {visit.user for visit in seen if visit.path == "/me"} - {apps.NOBODY}
    pages = [_me(lab, clients[name], site) for name in NAMES]
    reused = any(client in closed for client in clients.values())
    _demand_own_jars(lab, pages, closed=reused)
    _demand_known(lab, pages, known)
    lab.expect(
        "mixed-up",
        [page.text for page in pages] == list(NAMES),
        f"Asked in the order {_list(NAMES)}, your clients are {_people(pages)}.",
        "Each name should lead to the client that logged in under it.",
        exchange=pages[0],
    )
    return (
        "Three people asked who they are, and each was known by name.\n"
        "The server keeps no list of who is logged in. The three jars do."
    )


def _demand_own_jars(lab: Lab, pages: list[requests.Response], *, closed: bool) -> None:
    names = [page.text for page in pages if page.text != apps.NOBODY]
    shared = len(set(names)) < len(names)
    seen = f"Asked in the order {_list(NAMES)}, your clients are {_people(pages)}."
    lab.expect(
        "close-keeps-cookies",
        not (shared and closed),
        seen,
        "You closed the client between the logins. `close()` ends connections; "
        "the jar keeps its cookies.",
        "Each login then put its cookie in the place of the one before.",
        exchange=pages[0],
    )
    lab.expect(
        "one-jar",
        not shared,
        seen,
        "More than one login went into the same jar. It holds one cookie of a name "
        "for a site, so the last login replaced those before.",
        exchange=pages[0],
    )


def _demand_known(lab: Lab, pages: list[requests.Response], known: set[str]) -> None:
    unknown = next((page for page in pages if page.text == apps.NOBODY), None)
    seen = f"Your clients asked `/me`, and are {_people(pages)}."
    lab.expect(
        "cookies-for-one-call",
        unknown is None or not known,
        f"While your function ran, the site knew {_list(sorted(known))}. {seen}",
        "`cookies=` given to one call goes out with that call and is then forgotten.",
        "What a response sets goes into a jar: let each client do its own login.",
        exchange=unknown,
    )
    lab.expect(
        "not-logged-in",
        unknown is None,
        seen,
        "A login's cookie goes to the client that made the login. "
        "Is it the one you returned?",
        exchange=unknown,
    )


def _clients(lab: Lab, value: Any) -> dict[str, requests.Session]:
    import requests

    by_name = isinstance(value, dict)
    names = f" with the names {_list(map(str, value))}" if by_name and value else ""
    seen = f"{a_kind(value)}{names}"
    lab.expect(
        "not-by-name",
        by_name and set(value) == set(NAMES),
        f"For the names {_list(NAMES)} your function returned {seen}.",
        "A dict was expected that leads from each name to a client.",
    )
    kinds = {type(client).__name__ for client in value.values()}
    lab.expect(
        "not-clients",
        all(isinstance(client, requests.Session) for client in value.values()),
        f"The names in your dict lead to {_list(sorted(kinds))}.",
        "A client was expected for each, a `requests.Session`.",
        "A response is one answer. A client can ask again.",
    )
    return dict(value)


def _me(lab: Lab, client: requests.Session, site: Trial) -> requests.Response:
    page: requests.Response = lab.call(lambda: client.get(site.url + "/me", timeout=1))
    return page


def _people(pages: list[requests.Response]) -> str:
    return _list(page.text for page in pages)


def _list(words: Iterable[str]) -> str:
    return ", ".join(words)


@contextmanager
def _closed_clients() -> Iterator[list[requests.Session]]:
    """List the clients closed meanwhile: closing leaves no other trace."""
    import requests

    closed: list[requests.Session] = []
    close = requests.Session.close

    def noted(self: requests.Session) -> None:
        closed.append(self)
        close(self)

    requests.Session.close = noted  # type: ignore[method-assign]
    try:
        yield closed
    finally:
        requests.Session.close = close  # type: ignore[method-assign]


@exercise(
    "1.4",
    title="Prove what is wrong with the shop",
    minutes=5,
    answer="failures",
    hints=(
        "An experiment needs something to lose. Put an apple into Ana's cart first.",
        (
            "For `stranger`: who asks for Ana's cart must be another client than hers, "
            "and types her name."
        ),
        (
            "For `restart`: call `restart()`, then ask with the very client that put "
            "the apple there. A new client could be sent away for another reason."
        ),
        (
            "Ana adds an apple; a second client reads `/cart?name=ana`. Is it there, "
            "that is `stranger`. After `restart()` Ana reads. Is it gone, that is "
            "`restart`."
        ),
    ),
)
def proves_the_failures(lab: Lab, failures: Any) -> str:
    """Let the learner's experiment examine four shops, each failing differently."""
    colleague = apps.Shop(by_name=True, in_memory=True)
    site = lab.host(colleague.start)
    _demand_both(lab, _examine(lab, site, failures, colleague), colleague)
    good = apps.Shop(by_name=False, in_memory=False)
    _demand_acquittal(lab, _examine(lab, site, failures, good), good)
    for shop in (apps.Shop(True, False), apps.Shop(False, True)):
        found = _examine(lab, site, failures, shop)
        lab.expect(
            "cannot-tell-apart",
            found == shop.failures,
            f"This shop's only failure is {_words(shop.failures)}. "
            f"Your function found {_words(found)}.",
            "The two failures have two causes: who may read the cart, and where it "
            "is kept. Show each by an experiment of its own.",
        )
    return (
        "Four shops, and your experiments told them apart.\n"
        "A typed name is a claim that anybody can make. A dict lives as long as its "
        "process, and a second process has another one."
    )


def _examine(lab: Lab, site: Trial, failures: Any, shop: apps.Shop) -> set[str]:
    def restart() -> None:
        site.swap(shop.start())

    restart()
    found = lab.call(failures, site.url, restart)
    lab.expect(
        "not-a-set",
        isinstance(found, (set, frozenset, list, tuple))
        and all(isinstance(name, str) for name in found),
        f"Your function returned {a_kind(found)}.",
        "A set of the failures it found was expected, `set()` when there are none.",
    )
    lab.expect(
        "unknown-failure",
        set(found) <= {"stranger", "restart"},
        f"Your function found {_words(found)}.",
        "`stranger` and `restart` are the two to look for. Others may be true as well, "
        "but an experiment over HTTP must be able to show them.",
    )
    lab.expect(
        "no-evidence",
        len(shop.seen) > 0,
        "Your function gave its answer and asked the shop nothing.",
        "The next shop may be a good one. Let requests decide.",
    )
    return set(found)


def _demand_both(lab: Lab, found: set[str], shop: apps.Shop) -> None:
    lab.expect(
        "misses-stranger",
        "stranger" in found,
        "The colleague's shop gives Ana's cart to anybody who types her name.",
        f"Your function found {_words(found)}.",
        "Let a second client, with nothing of Ana's, ask for `/cart?name=ana`.",
    )
    lab.expect(
        "never-restarted",
        shop.starts > 2 or "restart" in found,
        "Your function never called `restart()`.",
        "What a process holds in memory seems safe for as long as it runs.",
    )
    lab.expect(
        "misses-restart",
        "restart" in found,
        "The colleague's shop forgets every cart when it restarts.",
        f"Your function restarted it and found {_words(found)}.",
        "What was in the cart before, and what did you ask for afterwards?",
    )


def _demand_acquittal(lab: Lab, found: set[str], shop: apps.Shop) -> None:
    reads = [visit for visit in shop.seen if visit.path == "/cart"]
    lab.expect(
        "asked-as-ana",
        not ("stranger" in found and reads and reads[0].with_cookie),
        "A shop that keeps Ana's cart for Ana alone was said to show it to strangers.",
        "The one who read it brought Ana's own cookie.",
        "A stranger is another client: one that has never met the shop.",
    )
    lab.expect(
        "new-client-after-restart",
        not ("restart" in found and reads and not reads[-1].with_cookie),
        "A shop that keeps its carts was said to lose them at a restart.",
        "After the restart your function asked with a client that had no cookie. "
        "The cart was there, but not for this one.",
        "Change one thing at a time: the same client, before and after.",
    )
    lab.expect(
        "accuses-good-shop",
        not found,
        f"A shop without either failure was found to have {_words(found)}.",
        "Your function asked, but the answers did not decide.",
    )


def _words(found: Any) -> str:
    return " and ".join(f"`{name}`" for name in sorted(found)) or "none"
