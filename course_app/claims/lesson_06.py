"""What the tutorials say on logging in and out, and what lesson 6 shows.

Their programs are here in our words, as text: an import that is missing, or a
line that stands outside every function, is seen only where the text is run.
"""

from __future__ import annotations

import contextlib
import io
import logging
import os
import threading
from collections.abc import Iterator
from typing import Any
from unittest import mock

import requests
from flask import Flask, redirect, session
from werkzeug.serving import BaseWSGIServer

from course_app import cookies
from course_app.claims.ledger import Evidence, claim
from course_app.server import Site

LESSON = "06_logging_in_and_out"
KEY = "ledger"

DOOR = """
from flask import Flask, session, redirect
app = Flask("door")
app.secret_key = "ledger"

@app.get("/login")
def login():
    session["username"] = "user_name"
    return redirect("/home")

@app.get("/home")
def home():
    if "username" in session:
        return f"Welcome {session['username']}!"
    return redirect("/login")
"""

FORM = """
from flask import Flask, session, redirect
app = Flask("form")
app.secret_key = "ledger"

@app.get("/")
def index():
    return f"Hello, {session.get('username', 'stranger')}"

@app.route("/login", methods=["GET", "POST"])
def login():
    if request.method == "POST":
        if request.form["username"] == request.form["password"] == "admin":
            session["username"] = request.form["username"]
            return redirect("/")
    return "<form method=post></form>"

@app.get("/logout")
def logout():
    session.pop("username", None)
    return redirect("/")
"""

PETS = """
from flask import Flask, request, session, redirect
app = Flask("pets")
app.secret_key = "ledger"

@app.get("/")
def home():
    pet = session.get("pet", "")
    return f"Your pet: {pet}" if pet else "I do not know your pet"

@app.get("/petname")
def pet_name():
    return "<form method=post></form>"

@app.post("/petname")
def keep():
    session["pet"] = request.form.get("pet")
    return redirect("/")
"""

STEPS = """
user = request.form["user"]
session["user"] = user
user = session.get("user")
app.secret_key = "ledger"
session.pop("user", None)
app.permanent_session_lifetime = timedelta(days=5)
"""

IMPORTS = """
from datetime import timedelta
from flask import Flask, request, session
app = Flask("steps")
"""


def _program(text: str) -> Flask:
    """Run a program and return its ``app``."""
    names: dict[str, Any] = {"__name__": "program"}
    exec(compile(text, "program", "exec"), names)  # noqa: S102 - our own text
    app: Flask = names["app"]
    return app


def _way_in_and_out() -> Flask:
    """Make a site where a GET keeps a pet, logs in, and leaves in three ways."""
    app = Flask(__name__)
    app.secret_key = KEY

    @app.get("/pet")
    def pet() -> str:
        session["pet"] = "Rex"
        return "kept"

    @app.get("/login/<how>")
    def login(how: str) -> str:
        session["user"] = "ana"
        if how == "permanent":
            session.permanent = True
        return "in"

    @app.get("/pop")
    def pop() -> Any:
        session.pop("user", None)
        return redirect("/form")

    @app.get("/clear")
    def clear() -> Any:
        session.clear()
        return redirect("/form")

    @app.post("/logout")
    def logout() -> Any:
        session.clear()
        return redirect("/form")

    @app.get("/form")
    def form() -> str:
        return "Log in"

    @app.get("/user")
    def user() -> str:
        return f"{session.get('user')} {session.get('pet')}"

    return app


def _outcomes(answer: requests.Response) -> list[tuple[int, str]]:
    hops = [*answer.history, answer]
    return [(hop.status_code // 100, str(hop.request.path_url)) for hop in hops]


@claim(
    "S0-10",
    "`session.pop('user', None)` removes the data at the logout.",
    source="000",
    verdict="true with a trap",
    cell=f"{LESSON}#run-pop",
)
def pop_leaves_permanent() -> Evidence:
    with Site(_way_in_and_out()) as site:
        ana, bob, carla = (requests.Session() for _ in range(3))
        ana.get(site.url + "/login/plain")
        ana.get(site.url + "/pop")
        yield "session" not in ana.cookies, "the last key popped: the cookie is deleted"
        bob.get(site.url + "/login/permanent")
        bob.get(site.url + "/pop")
        left = cookies.read(bob.cookies["session"]).data
        yield left == {"_permanent": True}, "a permanent session leaves `_permanent`"
        carla.get(site.url + "/login/permanent")
        carla.get(site.url + "/clear")
        yield "session" not in carla.cookies, "`clear` leaves nothing"


@claim(
    "S0-11",
    "After the session data is cleared, redirect to the login.",
    source="000",
    verdict="true",
    cell=f"{LESSON}#run-pop",
)
def the_redirect_takes_the_cookie_away() -> Evidence:
    with Site(_way_in_and_out()) as site:
        ana = requests.Session()
        ana.get(site.url + "/login/plain")
        answer = ana.get(site.url + "/clear")
        first = answer.history[0]
        gone = cookies.parse_set_cookie(first.headers["Set-Cookie"]).deletes
        yield gone, "the redirect itself deletes the cookie"
        yield "Cookie" not in answer.request.headers, "the login is asked without one"
        yield answer.text == "Log in", "and is what the user sees"


@claim(
    "S0-18",
    "Log out to make sure that the session data is cleared.",
    source="000",
    verdict="misleading",
    cell=f"{LESSON}#replay",
)
def the_test_asks_the_wrong_client() -> Evidence:
    with Site(_way_in_and_out()) as site:
        ana = requests.Session()
        ana.get(site.url + "/login/plain")
        copy = {"session": ana.cookies["session"]}
        ana.get(site.url + "/pop")
        hers = ana.get(site.url + "/user").text
        yield hers == "None None", "her client is out: the test passes"
        theirs = requests.get(site.url + "/user", cookies=copy).text
        yield theirs == "ana None", "a copy made before is still ana"


@claim(
    "S0-19",
    "Follow these steps, and you have sessions in your app.",
    source="000",
    verdict="buggy",
    cell=f"{LESSON}#form-crash",
)
def the_steps_do_not_run() -> Evidence:
    alone = _error_of(STEPS)
    yield "'request' is not defined" in alone, f"in their order, as printed: {alone}"
    imported = _error_of(IMPORTS + STEPS)
    outside = "Working outside of request context" in imported
    yield outside, "with the imports: RuntimeError, outside of a request"


def _error_of(text: str) -> str:
    try:
        _program(text)
    except (NameError, RuntimeError) as error:
        return f"{type(error).__name__}: {str(error).partition(chr(10))[0]}"
    return ""


@claim(
    "S1-01",
    "The first program logs a user in and greets him.",
    source="001",
    verdict="true with a trap",
    cell=f"{LESSON}#run-door",
)
def nobody_is_asked() -> Evidence:
    with Site(_program(DOOR)) as site:
        first = requests.Session().get(site.url + "/login").text
        yield first == "Welcome user_name!", "a GET, no password: welcome"
        second = requests.Session().get(site.url + "/login").text
        yield second == first, "the next one is welcomed by the same name"


@claim(
    "S1-02",
    "The second program shows a login form and checks the password.",
    source="001",
    verdict="buggy",
    cell=f"{LESSON}#form-crash",
)
def request_is_not_imported() -> Evidence:
    with Site(_program(FORM)) as site:
        yield requests.get(site.url).status_code == 200, "/ works"
        for method in ("GET", "POST"):
            answer = requests.request(method, site.url + "/login", timeout=2)
            fault = site.take_faults()[0]
            missing = "name 'request' is not defined" in fault.error
            yield (
                answer.status_code == 500 and missing,
                f"{method} /login: 500, no name",
            )


@claim(
    "S1-03",
    "With `request` imported, the second program logs in and out.",
    source="001",
    verdict="true with a trap",
    cell=f"{LESSON}#form-login",
)
def one_import_repairs_it() -> Evidence:
    with Site(_program("from flask import request\n" + FORM)) as site:
        ana = requests.Session()
        wrong = ana.post(site.url + "/login", data=_typed("guess"))
        refused = wrong.status_code == 200 and not wrong.history
        yield refused, "a wrong password: 200, the form again"
        right = ana.post(site.url + "/login", data=_typed("admin"))
        yield right.text == "Hello, admin", "the right one: a redirect and a greeting"
        out = ana.get(site.url + "/logout")
        yield out.text == "Hello, stranger", "a plain GET logs out"


def _typed(password: str) -> dict[str, str]:
    return {"username": "admin", "password": password}


@claim(
    "S1-09",
    "In the example above, the login stores the name of the user who has logged in.",
    source="001",
    verdict="misleading",
    cell=f"{LESSON}#run-door",
)
def it_explains_another_program() -> Evidence:
    with Site(_program(FORM)) as site:
        home = requests.get(site.url + "/home")
        yield home.status_code == 404, "the example above it has no /home"
    with Site(_program(DOOR)) as site:
        ana = requests.Session()
        ana.get(site.url + "/login?username=ana")
        held = cookies.read(ana.cookies["session"]).data
        yield held == {"username": "user_name"}, "the other one stores `user_name`"


@claim(
    "S1-10",
    "A user who opens the home page without logging in is redirected to the login.",
    source="001",
    verdict="true with a trap",
    cell=f"{LESSON}#run-door",
)
def the_redirect_protects_nothing() -> Evidence:
    with Site(_program(DOOR)) as site:
        answer = requests.Session().get(site.url + "/home")
        hops = _outcomes(answer)
        yield hops[:2] == [(3, "/home"), (3, "/login")], "/home redirects to /login"
        yield hops[2:] == [(2, "/home")], "/login logs him in and sends him back"
        yield answer.text == "Welcome user_name!", "the stranger is welcome"


@claim(
    "S3-08",
    "The pet program takes a name in a form, keeps it, and shows it.",
    source="003",
    verdict="true",
    cell=f"{LESSON}#pets-run",
)
def the_pet_is_known() -> Evidence:
    with Site(_program(PETS)) as site:
        ana, bob = requests.Session(), requests.Session()
        yield "do not know" in ana.get(site.url).text, "at first it knows no pet"
        form = ana.get(site.url + "/petname").text
        answer = ana.post(site.url + "/petname", data={"pet": "Rex"})
        yield "<form" in form, "GET /petname: the form"
        back = _outcomes(answer) == [(3, "/petname"), (2, "/")]
        yield back, "POST /petname: a redirect, and a GET"
        yield answer.text == "Your pet: Rex", "the pet by its name"
        yield "do not know" in bob.get(site.url).text, "another client's stays unknown"


@claim(
    "S3-09",
    "The pet's name can be put into the page as it was typed.",
    source="003",
    verdict="buggy",
    cell=f"{LESSON}#pets-run",
)
def a_name_becomes_a_script() -> Evidence:
    script = "<script>alert(1)</script>"
    with Site(_program(PETS)) as site:
        answer = requests.Session().post(site.url + "/petname", data={"pet": script})
        live = script in answer.text and "html" in answer.headers["Content-Type"]
        yield live, "a script, typed as a name, comes back in the page as a script"
    with Site(_program(PETS.replace("{pet}", "{escape(pet)}") + ESCAPE)) as site:
        answer = requests.Session().post(site.url + "/petname", data={"pet": script})
        yield "&lt;script&gt;" in answer.text, "through `escape` it comes back as text"


ESCAPE = "from markupsafe import escape\n"


@claim(
    "S3-12",
    "The program ends in `app.run()`, and that starts it.",
    source="003",
    verdict="buggy",
    cell=f"{LESSON}#pets",
)
def importing_starts_a_server() -> Evidence:
    with _quiet_servers() as (reached, servers):
        text = PETS + "app.run(port=0)\n"
        importing = threading.Thread(target=_program, args=(text,), daemon=True)
        importing.start()
        yield reached.wait(2), "whoever imports the file starts a server"
        importing.join(0.05)
        yield importing.is_alive(), "and waits for it: the import does not return"
        servers[0].shutdown()
        importing.join(2)
        yield not importing.is_alive(), "until somebody stops the server"
    with mock.patch.dict(os.environ, FLASK_RUN_FROM_CLI="true"):
        said = io.StringIO()
        with contextlib.redirect_stdout(said):
            _program(text)
        yield "Ignoring a call" in said.getvalue(), "the `flask` command ignores it"


@contextlib.contextmanager
def _quiet_servers() -> Iterator[tuple[threading.Event, list[BaseWSGIServer]]]:
    """Let `Flask.run` serve without a word, and be stopped at once."""
    reached, servers = threading.Event(), list[BaseWSGIServer]()
    serve_forever = BaseWSGIServer.serve_forever

    def serve(self: BaseWSGIServer, poll_interval: float = 0.5) -> None:
        servers.append(self)
        reached.set()
        serve_forever(self, min(poll_interval, 0.01))

    log = logging.getLogger("werkzeug")
    with (
        mock.patch.object(BaseWSGIServer, "serve_forever", serve),
        mock.patch.object(log, "level", logging.CRITICAL),
        contextlib.redirect_stdout(io.StringIO()),
    ):
        yield reached, servers


@claim(
    "M11",
    "`pop('user')` deletes the session.",
    source="heard",
    verdict="false",
    cell=f"{LESSON}#run-pop",
)
def pop_takes_one_key() -> Evidence:
    with Site(_way_in_and_out()) as site:
        ana = requests.Session()
        ana.get(site.url + "/pet")
        ana.get(site.url + "/login/plain")
        copy = {"session": ana.cookies["session"]}
        ana.get(site.url + "/pop")
        left = cookies.read(ana.cookies["session"]).data
        yield (
            left == {"pet": "Rex"},
            "what else was in it stays, for whoever comes next",
        )
        theirs = requests.get(site.url + "/user", cookies=copy).text
        yield theirs == "ana Rex", "and a copy made before holds all of it"


@claim(
    "M12",
    "Once the user has logged out, the cookie is useless.",
    source="heard",
    verdict="false",
    cell=f"{LESSON}#replay",
)
def a_copy_outlives_every_logout() -> Evidence:
    with Site(_way_in_and_out()) as site:
        for way_out in ("/pop", "/clear"):
            ana = requests.Session()
            ana.get(site.url + "/login/plain")
            copy = {"session": ana.cookies["session"]}
            ana.get(site.url + way_out)
            theirs = requests.get(site.url + "/user", cookies=copy).text
            yield theirs == "ana None", f"after {way_out} a copy is still ana"


@claim(
    "M22",
    "`SameSite=Lax` makes a logout by GET safe.",
    source="heard",
    verdict="false",
    cell=f"{LESSON}#link",
)
def a_link_is_enough() -> Evidence:
    app = _way_in_and_out()
    app.config["SESSION_COOKIE_SAMESITE"] = "Lax"
    with Site(app) as site, Site(_forum(site.url)) as forum:
        ana = requests.Session()
        cookie = ana.get(site.url + "/login/plain").headers["Set-Cookie"]
        lax = cookies.parse_set_cookie(cookie).get("SameSite")
        yield (
            lax == "Lax",
            "the cookie is marked Lax",
        )
        ana.get(forum.url + "/logout")
        yield (
            "ana" in ana.get(site.url + "/user").text,
            "POST only: a link does nothing",
        )
        ana.get(forum.url + "/clear")
        out = "ana" not in ana.get(site.url + "/user").text
        yield out, "by GET: a page elsewhere logs her out"


def _forum(target: str) -> Flask:
    """Make another site, whose pages send everybody on to ``target``."""
    app = Flask("forum")

    @app.get("/<path>")
    def page(path: str) -> Any:
        return redirect(f"{target}/{path}")

    return app
