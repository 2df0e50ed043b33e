"""A Flask app behind a real socket, in a thread of this process.

Werkzeug's development server does the HTTP. What is added here is what a
notebook needs: a cell may run twice, a view may loop, another user of the
machine may knock, and nothing of that may hang, leak or shout.
"""

from __future__ import annotations

import atexit
import os
import socket
import sys
import threading
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from flask import Flask, request
from flask.signals import got_request_exception
from werkzeug.serving import ThreadedWSGIServer, WSGIRequestHandler

from course_app import blame
from course_app.fault import Fault, named
from course_app.peer import same_user
from course_app.proxy import behind_proxy
from course_app.runaway import Overdue, raise_in

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

HOST = "127.0.0.1"
POLL_SECONDS = 0.01  # serve_forever's default of 0.5 makes stop() take as long
GRACE_SECONDS = 1.0  # between stopping a view's code and hanging up on it
PARTING_SECONDS = 0.05  # for a visit to end by itself when its site stops
RETRY_SECONDS = 0.2  # between two tries at stopping code that swallows them
_NO_PROXY = ("127.0.0.1", "localhost")


@dataclass
class _Visit:
    """A request being answered: which thread, since when, on which socket."""

    thread: int
    connection: socket.socket
    began: float = field(default_factory=time.monotonic)
    method: str = "?"
    path: str = "?"
    stopped_at: float | None = None
    tried_at: float = 0.0
    hung_up: bool = False


class _QuietRequestHandler(WSGIRequestHandler):
    """Serves without a line on stderr: nbgrader fails a cell that writes there."""

    def log(self, type: str, message: str, *args: Any) -> None:
        """Say nothing; a site's faults are shown under the cell that asked."""


class _Server(ThreadedWSGIServer):
    """Werkzeug's threaded server, with an eye on who asks and for how long."""

    daemon_threads = True
    site: Site

    def verify_request(
        self,
        request: socket.socket | tuple[bytes, socket.socket],  # noqa: ARG002
        client_address: Any,
    ) -> bool:
        """Refuse another user of this machine (`socketserver.BaseServer`)."""
        if not self.site.owner_only:
            return True
        return same_user(client_address, (self.host, self.port))

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        """Keep a `_Visit` for as long as the request's thread works."""
        visit = _Visit(threading.get_ident(), request)
        self.site._visits[visit.thread] = visit
        try:
            super().process_request_thread(request, client_address)
        except Overdue:  # it met the server's own lines, perhaps those that hang up
            self.shutdown_request(request)
        finally:
            self.site._visits.pop(visit.thread, None)

    def service_actions(self) -> None:
        """Stop what is overdue; `serve_forever` calls this at every poll."""
        self.site._stop_overdue()

    def log(self, type: str, message: str, *args: Any) -> None:
        """Say nothing, as the request handler does."""

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Ignore a client that hung up; a view's own error is a `Fault`."""


class Site:
    """A Flask app being served on this machine, at ``url``.

    ``limit`` is the longest a view may run, in seconds. ``faults`` holds the
    errors of its views that nobody has shown yet, oldest first.
    """

    def __init__(
        self,
        app: Flask,
        name: str = "site",
        *,
        port: int = 0,
        limit: float = 10.0,
        owner_only: bool = True,
    ) -> None:
        _keep_proxies_away()
        self.app = _flask_app(app)
        self.name = name
        self.limit = limit
        self.owner_only = owner_only
        self.faults: list[Fault] = []
        self._visits: dict[int, _Visit] = {}
        self._server = _listen(self, port)
        self.port = self._server.port
        self.url = f"http://{HOST}:{self.port}"
        self._thread = threading.Thread(
            target=self._server.serve_forever,
            args=(POLL_SECONDS,),
            name=f"site {name}",
            daemon=True,
        )
        self._thread.start()
        got_request_exception.connect(self._remember)

    def __repr__(self) -> str:
        state = "serving" if self.running else "stopped"
        return f"<Site {self.name!r}, {state}>"  # no port: outputs are stored

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    @property
    def running(self) -> bool:
        """Whether the site still answers."""
        return self._thread.is_alive()

    def link(self) -> str:
        """Give the address for a browser, where this notebook runs.

        Behind JupyterHub the student's browser cannot reach ``127.0.0.1`` of
        the server; there the way leads through jupyter-server-proxy.
        """
        prefix = os.environ.get("JUPYTERHUB_SERVICE_PREFIX")
        return f"{prefix}proxy/{self.port}/" if prefix else f"{self.url}/"

    def stop(self) -> None:
        """Stop answering and free the port. Stopping twice is harmless."""
        got_request_exception.disconnect(self._remember)
        if self.running:
            self._server.shutdown()
            self._thread.join()
        self._server.server_close()
        self._stop_visits()
        if _sites.get(self.name) is self:
            del _sites[self.name]

    def _stop_visits(self) -> None:
        """Interrupt the views that still run.

        A visit whose client has its answer already is only closing its socket,
        and must not be disturbed in that: it gets a moment first.
        """
        began = time.monotonic()
        while self._visits and time.monotonic() - began < GRACE_SECONDS:
            if time.monotonic() - began > PARTING_SECONDS:
                for thread in list(self._visits):
                    raise_in(thread, Overdue)
            time.sleep(POLL_SECONDS / 10)

    def take_faults(self) -> list[Fault]:
        """Hand over the faults nobody has shown, and forget them."""
        taken, self.faults[:] = list(self.faults), []
        return taken

    def take_fault(self, method: str, path: str) -> Fault | None:
        """Hand over the oldest fault of ``method`` and ``path``, if any."""
        for fault in self.faults:
            if (fault.method, fault.path) == (method, path):
                self.faults.remove(fault)
                return fault
        return None

    def _answer(
        self, environ: WSGIEnvironment, start_response: StartResponse
    ) -> Iterator[bytes]:
        """Call the app of the moment, and turn what escapes it into a 500."""
        environ["wsgi.errors"] = _Silence()  # where Flask would log a traceback
        visit = self._visits.get(threading.get_ident())
        if visit:
            visit.method, visit.path = environ["REQUEST_METHOD"], _path(environ)
        body: Iterable[bytes] | None = None
        try:
            body = self.app(environ, start_response)
            yield from body
        except GeneratorExit:
            raise
        except BaseException as error:  # noqa: BLE001 - it becomes a 500 and a Fault
            text = self._note_escape(environ, error, visit)
            yield _server_error(start_response, text)
        finally:
            close = getattr(body, "close", None)
            if close:
                close()

    def _note_escape(
        self, environ: WSGIEnvironment, error: BaseException, visit: _Visit | None
    ) -> str:
        """Remember what got past Flask, unless the client was told already."""
        text = named(error)
        if isinstance(error, Overdue):
            text = f"the view ran for more than {self.limit:g} seconds"
        elif isinstance(error, SystemExit):
            text = "the view called sys.exit()"
        known = any(fault.exception is error for fault in self.faults)
        if not known and not (visit and visit.hung_up):
            self._add(environ, error, text)
        return text

    def _remember(self, sender: Flask, exception: BaseException, **_: Any) -> None:
        """Keep what a view raised; Flask's signal carries the exception."""
        if sender is self.app:
            self._add(request.environ, exception, named(exception))

    def _add(self, environ: WSGIEnvironment, error: BaseException, text: str) -> None:
        line, lineno = blame.line_of(error)
        method = environ["REQUEST_METHOD"]
        self.faults.append(Fault(method, _path(environ), text, line, lineno, error))

    def _stop_overdue(self) -> None:
        now = time.monotonic()
        for visit in list(self._visits.values()):
            if now - visit.began > self.limit:
                self._press(visit, now)

    def _press(self, visit: _Visit, now: float) -> None:
        """Interrupt an overdue view; hang up when it does not listen."""
        if now - visit.tried_at > RETRY_SECONDS:
            visit.tried_at = now
            raise_in(visit.thread, Overdue)
        if visit.stopped_at is None:
            visit.stopped_at = now
        if now - visit.stopped_at > GRACE_SECONDS and not visit.hung_up:
            self._hang_up(visit)

    def _hang_up(self, visit: _Visit) -> None:
        """Close the connection of a view that cannot be stopped.

        A view inside ``time.sleep`` hears of `Overdue` only when it wakes; its
        client must not wait for that.
        """
        visit.hung_up = True
        text = f"the view still ran after {self.limit:g} seconds"
        self.faults.append(Fault(visit.method, visit.path, text))
        self._server.shutdown_request(visit.connection)


_sites: dict[str, Site] = {}


def serve(
    app: Flask,
    name: str = "site",
    *,
    port: int = 0,
    limit: float = 10.0,
    owner_only: bool = True,
) -> Site:
    """Serve ``app`` in a thread and return its `Site`.

    Serving again under the same name swaps the app behind the same URL, so
    that a cell may run twice. Two sites at a time need two names.

    ``limit`` is in seconds. ``owner_only`` refuses other users of this machine
    (Linux; see `course_app.peer`).

    Raises `TypeError` when ``app`` is no Flask app, `OSError` when ``port`` is
    taken.
    """
    site = _sites.get(name)
    if site and site.running and port in (0, site.port):
        site.app, site.limit, site.owner_only = _flask_app(app), limit, owner_only
        site.faults.clear()
        return site
    if site:
        site.stop()
    site = Site(app, name, port=port, limit=limit, owner_only=owner_only)
    _sites[name] = site
    return site


def sites() -> list[Site]:
    """List the sites that `serve` keeps, oldest first."""
    return list(_sites.values())


@atexit.register
def _stop_all() -> None:
    for site in sites():
        site.stop()


def _flask_app(app: object) -> Flask:
    if isinstance(app, Flask):
        return app
    if callable(app) and not isinstance(app, type):
        name = getattr(app, "__name__", "make_app")
        hint = f"Call it first: serve({name}())."
    else:
        hint = "Make one with app = Flask(__name__)."
    kind = type(app).__name__
    raise TypeError(f"serve() wants a Flask app and got a {kind}. {hint}")


def _listen(site: Site, port: int) -> _Server:
    if port:
        _demand_free(port)
    server = _Server(HOST, port, _wsgi(site), handler=_QuietRequestHandler)
    server.site = site
    return server


def _wsgi(site: Site) -> WSGIApplication:
    return behind_proxy(site._answer)


def _demand_free(port: int) -> None:
    """Werkzeug answers a taken port with ``sys.exit(1)``: ask before it does."""
    with socket.socket() as probe:
        if probe.connect_ex((HOST, port)) == 0:
            raise OSError(
                f"Port {port} is taken by another program. "
                "Leave the port out, and a free one is found."
            )


def _keep_proxies_away() -> None:
    """Add loopback to ``NO_PROXY``, or requests sends it to ``HTTP_PROXY``."""
    for variable in ("NO_PROXY", "no_proxy"):
        kept = [host for host in os.environ.get(variable, "").split(",") if host]
        os.environ[variable] = ",".join(dict.fromkeys([*kept, *_NO_PROXY]))


def _path(environ: WSGIEnvironment) -> str:
    """Return the path as the client asked for it, behind a proxy or not."""
    return str(environ.get("PATH_INFO") or "/")


def _server_error(start_response: StartResponse, text: str) -> bytes:
    """Answer 500; where headers have left already, `start_response` re-raises."""
    headers = [("Content-Type", "text/plain; charset=utf-8")]
    start_response("500 Internal Server Error", headers, sys.exc_info())
    return f"500 Internal Server Error: {text}\n".encode()


class _Silence:
    """A ``wsgi.errors`` that keeps nothing."""

    def write(self, text: str) -> int:
        return len(text)

    def writelines(self, lines: Iterable[str]) -> None:
        """Drop ``lines``."""

    def flush(self) -> None:
        """Have nothing to flush."""
