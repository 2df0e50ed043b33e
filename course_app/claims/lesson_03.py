"""What the tutorials say on the session as a dictionary, and what lesson 3 shows."""

from __future__ import annotations

import subprocess
import sys
import threading
from types import ModuleType

import requests
from flask import Flask, redirect, request, session

from course_app import cookies
from course_app.claims.ledger import Evidence, claim
from course_app.server import Site

PASTED = """
import threading
from flask import Flask
app = Flask("pasted")
threading.Thread(target=lambda: app.run(debug=True, port=0)).start()
"""


def _site() -> Flask:
    """Make a site that stores any entry, tells what it holds, and takes pets."""
    app = Flask(__name__)
    app.secret_key = "ledger"

    @app.route("/set/<entry>/<value>", methods=["GET", "POST", "PUT", "DELETE"])
    def store(entry: str, value: str) -> str:
        session[entry] = value
        return "stored"

    @app.get("/get/<entry>")
    def get(entry: str) -> str:
        return str(session.get(entry))

    @app.get("/demand/<entry>")
    def demand(entry: str) -> str:
        return str(session[entry])

    @app.get("/delete")
    def delete() -> str:
        session.pop("username", None)
        return "Session deleted."

    @app.post("/strict")
    def strict() -> str:
        session["pet"] = request.form["pet"]
        return "stored"

    @app.post("/lenient")
    def lenient() -> str:
        session["pet"] = request.form.get("pet")
        return str(session.get("pet", "no name"))

    return app


def _held(client: requests.Session) -> object:
    value = client.cookies.get("session")
    return cookies.read(value).data if value else None


@claim(
    "S0-03",
    "The session is a module of Flask that a program imports.",
    source="000",
    verdict="misleading",
    cell="03_session_as_dictionary#outside",
)
def session_is_a_stand_in() -> Evidence:
    app = Flask(__name__)
    app.secret_key = "ledger"
    kinds: list[str] = []

    @app.get("/")
    def look() -> str:
        kinds.append(type(session._get_current_object()).__name__)  # type: ignore[attr-defined]
        return "looked"

    with Site(app) as site:
        requests.get(site.url)
    yield type(session).__name__ == "LocalProxy", "what is imported is a LocalProxy"
    yield not isinstance(session, ModuleType), "it is no module"
    yield kinds == ["SecureCookieSession"], "in a request it leads to a dictionary"


@claim(
    "S0-04",
    "Session data is set up inside a POST request.",
    source="000",
    verdict="misleading",
    cell="03_session_as_dictionary#known",
)
def any_method_writes() -> Evidence:
    with Site(_site()) as site:
        for method in ("GET", "POST", "PUT", "DELETE"):
            client = requests.Session()
            client.request(method, f"{site.url}/set/by/{method}")
            yield _held(client) == {"by": method}, f"{method} stored an entry"


@claim(
    "S0-05",
    "Reading `request.form[…]` and assigning it to the session stores the name.",
    source="000",
    verdict="true with a trap",
    cell="03_session_as_dictionary#forms",
)
def a_missing_field_is_a_bad_request() -> Evidence:
    with Site(_site()) as site:
        ana, bob = requests.Session(), requests.Session()
        ana.post(site.url + "/strict", data={"pet": "Rex"})
        yield _held(ana) == {"pet": "Rex"}, "with the field, the name is stored"
        answer = bob.post(site.url + "/strict")
        yield answer.status_code == 400, "without it, the answer is 400"
        yield _held(bob) is None, "and nothing is stored"


@claim(
    "S0-06",
    "`session.get` finds on another page what was stored.",
    source="000",
    verdict="true",
    cell="03_session_as_dictionary#known",
)
def get_reads_on_another_page() -> Evidence:
    with Site(_site()) as site:
        ana = requests.Session()
        ana.get(site.url + "/set/user/ana")
        answer = ana.get(site.url + "/get/user")
        yield answer.text == "ana", "another page reads the name"
        yield "Set-Cookie" not in answer.headers, "reading it sets no cookie"
        stranger = requests.get(site.url + "/get/user")
        yield stranger.text == "None", "for a stranger it is None, and no error"


@claim(
    "S0-07",
    "Checking that the session exists makes sure that the user is logged in.",
    source="000",
    verdict="misleading",
    cell="03_session_as_dictionary#exists",
)
def a_session_always_exists() -> Evidence:
    app, seen = _site(), []

    @app.get("/look")
    def look() -> str:
        seen.append((session is None, bool(session), "user" in session))
        return "looked"

    with Site(app) as site:
        bob = requests.Session()
        bob.get(site.url + "/look")
        bob.get(site.url + "/set/theme/dark")
        bob.get(site.url + "/look")
    yield seen[0] == (False, False, False), "a stranger has one, and it is empty"
    yield seen[1] == (False, True, False), "with a theme it is true, and nobody is in"


@claim(
    "S0-09",
    "The secret key must be set at the beginning of the app.",
    source="000",
    verdict="misleading",
    cell="03_session_as_dictionary#late-key",
)
def a_late_key_counts() -> Evidence:
    app = _site()
    app.secret_key = None
    with Site(app) as site:
        page = site.url + "/set/theme/dark"
        yield requests.get(page).status_code == 500, "before there is a key: 500"
        app.config["SECRET_KEY"] = "late"
        yield app.secret_key == "late", "it has two names and is one key"
        ana = requests.Session()
        yield ana.get(page).status_code == 200, "set while the site runs: 200"
        yield ana.get(site.url + "/get/theme").text == "dark", "and the entry is kept"


@claim(
    "S1-05",
    "Flask, session and redirect are modules to be imported.",
    source="001",
    verdict="misleading",
    cell="03_session_as_dictionary#outside",
)
def none_of_them_is_a_module() -> Evidence:
    for thing, kind in ((Flask, "type"), (session, "LocalProxy")):
        yield type(thing).__name__ == kind, f"one is a {kind}"
    yield type(redirect).__name__ == "function", "one is a function"
    modules = [isinstance(one, ModuleType) for one in (Flask, session, redirect)]
    yield not any(modules), "none is a module"


@claim(
    "S1-06",
    "A secret key is needed to create a session.",
    source="001",
    verdict="true with a trap",
    cell="03_session_as_dictionary#run-key",
)
def only_writing_needs_the_key() -> Evidence:
    app = _site()
    app.secret_key = None
    with Site(app) as site:
        read = requests.get(site.url + "/get/theme")
        yield (read.status_code, read.text) == (200, "None"), "a page that reads: 200"
        wrote = requests.get(site.url + "/set/theme/dark")
        yield wrote.status_code == 500, "a page that writes: 500"
        [fault] = site.take_faults()
        yield "no secret key was set" in fault.error, "the error names the key"


@claim(
    "S1-12",
    "`app.run(debug=True)` is how an app is started (here, away from a terminal).",
    source="001",
    verdict="buggy",
    cell="03_session_as_dictionary#published",
)
def run_wants_the_main_thread() -> Evidence:
    command = [sys.executable, "-c", PASTED]
    ran = subprocess.run(
        command, capture_output=True, text=True, timeout=20, check=False
    )
    heard = ran.stderr
    yield "ValueError: signal only works in main thread" in heard, "in a thread it dies"


@claim(
    "S2-02",
    "A session is a dictionary that belongs to a single user.",
    source="002",
    verdict="true with a trap",
    cell="03_session_as_dictionary#exists",
)
def a_dictionary_that_travels_as_json() -> Evidence:
    app = Flask(__name__)
    app.secret_key = "ledger"
    kinds: list[bool] = []

    @app.get("/set")
    def store() -> str:
        kinds.append(isinstance(session, dict))
        session[1] = "one"  # type: ignore[index]
        return "stored"

    @app.get("/get")
    def get() -> str:
        return str(dict(session))

    with Site(app) as site:
        ana = requests.Session()
        ana.get(site.url + "/set")
        yield kinds == [True], "it is a dict"
        yield ana.get(site.url + "/get").text == "{'1': 'one'}", "1 comes back as '1'"
        yield (
            requests.get(site.url + "/get").text == "{}",
            "a second client has its own",
        )


@claim(
    "S2-04",
    "The program as published: each part on one line, remarks in between.",
    source="002",
    verdict="buggy",
    cell="03_session_as_dictionary#one-line",
)
def one_line_is_no_program() -> Evidence:
    yield _compiles("from flask import Flask, session"), "the import is in order"
    parts = {
        "two statements": "app = Flask('x') app.secret_key = 'k'",
        "a route": "@app.route('/s') def s(): session['u'] = 'x' return 'set'",
        "a remark": "app = Flask('x') \N{MEMO} *keep it secret*",
    }
    for name, line in parts.items():
        yield not _compiles(line), f"{name} on one line: SyntaxError"


def _compiles(line: str) -> bool:
    try:
        compile(line, "tutorial", "exec")
    except SyntaxError:
        return False
    return True


@claim(
    "S2-06",
    "One page stores a name and another greets by it (line breaks put back).",
    source="002",
    verdict="buggy",
    cell="03_session_as_dictionary#run-stranger",
)
def the_greeting_fails_for_strangers() -> Evidence:
    app = _site()

    @app.get("/greet")
    def greet() -> str:
        return "Hello, " + session.get("username") + "!"  # type: ignore[operator]

    with Site(app) as site:
        ana = requests.Session()
        yield (
            ana.get(site.url + "/greet").status_code == 500,
            "before a name is set: 500",
        )
        [fault] = site.take_faults()
        yield fault.error.startswith("TypeError"), "None cannot be added to a text"
        ana.get(site.url + "/set/username/Ana")
        yield ana.get(site.url + "/greet").text == "Hello, Ana!", "after it: a greeting"
        ana.get(site.url + "/delete")
        yield ana.get(site.url + "/greet").status_code == 500, "after /delete: 500"


@claim(
    "S2-08",
    "A session is deleted by popping the user's name out of it.",
    source="002",
    verdict="misleading",
    cell="03_session_as_dictionary#delete",
)
def pop_takes_one_entry() -> Evidence:
    with Site(_site()) as site:
        ana, bob = requests.Session(), requests.Session()
        ana.get(site.url + "/set/theme/dark")
        for client in (ana, bob):
            client.get(site.url + "/set/username/someone")
            answer = client.get(site.url + "/delete").text
            yield answer == "Session deleted.", "the page says “Session deleted.”"
        yield _held(ana) == {"theme": "dark"}, "beside another entry the session stays"
        yield _held(bob) is None, "as the last entry it takes the cookie along"


@claim(
    "S3-10",
    "`session[…]` fails if the entry is not there.",
    source="003",
    verdict="true",
    cell="03_session_as_dictionary#run-lines",
)
def brackets_insist() -> Evidence:
    with Site(_site()) as site:
        answer = requests.get(site.url + "/demand/pet")
        yield answer.status_code == 500, "the client gets 500, and not 400"
        [fault] = site.take_faults()
        yield fault.error == "KeyError: 'pet'", "the view raised KeyError"


@claim(
    "S3-11",
    "`request.form.get(…)` takes the pet's name from the form.",
    source="003",
    verdict="true with a trap",
    cell="03_session_as_dictionary#forms",
)
def a_missing_field_is_stored_as_none() -> Evidence:
    with Site(_site()) as site:
        ana, bob = requests.Session(), requests.Session()
        ana.post(site.url + "/lenient", data={"pet": "Rex"})
        yield _held(ana) == {"pet": "Rex"}, "with the field, the name is stored"
        answer = bob.post(site.url + "/lenient")
        yield answer.status_code == 200, "without it, the page answers all the same"
        yield _held(bob) == {"pet": None}, "and an entry is stored that is None"
        yield answer.text == "None", "a default does not stand in for it"


@claim(
    "M16",
    "The session is a global dictionary that every line of the program can read.",
    source="heard",
    verdict="false",
    cell="03_session_as_dictionary#outside",
)
def there_is_none_outside_a_request() -> Evidence:
    app, heard = Flask(__name__), []
    app.secret_key = "ledger"

    def ask() -> None:
        try:
            session.get("user")
        except RuntimeError as error:
            heard.append(str(error).splitlines()[0])

    @app.get("/")
    def begin() -> str:
        thread = threading.Thread(target=ask)
        thread.start()
        thread.join()
        return str(session.get("user", "nobody"))

    outside = "Working outside of request context."
    ask()
    yield heard == [outside], "outside a request there is none"
    with Site(app) as site:
        yield requests.get(site.url).text == "nobody", "a view can read its own"
    yield heard == [outside] * 2, "the thread that the view started has none"
