"""Eight ways to give two workers their keys (exercise 8.2), each of them played.

Flask is imported when a worker is started.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import requests
    from flask import Flask

    from course_app.experiment import Trial

Keys = tuple[str, ...]  # the key that signs, then the fallbacks
KEPT = "the-text-in-the-environment"

WORDS = {
    (True, True): "both",
    (True, False): "workers",
    (False, True): "restart",
    (False, False): "neither",
}
SEEN = {
    "both": "Both workers knew Ana, and after the restart she was known as well.",
    "workers": "Ana was known at every request, until the restart lost her.",
    "restart": "Worker 2 did not know Ana. After the restart worker 1 still did.",
    "neither": "Worker 2 did not know Ana, and after the restart worker 1 did not.",
}
LOG = (True, False, True, False)


@dataclass(frozen=True)
class Proposal:
    """How two workers get their keys at a start.

    ``finding`` and ``told`` are for those who foresee another end. ``sticky``
    means that Ana's requests all go to the worker where she logged in.
    """

    finding: str
    told: str
    start: Callable[[], tuple[Keys, Keys]]
    sticky: bool = False


def _each_its_own() -> tuple[Keys, Keys]:
    return (secrets.token_hex(),), (secrets.token_hex(),)


def _one_for_all() -> tuple[Keys, Keys]:
    made = (secrets.token_hex(),)
    return made, made


def _from_the_name() -> tuple[Keys, Keys]:
    made = (hashlib.sha256(b"shop").hexdigest(),)
    return made, made


PROPOSALS = {
    "a": Proposal(
        "random-is-not-shared",
        "Each worker ran the line for itself, and ran it again at its next start.",
        _each_its_own,
    ),
    "b": Proposal(
        "one-key-is-enough",
        "One key, wherever and whenever the site runs. Nothing else has to be shared.",
        lambda: ((KEPT,), (KEPT,)),
    ),
    "c": Proposal(
        "made-at-each-start",
        "The workers share it. But it lives in a process, and the next start makes "
        "another.",
        _one_for_all,
    ),
    "d": Proposal(
        "kept-is-not-shared",
        "A file outlives a restart. But worker 2 reads another file than worker 1.",
        lambda: (("file of worker 1",), ("file of worker 2",)),
    ),
    "e": Proposal(
        "sticky-hides-it",
        "She never meets worker 2, so the fault does not show, until there is a "
        "restart.",
        _each_its_own,
        sticky=True,
    ),
    "f": Proposal(
        "fallback-does-not-sign",
        "Her cookie was signed with the random key. A fallback is only for opening.",
        lambda: ((secrets.token_hex(), KEPT), (secrets.token_hex(), KEPT)),
    ),
    "g": Proposal(
        "fallback-does-no-harm",
        "Her cookie was signed with the key that all share. That nobody shares the "
        "fallbacks matters to no cookie.",
        lambda: ((KEPT, secrets.token_hex()), (KEPT, secrets.token_hex())),
    ),
    "h": Proposal(
        "computed-is-the-same",
        "The same computation gives the same key in every worker, at every start. "
        "(And to everybody who reads the program: it works, and it is no secret.)",
        _from_the_name,
    ),
}


@dataclass(frozen=True)
class Course:
    """How it went: who knew Ana, worker 1 and 2, before and after the restart.

    ``exchange`` is the first request at which she was not known, else the last.
    """

    known: tuple[bool, bool, bool, bool]
    exchange: requests.Response

    @property
    def word(self) -> str:
        """One word for it, out of `WORDS`."""
        return WORDS[all(self.known[:2]), self.known[2]]


def play(proposal: Proposal, site: Trial) -> Course:
    """Let Ana log in at worker 1, and ask both; restart both, and ask again."""
    before, after = proposal.start(), proposal.start()
    ana = site.visitor()
    site.swap(_worker(before[0]))
    ana.post("/login")
    pages = []
    for first, second in (before, after):
        for keys in (first, first if proposal.sticky else second):
            site.swap(_worker(keys))
            pages.append(ana.get("/me"))
    one, two, three, four = (page.text == "ana" for page in pages)
    lost = [page for page in pages if page.text != "ana"]
    return Course((one, two, three, four), [*lost, pages[-1]][0])


def first_worker() -> Flask:
    """Make any worker, for a site to begin with."""
    return _worker((KEPT,))


def _worker(keys: Keys) -> Flask:
    from flask import Flask, session

    app = Flask("worker")
    app.config.update(SECRET_KEY=keys[0], SECRET_KEY_FALLBACKS=list(keys[1:]))

    @app.post("/login")
    def log_in() -> str:
        session["user"] = "ana"
        return "Welcome"

    @app.get("/me")
    def me() -> str:
        return str(session.get("user", "nobody"))

    return app
