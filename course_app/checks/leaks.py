"""What the player of a guessing game was handed, and whether it tells the number."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import requests

HASHES = ("md5", "sha1", "sha256", "sha512")
SLOW_HASHES = ("scrypt:", "pbkdf2:")  # as Werkzeug writes them


@dataclass(frozen=True)
class Game:
    """A game: its number, and all that was handed out, by the place where it was."""

    number: int
    handed: dict[str, str]


def handed_out(player: requests.Session, page: str) -> dict[str, str]:
    """List what ``player`` can read after a game began: page, cookies, session."""
    from course_app import cookies

    found = {"page": page}
    for cookie in player.cookies:
        value = cookie.value or ""
        try:
            found |= dict(_leaves(cookies.read(value).data, f"`{cookie.name}`"))
        except ValueError:
            found[f"cookie `{cookie.name}`"] = value
    return found


def plain(games: list[Game]) -> str:
    """Name a place that held the number itself in every game, ``""`` if none did."""
    return _place(games, lambda game, value: value == str(game.number))


def hashed(games: list[Game]) -> str:
    """Name a place that held a hash of the number in every game."""
    return _place(games, _is_hash)


def coded(games: list[Game]) -> str:
    """Name a place where each number had a value, and each value a number.

    It takes a number that came up twice to tell.
    """
    return next((place for place in _places(games) if _is_code(games, place)), "")


def _place(games: list[Game], holds: Callable[[Game, str], bool]) -> str:
    def in_all(place: str) -> bool:
        return all(holds(game, game.handed[place]) for game in games)

    return next((place for place in _places(games) if in_all(place)), "")


def _places(games: list[Game]) -> list[str]:
    """List the places that held something in every game."""
    return [
        place
        for place in games[0].handed
        if all(place in game.handed for game in games)
    ]


def _is_code(games: list[Game], place: str) -> bool:
    pairs = {(game.number, game.handed[place]) for game in games}
    numbers = {number for number, _ in pairs}
    values = {value for _, value in pairs}
    return len(pairs) == len(numbers) == len(values) < len(games) and len(pairs) > 1


def _is_hash(game: Game, value: str) -> bool:
    """Whether ``value`` is a hash of the number, with a salt that was handed out."""
    from werkzeug.security import check_password_hash

    number = str(game.number)
    if value.startswith(SLOW_HASHES):
        return check_password_hash(value, number)
    salts = ["", *game.handed.values()]
    texts = {text for salt in salts for text in (salt + number, number + salt)}
    return any(
        hashlib.new(name, text.encode(), usedforsecurity=False).hexdigest() == value
        for name in HASHES
        for text in texts
    )


def _leaves(data: Any, where: str) -> Iterator[tuple[str, str]]:
    """Walk through what a session holds, down to the single values."""
    if isinstance(data, (dict, list, tuple)):
        pairs = data.items() if isinstance(data, dict) else enumerate(data)
        for key, value in pairs:
            yield from _leaves(value, f"`{key}` in {where}")
    else:
        yield where, str(data)
