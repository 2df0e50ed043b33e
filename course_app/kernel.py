"""What the course does inside a Jupyter kernel: display, and stay out of the way."""

from __future__ import annotations

import sys
from typing import Any
from urllib.parse import urlsplit

import requests
from flask import Flask

from course_app.card import Panel, exchange_panels, fault_panel, jar_panel
from course_app.fault import Fault
from course_app.jar import held, refused
from course_app.render import panels_html, panels_text
from course_app.server import serve, sites
from course_app.shell import in_kernel, publish, shell
from course_app.wire import Exchange, exchanges

PASTED = (
    "app.run() would keep this cell busy for ever, so the course serves your app in "
    "the background. `site = serve(app)` gives you its address, `site.url`."
)


def show(
    response: requests.Response,
    client: requests.Session | None = None,
    *,
    whole: bool = False,
) -> None:
    """Show what went over the wire to get ``response``: a card for each hop.

    With ``client`` her cookie jar is shown too, as it stands now. ``whole``
    leaves nothing out, neither dates nor signatures.

    Raises `TypeError` when ``response`` is no `requests.Response`.
    """
    if not isinstance(response, requests.Response):
        raise TypeError(
            f"show() wants a response and got a {type(response).__name__}. "
            "Give it what a request returned: show(ana.get(site.url))."
        )
    if client is not None and not isinstance(client, requests.Session):
        raise TypeError(
            f"The second thing show() takes is a client, and this is a "
            f"{type(client).__name__}. Use a requests.Session()."
        )
    present(_panels(exchanges(response), client, whole))


def present(panels: list[Panel]) -> None:
    """Display ``panels`` where there is a notebook, print them elsewhere."""
    publish({"text/plain": panels_text(panels), "text/html": panels_html(panels)})


def settle_in() -> None:
    """Make a kernel ready: faults are shown, ``app.run()`` does not block."""
    if not in_kernel():
        return
    Flask.run = _serve_pasted  # type: ignore[method-assign,assignment]
    shell().events.register("post_run_cell", _show_faults)


def _panels(
    hops: list[Exchange], client: requests.Session | None, whole: bool
) -> list[Panel]:
    panels: list[Panel] = []
    for hop in hops:
        panels += exchange_panels(hop, len(panels) + 1, whole=whole)
        fault = _fault_of(hop)
        if fault:
            panels.append(_fault_panel(fault))
    if client is not None:
        panels.append(_jar_panel(hops, client, whole))
    return panels


def _jar_panel(hops: list[Exchange], client: requests.Session, whole: bool) -> Panel:
    number = 2 * len(hops) + 1
    out = [one for hop in hops for one in refused(hop)]
    kept = held(client.cookies, hops)
    return jar_panel(hops[0], kept, out, number, whole=whole)


def _fault_of(hop: Exchange) -> Fault | None:
    parts = urlsplit(hop.url)
    for site in sites():
        if site.port == parts.port:
            return site.take_fault(hop.method, parts.path or "/")
    return None


def _fault_panel(fault: Fault) -> Panel:
    where = f"{fault.method} {fault.path}"
    return fault_panel(where, fault.error, fault.line, fault.lineno)


def _show_faults(*_: Any) -> None:
    """Show, under the cell that asked, the errors no card has shown."""
    for site in sites():
        for fault in site.take_faults():
            present([_fault_panel(fault)])


def _serve_pasted(app: Flask, *_: Any, **__: Any) -> None:
    """Stand in for `flask.Flask.run`: host, port and debug have no say here."""
    serve(app)
    sys.stdout.write(PASTED + "\n")
