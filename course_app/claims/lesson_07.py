"""What the tutorials and others say on lifetime, and what lesson 7 shows.

Ages are made by `cookies.aged`: a claim may be judged in any thread, and
`travel` moves the clock of all of them.
"""

from __future__ import annotations

from datetime import timedelta
from email.utils import parsedate_to_datetime
from typing import Any

import requests
from flask import Flask, session

from course_app import cookies
from course_app.claims.ledger import Evidence, claim
from course_app.server import Site

KEY = "ledger"
FLASKS_OWN = timedelta(days=31)
PUBLISHED_000 = "app.permanent_session_lifetime = timedelta(days=5)"
PUBLISHED_003 = """\
import datetime
app.config['PERMANENT_SESSION_LIFETIME'] = timedelta(minutes=1)
"""


def _box(**settings: Any) -> Flask:
    """Make a site with a login, with the box ticked at ``/login/kept``."""
    app = Flask(__name__)
    app.config.update(settings, SECRET_KEY=KEY)

    @app.get("/login/<box>")
    def log_in(box: str) -> str:
        session["user"] = "ana"
        session.permanent = box == "kept"
        return "Welcome"

    @app.get("/me")
    def me() -> str:
        return str(session.get("user", "nobody"))

    return app


def _with(site: Site, value: str) -> requests.Response:
    """Ask for ``/me`` with a cookie, as a client of its own."""
    return requests.get(site.url + "/me", cookies={"session": value})


def _old(site: Site, *, permanent: bool = False, **age: float) -> requests.Response:
    """Ask for ``/me`` with a genuine cookie that was signed ``age`` ago."""
    data: dict[str, Any] = {"user": "ana"}
    if permanent:
        data["_permanent"] = True
    return _with(site, cookies.aged(data, KEY, **age))


def _seconds_left(response: requests.Response) -> float | None:
    """Return the seconds from the response's ``Date`` to the cookie's end."""
    line = cookies.parse_set_cookie(response.headers["Set-Cookie"])
    end = line.get("Expires")
    if end is None:
        return None
    date = parsedate_to_datetime(response.headers["Date"])
    return (parsedate_to_datetime(end) - date).total_seconds()


def _run(program: str) -> tuple[str, Any]:
    """Run published lines on a new app: the NameError they give, and its lifetime."""
    app, error = _box(), ""
    try:
        exec(program, {"app": app})  # noqa: S102 - the claim is about these very lines
    except NameError as raised:
        error = str(raised)
    return error, app.permanent_session_lifetime


def _about(seconds: float | None, wanted: timedelta) -> bool:
    """Whether a length is the wanted one: between two stamps a second may pass."""
    return seconds is not None and abs(seconds - wanted.total_seconds()) <= 2


@claim(
    "S0-12",
    "`app.permanent_session_lifetime = timedelta(days=5)`, and no import.",
    source="000",
    verdict="buggy",
    cell="07_lifetime#published",
)
def timedelta_was_not_imported() -> Evidence:
    error, _ = _run(PUBLISHED_000)
    yield "'timedelta' is not defined" in error, f"as printed: NameError, {error}"
    error, lifetime = _run("from datetime import timedelta\n" + PUBLISHED_000)
    yield (error, lifetime) == ("", timedelta(days=5)), "with the import: five days"


@claim(
    "S0-13",
    "`permanent_session_lifetime` defines how long a session lasts.",
    source="000",
    verdict="misleading",
    cell="07_lifetime#refresh",
)
def it_limits_the_silence() -> Evidence:
    with Site(_box(PERMANENT_SESSION_LIFETIME=timedelta(days=5))) as site:
        login = requests.get(site.url + "/login/plain")
        yield _seconds_left(login) is None, "without `permanent` the cookie has no date"
        yield _old(site, days=6).text == "nobody", "and the server ends it all the same"
        page = _old(site, permanent=True, days=4)
        yield page.text == "ana", "a permanent one of four days is still good"
        again = _seconds_left(page)
        yield _about(again, timedelta(days=5)), "reading it began its five days again"


@claim(
    "S0-14",
    "`session.permanent = True` makes a session permanent.",
    source="000",
    verdict="true",
    cell="07_lifetime#two-logins",
)
def permanent_is_a_flag_in_the_payload() -> Evidence:
    with Site(_box()) as site:
        login = requests.get(site.url + "/login/kept")
        held = cookies.read(login.cookies["session"]).data
        yield held == {"_permanent": True, "user": "ana"}, "the payload says _permanent"
        left = _seconds_left(login)
        yield _about(left, FLASKS_OWN), "the cookie ends in 31 days"


@claim(
    "S2-07",
    "A value is kept until the user closes the browser or the session times out.",
    source="002",
    verdict="misleading",
    cell="07_lifetime#close",
)
def closing_is_up_to_the_client() -> Evidence:
    with Site(_box()) as site:
        ana = requests.Session()
        ana.get(site.url + "/login/plain")
        copy = ana.cookies["session"]
        ana.cookies.clear_session_cookies()
        yield ana.get(site.url + "/me").text == "nobody", "closing dropped her cookie"
        yield _with(site, copy).text == "ana", "what she had saved is accepted"
        yield _old(site, days=30).text == "ana", "30 days after the last write it works"
        late = _old(site, days=31, seconds=2)
        yield late.text == "nobody", "after 31 it does not, in an open browser either"


@claim(
    "S3-01",
    "Session data is temporary, as the session will eventually expire.",
    source="003",
    verdict="true with a trap",
    cell="07_lifetime#never-ends",
)
def a_sliding_session_need_not_end() -> Evidence:
    with Site(_box()) as site:
        pages = [_old(site, permanent=True, days=30) for _ in range(3)]
        yield all(page.text == "ana" for page in pages), "30 days old, and good"
        full = all(_about(_seconds_left(page), FLASKS_OWN) for page in pages)
        yield full, "each visit gives it 31 days more, without end"
        silent = _old(site, permanent=True, days=32)
        yield silent.text == "nobody", "only silence ends it"


@claim(
    "S3-13",
    "`import datetime`, then `timedelta(minutes=1)`.",
    source="003",
    verdict="buggy",
    cell="07_lifetime#published",
)
def the_module_is_not_the_name() -> Evidence:
    error, _ = _run(PUBLISHED_003)
    yield "'timedelta' is not defined" in error, f"as printed: NameError, {error}"
    error, lifetime = _run(PUBLISHED_003.replace(" timedelta(", " datetime.timedelta("))
    mended = (error, lifetime) == ("", timedelta(minutes=1))
    yield mended, "with `datetime.timedelta` it is a minute"


@claim(
    "S3-14",
    "The cookie is valid for one minute after the browser is closed.",
    source="003",
    verdict="false",
    cell="07_lifetime#one-minute",
)
def the_minute_runs_from_the_response() -> Evidence:
    with Site(_box(PERMANENT_SESSION_LIFETIME=timedelta(minutes=1))) as site:
        login = requests.get(site.url + "/login/kept")
        left = _seconds_left(login)
        yield (
            _about(left, timedelta(minutes=1)),
            "its end is a minute after the response",
        )
        silent = _old(site, permanent=True, seconds=63)
        yield silent.text == "nobody", "an open browser, silent for longer: refused"
        ana = requests.Session()
        ana.get(site.url + "/login/kept")
        ana.cookies.clear_session_cookies()
        yield (
            ana.get(site.url + "/me").text == "ana",
            "closing the browser ended nothing",
        )


@claim(
    "S3-15",
    "To change the life of the session, set PERMANENT_SESSION_LIFETIME.",
    source="003",
    verdict="misleading",
    cell="07_lifetime#setting",
)
def the_setting_judges_cookies_given_out() -> Evidence:
    app = _box()
    with Site(app) as site:
        old = cookies.aged({"user": "ana"}, KEY, minutes=2)
        app.config["PERMANENT_SESSION_LIFETIME"] = 60
        login = requests.get(site.url + "/login/plain")
        yield _seconds_left(login) is None, "alone it gives the cookie no end"
        yield _with(site, old).text == "nobody", "a cookie given out before it dies"
        app.config["PERMANENT_SESSION_LIFETIME"] = 600
        yield _with(site, old).text == "ana", "and comes back when it is raised"


@claim(
    "S3-16",
    "Say `session.permanent = True` wherever data are put into the session.",
    source="003",
    verdict="true with a trap",
    cell="07_lifetime#refresh",
)
def once_is_enough() -> Evidence:
    app = _box()

    @app.get("/write")
    def write() -> str:
        session["email"] = "ana@example.org"
        return "written"

    with Site(app) as site:
        ana = requests.Session()
        ana.get(site.url + "/login/kept")
        page = ana.get(site.url + "/write")
        held = cookies.read(ana.cookies["session"]).data
        yield held["_permanent"] is True, "set at the login, it is there after a write"
        left = _seconds_left(page)
        yield _about(left, FLASKS_OWN), "and that write gave 31 days again"


@claim(
    "M5",
    "A permanent session lasts for ever, and sessions are permanent unless told.",
    source="heard",
    verdict="false",
    cell="07_lifetime#two-logins",
)
def permanent_has_a_date() -> Evidence:
    with Site(_box()) as site:
        left = _seconds_left(requests.get(site.url + "/login/kept"))
        yield _about(left, FLASKS_OWN), "a permanent cookie ends in 31 days"
    app = Flask(__name__)
    app.secret_key = KEY

    @app.get("/")
    def home() -> str:
        session["user"] = "ana"
        return str(session.permanent)

    with Site(app) as site:
        page = requests.get(site.url)
        yield page.text == "False", "a session is not permanent unless told"
        yield _seconds_left(page) is None, "its cookie has no date"


@claim(
    "M6",
    "There is no lifetime unless you set one, and a plain number is not allowed.",
    source="heard",
    verdict="false",
    cell="07_lifetime#setting",
)
def thirty_one_days_and_numbers() -> Evidence:
    lifetime = Flask(__name__).config["PERMANENT_SESSION_LIFETIME"]
    yield lifetime == FLASKS_OWN, "Flask's own setting is 31 days"
    with Site(_box(PERMANENT_SESSION_LIFETIME=60)) as site:
        left = _seconds_left(requests.get(site.url + "/login/kept"))
        yield _about(left, timedelta(seconds=60)), "60 means sixty seconds"
    with Site(_box(PERMANENT_SESSION_LIFETIME="60")) as site:
        status = requests.get(site.url + "/login/kept").status_code
        kinds = [type(fault.exception) for fault in site.take_faults()]
        yield (status, kinds) == (500, [TypeError]), "a text of digits is a TypeError"


@claim(
    "M7",
    "The lifetime begins when the browser is closed.",
    source="heard",
    verdict="false",
    cell="07_lifetime#one-minute",
)
def the_date_is_written_at_the_response() -> Evidence:
    with Site(_box(PERMANENT_SESSION_LIFETIME=60)) as site:
        ana = requests.Session()
        login = ana.get(site.url + "/login/kept")
        yield _about(_seconds_left(login), timedelta(seconds=60)), "the end is a date"
        before = [cookie.expires for cookie in ana.cookies]
        ana.cookies.clear_session_cookies()
        ana.close()
        after = [cookie.expires for cookie in ana.cookies]
        yield len(after) == 1 and before == after, "closing does not move it"
        old = _old(site, permanent=True, seconds=63)
        yield old.text == "nobody", "a minute later the server refuses, closed or not"


@claim(
    "M8",
    "Closing the browser or leaving the site erases the session.",
    source="heard",
    verdict="false",
    cell="07_lifetime#close",
)
def closing_erases_one_copy() -> Evidence:
    with Site(_box()) as site:
        ana, bob = requests.Session(), requests.Session()
        ana.get(site.url + "/login/plain")
        bob.get(site.url + "/login/kept")
        saved = ana.cookies.get_dict()
        for client in (ana, bob):
            client.cookies.clear_session_cookies()
        yield bob.get(site.url + "/me").text == "ana", "a cookie with a date stays"
        restored = requests.get(site.url + "/me", cookies=saved)
        yield restored.text == "ana", "a cookie put back, as by restored tabs, works"


@claim(
    "M9",
    "Without `session.permanent` the lifetime does nothing.",
    source="heard",
    verdict="false",
    cell="07_lifetime#run-open",
)
def the_lifetime_rules_every_cookie() -> Evidence:
    with Site(_box(PERMANENT_SESSION_LIFETIME=300)) as site:
        yield _old(site, seconds=200).text == "ana", "not permanent, 200 seconds: known"
        late = _old(site, seconds=310)
        sent = "Cookie" in late.request.headers
        yield sent and late.text == "nobody", "310 seconds: sent, and refused"


@claim(
    "M10",
    "`permanent` and the lifetime must be set again in every request.",
    source="heard",
    verdict="false",
    cell="07_lifetime#refresh",
)
def one_setting_is_enough() -> Evidence:
    with Site(_box(PERMANENT_SESSION_LIFETIME=300)) as site:
        page = _old(site, permanent=True, seconds=200)
        left = _seconds_left(page)
        yield (
            _about(left, timedelta(seconds=300)),
            "a page that only reads refreshes it",
        )
        again = cookies.verify(page.cookies["session"], KEY, max_age=100)
        yield again.valid, "signed anew, with the flag set once at the login"
        yield _old(site, permanent=True, seconds=310).text == "nobody", "and it ends"
