"""Three vaults of exercise 8.4, and fifty words to try on them.

Flask is imported when a vault is made.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

WORDS = tuple(
    """
    123456 password 12345678 qwerty secret admin letmein dragon changeme test
    dev development production flask python key apikey mykey default root
    secret_key secretkey my_secret_key mysecretkey supersecret super-secret-key
    your_secret_key your_secret_key_here not-so-secret s3cr3t hunter2 welcome
    monkey sunshine master shadow iloveyou abc123 football princess azerty
    trustno1 whatever hello freedom computer internet session cookie tomato
    """.split()  # noqa: SIM905 - fifty lines of one word each would be no better
)


@dataclass(frozen=True)
class Vault:
    """A site with a page for its admin; ``days`` is how old Ana's cookie is."""

    name: str
    key: str
    days: int = 0

    def cookie(self) -> str:
        """Make the cookie that Ana got at her login."""
        from course_app import cookies

        return cookies.aged({"user": "ana"}, self.key, days=self.days)

    def make(self) -> Flask:
        """Make the site."""
        from flask import Flask, session

        app = Flask("vault")
        app.secret_key = self.key

        @app.get("/vault")
        def vault() -> tuple[str, int]:
            if session.get("user") == "admin":
                return "Ten bars of gold.", 200
            return "Closed.", 403

        return app


WEAK = (
    Vault("The first vault", "not-so-secret"),
    Vault("The second vault", "tomato", days=40),
)
STRONG = Vault("The third vault", "8c1f0b7de2a94635" * 4)

EXPLAINED = {
    "old-timestamp": (
        "Key and signature are right. The timestamp is that of the old cookie.",
        "A signature of 40 days ago is refused, whoever made it. A forger signs now.",
    ),
    "not-admin": (
        "The signature fits. What was signed does not name the admin.",
        "The vault opens to a session whose `user` is `admin`.",
    ),
    "payload-only": (
        "The payload was changed, and the signature is still the one made for Ana.",
        "Signing anew needs the key. Find it first.",
    ),
    "does-not-fit": (
        "It is signed, but not as Flask signs a session with this key.",
        "The salt is part of it, too. `cookies.sign` takes the one that Flask takes.",
    ),
}
