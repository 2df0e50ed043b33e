"""A leaked key, a thief who watches, and a plan that is played (exercise 8.5)."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import requests
    from flask import Flask

    from course_app.experiment import Trial

LEAKED = "the-key-that-was-published"
CARDS = "ABCDEFGH"
GHOST = "ghost"


@dataclass
class Shop:
    """The site, its program, its environment, and what the thief has learnt.

    ``in_program`` is the key that stands in the program's text, ``None`` where
    the program asks the environment. ``running`` are the keys of the workers
    that run, none where the last start failed. ``raid`` is the thief's last
    request.
    """

    trial: Trial
    in_program: str | None = LEAKED
    environment: str | None = None
    fallbacks: list[str] = field(default_factory=list)
    published: list[str] = field(default_factory=lambda: [LEAKED])
    stolen: set[str] = field(default_factory=set)
    users: set[str] = field(default_factory=lambda: {"ana", "bob", "admin"})
    lifetime: int = 31 * 86400
    running: list[str] = field(default_factory=list)
    raid: requests.Response | None = None
    raided: bool = False

    def play(self, plan: str) -> None:
        """Start the shop, then take the steps; the thief comes after each."""
        self._restart()
        self._raid()
        for card in plan:
            self._step(card)
            self._raid()

    @property
    def configured(self) -> list[str]:
        """The keys that the next start would use; none, and it fails."""
        if self.in_program is not None:
            return [self.in_program]
        return [self.environment, *self.fallbacks] if self.environment else []

    def _step(self, card: str) -> None:
        {
            "A": self._write_into_program,
            "B": self._read_from_environment,
            "C": self._fill_environment,
            "D": lambda: self.fallbacks.append(LEAKED),
            "E": self._restart,
            "F": lambda: self.users.discard(GHOST),
            "G": self.published.clear,
            "H": self._shorten,
        }[card]()

    def _write_into_program(self) -> None:
        self.in_program = secrets.token_hex()
        self.published.append(self.in_program)

    def _read_from_environment(self) -> None:
        self.in_program = None

    def _fill_environment(self) -> None:
        self.environment = secrets.token_hex()

    def _shorten(self) -> None:
        self.lifetime = 3600

    def _restart(self) -> None:
        self.running = self.configured
        if self.running:
            self.trial.swap(_site(self.running, self.lifetime, self.users))

    def _raid(self) -> None:
        """Let the thief read what is published, and try all keys ever seen."""
        from course_app import cookies

        self.stolen |= set(self.published)
        self.raided = False
        for key in sorted(self.stolen) if self.running else ():
            thief = self.trial.visitor()
            thief.cookies.set("session", cookies.sign({"user": "admin"}, key))
            self.raid = thief.post(f"/users/{GHOST}")
            if self.raid.ok:
                self.raided = True
                return


def closed() -> Flask:
    """Make the site as it is before its first start."""
    return _site([LEAKED], 3600, set())


def _site(keys: list[str], lifetime: int, users: set[str]) -> Flask:
    from flask import Flask, session

    app = Flask("shop")
    app.config.update(
        SECRET_KEY=keys[0],
        SECRET_KEY_FALLBACKS=keys[1:],
        PERMANENT_SESSION_LIFETIME=lifetime,
    )

    @app.post("/users/<name>")
    def add(name: str) -> tuple[str, int]:
        if session.get("user") != "admin":
            return "You are not the admin.", 403
        users.add(name)
        return f"The user {name} was added.", 200

    return app
