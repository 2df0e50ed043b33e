"""Lesson 8, the secret key.

Flask and requests are imported where they are used: the catalogue reads this
module too.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from course_app.checks import incident, vaults, workers
from course_app.exercise import exercise
from course_app.trouble import a_kind, error_name, not_attempted

if TYPE_CHECKING:
    import requests

    from course_app.checks.vaults import Vault
    from course_app.experiment import Lab, Trial
    from course_app.visitor import Visitor

VARIABLE = "SECRET_KEY"
# Fixed, so that a verdict reads the same twice; each as long as `token_hex()`.
FIRST = "5f3a" * 16
SECOND = "c01d" * 16
SHORTEST = "beef" * 8
OLD, NEW = "0ld0" * 16, "ne77" * 16
PUBLISHED = ("dev", "secret", "your_secret_key", "only-for-this-notebook")
NOBODY = "nobody"
STARTED_ANYWAY = (
    "An error was expected. A site without a good key runs, looks well, and is "
    "anybody's."
)


@contextmanager
def _variable(value: str | None) -> Iterator[None]:
    """Set the environment variable, or take it away, for the time of a start."""
    before = os.environ.pop(VARIABLE, None)
    if value is not None:
        os.environ[VARIABLE] = value
    try:
        yield
    finally:
        os.environ.pop(VARIABLE, None)
        if before is not None:
            os.environ[VARIABLE] = before


def _start_with(lab: Lab, make_app: Any, value: str) -> Trial:
    with _variable(value):
        return lab.start(make_app)


@exercise(
    "8.1",
    title="No key, no site",
    minutes=6,
    answer="make_app",
    hints=(
        (
            "Which of the lesson's two ways to read the environment fails when the "
            "variable is missing?"
        ),
        (
            "A variable that is there may be empty, or a word. Measure its text before "
            "you take it."
        ),
        (
            "`key = os.environ['SECRET_KEY']`, then `if len(key) < 32: raise "
            "ValueError('…')`, then `app.secret_key = key`."
        ),
    ),
)
def starts_with_a_key_only(lab: Lab, make_app: Any) -> str:
    """Start without a key, with weak ones, and three times with good ones."""
    _demand_refusal(lab, make_app)
    one = _start_with(lab, make_app, FIRST)
    two = _start_with(lab, make_app, FIRST)
    ana, bob = one.visitor(), two.visitor()
    for client, user in ((ana, "ana"), (bob, "bob")):
        _log_in(lab, client, user)
    _demand_agreement(lab, two, ana, "ana")
    _demand_agreement(lab, one, bob, "bob")
    other = _start_with(lab, make_app, SECOND)
    _demand_obedience(lab, other, ana)
    _demand_no_back_door(lab, one)
    return (
        "Without a key, with an empty one and with a word it did not start. With a "
        "good key two workers agreed, and another key was another site's.\n"
        "Whoever reads your program now learns nothing that opens a session."
    )


def _demand_refusal(lab: Lab, make_app: Any) -> None:
    lab.expect(
        "starts-without-key",
        not _starts(lab, make_app, None),
        "`make_app()` was called without an environment variable `SECRET_KEY`, and "
        "raised nothing.",
        STARTED_ANYWAY,
    )
    for weak in ("", "dev", "x" * 31):
        lab.expect(
            "starts-with-weak-key",
            not _starts(lab, make_app, weak),
            f"`SECRET_KEY` was there, with {len(weak)} characters, and `make_app()` "
            "raised nothing.",
            STARTED_ANYWAY,
        )
    error = _refusal(lab, make_app, SHORTEST)
    lab.expect(
        "refuses-a-good-key",
        error is None,
        f"`SECRET_KEY` had {len(SHORTEST)} characters, and `make_app()` raised "
        f"{error and error_name(error)}.",
        "A site was expected: 32 random characters are enough.",
    )


def _starts(lab: Lab, make_app: Any, value: str | None) -> bool:
    return _refusal(lab, make_app, value) is None


def _refusal(lab: Lab, make_app: Any, value: str | None) -> BaseException | None:
    """Give what `make_app` raises under ``value``, ``None`` where it returns."""
    with _variable(value):
        found = lab.call(make_app, catch=(Exception, SystemExit))
    if isinstance(found, NotImplementedError):
        raise not_attempted()
    return found if isinstance(found, BaseException) else None


def _log_in(lab: Lab, client: Visitor, user: str) -> None:
    login = client.post("/login", data={"user": user})
    page = client.get("/me")
    lab.expect(
        "not-logged-in",
        page.text.strip() == user,
        f"{user.title()} posted `user={user}` to `/login` ({login.status_code}), "
        f"then asked `/me` and read “{page.text.strip()[:40]}”.",
        f"“{user}” was expected.",
        exchange=login if login.status_code >= 400 else page,
    )


def _with(trial: Trial, cookie: str) -> requests.Response:
    """Ask for ``/me`` with a cookie, as a client of its own."""
    visitor = trial.visitor()
    visitor.cookies.set("session", cookie)
    page: requests.Response = visitor.get("/me")
    return page


def _held(client: Visitor) -> str:
    return str(client.cookies.get("session"))


def _demand_agreement(lab: Lab, trial: Trial, client: Visitor, user: str) -> None:
    page = _with(trial, _held(client))
    lab.expect(
        "key-of-the-start",
        page.text.strip() == user,
        f"Two workers were started with the same `SECRET_KEY`. {user.title()} logged "
        "in at one and asked the other.",
        f"It said “{page.text.strip()[:40]}”, and “{user}” was expected.",
        "Two starts of your program make two keys. Where do yours come from?",
        exchange=page,
    )


def _demand_obedience(lab: Lab, other: Trial, ana: Visitor) -> None:
    from course_app import cookies

    page = _with(other, _held(ana))
    lab.expect(
        "ignores-the-variable",
        page.text.strip() == NOBODY,
        "Ana logged in under one `SECRET_KEY`. The site was started with another, and "
        f"told her “{page.text.strip()[:40]}”.",
        "“nobody” was expected. Both starts used one key, and it came from somewhere "
        "else than the environment.",
        exchange=page,
    )
    lab.expect(
        "not-that-key",
        cookies.verify(_held(ana), FIRST).valid,
        "Ana's cookie was not signed with the text that `SECRET_KEY` held, but with "
        "another, made from it.",
        "Take it whole, as it stands. What is left away makes guessing easier.",
    )


def _demand_no_back_door(lab: Lab, trial: Trial) -> None:
    from course_app import cookies

    for word in PUBLISHED:
        page = _with(trial, cookies.sign({"user": "admin"}, word))
        lab.expect(
            "published-key-accepted",
            page.text.strip() == NOBODY,
            f"A cookie for `admin` was signed with the key `{word}`, and your site "
            f"said “{page.text.strip()[:40]}”.",
            "“nobody” was expected. A fallback in the program's text is a second key, "
            "and everybody has it.",
            exchange=page,
        )


@exercise(
    "8.2",
    title="Logins that come and go",
    minutes=7,
    answer="foreseen",
    hints=(
        (
            "For each row ask: which key signs her cookie at worker 1? Does worker 2 "
            "have it? Does worker 1 have it after its next start?"
        ),
        (
            "Of several keys one signs, `SECRET_KEY`. The fallbacks only open. "
            "And what a process made is gone when the process ends."
        ),
        (
            "In the log worker 1 knows her before the restart and after it, worker 2 "
            "never. What kept worker 1's key, and kept it from worker 2?"
        ),
    ),
)
def foresees_eight_proposals(lab: Lab, foreseen: Any) -> str:
    """Play each proposal, and compare; then look who could have written the log."""
    _demand_table(lab, foreseen)
    site = lab.host(workers.first_worker)
    played = {row: workers.play(one, site) for row, one in workers.PROPOSALS.items()}
    agreeing = sum(foreseen[row] == course.word for row, course in played.items())
    for row, proposal in workers.PROPOSALS.items():
        word = played[row].word
        lab.expect(
            proposal.finding,
            foreseen[row] == word,
            f"Row {row}: you expected `{foreseen[row]}`. We played it, and it is "
            f"`{word}`.",
            workers.SEEN[word],
            proposal.told,
            f"{agreeing} of your 8 rows agree with what happened.",
            exchange=played[row].exchange,
        )
    _demand_log(lab, foreseen["log"], played)
    return (
        "Eight proposals were played, each with two workers and a restart, and went as "
        "you said.\nThree work, and none of the three needs a store. Of these, one is "
        "a key that everybody can compute, and one carries a fallback for nothing."
    )


def _demand_table(lab: Lab, foreseen: Any) -> None:
    if foreseen is None or foreseen is ...:
        raise not_attempted()
    rows = {*workers.PROPOSALS, "log"}
    lab.expect(
        "not-a-table",
        isinstance(foreseen, dict) and set(foreseen) == rows,
        f"`foreseen` is {a_kind(foreseen)}, and not a dict with the keys a to h and "
        "log.",
        "A word for each of the eight rows was expected, and a letter for the log.",
    )
    if all(word is ... for word in foreseen.values()):
        raise not_attempted()
    known = workers.WORDS.values()
    unknown = [row for row in workers.PROPOSALS if foreseen[row] not in known]
    lab.expect(
        "no-such-word",
        not unknown,
        f"Row {unknown[0] if unknown else ''} has none of the four words.",
        f"Each row is one of {', '.join(f'`{word}`' for word in known)}.",
    )


def _demand_log(lab: Lab, letter: Any, played: dict[str, workers.Course]) -> None:
    possible = [row for row, course in played.items() if course.known == workers.LOG]
    lab.expect(
        "log-misread",
        letter in possible,
        f"All eight rows are right. For the log you chose `{str(letter)[:20]}`.",
        "The log has worker 1 know Ana before the restart and after it, and worker 2 "
        "never. Row by row we looked for that, and this is not where we found it.",
        "Which of your eight words says the same as the log?",
    )


@exercise(
    "8.3",
    title="A new key in eight days",
    minutes=8,
    answer="make_app",
    hints=(
        (
            "Three stretches of time: before day 1, days 1 to 7, from day 8 on. Which "
            "key signs in each, and which others are accepted?"
        ),
        (
            "Ana only reads. On day 7 her cookie is still signed with the old key. "
            "What must happen to it before day 8, and who can do that?"
        ),
        (
            "`SECRET_KEY` is `old if day < 1 else new`, and the fallbacks are "
            "`[old] if 1 <= day <= 7 else []`."
        ),
        (
            "Add a function under `@app.before_request`: `if session: session.modified "
            "= True`. Then every visit is answered with a cookie under the new key."
        ),
    ),
)
def rotates_its_key(lab: Lab, make_app: Any) -> str:
    """Start it on days 0, 1, 7 and 8, with users who log in, read, or stay away."""
    site = _start_on(lab, make_app, 0)
    ana, bob, carla, dora = (site.visitor() for _ in range(4))
    _begin_with_old(lab, ((ana, "ana"), (carla, "carla"), (dora, "dora")))
    copy = _held(dora)
    _turn_to(lab, site, make_app, 1)
    _demand_known(lab, ana, "ana", day=1)
    _demand_new_signature(lab, bob)
    _turn_to(lab, site, make_app, 7)
    _demand_known(lab, carla, "carla", day=7)
    _turn_to(lab, site, make_app, 8)
    _demand_retired(lab, site, copy)
    _demand_kept(lab, ((ana, "ana", 1), (carla, "carla", 7), (bob, "bob", 1)))
    return (
        "Ana read a page on day 1, Carla on day 7, and both were in on day 8, under a "
        "key their first cookies had never seen.\nDora's old cookie opens nothing any "
        "more. A week for a habit; for a leak it would be a week too long."
    )


def _turn_to(lab: Lab, site: Trial, make_app: Any, day: int) -> None:
    """Start the site anew, as on ``day``, behind the same address."""
    site.swap(_start_on(lab, make_app, day).site.app)


def _start_on(lab: Lab, make_app: Any, day: int) -> Trial:
    app = lab.call(make_app, day, OLD, NEW)
    return lab.start(lambda: app)


def _begin_with_old(lab: Lab, clients: tuple[tuple[Visitor, str], ...]) -> None:
    from course_app import cookies

    for client, user in clients:
        _log_in(lab, client, user)
    ana = clients[0][0]
    page = ana.get("/me")
    lab.expect(
        "mixes-visitors",
        page.text.strip() == "ana",
        "On day 0 Ana, Carla and Dora logged in, each with a client of her own. Ana's "
        f"`/me` now says “{page.text.strip()[:40]}”.",
        "“ana” was expected. A login belongs to one client.",
        exchange=page,
    )
    lab.expect(
        "new-key-too-soon",
        cookies.verify(_held(ana), OLD).valid,
        "On day 0 Ana logged in, and her cookie was not signed with `old`.",
        "The new key comes on day 1. Until then the old one signs.",
    )


def _demand_known(lab: Lab, client: Visitor, user: str, *, day: int) -> None:
    page = client.get("/me")
    lab.expect(
        "logged-out-on-day-1" if day == 1 else "ends-too-early",
        page.text.strip() == user,
        f"{user.title()} logged in on day 0. On day {day} she asked `/me` and read "
        f"“{page.text.strip()[:40]}”.",
        f"“{user}” was expected: on days 1 to 7 the logins from before are known.",
        "Her cookie is signed with `old`. Is that accepted on this day?",
        exchange=page,
    )


def _demand_new_signature(lab: Lab, bob: Visitor) -> None:
    from course_app import cookies

    _log_in(lab, bob, "bob")
    lab.expect(
        "old-key-signs",
        cookies.verify(_held(bob), NEW).valid,
        "On day 1 Bob logged in, and his cookie was not signed with `new`.",
        "`SECRET_KEY` signs; the fallbacks only open what was signed before.",
        "On day 8 he would be out, after a login under the new key's rule.",
    )


def _demand_retired(lab: Lab, site: Trial, copy: str) -> None:
    page = _with(site, copy)
    lab.expect(
        "old-key-stays",
        page.text.strip() == NOBODY,
        "Dora logged in on day 0 and did not come again. On day 8 her cookie, signed "
        f"with `old`, was answered “{page.text.strip()[:40]}”.",
        "“nobody” was expected. A key that is accepted for ever was never replaced.",
        exchange=page,
    )


def _demand_kept(lab: Lab, clients: tuple[tuple[Visitor, str, int], ...]) -> None:
    for client, user, day in clients:
        page = client.get("/me")
        lab.expect(
            "reader-lost",
            page.text.strip() == user,
            f"{user.title()} was here on day {day}. On day 8 `/me` said "
            f"“{page.text.strip()[:40]}”.",
            f"“{user}” was expected. Pages were only read, so the cookie kept the "
            "signature it had.",
            "A fallback accepts and does not sign. What makes Flask write a session?",
            exchange=page,
        )


@exercise(
    "8.4",
    title="Break into your own vault",
    minutes=7,
    answer="break_in",
    hints=(
        (
            "Two steps: find the word that verifies the cookie, then sign what you "
            "want to be. The lesson has a line or a function for each."
        ),
        (
            "`cookies.verify` refuses what is older than 31 days, whatever the key. "
            "Give it a `max_age` that lets old cookies pass."
        ),
        (
            "Do not change the old cookie: `cookies.sign({'user': 'admin'}, word)` "
            "makes a fresh one, with a timestamp of now. And after the loop, `return "
            "None`."
        ),
    ),
)
def opens_weak_vaults(lab: Lab, break_in: Any) -> str:
    """Let it try three vaults: a weak key, an old cookie, a strong key."""
    for vault in vaults.WEAK:
        _demand_entry(lab, break_in, vault)
    found = lab.call(break_in, vaults.STRONG.cookie(), list(vaults.WORDS))
    lab.expect(
        "claims-too-much",
        found is None,
        f"The third vault's key is in no list. Your function returned {a_kind(found)}.",
        "`None` was expected. No word fits, and a cookie made in spite of that opens "
        "nothing.",
    )
    return (
        "Two vaults of three stood open, one of them by a cookie from an old backup.\n"
        "The third had a key from `secrets.token_hex()`, and fifty words or fifty "
        "million make no difference to it."
    )


def _demand_entry(lab: Lab, break_in: Any, vault: Vault) -> None:
    cookie = vault.cookie()
    forged = lab.call(break_in, cookie, list(vaults.WORDS))
    place = vaults.WORDS.index(vault.key) + 1
    lab.expect(
        "old-cookie" if vault.days else "gives-up",
        forged is not None,
        f"{vault.name}: your function returned None. Its key is word {place} of "
        f"{len(vaults.WORDS)}.",
        "Its cookie is 40 days old. Age and signature are two questions, and only one "
        "of them is about the key."
        if vault.days
        else "A cookie for `admin` was expected, signed with that word.",
    )
    _demand_form(lab, vault, cookie, forged)
    visitor = lab.host(vault.make).visitor()
    visitor.cookies.set("session", forged)
    page = visitor.get("/vault")
    lab.expect(
        _why_closed(vault, cookie, forged),
        page.ok,
        f"{vault.name}: your cookie was sent to `/vault`, and the answer was "
        f"“{page.text}”",
        *vaults.EXPLAINED[_why_closed(vault, cookie, forged)],
        exchange=page,
    )


def _demand_form(lab: Lab, vault: Vault, cookie: str, forged: Any) -> None:
    from course_app import cookies

    written = isinstance(forged, str)
    lab.expect(
        "not-a-cookie",
        written and cookies.verify(forged, vault.key).status != "malformed",
        f"{vault.name}: your function returned {a_kind(forged)}"
        + (" that is no Flask session cookie." if written else "."),
        "A cookie's value was expected, ready to be sent: payload, timestamp, "
        "signature.",
    )
    lab.expect(
        "returns-the-cookie",
        forged != cookie,
        f"{vault.name}: your function returned the cookie it was given.",
        "That one is Ana's. A cookie for `admin` was expected.",
    )


def _why_closed(vault: Vault, cookie: str, forged: str) -> str:
    """Name what is wrong with a forged cookie that opens nothing."""
    from course_app import cookies

    status = cookies.verify(forged, vault.key).status
    if status == "expired":
        return "old-timestamp"
    if status == "valid":
        return "not-admin"
    same = forged.rsplit(".", 1)[1] == cookie.rsplit(".", 1)[1]
    return "payload-only" if same else "does-not-fit"


@exercise(
    "8.5",
    title="The key was public for a week",
    minutes=6,
    answer="plan",
    hints=(
        (
            "The thief reads what you publish, and comes after every step. At which "
            "step does the old key stop to open the door?"
        ),
        (
            "A program and an environment are read at the start. What must be ready "
            "before the restart, and where must the new key not stand?"
        ),
        (
            "A clean table gets dirty again while the thief can still come in. First "
            "the door, then the room."
        ),
        (
            "Program from the environment (B), new key into it (C), restart (E), and "
            "only then the table (F). Without a fallback."
        ),
    ),
)
def clears_up(lab: Lab, plan: Any) -> str:
    """Play the plan step by step, with a thief who comes after each."""
    steps = _demand_plan(lab, plan)
    shop = incident.Shop(lab.host(incident.closed))
    shop.play(steps)
    _demand_running(lab, shop)
    _demand_thief_out(lab, shop, steps)
    lab.expect(
        "ghost-stays",
        incident.GHOST not in shop.users,
        "The thief is out. But `ghost` is still in the table, a user whom the thief "
        "added as admin.",
        "A new key ends logins. What was done with them stays, until you undo it.",
        "Your plan cleared the table while the door was still open."
        if "F" in steps
        else "Your plan never looked at the table.",
    )
    return (
        f"{len(steps)} steps, and the thief tried after each. Now every key ever "
        "published opens nothing, and `ghost` is gone.\nAna and Bob must log in again. "
        "That is the price, and it is a small one."
    )


def _demand_plan(lab: Lab, plan: Any) -> str:
    if plan is None or plan is ... or plan == [...]:
        raise not_attempted()
    cards = list(plan) if isinstance(plan, (str, list, tuple)) else []
    lab.expect(
        "not-a-plan",
        0 < len(cards) <= 20
        and all(
            isinstance(card, str) and card in list(incident.CARDS) for card in cards
        ),
        "`plan` is not a list of the letters A to H.",
        'It names the steps in their order, such as `["A", "E"]`. Leave out what does '
        "not help.",
    )
    return "".join(cards) if cards else "E"


def _demand_running(lab: Lab, shop: incident.Shop) -> None:
    lab.expect(
        "site-down",
        bool(shop.running),
        "At your last restart the program asked the environment for its key, and there "
        "was none. The site is down.",
        "The thief is out, and so is everybody else. A new key must be ready before "
        "the restart.",
    )


def _demand_thief_out(lab: Lab, shop: incident.Shop, steps: str) -> None:
    finding, lines = _way_in(shop)
    lab.expect(
        finding,
        not shop.raided,
        f"After your last step, {steps[-1]}, the thief signed a cookie for `admin` and "
        "was let in.",
        *lines,
        exchange=shop.raid,
    )


def _way_in(shop: incident.Shop) -> tuple[str, tuple[str, str]]:
    """Name the key that lets the thief in, and say why it does."""
    if shop.running[1:]:
        return "fallback-lets-in", (
            "The old key is a fallback now. It opens whatever the thief signs.",
            "Fallbacks are for keys that nobody else knows.",
        )
    if shop.configured and not shop.stolen & set(shop.configured):
        return "not-restarted", (
            "All is prepared, and the workers still run with the key of their start.",
            "A key changes when a process starts.",
        )
    if shop.running[0] != incident.LEAKED:
        return "published-again", (
            "The new key stood in what you published, and the thief read that, too.",
            "A key in the program's text is a key for everybody who has the text.",
        )
    if shop.environment and shop.in_program is not None:
        return "environment-not-read", (
            "A new key lies in the environment, and the program does not look there.",
            "It starts with the key in its own text, as before.",
        )
    return "old-key-runs", (
        "The workers still run with the published key, and the thief has a copy of it.",
        "What you delete stays read, and a short lifetime means signing more often.",
    )
