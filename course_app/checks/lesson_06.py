"""Lesson 6, logging in and out.

Flask and requests are imported where they are used: the catalogue reads this
module too.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from course_app.checks import doors, exits
from course_app.exercise import exercise
from course_app.trouble import not_attempted

if TYPE_CHECKING:
    import requests

    from course_app.experiment import Lab, Trial
    from course_app.visitor import Visitor

GUESS = "guess"
ANA, BOB = "ana", "bob"


def _start(lab: Lab, make_app: Any, users: Mapping[str, Any]) -> Trial:
    """Serve the app that the learner's factory makes for these users."""
    from flask import Flask

    if isinstance(make_app, Flask):
        return lab.start(make_app)  # which says that a function is wanted
    app = lab.call(make_app, users)
    return lab.start(lambda: app)


def _log_in(visitor: Visitor, name: str, word: str = "") -> requests.Response:
    data = {"name": name, "password": word or doors.PASSWORDS[name]}
    answer: requests.Response = visitor.post("/login", data=data)
    return answer


@exercise(
    "6.1",
    title="Mend the published login",
    minutes=8,
    answer="make_app",
    hints=(
        (
            "Go through the promises one by one. What does the program, as it stands, "
            "do instead? The first fault is in its first line."
        ),
        (
            "`users[name]` is a hash. Which function of the lesson recognises a "
            "password by it? What does it say when the hash is an empty text?"
        ),
        (
            "`@app.post` answers POST and nothing else. `escape(name)` makes text of a "
            "name on its way into a page."
        ),
        (
            "In `login`: `if not check_password_hash(users.get(name, ''), password): "
            "return 'Wrong name or password', 401`. In `home`: a redirect for whoever "
            "has no name in the session, `escape(session['name'])` for the others."
        ),
    ),
)
def mends_the_login(lab: Lab, make_app: Any) -> str:
    """Knock as a stranger, with wrong words, by GET; then log three people in."""
    users = doors.table()
    site = _start(lab, make_app, users)
    _demand_form(lab, site.visitor().get("/login"))
    _demand_strangers_out(lab, site.visitor().get("/"))
    _demand_wrong_refused(lab, site)
    ana, bob = site.visitor(), site.visitor()
    _demand_let_in(lab, ana, site.visitor(), users[BOB])
    _demand_own_names(lab, ana, bob)
    _demand_nothing_by_get(lab, ana, site.visitor())
    _demand_secrets_kept(lab, ana, users[ANA])
    _demand_text(lab, site.visitor())
    _demand_logout(lab, ana, bob)
    return (
        "Guesses and GETs were kept out; Ana and Bob came in by their passwords.\n"
        "A user called `<i>eve</i>` was greeted by the whole of her name."
    )


def _is_in(visitor: Visitor, name: str) -> bool:
    page = visitor.get("/")
    return doors.path(page) == "/" and doors.tells(page, name)


def _demand_form(lab: Lab, page: requests.Response) -> None:
    lab.expect(
        "no-form",
        page.status_code == 200 and "<form" in page.text.lower(),
        f"A stranger asked for `/login` and got {page.status_code} {page.reason}.",
        "A page with a form was expected there.",
        exchange=page,
    )


def _demand_strangers_out(lab: Lab, page: requests.Response) -> None:
    lab.expect(
        "stranger-at-home",
        doors.path(page) == "/login",
        "A stranger asked for `/` and was not redirected to `/login`.",
        f"The answer was {page.status_code} {page.reason}.",
        "`/` is for those who have logged in.",
        exchange=page,
    )


def _demand_wrong_refused(lab: Lab, site: Trial) -> None:
    guesser = site.visitor()
    answer = _log_in(guesser, ANA, GUESS)
    lab.expect(
        "any-password",
        not _is_in(guesser, ANA),
        f"Somebody typed `ana` and the password `{GUESS}`, and was let in.",
        "Her password is another one. Which line of yours asks for it?",
        exchange=answer,
    )
    lab.expect(
        "wrong-without-401",
        answer.status_code == 401,
        f"Somebody typed `ana` and a wrong password: status {answer.status_code}.",
        "401 was expected. A program does not read between the lines of a form.",
        exchange=answer,
    )
    answer = _log_in(site.visitor(), "zoe", GUESS)
    lab.expect(
        "unknown-without-401",
        answer.status_code == 401,
        "Somebody typed `zoe`, a name that is not in the table: status "
        f"{answer.status_code}.",
        "401 was expected, as for a wrong password. Else anybody can find out which "
        "names there are.",
        exchange=answer,
    )


def _demand_let_in(lab: Lab, ana: Visitor, thief: Visitor, his_hash: str) -> None:
    answer = _log_in(ana, ANA)
    let_in = _is_in(ana, ANA)
    _log_in(thief, BOB, his_hash)
    lab.expect(
        "hash-as-password",
        not _is_in(thief, BOB),
        "Somebody typed `bob` and, as his password, the hash from the table. "
        "That one was let in.",
        "Whoever steals the table need not even guess. The hash is compared with a "
        "hash of what was typed: `check_password_hash` does it.",
    )
    lab.expect(
        "right-refused",
        let_in,
        "Ana typed her right password. Afterwards `/` did not greet her by name.",
        "Two hashes of one password differ, so `==` is of no use. Which function "
        "recognises a password by its hash?",
        exchange=answer,
    )
    lab.expect(
        "no-redirect",
        bool(answer.history) and doors.path(answer) == "/",
        "Ana's POST was not answered with a redirect to `/`.",
        "When she reloads what she got, her password is sent once more.",
        exchange=answer,
    )


def _demand_own_names(lab: Lab, ana: Visitor, bob: Visitor) -> None:
    _log_in(bob, BOB)
    hers, his = ana.get("/"), bob.get("/")
    lab.expect(
        "one-for-all",
        doors.tells(hers, ANA) and not doors.tells(hers, BOB) and doors.tells(his, BOB),
        "Ana logged in, then Bob, each with a client of their own.",
        "When both asked for `/` again, one of them was not greeted by the right name.",
        "Where do you keep who somebody is? It has to come along with each of them.",
        exchange=hers,
    )


def _demand_nothing_by_get(lab: Lab, ana: Visitor, lured: Visitor) -> None:
    typed = {"name": BOB, "password": doors.PASSWORDS[BOB]}
    answer = lured.get("/login", params=typed)
    lab.expect(
        "login-by-get",
        not _is_in(lured, BOB),
        "A client asked for `/login?name=bob&password=…`, by GET, and was logged in.",
        "An address is kept in histories and logs, and any page may link to it.",
        exchange=answer,
    )
    answer = ana.get("/logout")
    lab.expect(
        "logout-by-get",
        _is_in(ana, ANA),
        "Ana's client asked for `/logout` by GET, as a link does. She was logged out.",
        "Somebody else's page may hold that link. POST was promised.",
        exchange=answer,
    )


def _demand_secrets_kept(lab: Lab, ana: Visitor, her_hash: str) -> None:
    readable = doors.readable(ana)
    lab.expect(
        "password-in-cookie",
        doors.PASSWORDS[ANA] not in readable and her_hash not in readable,
        "We read Ana's cookie without a key. Her password is in it, or its hash.",
        "What is in the session is in the jar, for everyone who gets hold of it.",
    )


def _demand_text(lab: Lab, eve: Visitor) -> None:
    _log_in(eve, doors.MARKUP_NAME)
    page = eve.get("/")
    lab.expect(
        "name-obeyed",
        not doors.obeys(page, doors.MARKUP_NAME),
        "A user is called `<i>eve</i>`. Your page took her name for HTML.",
        "A browser would obey it. With a script in the name it would obey that, too.",
        "Text was expected: which function of the lesson makes it?",
        exchange=page,
    )
    lab.expect(
        "name-not-shown",
        doors.tells(page, doors.MARKUP_NAME),
        "A user is called `<i>eve</i>`. She logged in, and `/` does not show her name.",
        "Her whole name was expected, signs and all, as text.",
        exchange=page,
    )


def _demand_logout(lab: Lab, ana: Visitor, bob: Visitor) -> None:
    answer = ana.post("/logout")
    lab.expect(
        "still-in",
        not _is_in(ana, ANA),
        "Ana sent `POST /logout`, and `/` still greets her by name.",
        "Her client was to lose what says that she is Ana.",
        exchange=answer,
    )
    lab.expect(
        "all-logged-out",
        _is_in(bob, BOB),
        "Ana sent `POST /logout`. Bob's client asked for `/`, and he was out as well.",
        "One of them left. The other has a session of his own.",
        exchange=bob.get("/"),
    )


@exercise(
    "6.2",
    title="Three faults in a guard",
    minutes=6,
    answer="make_app",
    hints=(
        (
            "Try the colleague's guard on one page, then on two. Then on a page whose "
            "view takes a number. Each time, what does the error say?"
        ),
        (
            "Flask tells views apart by the names of their functions, and here all are "
            "called `guarded`. `@wraps(view)` above it gives it the name of its view."
        ),
        (
            "`def guarded(*args, **kwargs)` takes whatever comes, and "
            "`view(*args, **kwargs)` hands it on."
        ),
        (
            "A name in the session says that somebody *was* a member. "
            "`session.get('user') in users` asks whether there still is one."
        ),
    ),
)
def guards_the_pages(lab: Lab, make_app: Any) -> str:
    """Ask for three pages as strangers and members; change the table meanwhile."""
    users = doors.table()
    site = _start(lab, make_app, users)
    ana, bob, stranger = site.visitor(), site.visitor(), site.visitor()
    _demand_kept_out(lab, stranger, "stranger-gets-in", "A stranger")
    _log_in(ana, ANA)
    _log_in(bob, BOB)
    _demand_pages(lab, ana, "member-kept-out", "Ana logged in")
    _demand_kept_out(
        lab, stranger, "open-after-one", "Once Ana had been let in, a stranger"
    )
    users["carla"] = users[ANA]
    carla = site.visitor()
    _log_in(carla, "carla", doors.PASSWORDS[ANA])
    _demand_pages(lab, carla, "new-member-kept-out", "Carla joined and logged in")
    del users[ANA]
    _demand_kept_out(
        lab, ana, "former-member-gets-in", "Ana's name was deleted from `users`. She"
    )
    _demand_pages(lab, bob, "member-kept-out", "Ana was deleted. Bob, who was not")
    return (
        "Members were let in, on the day they joined and no longer than they stayed.\n"
        "A signature does not know who has left. The table does."
    )


PAGES = ("/orders", "/letters", "/orders/7")


def _demand_kept_out(lab: Lab, visitor: Visitor, finding: str, who: str) -> None:
    for page in PAGES:
        answer = visitor.get(page)
        lab.expect(
            finding,
            doors.path(answer) != page or answer.status_code != 200,
            f"{who} asked for `{page}`, and read it.",
            "The page is for members, and this is none. What does the guard ask, "
            "and when?",
            exchange=answer,
        )
        lab.expect(
            "not-sent-to-login",
            doors.path(answer) == "/login",
            f"{who} asked for `{page}`: {answer.status_code} {answer.reason}.",
            "A redirect to `/login` was expected.",
            exchange=answer,
        )


def _demand_pages(lab: Lab, visitor: Visitor, finding: str, what: str) -> None:
    for page in PAGES:
        answer = visitor.get(page)
        lab.expect(
            finding,
            doors.path(answer) == page and answer.status_code == 200,
            f"{what}, asked for `{page}` and did not get it.",
            f"The client ended at `{doors.path(answer)}`, status {answer.status_code}.",
            exchange=answer,
        )


@exercise(
    "6.3",
    title="Six ways out",
    minutes=4,
    answer="left",
    hints=(
        (
            "You can try each: put the exit into the house of the task, serve it, and "
            "walk Ana's way with a `requests.Session`."
        ),
        (
            "Which of them touch the session at all? For those that do not, remember "
            "what Flask does with a permanent session at every response."
        ),
        (
            "`pop` takes one key and `clear` takes all. `session = {}` makes a name, "
            "`delete_cookie` a header. And who hears of it: the server, or a client?"
        ),
    ),
)
def knows_what_is_left(lab: Lab, left: Any) -> str:
    """Walk each way out, and look at what is left of Ana's visit."""
    _demand_rows(lab, left)
    site = lab.host(lambda: exits.house("a"))
    for letter, (finding, why) in _EXITS.items():
        site.swap(exits.house(letter))
        seen = exits.depart(site.visitor(), site.visitor(), letter)
        lab.expect(
            finding,
            left.get(letter) == seen.left,
            f"Exit `{letter}`: you say that {left.get(letter)} is left.",
            f"We walked it, and what was left was {seen.left}.",
            why,
            exchange=seen.exchange,
        )
    return (
        "Six exits, walked one by one, and you knew what each leaves.\n"
        "The last was the best of them, and a copy went on as if nothing had happened."
    )


_EXITS = {
    "a": (
        "pop-takes-one-key",
        "`pop` took one key out. The pet is another key, and nobody took that.",
    ),
    "b": (
        "clear-takes-all",
        "`clear` takes every key out, `permanent` too. Then the cookie is deleted.",
    ),
    "c": (
        "only-a-name",
        "`session = {}` makes a new name inside the view. Flask never hears of it.",
    ),
    "d": (
        "sent-again",
        (
            "Look at the response. It deletes the cookie; then Flask, which was told "
            "nothing, sends the permanent session anew."
        ),
    ),
    "e": (
        "pressed-twice",
        (
            "The second time there is no `user` to take out. A `pop` without a default "
            "raises KeyError then."
        ),
    ),
    "f": (
        "copy-goes-on",
        (
            "The copy holds what it held, with a signature that fits. Nobody told it "
            "of the logout, and the server keeps no list."
        ),
    ),
}


def _demand_rows(lab: Lab, left: Any) -> None:
    if left is None or left is ... or (isinstance(left, dict) and ... in left.values()):
        raise not_attempted()
    rows = left if isinstance(left, dict) else {}
    missing = [letter for letter in exits.EXITS if letter not in rows]
    lab.expect(
        "row-missing",
        not missing,
        f"There is no row for {_words(missing)} in `left`.",
        "A dict with a row for each of the six exits was expected.",
    )
    strange = [row for row in exits.EXITS if rows.get(row) not in exits.LEFTOVERS]
    lab.expect(
        "other-words",
        not strange,
        f"What stands beside {_words(strange)} is none of the four choices.",
        "Take `NOTHING`, `PET`, `BOTH` or `ERROR`, as they are named above the table.",
    )


def _words(names: list[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


@exercise(
    "6.4",
    title="Back to the page she wanted",
    minutes=7,
    answer="make_app",
    hints=(
        (
            "Two requests lie between the page she wanted and the end of the login. "
            "Where can a stranger's wish wait until then?"
        ),
        (
            "`request.path` is the page that was asked for. It is one of your own: "
            "nobody else writes it."
        ),
        (
            "`session.clear()` takes the wish along with the pet. Take the wish out "
            "first, into a variable."
        ),
        (
            "At the page: `session['wanted'] = request.path`. At the login: `wanted = "
            "session.get('wanted', '/')`, then `session.clear()`, then the user, then "
            "`redirect(wanted)`."
        ),
    ),
)
def returns_to_the_page(lab: Lab, make_app: Any) -> str:
    """Want two pages with two clients; then lure Ana with addresses of one's own."""
    site = _start(lab, make_app, doors.table())
    ana, bob = site.visitor(), site.visitor()
    wish = _demand_login_page(lab, ana, "/orders")
    other = _demand_login_page(lab, bob, "/letters")
    _demand_way_back(lab, ana, wish, ANA, "/orders")
    _demand_way_back(lab, bob, other, BOB, "/letters")
    _demand_home(lab, site.visitor())
    _demand_wish_forgotten(lab, ana)
    _demand_fresh_start(lab, site.visitor())
    for lure in _LURES:
        _demand_no_way_off(lab, site.visitor(), wish, *lure)
    return (
        "Ana came back to `/orders`, Bob to `/letters`, and no address led them off.\n"
        "What was in the session before the login was gone after it."
    )


def _enter(visitor: Visitor, form: requests.Response, name: str) -> requests.Response:
    """Fill in the login's form and send it; follow no redirect."""
    return doors.fill_in(visitor, form, name=name, password=doors.PASSWORDS[name])


def _demand_login_page(lab: Lab, visitor: Visitor, page: str) -> requests.Response:
    answer: requests.Response = visitor.get(page)
    lab.expect(
        "not-sent-to-login",
        doors.path(answer) == "/login",
        f"A stranger asked for `{page}` and ended at `{doors.path(answer)}`, status "
        f"{answer.status_code}.",
        "A redirect to `/login` was expected.",
        exchange=answer,
    )
    return answer


def _demand_way_back(
    lab: Lab, visitor: Visitor, form: requests.Response, name: str, page: str
) -> None:
    end = doors.follow(visitor, _enter(visitor, form, name))
    lab.expect(
        "mixes-people",
        doors.path(end) == page or doors.path(end) not in ("/orders", "/letters"),
        f"Ana asked for `/orders`, Bob for `/letters`. {name.title()} logged in, and "
        f"came to `{doors.path(end)}`.",
        "There is one wish for everybody. Each client has to bring its own.",
        exchange=end,
    )
    lab.expect(
        "not-back",
        doors.path(end) == page and doors.tells(end, name),
        f"{name.title()} asked for `{page}`, was sent to the login, and logged in.",
        f"That led to `{doors.path(end)}`, status {end.status_code}.",
        f"`{page}` was expected: it is what the login was for.",
        exchange=end,
    )


def _demand_wish_forgotten(lab: Lab, ana: Visitor) -> None:
    end = doors.follow(ana, _enter(ana, ana.get("/login"), ANA))
    lab.expect(
        "wish-not-forgotten",
        doors.path(end) == "/",
        "Ana came back to `/orders`. Later she opened `/login` by herself and logged "
        f"in again. That led to `{doors.path(end)}`.",
        "`/` was expected: this time she had asked for no page.",
        exchange=end,
    )


def _demand_home(lab: Lab, newcomer: Visitor) -> None:
    end = doors.follow(newcomer, _enter(newcomer, newcomer.get("/login"), BOB))
    lab.expect(
        "no-home",
        doors.path(end) == "/" and doors.tells(end, BOB),
        "A new client opened `/login`, having asked for nothing before, and logged in.",
        f"That led to `{doors.path(end)}`, status {end.status_code}; `/` was expected.",
        exchange=end,
    )


def _demand_fresh_start(lab: Lab, library: Visitor) -> None:
    library.post("/pet", data={"pet": "Rex"})
    form = library.get("/orders")
    doors.follow(library, _enter(library, form, ANA))
    page = library.get("/")
    lab.expect(
        "earlier-data-stays",
        "Rex" not in page.text and "Rex" not in doors.readable(library),
        "Somebody kept the pet `Rex` in this session. Then Ana logged in, in the same "
        "jar, and Rex is hers now.",
        "A login begins with an empty session. What may stay is put back by name.",
        exchange=page,
    )


_LURES = (
    (
        "open-redirect",
        "https://evil.test/",
        "Ana typed her password on your page. A page of somebody else's came next.",
    ),
    (
        "two-slashes",
        "//evil.test/",
        "It begins with a slash, as your own pages do. Two of them begin a host name.",
    ),
    (
        "tab-between-slashes",
        "/\t/evil.test/",
        (
            "There was a tab between two slashes. It is dropped on the way, and two "
            "slashes are left."
        ),
    ),
)


def _demand_no_way_off(
    lab: Lab, ana: Visitor, wish: requests.Response, finding: str, evil: str, why: str
) -> None:
    address = _lure(wish, evil)
    answer = _enter(ana, ana.get(address), ANA)
    answer = doors.follow(ana, answer)
    lab.expect(
        finding,
        not doors.leads_off(answer),
        f"Ana followed a link to `{address}`, on your site, and logged in.",
        f"She was sent to `{answer.headers.get('Location', '')}`.",
        why,
        "Let the page be one of your own: which ones do you know?",
        exchange=answer,
    )


def _lure(wish: requests.Response, evil: str) -> str:
    """Write ``evil`` into the login's address, wherever that keeps a page."""
    parts = urlsplit(wish.url)
    query = [(name, evil) for name, _ in parse_qsl(parts.query)]
    return f"/login?{urlencode(query or [('next', evil)])}"


@exercise(
    "6.5",
    title="The smallest thing",
    minutes=5,
    answer="make_app",
    hints=(
        (
            "Log Ana in and read her cookie with `cookies.read(…).data`. How much of "
            "it does the table know as well, and better?"
        ),
        (
            "Keep the name alone. Each view then begins with `user = "
            "users.get(session.get('user'))`: what is that for a stranger?"
        ),
        (
            "`user['city'] = request.form['city']` changes the row in the table. "
            "`if not user or not user['admin']` is the whole question at `/admin`."
        ),
    ),
)
def keeps_the_smallest_thing(lab: Lab, make_app: Any) -> str:
    """Let Ana use a phone and a laptop, and the table change meanwhile."""
    users = _rows()
    site = _start(lab, make_app, users)
    phone, laptop, bob = site.visitor(), site.visitor(), site.visitor()
    for visitor, name in ((phone, ANA), (laptop, ANA), (bob, BOB)):
        _demand_city(lab, _log_in(visitor, name), name)
    _demand_admins_only(lab, site.visitor(), phone, bob)
    _demand_one_city(lab, phone, laptop, bob)
    users[ANA]["admin"], users[BOB]["admin"] = False, True
    _demand_today(lab, laptop, bob)
    _demand_small(lab, phone)
    return (
        "Phone and laptop told one story, and whoever was no admin any more was none "
        "at once.\nThe cookie holds a name. The table holds the rest."
    )


CITIES = {ANA: "Rome", BOB: "Oslo"}
NEW_CITY = "Lima"


def _rows() -> dict[str, dict[str, Any]]:
    """Make a table of users with a row each; Ana is an admin."""
    return {
        name: {
            "hash": doors.password_hash(doors.PASSWORDS[name]),
            "city": city,
            "admin": name == ANA,
        }
        for name, city in CITIES.items()
    }


def _demand_city(lab: Lab, page: requests.Response, name: str) -> None:
    lab.expect(
        "no-city",
        doors.path(page) == "/city" and doors.tells(page, CITIES[name]),
        f"{name.title()} logged in and came to `{doors.path(page)}`, status "
        f"{page.status_code}.",
        f"`/city` was expected, telling “{CITIES[name]}”.",
        exchange=page,
    )


def _demand_admins_only(
    lab: Lab, stranger: Visitor, ana: Visitor, bob: Visitor
) -> None:
    for visitor, who in ((stranger, "A stranger"), (bob, "Bob, who is no admin,")):
        page = visitor.get("/admin")
        lab.expect(
            "open-to-all",
            page.status_code == 403,
            f"{who} asked for `/admin`: {page.status_code} {page.reason}.",
            "403 was expected for everybody whom the table does not call an admin.",
            exchange=page,
        )
    page = ana.get("/admin")
    lab.expect(
        "admin-kept-out",
        page.status_code == 200,
        f"Ana is an admin. She asked for `/admin`: {page.status_code} {page.reason}.",
        "The table says `True` for her: the page was expected.",
        exchange=page,
    )


def _demand_one_city(lab: Lab, phone: Visitor, laptop: Visitor, bob: Visitor) -> None:
    sent = phone.post("/city", data={"city": NEW_CITY})
    lab.expect(
        "city-not-changed",
        doors.tells(sent, NEW_CITY),
        f"On her phone Ana changed her city to {NEW_CITY}.",
        f"A redirect to `/city`, telling “{NEW_CITY}”, was expected.",
        exchange=sent,
    )
    page = laptop.get("/city")
    lab.expect(
        "two-cities",
        doors.tells(page, NEW_CITY),
        f"On her phone Ana changed her city to {NEW_CITY}. On her laptop, logged in "
        f"as well, she still read “{page.text.strip()[:40]}”.",
        "One user, two jars, two copies of her row. There is one table.",
        exchange=page,
    )
    page = bob.get("/city")
    lab.expect(
        "everybody-moves",
        doors.tells(page, CITIES[BOB]),
        f"Ana moved to {NEW_CITY}. Then Bob asked for his city, and read "
        f"“{page.text.strip()[:40]}”.",
        f"“{CITIES[BOB]}” was expected: he stayed where he was.",
        exchange=page,
    )


def _demand_today(lab: Lab, ana: Visitor, bob: Visitor) -> None:
    page = ana.get("/admin")
    lab.expect(
        "former-admin-gets-in",
        page.status_code == 403,
        "In the table Ana is no admin any more. Her laptop asked for `/admin`, and "
        "got it.",
        "Her cookie says what was true when it was signed. The signature is good; "
        "the news in it is old.",
        exchange=page,
    )
    page = bob.get("/admin")
    lab.expect(
        "new-admin-waits",
        page.status_code == 200,
        "In the table Bob is an admin now. He asked for `/admin`: "
        f"{page.status_code} {page.reason}.",
        "Nobody told him to log out and in again. Ask the table at each request.",
        exchange=page,
    )


def _demand_small(lab: Lab, ana: Visitor) -> None:
    data = doors.session_data(ana)
    data.pop("_permanent", None)
    lab.expect(
        "more-than-a-name",
        list(data.values()) == [ANA],
        f"We read Ana's cookie without a key. It holds {_words([*data]) or 'nothing'}.",
        "Her name alone was expected. The rest can be read by others, and grows old.",
    )
