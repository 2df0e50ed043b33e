"""Lesson 7, lifetime.

Clocks are moved from a fixed day on, so that a verdict reads the same on every
other. requests and time-machine are imported where they are used: the catalogue
reads this module too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from course_app.checks import fates, promises
from course_app.exercise import exercise
from course_app.trouble import not_attempted

if TYPE_CHECKING:
    import requests

    from course_app.clock import Clock
    from course_app.experiment import Lab, Trial
    from course_app.visitor import Visitor

NOBODY = "nobody"
MORNING = "2026-01-01 09:00"
STEP = 50  # minutes: short of an idle limit of an hour
STEPS_TO_THE_LIMIT = 9  # 7:30 hours; one more makes 8:20
LATE = 7  # the step after which Bob comes: 6:40 hours
LONG_TEXT = "I began to write this at noon, and thought about every word of it. " * 5


def _moved(start: str = MORNING) -> Any:
    from course_app.clock import travel

    return travel(start)


@exercise(
    "7.1",
    title="What becomes of ten logins",
    minutes=6,
    answer="fates",
    hints=(
        (
            "Two questions for each row, and they are separate. Does her client still "
            "hold and send the cookie? Would the server accept it, if it came?"
        ),
        (
            "The client looks at `Expires`, where there is one. The server looks at "
            "when the cookie was signed, and at the setting it has today."
        ),
        (
            "For every visit ask whether its response wrote the cookie. A permanent "
            "session is written on every response, unless refreshing is off. Any other "
            "is written when it changes."
        ),
    ),
)
def foresees_ten_fates(lab: Lab, foreseen: Any) -> str:
    """Play each story, and compare its end with the learner's word for it."""
    _demand_table(lab, foreseen)
    site = lab.host(lambda: fates.box({}))
    endings = {row: fates.play(story, site) for row, story in fates.STORIES.items()}
    agreeing = sum(foreseen[row] == ending.fate for row, ending in endings.items())
    for row, story in fates.STORIES.items():
        fate = endings[row].fate
        lab.expect(
            story.finding,
            foreseen[row] == fate,
            f"Row {row}: you expected `{foreseen[row]}`. We played it, and it is "
            f"`{fate}`.",
            fates.SEEN[fate],
            story.told,
            f"{agreeing} of your 10 rows agree with what happened.",
            exchange=endings[row].exchange,
        )
    return (
        "Ten logins were played, months of them, and each ended as you said.\n"
        "The client decides what is sent, the server what is accepted. "
        "Only the second is a limit you can rely on."
    )


def _demand_table(lab: Lab, foreseen: Any) -> None:
    if foreseen is None or foreseen is ...:
        raise not_attempted()
    lab.expect(
        "not-a-table",
        isinstance(foreseen, dict) and set(foreseen) == set(fates.STORIES),
        f"`fates` is a {type(foreseen).__name__}, and not a dict with the keys a to j.",
        "A word for each of the ten rows was expected, and for nothing else.",
    )
    if all(word is ... for word in foreseen.values()):
        raise not_attempted()
    unknown = [row for row in fates.STORIES if foreseen[row] not in fates.SEEN]
    lab.expect(
        "no-such-fate",
        not unknown,
        f"Row {unknown[0] if unknown else ''} has none of the four words.",
        f"Each row is one of {', '.join(f'`{word}`' for word in fates.SEEN)}.",
    )


@exercise(
    "7.2",
    title="Out after fifteen silent minutes",
    minutes=6,
    answer="make_app",
    hints=(
        (
            "The server's limit is a setting of the app. When is it compared with the "
            "cookie: before your view runs, or after?"
        ),
        (
            "Somebody who only reads must stay in too. In which sessions does Flask "
            "write the cookie anew on every response?"
        ),
        (
            "`app.config['PERMANENT_SESSION_LIFETIME'] = 15 * 60` when the app is "
            "made, and `session.permanent = True` at the login."
        ),
    ),
)
def ends_idle_logins(lab: Lab, make_app: Any) -> str:
    """Be busy, be silent for 14 and for 16 minutes, bring a copy, restart."""
    with _moved() as clock:
        site = lab.start(make_app)
        ana, bob = site.visitor(), site.visitor()
        login = _log_in(lab, ana, "ana")
        _log_in(lab, bob, "bob")
        _demand_apart(lab, ana)
        _stay_busy(lab, clock, ana, login)
        _fall_silent(lab, clock, ana)
        _log_in(lab, ana, "ana")
        _log_in(lab, bob, "bob")
        _wait_apart(lab, clock, ana, bob)
        _try_copies(lab, clock, site, make_app)
    return (
        "Busy for half an hour, Ana stayed in. After sixteen silent minutes she was "
        "out, and so was a copy of her cookie, after a restart too.\nHer client's "
        "date was a courtesy. The limit is the one your server keeps."
    )


def _log_in(lab: Lab, client: Visitor, user: str) -> requests.Response:
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
    first: requests.Response = [*login.history, login][0]
    return first


def _demand_apart(lab: Lab, ana: Visitor) -> None:
    page = ana.get("/me")
    lab.expect(
        "mixes-visitors",
        page.text.strip() == "ana",
        f"Ana logged in, then Bob. Ana's `/me` now says “{page.text.strip()[:40]}”.",
        "Each has a client of their own, and was to have a login of their own.",
        exchange=page,
    )


def _stay_busy(lab: Lab, clock: Clock, ana: Visitor, login: requests.Response) -> None:
    dated = "expires=" in login.headers.get("Set-Cookie", "").lower()
    for minutes in (10, 20, 30):
        clock.forward(minutes=10)
        page = ana.get("/me")
        stayed = page.text.strip() == "ana"
        seen = (
            f"Ana asked `/me` every ten minutes. At minute {minutes} she read "
            f"“{page.text.strip()[:40]}”."
        )
        lab.expect(
            "busy-user-lost",
            stayed or dated,
            seen,
            "Her login set a cookie without a date, and reading a page did not write "
            "it anew.",
            "So the fifteen minutes ran from the login. They were to run from her last "
            "request.",
            exchange=page,
        )
        lab.expect(
            "not-refreshed",
            stayed,
            seen,
            "Her login's cookie had a date, and her visits did not put it off.",
            "The fifteen minutes were to run from her last request.",
            exchange=page,
        )


def _fall_silent(lab: Lab, clock: Clock, ana: Visitor) -> None:
    clock.forward(minutes=14)
    page = ana.get("/me")
    lab.expect(
        "ends-too-early",
        page.text.strip() == "ana",
        f"After 14 silent minutes Ana asked `/me` and read “{page.text.strip()[:40]}”.",
        "“ana” was expected: she had one minute left.",
        exchange=page,
    )
    clock.forward(minutes=16)
    page = ana.get("/me")
    lab.expect(
        "never-idle",
        page.text.strip() == NOBODY,
        f"After 16 silent minutes Ana asked `/me` and read “{page.text.strip()[:40]}”.",
        "“nobody” was expected. Whoever sits down at her desk now is Ana.",
        exchange=page,
    )


def _wait_apart(lab: Lab, clock: Clock, ana: Visitor, bob: Visitor) -> None:
    for _ in range(2):
        clock.forward(minutes=10)
        ana.get("/me")
    page = bob.get("/me")
    lab.expect(
        "one-clock-for-all",
        page.text.strip() == NOBODY,
        "Bob was silent for 20 minutes, while Ana asked at 10 and at 20. "
        f"Then Bob read “{page.text.strip()[:40]}”.",
        "“nobody” was expected. Her requests are no sign of life from him.",
        exchange=page,
    )


def _try_copies(lab: Lab, clock: Clock, site: Trial, make_app: Any) -> None:
    ana = site.visitor()
    _log_in(lab, ana, "ana")
    thief, later = site.visitor(), lab.start(make_app).visitor()
    for one in (thief, later):
        one.cookies.update(ana.cookies.get_dict())
    clock.forward(minutes=16)
    page = later.get("/me")
    restarted = page.text.strip() != "ana"
    copied = thief.get("/me")
    lab.expect(
        "client-keeps-time",
        copied.text.strip() != "ana",
        "Ana's client gave up after 16 silent minutes. A copy of her cookies, sent by "
        "another client, is still Ana.",
        "“nobody” was expected. A date on a cookie binds the client, and only one "
        "that obeys.",
        exchange=copied,
    )
    lab.expect(
        "late-after-restart",
        restarted,
        "The site was started anew. Its first request was Ana's, after 16 silent "
        "minutes, and she was let in.",
        "“nobody” was expected. In this process the limit was not yet in force: "
        "when is the cookie judged, and when did you set the limit?",
        exchange=page,
    )


@exercise(
    "7.3",
    title="Eight hours, however busy",
    minutes=7,
    answer="make_app",
    hints=(
        (
            "No lifetime can do this: each visit begins it anew. What would you have "
            "to know at eight hours and a minute?"
        ),
        (
            "Write the moment of the login down where the client can read it and not "
            "change it. Once, at the login, and nowhere else."
        ),
        (
            "`before_request` runs before each view: a place to compare "
            "`time.time()` with that moment, for all pages, and to empty the session."
        ),
        (
            'At the login `session["began"] = time.time()`. Before each request: '
            '`if time.time() - session.get("began", 0) > 8 * 3600: session.clear()`.'
        ),
    ),
)
def ends_long_logins(lab: Lab, make_app: Any) -> str:
    """Spend a busy day with Ana, from the last hour on with Bob; then begin anew."""
    with _moved() as clock:
        site = lab.start(make_app)
        ana, bob, forger = site.visitor(), site.visitor(), site.visitor()
        _log_in(lab, ana, "ana")
        for step in range(STEPS_TO_THE_LIMIT):
            _work_on(lab, clock, ana, step)
            if step == LATE:
                _log_in(lab, bob, "bob")
            elif step > LATE:
                bob.get("/me")
        forger.cookies.update(ana.cookies)
        forged = _set_forward(forger, clock)
        clock.forward(minutes=STEP)
        _demand_end(lab, clock, ana, bob)
        _demand_no_forgery(lab, forger, forged)
        _begin_again(lab, clock, ana)
    return (
        "Ana asked every 50 minutes, and after eight hours she was out, on every page. "
        "Bob, who came later, stayed; her next login had eight hours of its own.\n"
        "Flask slides. The moment that does not slide is the one you wrote down."
    )


def _work_on(lab: Lab, clock: Clock, ana: Visitor, step: int) -> None:
    clock.forward(minutes=STEP)
    path, wanted = [("/me", "ana"), ("/desk", "ana's desk")][step % 2]
    page = ana.get(path)
    lab.expect(
        "lost-before-the-end",
        page.text.strip() == wanted,
        f"Ana asked for a page every {STEP} minutes. {_time((step + 1) * STEP)} after "
        f"her login `{path}` said “{page.text.strip()[:40]}”.",
        f"“{wanted}” was expected: she was never idle, and eight hours are not over.",
        exchange=page,
    )


def _demand_end(lab: Lab, clock: Clock, ana: Visitor, bob: Visitor) -> None:
    desk, page, his = ana.get("/desk"), ana.get("/me"), bob.get("/me")
    inside = [one for one in (desk, page) if "ana" in one.text]
    lab.expect(
        "one-start-for-all",
        his.text.strip() == "bob" and not _ends_with_his(clock, ana, inside),
        f"Bob logged in {_time((LATE + 1) * STEP)} after Ana; both were busy. "
        f"{_time((STEPS_TO_THE_LIMIT + 1) * STEP)} after her login,",
        f"`/me` said “{page.text.strip()[:40]}” to her and “{his.text.strip()[:40]}” "
        "to him. “nobody” and “bob” were expected.",
        "Each login has a beginning of its own.",
        exchange=page if inside else his,
    )
    lab.expect(
        "busy-user-stays",
        len(inside) < 2,
        f"Ana asked for a page every {STEP} minutes, for eight hours and twenty "
        f"minutes. `/me` still says “{page.text.strip()[:40]}”.",
        "“nobody” was expected. Each request put the end off; whoever holds a copy can "
        "do that for ever.",
        exchange=page,
    )
    lab.expect(
        "one-page-only",
        not inside,
        f"Eight hours and twenty minutes after the login, `/desk` says "
        f"“{desk.text.strip()[:40]}” and `/me` says “{page.text.strip()[:40]}”.",
        "“nobody” was expected on both. A login that is over is over on every page.",
        exchange=inside[0] if inside else None,
    )


def _ends_with_his(clock: Clock, ana: Visitor, inside: list[Any]) -> bool:
    """Whether Ana, who should be out, is out when Bob's eight hours are over."""
    if len(inside) < 2:
        return False
    for _ in range(LATE + 1):
        clock.forward(minutes=STEP)
        page = ana.get("/me")
    return "ana" not in page.text


def _demand_no_forgery(lab: Lab, forger: Visitor, forged: bool) -> None:
    page = forger.get("/me")
    lab.expect(
        "client-keeps-time",
        not forged or page.text.strip() == NOBODY,
        "Shortly before the end Ana put the moment of her login forward, in a cookie "
        "that anybody can write. After eight hours and twenty minutes she was still "
        "in.",
        "“nobody” was expected. What decides about a login must be signed, or stay "
        "on the server.",
        exchange=page,
    )


def _set_forward(client: Visitor, clock: Clock) -> bool:
    """Make every plain cookie that could be a moment say now; tell if any did."""
    moments = [
        cookie
        for cookie in client.cookies
        if (cookie.value or "").replace(".", "", 1).isdigit()
    ]
    for cookie in moments:
        cookie.value = str(int(clock.now.timestamp()))
    return bool(moments)


def _begin_again(lab: Lab, clock: Clock, ana: Visitor) -> None:
    login = ana.post("/login", data={"user": "ana"})
    clock.forward(minutes=STEP)
    page = ana.get("/me")
    lab.expect(
        "second-login-too-short",
        page.text.strip() == "ana",
        f"Then Ana logged in again. {STEP} minutes later `/me` said "
        f"“{page.text.strip()[:40]}”.",
        "“ana” was expected. Her new login had inherited the age of the old one.",
        exchange=login if login.status_code >= 400 else page,
    )
    clock.forward(minutes=70)
    page = ana.get("/me")
    lab.expect(
        "idle-limit-lost",
        page.text.strip() == NOBODY,
        f"After 70 silent minutes Ana asked `/me` and read “{page.text.strip()[:40]}”.",
        "“nobody” was expected. The eight hours were to come on top of the silent "
        "hour, not in its place.",
        exchange=page,
    )


def _time(minutes: int) -> str:
    return f"{minutes // 60}:{minutes % 60:02} hours"


@exercise(
    "7.4",
    title="The letter that took twenty minutes",
    minutes=8,
    answer="make_app",
    hints=(
        (
            "Follow the text. It reaches the server with `POST /answer`. What does the "
            "program do with it when nobody is logged in?"
        ),
        (
            "The one who posted has no name yet, but has a client. Which of your "
            "places belongs to a client, and not to a name?"
        ),
        (
            "Keep the text in the session as a draft. At the login take it out before "
            "the session is emptied, and put it where the answers are."
        ),
        (
            'At the login: `draft = session.pop("draft", None)`, then '
            "`session.clear()`, "
            "then the user, and `if draft is not None: answers[user] = draft`."
        ),
    ),
)
def keeps_the_letter(lab: Lab, make_app: Any) -> str:
    """Post in time, post too late, log in again; let Bob and a stranger try."""
    with _moved() as clock:
        site = lab.start(make_app)
        ana = site.visitor()
        _write_in_time(lab, ana)
        clock.forward(minutes=16)
        page = ana.get("/answer")
        lab.expect(
            "limit-lifted",
            "first" not in page.text,
            "After 16 silent minutes Ana asked for `/answer` and read it, without "
            "a new login.",
            "The fifteen minutes were to stay: her desk may be empty. Only the text "
            "was to be saved.",
            exchange=page,
        )
        late = ana.post("/answer", data={"text": LONG_TEXT})
        _demand_privacy(lab, site)
        _demand_letter(lab, ana, late)
        _demand_peace(lab, site, ana)
    return (
        "Ana's text came sixteen minutes late, waited for her, and was there when "
        "she had logged in. Bob and a stranger got nothing.\nLong texts would not "
        "fit a cookie: those wait in a table, under a random number that the session "
        "holds."
    )


def _write_in_time(lab: Lab, ana: Visitor) -> None:
    login = ana.post("/login", data={"user": "ana"})
    sent = ana.post("/answer", data={"text": "first"})
    page = ana.get("/answer")
    lab.expect(
        "loses-every-answer",
        page.text.strip() == "first",
        f"Ana logged in ({login.status_code}), posted “first” ({sent.status_code}) and "
        f"read “{page.text.strip()[:40]}”.",
        "“first” was expected. This worked before you changed the program.",
        exchange=page,
    )


def _demand_privacy(lab: Lab, site: Trial) -> None:
    bob = site.visitor()
    before = bob.get("/answer")
    bob.post("/login", data={"user": "bob"})
    after = bob.get("/answer")
    shown = [one for one in (before, after) if LONG_TEXT[:30] in one.text]
    lab.expect(
        "given-to-bob",
        not shown,
        "Ana's session had ended, and she posted a text. Then Bob came, with a client "
        "of his own, and read it.",
        "What waits for Ana must hang on something that only her client brings.",
        exchange=shown[0] if shown else None,
    )


def _demand_letter(lab: Lab, ana: Visitor, late: requests.Response) -> None:
    login = ana.post("/login", data={"user": "ana"})
    page = ana.get("/answer")
    lab.expect(
        "letter-lost",
        page.text.strip() == LONG_TEXT.strip(),
        f"Ana posted her text after 16 silent minutes ({_first(late).status_code}), "
        f"logged in again ({_first(login).status_code}), and read "
        f"“{page.text.strip()[:30]}”.",
        "Her text was expected. Twenty minutes of work are gone, and she did nothing "
        "wrong.",
        "Follow it from `request.form` on: where is it after the post, and where after "
        "the login?",
        exchange=login,
    )


def _demand_peace(lab: Lab, site: Trial, ana: Visitor) -> None:
    ana.post("/answer", data={"text": "third"})
    ana.post("/login", data={"user": "ana"})
    page = ana.get("/answer")
    lab.expect(
        "draft-comes-back",
        page.text.strip() == "third",
        "Ana then posted “third”, logged in once more, and read "
        f"“{page.text.strip()[:30]}”.",
        "“third” was expected. A draft is saved once; then it must not be there any "
        "more.",
        exchange=page,
    )
    stranger, elsewhere = site.visitor(), site.visitor()
    stranger.post("/answer", data={"text": "forged", "user": "ana", "name": "ana"})
    elsewhere.post("/login", data={"user": "ana"})
    page = elsewhere.get("/answer")
    lab.expect(
        "stranger-writes",
        "forged" not in page.text,
        "A stranger who never logged in posted `text=forged` with `user=ana`. "
        "Ana's answer now says “forged”.",
        "A name in a form is a claim. Until the login the text belongs to nobody's "
        "answers.",
        exchange=page,
    )
    lab.expect(
        "login-erases",
        page.text.strip() == "third",
        "Ana logged in with another client, one that had no text waiting. "
        f"Her answer now says “{page.text.strip()[:30]}”.",
        "“third” was expected. A login without a draft changes no answer.",
        exchange=page,
    )


def _first(response: requests.Response) -> requests.Response:
    first: requests.Response = [*response.history, response][0]
    return first


@exercise(
    "7.5",
    title="A test that never flickers",
    minutes=8,
    answer="keeps_promise",
    hints=(
        (
            "How many ways are there to break this promise? Too early, too late, … "
            "Each needs a question of its own."
        ),
        (
            "At 60 seconds sharp two honest sites may differ. At which moment must "
            "both still say yes, and at which must both say no?"
        ),
        (
            "Her client may have dropped the cookie, so its silence proves nothing "
            "about the server. Who else could bring a copy?"
        ),
        (
            "Ask at 58 seconds with Ana (known), and again 58 later (known: she was "
            "busy). Save `dict(ana.cookies)`, wait 62, and ask with Ana and with "
            "`requests.get(…, cookies=copy)` (nobody, twice)."
        ),
    ),
)
def judges_promises(lab: Lab, keeps_promise: Any) -> str:
    """Let the learner's test examine two good sites and four bad ones."""
    visits = promises.Visits()
    site = lab.host(lambda: visits.watch(promises.by_stamp()))
    for promise in promises.PROMISES:
        site.swap(visits.watch(promise.make()))
        with _moved(promise.start) as clock:
            found = lab.call(keeps_promise, site.url, clock)
        _demand_judgement(lab, found, visits)
        said = f"Your test said {found}."
        lab.expect(
            "judges-at-the-edge",
            found == promise.kept or not (promise.kept and visits.at_the_edge),
            f"{promise.told} {said}",
            "It asked within a second of the sixtieth. There, seconds are cut off on "
            "one side or the other, and no site can promise anything.",
            "Ask where every honest site must agree.",
        )
        lab.expect(
            promise.finding,
            found == promise.kept,
            f"{promise.told} {said}",
            f"{promise.kept} was expected. {_complaint(kept=promise.kept)}",
        )
    return (
        "Six sites, and your test told the two that keep their promise from the four "
        "that do not. It waited for none of them.\nAt 58 and 62 seconds it says the "
        "same on every day, on every machine."
    )


def _demand_judgement(lab: Lab, found: Any, visits: promises.Visits) -> None:
    lab.expect(
        "not-a-judgement",
        isinstance(found, bool),
        f"Your test returned {type(found).__name__}.",
        "True was expected for a site that keeps its promise, False for one that "
        "does not.",
    )
    lab.expect(
        "no-evidence",
        len(visits.moments) > 1,
        f"Your test gave its answer after {len(visits.moments)} requests.",
        "At least a login and a question were expected. Let the site's answers decide.",
    )


def _complaint(*, kept: bool) -> str:
    if kept:
        return "A test that complains without cause is soon switched off."
    return "This is a way to break the promise that your test does not try."
