"""The lab "Key room": which worker knows a client, and who else finds the key.

Three real sites stand for the workers of one site. Ana's client asks them in
turn; its jar does not look at the port, so that to her they are one.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from html import escape
from string import ascii_uppercase
from threading import Thread
from typing import NamedTuple

import requests
from flask import Flask, request, session
from ipywidgets import Button, Checkbox, Dropdown, Widget
from itsdangerous import Signer

from course_app import cookies
from course_app.labs.frame import (
    Frame,
    LabError,
    Twin,
    lab_html,
    lab_text,
    panel,
    present,
    row,
)
from course_app.render import COLOURS, INK, MUTED, PAPER, STYLE
from course_app.server import Site

TITLE = "Key room"
PURPOSE = (
    "Three workers answer in turn: a login lives where its key is, "
    "and whoever guesses the key can sign."
)
WORDS = (
    "secret",
    "password",
    "admin",
    "changeme",
    "dev",
    "development",
    "test",
    "flask",
    "key",
    "secret_key",
    "my_secret_key",
    "mysecretkey",
    "supersecret",
    "super-secret-key",
    "your_secret_key",
    "your_secret_key_here",
    "12345678",
    "qwerty",
)
NUMBERS = 10_000
GUESSES = len(WORDS) * (1 + NUMBERS)
FIRST = "secret42"
SHORT, LONG = "a word and two digits", "a word and four digits"
TOKEN, AT_START = "secrets.token_hex()", "made at a start"
KINDS = (SHORT, LONG, TOKEN)
ALL = 0  # stands for all workers where one may be chosen
FORGE = "Whoever has it signs a cookie for any user, and no worker can tell."
RULE = "Guess only the key of a site that you started yourself."
SHOWN_HITS = 12
BATCH = 500  # keys tried between two looks at the stop button
TELL_SECONDS = 0.2
SECONDS_A_YEAR = 365 * 24 * 3600


class Key(NamedTuple):
    """A secret key, the name it has in the lab, and how it was made."""

    name: str
    value: str
    kind: str


class Hit(NamedTuple):
    """One request of Ana's, and which worker answered it with what."""

    number: int
    worker: int
    sent: bool
    answer: str
    written: bool


@dataclass
class Worker:
    """One of the three: its site, its key, and the key it had before."""

    number: int
    site: Site
    key: Key
    former: Key | None = None
    fallbacks: tuple[Key, ...] = ()

    def start(self, key: Key, fallbacks: tuple[Key, ...]) -> None:
        """Start the program anew behind the same address; nothing else is kept."""
        if key != self.key:
            self.former = self.key
        self.key, self.fallbacks = key, fallbacks
        self.site.app = make_app(key.value, [one.value for one in fallbacks])


class Room:
    """Three workers, Ana's client, and what her requests were answered."""

    def __init__(self) -> None:
        self.keys = [Key("key A", FIRST, SHORT)]
        self.workers = [
            Worker(number, _site(number, FIRST), self.keys[0]) for number in (1, 2, 3)
        ]
        self.ana = requests.Session()
        self.hits: list[Hit] = []
        self.guessing: Guessing | None = None
        self._asked = 0

    @property
    def cookie(self) -> str:
        """The Flask session cookie in Ana's jar, ``""`` if there is none."""
        return str(self.ana.cookies.get("session") or "")

    @property
    def signer(self) -> Key | None:
        """The key that signed Ana's cookie: the one whose signature fits."""
        fits = (key for key in self.keys if _fits(self.cookie, key.value))
        return next(fits, None) if self.cookie else None

    def log_in(self, keep: bool) -> Hit:
        """Let Ana log in at the worker whose turn it is, with an empty jar."""
        self.ana.cookies.clear()
        self.hits.clear()
        self._asked = 0
        form = {"user": "ana", **({"keep": "yes"} if keep else {})}
        return self._hit("POST", "/login", form)

    def ask(self, times: int = 1) -> list[Hit]:
        """Let her ask for ``/me``; each request lands on the next worker."""
        return [self._hit("GET", "/me") for _ in range(times)]

    def rotate(self, kind: str, which: int = ALL) -> Key:
        """Give the workers one new key from outside; the old one is not kept."""
        key = self._new_key(kind)
        for worker in self._chosen(which):
            worker.start(key, worker.fallbacks)
        return key

    def add_fallback(self, which: int = ALL) -> list[Key]:
        """Let the workers accept the key they had before the present one.

        Raises `LabError` when none of them has had another.
        """
        added = []
        for worker in self._chosen(which):
            former = worker.former
            if former and former not in worker.fallbacks:
                worker.start(worker.key, (former, *worker.fallbacks))
                added.append(former)
        if not added:
            raise LabError("There is no older key to accept: rotate first.")
        return added

    def drop_fallbacks(self, which: int = ALL) -> None:
        """Let the workers accept their present key only."""
        for worker in self._chosen(which):
            worker.start(worker.key, ())

    def restart(self, which: int = ALL, *, same: bool) -> None:
        """Start the workers again, with their key or each with one made there."""
        for worker in self._chosen(which):
            key = worker.key if same else self._new_key(AT_START)
            worker.start(key, worker.fallbacks)

    def guess(self) -> Guessing:
        """Get ready to guess the key from the cookie in Ana's jar.

        Raises `LabError` without a cookie, or while another guessing runs.
        """
        if not self.cookie:
            raise LabError("Her jar is empty: let Ana log in first.")
        if self.guessing and not self.guessing.ended:
            raise LabError("Keys are being tried already: stop that first.")
        self.guessing = Guessing(self.cookie)
        return self.guessing

    def stop(self) -> None:
        """Stop the guessing and the three sites."""
        if self.guessing:
            self.guessing.stop()
        for worker in self.workers:
            worker.site.stop()

    def _hit(self, method: str, path: str, data: dict[str, str] | None = None) -> Hit:
        worker = self.workers[self._asked % len(self.workers)]
        self._asked += 1
        response = self.ana.request(method, worker.site.url + path, data=data)
        hit = Hit(
            number=self._asked,
            worker=worker.number,
            sent="Cookie" in response.request.headers,
            answer=response.text,
            written="Set-Cookie" in response.headers,
        )
        self.hits = [*self.hits, hit][-SHOWN_HITS:]
        return hit

    def _chosen(self, which: int) -> list[Worker]:
        return [one for one in self.workers if which in (ALL, one.number)]

    def _new_key(self, kind: str) -> Key:
        key = Key(f"key {_letters(len(self.keys))}", _value(kind), kind)
        self.keys.append(key)
        return key


@dataclass
class Guessing:
    """Keys tried on one cookie; the server is not asked, and hears nothing.

    ``seconds`` and ``speed`` (keys a second) are those of this machine.
    """

    cookie: str
    tried: int = 0
    seconds: float = 0.0
    found: str = ""
    ended: bool = False
    _stopped: bool = field(default=False, repr=False)

    @property
    def speed(self) -> float:
        """Keys a second."""
        return self.tried / self.seconds if self.seconds else 0.0

    def run(self, tell: Callable[[], object] = lambda: None) -> None:
        """Try one key after the other; ``tell`` is called now and then.

        This takes seconds: run it in a thread of its own.
        """
        began = told = time.perf_counter()  # no moved clock moves this one
        try:
            for guess in guesses():
                self.tried += 1
                if _fits(self.cookie, guess):
                    self.found = guess
                    break
                if self.tried % BATCH == 0:
                    now = time.perf_counter()
                    self.seconds = now - began
                    if self._stopped:
                        break
                    if now - told > TELL_SECONDS:
                        told = now
                        tell()
                    time.sleep(0)  # a loop without a pause starves the other threads
        finally:
            self.seconds = time.perf_counter() - began
            self.ended = True

    def stop(self) -> None:
        """Stop before the next batch of keys."""
        self._stopped = True

    def verdict(self) -> str:
        """Say in two sentences how it ended, with the speed."""
        pace = (
            f"{self.tried:,} keys in {self.seconds:.2f} s, {self.speed:,.0f} a second"
        )
        if self.found:
            return f"Found after {pace}: `{self.found}`. {FORGE}"
        if self.tried < GUESSES:
            return f"Stopped after {pace}. Nothing found so far."
        years = 2**256 / self.speed / SECONDS_A_YEAR
        return (
            f"Not on the list: {pace}. "
            f"All that `secrets.token_hex()` may give would take {years:.0e} years."
        )


def guesses() -> Iterator[str]:
    """Give the keys to try: the words, then each with a number behind it."""
    yield from WORDS
    for number in range(NUMBERS):
        for word in WORDS:
            yield f"{word}{number}"


def make_app(secret_key: str, fallbacks: Sequence[str] = ()) -> Flask:
    """Make the program that every worker runs."""
    app = Flask(__name__)
    app.config.update(SECRET_KEY=secret_key, SECRET_KEY_FALLBACKS=list(fallbacks))

    @app.post("/login")
    def log_in() -> str:
        session["user"] = request.form["user"]
        session.permanent = "keep" in request.form
        return "Welcome"

    @app.get("/me")
    def me() -> str:
        return str(session.get("user", "nobody"))

    return app


def room_text(room: Room) -> list[str]:
    """Write the workers, Ana's jar and her requests as lines of text."""
    lines = []
    for worker in room.workers:
        lines.append(f"worker {worker.number}: {'; '.join(_key_words(worker))}")
        lines += [f"  {_hit_words(hit)}" for hit in _landed(room, worker)]
    return [*lines, _jar_words(room)]


def room_html(room: Room) -> str:
    """Draw the same: a box for each worker, side by side, and the jar below."""
    boxes = "".join(_worker_html(room, worker) for worker in room.workers)
    jar = (
        f'<div class="cw-panel cw-jar-edge" style="{_BOX};border:1px dashed '
        f'{COLOURS["jar"]};border-top:4px dashed {COLOURS["jar"]}">'
        f'<b class="cw-jar" style="color:{COLOURS["jar"]}">Ana\'s cookie jar</b>'
        f"<div>{escape(_jar_words(room))}</div></div>"
    )
    style = "display:flex;flex-wrap:wrap;gap:8px;margin:6px 0"
    return f'<div style="{style}">{boxes}{jar}</div>'


def guessing_html(guessing: Guessing) -> str:
    """Draw how far the guessing has come."""
    words = f"{guessing.tried:,} of {GUESSES:,} keys, {guessing.speed:,.0f} a second"
    return (
        f'<progress aria-label="Keys tried" max="{GUESSES}" value="{guessing.tried}" '
        f'style="width:100%;height:14px">{words}</progress><div>{words}</div>'
    )


def twin(room: Room) -> Twin:
    """Tell how three workers answer when one of them made a key at its start."""
    room.log_in(keep=False)
    room.ask(2)
    room.restart(2, same=False)
    room.ask(3)
    guessing = room.guess()
    guessing.run()
    story = "Ana logs in and asks. Then worker 2 starts again, with a key made there."
    found = f"Her one cookie gives key A away after {guessing.tried} guesses. {FORGE}"
    body = f"<div>{story}</div>{room_html(room)}<div>{found} {RULE}</div>"
    return Twin(
        lab_text(TITLE, PURPOSE, [story, *room_text(room), found, RULE]),
        lab_html(TITLE, PURPOSE, body),
    )


def view(room: Room) -> Frame:
    """Link the buttons to the room."""
    frame = Frame(TITLE, PURPOSE, stop=room.stop)
    picture, bar = panel(), panel()
    keep = Checkbox(description="Keep her logged in (permanent)", indent=False)
    which = Dropdown(
        description="Which workers",
        options=[("all three", ALL), *((_who(one), one) for one in (1, 2, 3))],
    )
    kind = Dropdown(description="A rotated key is", options=KINDS)

    def draw() -> None:
        frame.put(picture, STYLE + room_html(room))

    def button(description: str, action: Callable[[], str]) -> Button:
        def pressed() -> str:
            said = action()
            draw()
            return said

        made = Button(description=description)
        frame.on_press(made, pressed)
        return made

    def log_in() -> str:
        return f"Worker {room.log_in(keep.value).worker} sets her a cookie."

    def ask(times: int) -> str:
        return f"Ana reads: {', '.join(hit.answer for hit in room.ask(times))}."

    def rotate() -> str:
        key = room.rotate(kind.value, which.value)
        return f"{_who(which.value)} now: {key.name}, {key.kind}, from outside."

    def add() -> str:
        names = sorted({key.name for key in room.add_fallback(which.value)})
        return f"Accepted again: {', '.join(names)}. It signs nothing."

    def drop() -> str:
        room.drop_fallbacks(which.value)
        return f"{_who(which.value)} now: the present key only."

    def restart(same: bool) -> str:
        room.restart(which.value, same=same)
        key = "the same key, from outside" if same else "a new key, made at the start"
        return f"{_who(which.value)} started again: {key}."

    draw()
    frame.say("All three sign with one key, and Ana's jar is empty. Let her log in.")
    return frame.fill(
        row(
            button("Ana logs in", log_in),
            keep,
            button("She asks once", lambda: ask(1)),
            button("She asks six times", lambda: ask(6)),
        ),
        picture,
        row(which, kind),
        row(
            button("Rotate the key", rotate),
            button("Add a fallback", add),
            button("Remove fallbacks", drop),
            button("Restart, same key", lambda: restart(True)),
            button("Restart, new key", lambda: restart(False)),
        ),
        row(*_guess_buttons(frame, room, bar)),
        bar,
    )


def keys() -> None:
    """Show the lab "Key room": three workers, their keys, and a guess at them."""
    example = Room()
    try:
        told = twin(example)
    finally:
        example.stop()
    present("keys", Room(), view, told)


def _guess_buttons(frame: Frame, room: Room, bar: Widget) -> tuple[Button, Button]:
    """Make the two buttons of the guessing, which runs in a thread of its own."""
    guess, stop = Button(description="Guess the key"), Button(description="Stop")

    def show(guessing: Guessing) -> None:
        frame.put(bar, STYLE + guessing_html(guessing))

    def run(guessing: Guessing) -> str | None:
        guessing.run(lambda: show(guessing))
        if frame.closed:
            return None
        show(guessing)
        return guessing.verdict()

    def started() -> None:
        guessing = room.guess()
        frame.say("Keys are tried on her cookie. The site is not asked.")
        work = Thread(target=lambda: frame.answer(lambda: run(guessing)), daemon=True)
        work.start()

    def stopped() -> None:
        if not room.guessing or room.guessing.ended:
            raise LabError("No keys are being tried.")
        room.guessing.stop()

    frame.on_press(guess, started)
    frame.on_press(stop, stopped)
    return guess, stop


def _site(number: int, key: str) -> Site:
    return Site(make_app(key), f"worker {number}", limit=2.0)


def _fits(cookie: str, key: str) -> bool:
    """Say whether ``key`` signed ``cookie``, however old that is."""
    return Signer(key, salt=cookies.SALT, key_derivation="hmac").validate(cookie)


def _value(kind: str) -> str:
    if kind not in (SHORT, LONG):
        return secrets.token_hex()
    low, high = (10, 99) if kind == SHORT else (1000, 9999)
    return f"{secrets.choice(WORDS)}{low + secrets.randbelow(high - low + 1)}"


def _letters(count: int) -> str:
    """Name the keys A to Z, then A2 to Z2, and so on."""
    turn, letter = divmod(count, len(ascii_uppercase))
    return ascii_uppercase[letter] + (str(turn + 1) if turn else "")


def _who(which: int) -> str:
    return f"Worker {which}" if which else "All three"


def _landed(room: Room, worker: Worker) -> list[Hit]:
    return [hit for hit in room.hits if hit.worker == worker.number]


def _key_words(worker: Worker) -> tuple[str, str]:
    others = ", ".join(key.name for key in worker.fallbacks)
    accepts = f"accepts {others} too" if others else "accepts no other"
    return f"signs with {worker.key.name} ({worker.key.kind})", accepts


def _hit_words(hit: Hit) -> str:
    words = [f"request {hit.number}: {hit.answer}"]
    if not hit.sent and not hit.written:
        words.append("no cookie was sent")
    if hit.written:
        words.append("sets the cookie")
    return ", ".join(words)


def _jar_words(room: Room) -> str:
    if not room.cookie:
        return "Ana's jar is empty."
    held = cookies.read(room.cookie).json
    name = room.signer.name if room.signer else "an unknown key"
    return f"Ana's cookie holds {held}, signed with {name}."


_BOX = (
    f"flex:1 1 100%;min-width:0;box-sizing:border-box;border-radius:6px;"
    f"padding:6px 10px 8px;background:{PAPER};color:{INK};"
    "font-size:14px;line-height:1.45;overflow-wrap:anywhere"
)


def _worker_html(room: Room, worker: Worker) -> str:
    colour = COLOURS["response"]
    style = _BOX.replace("100%", "200px")
    signs, accepts = _key_words(worker)
    return (
        f'<div class="cw-panel cw-response-edge" style="{style};'
        f'border:1px solid {colour};border-top:4px solid {colour}">'
        f'<b class="cw-response" style="color:{colour}">Worker {worker.number}</b>'
        f"<div><b>{escape(signs)}</b></div>"
        f'<div class="cw-muted" style="color:{MUTED}">{escape(accepts)}</div>'
        f"{''.join(_hit_html(hit) for hit in _landed(room, worker))}</div>"
    )


def _hit_html(hit: Hit) -> str:
    kind, line = ("fault", "dotted") if hit.answer == "nobody" else ("request", "solid")
    return (
        f'<div class="cw-{kind}-edge" style="margin-top:4px;padding-left:8px;'
        f'border-left:6px {line} {COLOURS[kind]}">{escape(_hit_words(hit))}</div>'
    )
