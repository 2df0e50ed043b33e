"""Lesson 4, what is inside the cookie.

Flask and requests are imported where they are used: the catalogue reads this
module too.
"""

from __future__ import annotations

import base64
import hmac
import random
import warnings
import zlib
from bisect import bisect_right
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from course_app.checks import leaks, scenes
from course_app.exercise import exercise
from course_app.trouble import not_attempted

if TYPE_CHECKING:
    import requests
    from flask import Flask

    from course_app.experiment import Lab, Trial

LIMIT = 4096  # bytes of name and value (RFC 6265bis, section 5.6)
MOST_GAMES = 12  # more than there are numbers, so that one comes twice
ENOUGH_GAMES = 6  # nothing random equals the number six times


@dataclass(frozen=True)
class Diary:
    """A cookie to be read, and what is said when it is not."""

    finding: str
    key: str
    data: dict[str, str]
    told: tuple[str, ...]


DIARIES = (
    Diary(
        "wrong-data",
        scenes.KEY,
        {"likes": "tea"},
        (
            "It holds `{'likes': 'tea'}`.",
            "The payload is what stands before the timestamp.",
        ),
    ),
    Diary(
        "asks-for-a-key",
        "a-key-you-never-saw",
        {"likes": "tea"},
        (
            "It holds `{'likes': 'tea'}`, and its site has a key you do not know.",
            "The key makes the signature. Reading takes none.",
        ),
    ),
    Diary(
        "padding",
        scenes.KEY,
        {"likes": "mint"},
        (
            "It holds `{'likes': 'mint'}`, one letter more than the first.",
            "Base64 goes by groups of four, and this payload does not fill its last.",
            "Flask leaves the `=` away that would fill it. Python wants it back.",
        ),
    ),
    Diary(
        "alphabet",
        scenes.KEY,
        {"likes": "???>>>"},
        (
            "It holds `{'likes': '???>>>'}`, and its payload has `_` and `-` in it.",
            "That is base64 for addresses. The plain one has `/` and `+` there.",
        ),
    ),
    Diary(
        "compressed",
        scenes.KEY,
        {"likes": "tea, " * 100},
        (
            "It holds a hundred times tea, and begins with a dot: it was compressed.",
            "Cut the timestamp and the signature off from the right. What is left?",
        ),
    ),
)


@exercise(
    "4.1",
    title="Read it without a key",
    minutes=5,
    answer="peek",
    hints=(
        "Which part holds the data, and how did the lesson decode it?",
        (
            "`value.rsplit('.', 2)` cuts two parts off from the right. After base64 "
            "you have bytes; `json.loads` makes a dict of them."
        ),
        (
            "If the payload begins with a dot, decode what follows it, and give the "
            "bytes to `zlib.decompress` before `json.loads`."
        ),
    ),
)
def reads_without_a_key(lab: Lab, peek: Any) -> str:
    """Give it the cookies of five visitors, from sites with two keys."""
    for number, diary in enumerate(DIARIES, 1):
        value = _peeked(lab, peek, diary)
        seen = f"Cookie {number} of {len(DIARIES)}: your function {_did(value)}."
        _demand_reading(lab, value, seen)
        lab.expect(diary.finding, value == diary.data, seen, *diary.told)
    return (
        "Five cookies of five visitors, made with two keys, and you read them all.\n"
        "Nobody gave you a key. None is needed to read, by you or by anybody else."
    )


def _peeked(lab: Lab, peek: Any, diary: Diary) -> Any:
    from itsdangerous import BadData

    visitor = lab.host(lambda: scenes.diary(diary.key)).visitor()
    visitor.post("/keep", json=diary.data)
    cookie = visitor.cookies["session"]
    return lab.call(peek, cookie, catch=(ValueError, zlib.error, BadData))


def _demand_reading(lab: Lab, value: Any, seen: str) -> None:
    lab.expect(
        "always-decompresses",
        not isinstance(value, zlib.error),
        seen,
        "Not every payload is compressed. Those that are begin with a dot.",
    )
    lab.expect(
        "not-a-dict",
        isinstance(value, (dict, Exception)),
        seen,
        "A dict was expected, so that a program can ask it for a key.",
        "What base64 gives back is the dict written down, as JSON.",
    )


def _did(value: Any) -> str:
    """Say what a function did: raised something, or returned it."""
    if isinstance(value, ValueError):  # which one of them is a matter of the bytes
        return "could not decode it and raised a ValueError"
    if isinstance(value, Exception):
        zipped = isinstance(value, zlib.error)
        return "raised zlib.error" if zipped else f"raised {type(value).__name__}"
    words = repr(value)
    return f"returned `{words[:60]}{'…' if len(words) > 60 else ''}`"


@exercise(
    "4.2",
    title="A game that tells its number",
    minutes=8,
    answer="make_app",
    hints=(
        (
            "Whatever the session holds, the player holds. Another name, other "
            "letters, a longer key: which of them would stop you?"
        ),
        (
            "A hash does not help either. There are ten numbers: the player hashes all "
            "ten and compares."
        ),
        (
            "Let the server keep the numbers, in a dict of its own. What does the "
            "session need then, to find the right one?"
        ),
        (
            "`numbers = {}` inside `make_app`. `/start` sets `session['game']` to a "
            "new `secrets.token_urlsafe()`, and keeps the number under that."
        ),
    ),
)
def keeps_its_number(lab: Lab, make_app: Any) -> str:
    """Let Ana and Bob play; compare what they were handed with the numbers."""
    site = lab.start(make_app)
    players = [site.visitor(), site.visitor()]
    games: list[leaks.Game] = []
    while len(games) < MOST_GAMES and not _settled(games):
        shown = [_started(lab, player) for player in players]
        numbers = [_number(lab, player, all_ten=not games) for player in players]
        games += map(leaks.Game, numbers, shown)
        if len(games) == 2:  # soon: a slow hash would use up the time
            _demand_no_hash(lab, games)
    _demand_fair_games(lab, games)
    _demand_silence(lab, games)
    return (
        "Two players in turn, game after game. Neither cookie nor page gave a number "
        "away.\nThe player carries the name of a game. The number stays at home."
    )


def _settled(games: list[leaks.Game]) -> bool:
    """Whether chance can be ruled out: it makes numbers alike now and then."""
    numbers = [game.number for game in games]
    if games and leaks.plain(games):
        return len(games) >= ENOUGH_GAMES
    repeated = len(set(numbers)) < len(numbers)
    apart = numbers[::2] != numbers[1::2]
    return repeated and apart and not leaks.coded(games)


def _started(lab: Lab, player: requests.Session) -> dict[str, str]:
    page = player.get("/start")
    lab.expect(
        "no-start-page",
        page.status_code == 200,
        f"A player asked for `/start` and got {page.status_code} {page.reason}.",
        "A page was expected there that begins a new game.",
        exchange=page,
    )
    return leaks.handed_out(player, page.text)


def _number(lab: Lab, player: requests.Session, *, all_ten: bool) -> int:
    right: list[int] = []
    for number in range(1, 11):
        if _is_right(player, number):
            right.append(number)
        if right and not all_ten:
            break
    lab.expect(
        "not-one-right",
        len(right) == 1 and _is_right(player, right[0]),
        "A player began a game and guessed 1, 2, 3, and so on up to 10.",
        "`right` was expected for exactly one of them, and `wrong` for nine.",
        "One number is drawn at `/start`, and stays the same until the next `/start`.",
    )
    return right[0] if right else 0


def _is_right(player: requests.Session, number: int) -> bool:
    return player.get(f"/guess/{number}").text.strip() == "right"


def _demand_fair_games(lab: Lab, games: list[leaks.Game]) -> None:
    numbers = [game.number for game in games]
    lab.expect(
        "always-the-same",
        len(set(numbers)) > 1,
        "Game after game was begun, and the number was the same in all of them.",
        "Each `/start` was to draw a new one. Where do you draw yours?",
    )
    lab.expect(
        "players-share",
        numbers[::2] != numbers[1::2],
        "Ana began a game, then Bob began his, and both had the same number.",
        "It happened every time: Bob's start changed Ana's number.",
        "One number for everybody is one game for everybody.",
    )


def _demand_no_hash(lab: Lab, games: list[leaks.Game]) -> None:
    where = leaks.hashed(games)
    lab.expect(
        "number-hashed",
        not where,
        f"Ana and Bob began a game each, and {where} was a hash of the number.",
        "Nobody can turn a hash back. But with ten numbers: hash all ten, compare.",
        "What must not be known must not be handed out.",
    )


def _demand_silence(lab: Lab, games: list[leaks.Game]) -> None:
    where = leaks.plain(games)
    lab.expect(
        "number-in-plain-sight",
        not where,
        f"In every game that was played, {where} was the number itself.",
        "A name says nothing about who may read. Nor does a key, or `HttpOnly`: "
        "the player owns the jar.",
        "What should the player hold instead?",
    )
    where = leaks.coded(games)
    lab.expect(
        "number-in-disguise",
        not where,
        f"In a dozen games the same number always gave the same {where}.",
        "Who has seen each number once can read all later ones from that list.",
        "Does it need to leave the server at all?",
    )


@exercise(
    "4.3",
    title="What may go into a session?",
    minutes=6,
    answer="harm",
    hints=(
        (
            "Take the table near the end of the lesson. Which of its lines says yes to "
            "“nobody edits it”?"
        ),
        (
            "For each row ask twice. Does it hurt when its holder reads it? Does it "
            "hurt when she sends it again after things have changed?"
        ),
        (
            "Two can be read with harm, two do harm when an old copy comes back, and "
            "four do none. The form token is meant for its owner."
        ),
    ),
)
def knows_the_harm(lab: Lab, harm: Any) -> str:
    """Try on a shop each harm that is named, and look for harm where none is."""
    _demand_table(lab, harm)
    shop = lab.host(scenes.shop)
    for item in scenes.ITEMS:
        _demand_harm(lab, shop, item, dict(_pairs(harm)).get(item, scenes.NOTHING))
    return (
        "Each harm you named was tried on the shop and worked; where you named none, "
        "none was found.\nA signature stops those who edit. It stops no reader and no "
        "old copy."
    )


def _demand_harm(lab: Lab, shop: Trial, item: str, named: str) -> None:
    tried = scenes.attack(shop, item, named) if named in scenes.ATTACKS else None
    if tried and tried.worked:
        return
    if tried and named == scenes.EDITED:
        _demand_no_editing(lab, item, tried)
    _demand_seen(lab, shop, item, named)
    if tried and named != scenes.EDITED:
        _demand_innocence(lab, item, named, tried)


def _demand_table(lab: Lab, harm: Any) -> None:
    if harm is None or harm is ... or (isinstance(harm, dict) and ... in harm.values()):
        raise not_attempted()
    missing = [item for item in scenes.ITEMS if item not in dict(_pairs(harm))]
    lab.expect(
        "row-missing",
        not missing,
        f"There is no row for {_words(missing)} in your table.",
        "All eight were expected, under the names the task gives them.",
    )
    strange = [item for item, named in _pairs(harm) if named not in scenes.HARMS]
    lab.expect(
        "other-words",
        not strange,
        f"What stands beside {_words(strange)} is none of the four choices.",
        "Copy one of them, letter for letter. The check tries what it says.",
    )


def _pairs(harm: Any) -> list[tuple[Any, Any]]:
    return list(harm.items()) if isinstance(harm, dict) else []


def _demand_no_editing(lab: Lab, item: str, tried: scenes.Attempt) -> None:
    lab.expect(
        "calls-it-editable",
        tried.worked,
        f"You say of `{item}`: {scenes.EDITED}. {tried.told}",
        "Without the key nobody makes a signature that fits. Of the three harms "
        "this is the one it stops.",
        exchange=tried.exchange,
    )


def _demand_seen(lab: Lab, shop: Trial, item: str, named: str) -> None:
    reading = scenes.attack(shop, item, scenes.READ)
    lab.expect(
        "overlooks-reader",
        not reading.worked,
        f"You say of `{item}`: {named}. {reading.told}",
        "The signature kept it as it was, and hid nothing.",
        exchange=reading.exchange,
    )
    old = scenes.attack(shop, item, scenes.OLD)
    lab.expect(
        "overlooks-old-copy",
        not old.worked,
        f"You say of `{item}`: {named}. {old.told}",
        "Her cookie was genuine when it was made. A signature cannot tell that things "
        "have changed since.",
        exchange=old.exchange,
    )


def _demand_innocence(lab: Lab, item: str, named: str, tried: scenes.Attempt) -> None:
    lab.expect(
        "token-from-its-owner",
        item != "form_token",
        f"You say of `form_token`: {named}. {tried.told}",
        "The token proves that a form came from the visitor's own page. It need not be "
        "secret from her.",
        exchange=tried.exchange,
    )
    lab.expect(
        "sees-harm-in-nothing",
        tried.worked,
        f"You say of `{item}`: {named}. {tried.told}",
        "Nobody got what they should not have. A session is for things like this.",
        exchange=tried.exchange,
    )


def _words(names: Collection[Any]) -> str:
    return ", ".join(f"`{name}`" for name in names)


@exercise(
    "4.4",
    title="How many items fit?",
    minutes=7,
    answer="how_many",
    hints=(
        "What cookie would the shop send for one item? For two? Measure it.",
        (
            "`cookies.sign({'cart': items[:2]}, 'any-key')` is the value for two "
            "items. Does the key matter for its length?"
        ),
        (
            "A browser counts the name, too: `len('session' + value) <= 4096`. Go up "
            "from one item until that is no longer so."
        ),
    ),
)
def measures_the_cart(lab: Lab, how_many: Any) -> str:
    """Give it five lists; the shop's own cookies say how many of each would fit."""
    shop = lab.host(_cart_shop)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Werkzeug's, about cookies that are too large
        for number, items in enumerate(_carts(), 1):
            said = lab.call(how_many, list(items))
            _demand_number(lab, said)
            _demand_measured(lab, shop, number, items, said)
    return (
        "Five carts, and each time you knew which item a browser would have lost.\n"
        "The shop would have said “added”, and the next page would not have shown it."
    )


def _demand_number(lab: Lab, said: Any) -> None:
    lab.expect(
        "not-a-number",
        isinstance(said, int) and not isinstance(said, bool),
        f"Your function {_did(said)}.",
        "A whole number was expected: how many items fit, counted from the first.",
    )


def _demand_measured(
    lab: Lab, shop: Trial, cart: int, items: list[str], said: int
) -> None:
    """Compare with what the shop's own cookies say, by four ways of counting."""

    @cache
    def length(count: int) -> int:
        return _length(shop, items[:count])

    def up_to(limit: int) -> int:
        return bisect_right(range(1, len(items) + 1), limit, key=length)

    fitting = up_to(LIMIT - len("session"))
    seen = f"For cart {cart} of 5, with {len(items)} items, your function said {said}."
    lab.expect(
        "all-of-them",
        not said == len(items) > fitting,
        seen,
        "The shop sent them all, and `requests` took them all. A browser would have "
        f"kept the first {fitting}.",
        "What came back from a jar of `requests` says nothing about browsers.",
    )
    lab.expect(
        "counted-unpacked",
        not (said < fitting == len(items)),
        seen,
        "Their JSON is longer than 4,096 bytes. The cookie is not: all of them fit.",
        "Flask packs before it signs. Measure what is sent.",
    )
    warned = up_to(4093 - len("session=; HttpOnly; Path=/"))
    lab.expect(
        "believed-the-warning",
        not said == warned < fitting,
        seen,
        f"{fitting} was expected. After {warned} the server begins to warn: it counts "
        "the whole header, up to 4,093 bytes.",
        "The browser decides, and it counts name and value.",
    )
    lab.expect(
        "forgot-the-name",
        not said == up_to(LIMIT) > fitting,
        seen,
        f"{fitting} was expected. With one item more the value has room, but not the "
        "value and its name.",
        "A browser counts both. How many bytes has `session`?",
    )
    lab.expect(
        "another-count",
        said == fitting,
        seen,
        f"{fitting} was expected: the shop's own cookies were measured.",
    )


def _carts() -> Iterator[list[str]]:
    """Give carts whose counts tell the ways of counting apart; the same every time.

    How well zlib packs differs from one build to the next, so the finer ones
    are found by trying.
    """
    yield ["apple", "pear"]
    yield [
        "a very large apple from the garden of our neighbours, washed and dried"
    ] * 70
    letters = random.Random(4)  # noqa: S311 - the same letters every time
    yield [letters.randbytes(100).hex() for _ in range(30)]
    yield _cart_with_length_in(range(4068, 4090))
    yield _cart_with_length_in(range(4090, 4097))


def _cart_with_length_in(wanted: range) -> list[str]:
    """Make a cart for which the value has a length in ``wanted`` at some item."""
    from course_app import cookies

    def length(items: list[str]) -> int:
        return len(cookies.sign({"cart": items}, scenes.KEY))

    letters = random.Random(4)  # noqa: S311 - the same letters every time
    items = [letters.randbytes(100).hex() for _ in range(30)]
    while length(items) > wanted.start - 50:
        items.pop()
    item = letters.randbytes(300).hex()
    size = next(n for n in range(600) if length([*items, item[:n]]) in wanted)
    return [*items, item[:size], *(item[:200] for _ in range(3))]


def _length(shop: Trial, items: list[str]) -> int:
    """Put ``items`` into a new customer's cart; measure the value that comes."""
    customer = shop.visitor()
    customer.post("/cart", json=items)
    return len(customer.cookies["session"])


def _cart_shop() -> Flask:
    from flask import Flask, request, session

    app = Flask("cart")
    app.secret_key = scenes.KEY

    @app.post("/cart")
    def fill() -> str:
        session["cart"] = request.get_json()
        return "filled"

    return app


@exercise(
    "4.5",
    title="Is everyone a cheat?",
    minutes=4,
    answer="proofs",
    hints=(
        "For each scene ask twice. Does the signature fit? Did the visitor change it?",
        (
            "A copy fits. So does an old cookie: it is refused for its age. And where "
            "there is no cookie there is nothing to fit."
        ),
        (
            "The signature stops fitting when the payload changes, when the key "
            "changes, and when it is hurt itself. Who did it, in each scene?"
        ),
    ),
)
def chooses_the_evidence(lab: Lab, proofs: Any) -> str:
    """Play every scene, and see whether it is a proof."""
    if proofs is None or proofs is ...:
        raise not_attempted()
    _demand_letters(lab, proofs)
    played = {letter: scenes.play(lab, letter) for letter in scenes.SCENES}
    for letter, scene in played.items():
        _demand_signature(lab, letter, scene, chosen=letter in proofs)
    for letter in (letter for letter, scene in played.items() if scene.proves):
        scene = played[letter]
        lab.expect(
            f"misses-{scenes.SCENES[letter]}",
            letter in proofs,
            f"You left out {letter}. {scene.told}",
            "The signature did not fit, and the visitor had changed nothing.",
            "She would have been shown an error for what others did.",
            exchange=scene.exchange,
        )
    return (
        "Three visitors who changed nothing, and three signatures that do not fit.\n"
        "Flask cannot tell them from a cheat, so it lets all of them in as strangers."
    )


def _demand_letters(lab: Lab, proofs: Any) -> None:
    letters = isinstance(proofs, (set, frozenset, list, tuple)) and all(
        isinstance(one, str) and one in scenes.SCENES for one in proofs
    )
    lab.expect(
        "not-letters",
        letters,
        f"`proofs` is `{str(proofs)[:60]}`.",
        'A set of letters from a to g was expected, such as `{"a", "g"}`.',
    )


def _demand_signature(
    lab: Lab, letter: str, scene: scenes.Scene, *, chosen: bool
) -> None:
    seen = f"You chose {letter}. {scene.told}"
    lab.expect(
        "cheat-as-proof",
        not (chosen and scene.forged and scene.by_visitor),
        seen,
        "The signature does not fit, and it was the visitor who changed the cookie.",
        "This is the one scene your colleague is right about.",
        exchange=scene.exchange,
    )
    lab.expect(
        "too-old-is-not-unsigned",
        not (chosen and scene.status == "expired"),
        seen,
        "The signature fits. The cookie was refused for its age: a timestamp can be "
        "believed only when it is signed.",
        exchange=scene.exchange,
    )
    lab.expect(
        "copy-fits",
        not (chosen and scene.status == "valid"),
        seen,
        "The signature fits: a copy is the same bytes. Flask took Bob for Ana.",
        exchange=scene.exchange,
    )
    lab.expect(
        "nothing-to-fit",
        not (chosen and scene.status == "none"),
        seen,
        "No cookie came, so there was no signature to judge.",
        exchange=scene.exchange,
    )


@exercise(
    "4.6",
    title="Be the server",
    minutes=7,
    answer="genuine",
    hints=(
        "The server never opens a signature. It makes one, and compares.",
        (
            "Cut the value at its last dot. What stands before it is the message; what "
            "stands after it is the signature to compare with."
        ),
        (
            "`key = hmac.digest(secret_key.encode(), b'cookie-session', 'sha1')` comes "
            "first. A value without a dot cannot be genuine."
        ),
    ),
)
def judges_signatures(lab: Lab, genuine: Any) -> str:
    """Give it genuine cookies, others with one thing changed, and nonsense."""
    site = lab.host(lambda: scenes.diary(scenes.KEY))
    ana, bob = site.visitor(), site.visitor()
    ana.post("/keep", json={"user": "ana"})
    bob.post("/keep", json={"note": "tea, " * 100})
    anas, bobs = ana.cookies["session"], bob.cookies["session"]
    said = lab.call(genuine, anas, scenes.KEY)
    _demand_yes_or_no(lab, said)
    _demand_same_signature(lab, genuine, anas, said)
    _demand_refusals(lab, genuine, anas)
    _demand_other_genuine(lab, genuine, bobs)
    return (
        "You took what the server signed, old and compressed cookies too, and refused "
        "the rest.\nYou opened no signature. Nor does Flask: it makes one and compares."
    )


def _demand_yes_or_no(lab: Lab, said: Any) -> None:
    lab.expect(
        "not-yes-or-no",
        isinstance(said, bool),
        f"Your function returned a {type(said).__name__}.",
        "True or False was expected: does the signature fit?",
    )


def _demand_same_signature(lab: Lab, genuine: Any, cookie: str, said: Any) -> None:
    """Where a genuine cookie is refused, find out what the learner's would be."""
    seen = "A genuine cookie came with the right key. Your function said no."
    for finding, (ours, lines) in _variants(cookie).items():
        made_so = said is False and lab.call(
            genuine, ours, scenes.KEY, catch=(Exception,)
        )
        lab.expect(finding, made_so is not True, seen, *lines)
    lab.expect(
        "refuses-genuine",
        said is not False,
        seen,
        "Print the signature that you make beside the one in the cookie.",
        "The message is payload, dot, timestamp; the result is written in base64 "
        "without `=`.",
    )


def _variants(cookie: str) -> dict[str, tuple[str, tuple[str, ...]]]:
    """Sign the same message as a learner might who leaves something out."""
    message = cookie.rsplit(".", 1)[0]
    payload = message.rsplit(".", 1)[0]
    derived = hmac.digest(scenes.KEY.encode(), b"cookie-session", "sha1")
    signatures = {
        "no-salt": (
            _base64(hmac.digest(scenes.KEY.encode(), message.encode(), "sha1")),
            (
                "It would have said yes to one made with the secret key as it is.",
                "Flask first turns it into a key for this one purpose, with the salt.",
            ),
        ),
        "time-unsigned": (
            _base64(hmac.digest(derived, payload.encode(), "sha1")),
            (
                "It would have said yes to a signature of the payload alone.",
                "The timestamp is signed, too, or anybody could make a cookie young.",
            ),
        ),
        "another-hash": (
            _base64(
                hmac.digest(
                    hmac.digest(scenes.KEY.encode(), b"cookie-session", "sha256"),
                    message.encode(),
                    "sha256",
                )
            ),
            (
                "It would have said yes to one made with SHA-256. Flask's is SHA-1.",
                "Both sides must do the same, or no signature ever fits.",
            ),
        ),
        "padding-kept": (
            base64.urlsafe_b64encode(
                hmac.digest(derived, message.encode(), "sha1")
            ).decode(),
            (
                "It would have said yes to the same signature with `=` at its end.",
                "Twenty bytes do not fill the last group of four. Flask drops the `=`.",
            ),
        ),
    }
    return {
        finding: (f"{message}.{signature}", lines)
        for finding, (signature, lines) in signatures.items()
    }


def _base64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def _demand_refusals(lab: Lab, genuine: Any, cookie: str) -> None:
    from course_app import cookies

    lab.expect(
        "believes-the-payload",
        lab.call(genuine, cookies.tamper(cookie, user="bob"), scenes.KEY) is False,
        "The payload was changed from ana to bob, and the rest left as it was. Your "
        "function said yes.",
        "Whoever can edit the payload can be anybody. What has to be compared?",
    )
    lab.expect(
        "believes-any-key",
        lab.call(genuine, cookie, "another-key") is False,
        "A cookie of this site came with the key of another. Your function said yes.",
        "It fits no key but the one it was made with.",
    )
    nonsense = [
        lab.call(genuine, text, scenes.KEY, catch=(Exception,))
        for text in ("nonsense", "")
    ]
    lab.expect(
        "stumbles-over-nonsense",
        nonsense == [False, False],
        f"`nonsense` came as a cookie. Your function {_did(nonsense[0])}.",
        "False was expected. Anybody can send anything as a cookie, and a server must "
        "not fall over it.",
    )


def _demand_other_genuine(lab: Lab, genuine: Any, compressed: str) -> None:
    from course_app import cookies

    said = lab.call(genuine, compressed, scenes.KEY, catch=(Exception,))
    lab.expect(
        "cuts-from-the-left",
        said is True,
        f"Bob's cookie is genuine, and compressed. Your function {_did(said)}.",
        "It has three dots, one of them in front. The signature follows the last.",
    )
    old = cookies.aged({"user": "ana"}, scenes.KEY, days=40)
    lab.expect(
        "judges-the-age",
        lab.call(genuine, old, scenes.KEY) is True,
        "A genuine cookie of 40 days ago came. Your function said no.",
        "Flask would refuse it as well, but for its age. Its signature fits, and that "
        "was the question.",
    )
