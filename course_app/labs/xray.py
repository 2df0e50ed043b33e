"""Cookie X-ray: a Flask session cookie taken apart, edited, and judged."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from html import escape
from typing import Any, NamedTuple

import requests
from flask import Flask, session
from flask.sessions import session_json_serializer
from ipywidgets import Button, Checkbox, Text, Textarea, VBox

from course_app import ballot, cookies
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

TITLE = "Cookie X-ray"
PURPOSE = "Take a cookie apart, change it, and hear what the server makes of it."
KEY = "only-for-this-notebook"
BROWSERS_KEEP = 4096  # bytes of name and value (RFC 6265bis, section 5.7)
LONGEST = 20_000
STRANGER = "The server opens an empty session, as for a stranger"
_REASONS = {
    "valid": "the signature fits and is young enough",
    "forged": "the signature does not fit",
    "expired": "the signature fits, but it is older than 31 days",
    "from the future": "the signature fits, but its time has not come yet",
    "malformed": "it has not the form payload.timestamp.signature",
}
_MONO = "font-family:ui-monospace,'DejaVu Sans Mono',Menlo,Consolas,monospace"
_DARK = STYLE + ballot.STYLE  # the dark theme of all that is written here


class Reply(NamedTuple):
    """What the server made of a cookie: ``holds`` is its session, as JSON.

    ``judgement`` is that of `cookies.verify`, which tells the reasons apart;
    ``size`` counts the bytes of name and value.
    """

    status: str
    set_cookie: bool
    holds: str
    judgement: cookies.Judgement
    size: int

    @property
    def known(self) -> bool:
        """Whether the server took the cookie."""
        return self.judgement.valid

    @property
    def fits(self) -> bool:
        """Whether a browser would keep the cookie."""
        return self.size <= BROWSERS_KEEP

    @property
    def reason(self) -> str:
        """Why, in the words of the course."""
        return _REASONS[self.judgement.status]


class XRay:
    """A cookie under the X-ray, and a server with ``server_key`` to try it on.

    ``cookie`` is what will be sent. ``payload`` (JSON), ``signed_at`` (ISO, UTC)
    are what is in it, both empty where it cannot be read.
    """

    def __init__(self, cookie: str | None = None, server_key: str = KEY) -> None:
        self.server_key = server_key
        self._client = requests.Session()
        self._client.trust_env = False
        self._site = Site(_make_app(server_key), "x-ray", limit=2.0)
        try:
            self.take() if cookie is None else self.paste(cookie)
        except LabError:
            self.stop()
            raise

    def stop(self) -> None:
        """Stop the server."""
        self._client.close()
        self._site.stop()

    def take(self) -> None:
        """Draw a new cookie from the server."""
        response = self._client.get(self._site.url + "/draw", timeout=5)
        self._client.cookies.clear()
        self.paste(response.cookies["session"])

    def paste(self, text: str) -> None:
        """Take a cookie's value, or the whole header line it stands in.

        Raises `LabError` for what no Cookie header can carry.
        """
        self.original = self.cookie = _value(text)
        self.payload = self.signed_at = ""
        contents = self.contents
        if contents:
            self.payload = contents.json
            self.signed_at = f"{contents.signed_at:%Y-%m-%d %H:%M:%S}"

    @property
    def contents(self) -> cookies.Contents | None:
        """What anybody reads in the cookie, ``None`` where nothing can be read."""
        try:
            return cookies.read(self.cookie)
        except ValueError:
            return None

    def edit(self, payload: str, signed_at: str, key: str, *, resign: bool) -> None:
        """Make the cookie of what was taken, with another payload or time.

        Its signature is made anew with ``key``, or stays as it was.

        Raises `LabError` when the payload is no JSON object or the time no time;
        the cookie then stays.
        """
        self.cookie = self._made(payload, signed_at, key, resign=resign)
        self.payload, self.signed_at = payload, signed_at

    def lengthen(self, payload: str, signed_at: str, key: str, *, resign: bool) -> None:
        """`edit`, with 1,000 more random characters; they hardly shrink."""
        data = _data(payload)
        data["note"] = str(data.get("note", "")) + secrets.token_urlsafe(750)
        self.edit(cookies.compact(data), signed_at, key, resign=resign)

    def ask(self) -> Reply:
        """Send the cookie to the server, and judge it with the server's key."""
        cookie = {"Cookie": f"session={self.cookie}"}
        response = self._client.get(self._site.url, headers=cookie, timeout=5)
        return Reply(
            f"{response.status_code} {response.reason}",
            "Set-Cookie" in response.headers,
            response.text,
            cookies.verify(self.cookie, self.server_key),
            len("session" + self.cookie),
        )

    def trials(self) -> list[tuple[str, Reply]]:
        """Try five cookies: as it came, edited, and signed again, well or badly."""
        tried = [("as it came", self.ask())]
        if not self.contents or not isinstance(self.contents.data, dict):
            return tried
        kept = self.cookie, self.payload, self.signed_at
        for words, *changes, resign in _trials(self):
            self.edit(*changes, resign=resign)
            tried.append((words, self.ask()))
        self.cookie, self.payload, self.signed_at = kept
        return tried

    def _made(self, payload: str, signed_at: str, key: str, *, resign: bool) -> str:
        try:
            was = cookies.read(self.original)
        except ValueError:
            raise LabError(
                "There is nothing to edit in it. Paste a whole Flask session cookie, "
                "or take a new one."
            ) from None
        signed = cookies.sign(_data(payload), key, at=_moment(signed_at))
        if resign:
            return _short(signed)
        new, timestamp, _ = signed.rsplit(".", 2)
        if payload == was.json:  # another program may have packed it otherwise
            new = was.payload
        return _short(f"{new}.{timestamp}.{was.signature}")


def verdict(reply: Reply) -> str:
    """Tell in a sentence what the server made of a cookie."""
    if reply.known:
        return f"The server takes it: {reply.reason}."
    return f"{STRANGER}: {reply.reason}."


def size_words(reply: Reply) -> str:
    """Tell whether a browser would keep the cookie."""
    size = f"{reply.size:,} of {BROWSERS_KEEP:,} bytes, name and value"
    return f"{size}: {'it fits' if reply.fits else 'a browser drops it, silently'}"


def parts_html(contents: cookies.Contents | None, *, whole: bool = True) -> str:
    """Write a cookie's three parts, each in its colour, and what they say.

    ``whole=False`` leaves out what differs in every run: time and signature.
    """
    if contents is None:
        words = "This has not the form payload.timestamp.signature."
        return f"<div>{words}</div>"
    line = '<b style="padding:0 1px">.</b>'.join(
        _part(kind, _cut(text, 400) if whole or kind == "payload" else "…")
        for kind, text in _texts(contents)
    )
    boxes = "".join(_box(*box) for box in _meanings(contents, whole))
    return (
        f'{_DARK}<div style="{_MONO};font-size:14px;line-height:2;'
        f'overflow-wrap:break-word">{line}</div>'
        f'<div style="display:flex;flex-wrap:wrap;gap:8px 16px">{boxes}</div>'
    )


def verdict_html(reply: Reply, *, whole: bool = True) -> str:
    """Write what the server answered, why, and how large the cookie is."""
    kind = "response" if reply.known else "fault"
    set_cookie = "Set-Cookie" if reply.set_cookie else "no Set-Cookie"
    lines = [
        _strong(kind, verdict(reply)),
        f"It answered {_code(reply.status)} and {set_cookie}.",
        f"{_code('session')} is {_code(reply.holds)}.",
    ]
    if whole and not reply.known:
        lines.append(f"itsdangerous says: {escape(_cut(reply.judgement.reason, 160))}")
    rows = "".join(
        f'<div style="overflow-wrap:break-word">{one}</div>' for one in lines
    )
    return _card(kind, f"{rows}{_meter(reply)}")


def trials_html(tried: Sequence[tuple[str, Reply]]) -> str:
    """Write a table of the cookies tried and what the server made of each."""
    cell = f"padding:3px 8px;text-align:left;vertical-align:top;color:{INK}"
    rows = "".join(
        f'<tr class="cw-panel" style="background:{PAPER}">'
        f'<th scope="row" class="cw-panel" style="{cell}">{escape(words)}</th>'
        f'<td class="cw-panel" style="{cell}">{escape(verdict(reply))}</td></tr>'
        for words, reply in tried
    )
    return f'<table style="font-size:14px;margin:6px 0">{rows}</table>'


def twin(model: XRay) -> Twin:
    """Tell the cookie as it came, and what became of four that were changed."""
    tried = model.trials()
    reply = tried[0][1]
    contents = model.contents
    lines = [*_lines(contents), verdict(reply), size_words(reply)]
    lines += [f"{words}: {verdict(one)}" for words, one in tried]
    body = parts_html(contents, whole=False) + verdict_html(reply, whole=False)
    return Twin(
        lab_text(TITLE, PURPOSE, lines),
        lab_html(TITLE, PURPOSE, body + trials_html(tried)),
    )


class _Desk:
    """The controls of the lab, linked to the cookie and to the server's answer."""

    def __init__(self, model: XRay) -> None:
        self.model = model
        self.frame = Frame(TITLE, PURPOSE, stop=model.stop)
        self.cookie = Textarea(description="Cookie: paste yours", rows=2)
        self.payload = Textarea(description="Payload, as JSON", rows=2)
        self.signed_at = Text(description="Signed at, UTC")
        self.key = Text(description="Your key", value=model.server_key)
        self.resign = Checkbox(description="Sign again with your key", indent=False)
        self.parts, self.reply = panel(), panel()

    def link(self) -> Frame:
        """Link the controls, and lay them out."""
        frame = self.frame
        new = self._button("Take a new one", self.take)
        frame.on_change(self.cookie, self.paste)
        frame.on_change(self.key, self.try_key)
        for control in (self.payload, self.signed_at, self.resign):
            frame.on_change(control, self.edit)
        longer = self._button("Add 1,000 random characters", self.lengthen)
        undo = self._button("Undo the edits", self.undo)
        frame.answer(self.fill)
        secret = panel(f"The server signs with {_code(self.model.server_key)}.")
        left = [self.payload, row(self.signed_at, self.key), self.resign, secret]
        fields = VBox([*left, row(longer, undo)])
        for half in (fields, self.reply):
            half.add_class("cw-lab-half")
        edits = row(fields, self.reply)
        return frame.fill(row(self.cookie, new), self.parts, edits)

    def take(self) -> str:
        self.model.take()
        return self.fill()

    def paste(self, text: str) -> str:
        self.model.paste(text)
        return self.fill(typing=self.cookie)

    def edit(self, _: object) -> str:
        self.model.edit(*self._given(), resign=self.resign.value)
        self.frame.put(self.cookie, self.model.cookie)
        return self.ask()

    def try_key(self, key: str) -> str:
        if self.resign.value:
            return self.edit(key)
        return "Your key changes nothing until you sign again with it."

    def lengthen(self) -> str:
        self.model.lengthen(*self._given(), resign=self.resign.value)
        return self.fill(resign=self.resign.value)

    def undo(self) -> str:
        self.model.paste(self.model.original)
        return self.fill()

    def fill(self, *, typing: object = None, resign: bool = False) -> str:
        """Write the model's cookie into every field but the one in use."""
        for control, value in (
            (self.cookie, self.model.cookie),
            (self.payload, self.model.payload),
            (self.signed_at, self.model.signed_at),
            (self.resign, resign),
        ):
            if control is not typing:
                self.frame.put(control, value)
        return self.ask()

    def ask(self) -> str:
        reply = self.model.ask()
        self.frame.put(self.parts, parts_html(self.model.contents))
        self.frame.put(self.reply, verdict_html(reply))
        return verdict(reply)

    def _given(self) -> tuple[str, str, str]:
        return self.payload.value, self.signed_at.value, self.key.value

    def _button(self, words: str, action: Callable[[], str]) -> Any:
        button = Button(description=words)
        self.frame.on_press(button, action)
        return button


def view(model: XRay) -> Frame:
    """Link the fields to the cookie, and the cookie to the server's answer."""
    return _Desk(model).link()


def xray(cookie: str | None = None, *, key: str = KEY) -> None:
    """Show the lab "Cookie X-ray" with ``cookie``, or with a new one.

    ``key`` is that of the lab's server. Raises `LabError` for a text that no
    Cookie header can carry.
    """
    model = XRay(cookie, key)
    present("xray", model, view, twin(model))


def _make_app(key: str) -> Flask:
    app = Flask(__name__)
    app.secret_key = key

    @app.get("/")
    def collect() -> str:
        return cookies.compact(dict(session))

    @app.get("/draw")
    def draw() -> str:
        session["prize"] = "pen"
        return "Drawn."

    return app


def _trials(model: XRay) -> list[tuple[str, str, str, str, bool]]:
    car = cookies.compact({**_data(model.payload), "prize": "car"})
    was, key = model.signed_at, model.server_key
    now = datetime.now(UTC)
    new, old = (f"{at:%Y-%m-%d %H:%M:%S}" for at in (now, now - timedelta(days=40)))
    return [
        ("a car instead, old signature", car, was, key, False),
        ("a car, signed with another key", car, new, key + "x", True),
        ("a car, signed with the server's key", car, new, key, True),
        ("signed with it 40 days ago", model.payload, old, key, True),
    ]


def _value(text: str) -> str:
    """Find the value in what was pasted: a value, a pair, or a header."""
    value = text.strip()
    for prefix in ("set-cookie:", "cookie:", "session="):
        if value.lower().startswith(prefix):
            value = value[len(prefix) :].strip()
    value = value.split(";")[0].strip()
    if not value:
        raise LabError("Paste a cookie, or take a new one.")
    if not all("!" <= letter <= "~" for letter in value):
        raise LabError(
            "A cookie has no blanks and no letters beyond ASCII in it. "
            "Paste the value alone."
        )
    return _short(value)


def _short(value: str) -> str:
    if len(value) > LONGEST:
        raise LabError(
            f"This cookie has {len(value):,} characters. Keep it under {LONGEST:,}."
        )
    return value


def _data(payload: str) -> dict[str, Any]:
    try:
        data = session_json_serializer.loads(payload)
    except Exception as error:  # noqa: BLE001 - a tag may fail in many ways
        raise LabError(f"The payload is not JSON yet: {error}.") from None
    if not isinstance(data, dict):
        raise LabError('The payload must be an object, like {"prize": "car"}.')
    return data


def _moment(signed_at: str) -> datetime:
    try:
        moment = datetime.fromisoformat(signed_at.strip())
    except ValueError:
        moment = None
    if moment is None or moment.year < 1971:
        raise LabError("Write the time like 2026-01-31 12:00:00, from 1971 on.")
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


# Each part's colour and line: no meaning by colour alone.
_LOOKS = {
    "payload": (COLOURS["request"], "solid", "cw-request cw-request-edge"),
    "timestamp": (COLOURS["jar"], "dashed", "cw-jar cw-jar-edge"),
    "signature": (ballot.ACCENT, "double", "cw-choice-accent"),
}


def _texts(contents: cookies.Contents) -> list[tuple[str, str]]:
    parts = (contents.payload, contents.timestamp, contents.signature)
    return list(zip(_LOOKS, parts, strict=True))


def _meanings(contents: cookies.Contents, whole: bool) -> list[tuple[str, str, str]]:
    """List each part, what it says, and who can read or make it."""
    packed = "JSON, compressed, in" if contents.compressed else "JSON in"
    time = f"{contents.signed_at:%Y-%m-%d %H:%M:%S} UTC" if whole else ""
    return [
        ("payload", contents.json, f"{packed} base64: anybody can read it"),
        ("timestamp", time, "when it was signed: anybody can read it"),
        ("signature", "", "of both, made with the key: only its holder can make it"),
    ]


def _lines(contents: cookies.Contents | None) -> list[str]:
    if contents is None:
        return ["This has not the form payload.timestamp.signature."]
    lines = [f"{contents.payload}.….…"]
    for name, text, note in _meanings(contents, whole=False):
        lines.append(f"{name}: {f'{text} ({note})' if text else note}")
    return lines


def _part(name: str, text: str) -> str:
    colour, line, classes = _LOOKS[name]
    style = f"color:{colour};border-bottom:4px {line} {colour};font-weight:600"
    return f'<span class="{classes}" style="{style}">{escape(text)}</span>'


def _box(name: str, text: str, note: str) -> str:
    colour, line, classes = _LOOKS[name]
    style = (
        f"flex:1 1 200px;min-width:0;border-top:4px {line} {colour};padding-top:2px;"
        f"overflow-wrap:break-word;color:{colour}"
    )
    shown = f"<div>{_code(_cut(text, 240))}</div>" if text else ""
    return (
        f'<div class="{classes}" style="{style}"><b>{name.capitalize()}</b>{shown}'
        f'<div class="cw-muted" style="color:{MUTED};font-size:14px">{note}</div></div>'
    )


def _card(kind: str, content: str) -> str:
    style = (
        f"box-sizing:border-box;border:1px solid {COLOURS[kind]};border-top-width:4px;"
        f"border-radius:6px;padding:6px 10px 8px;margin:4px 0;background:{PAPER};"
        f"color:{INK};font-size:15px"
    )
    return (
        f'{_DARK}<div class="cw-panel cw-{kind}-edge" style="{style}">{content}</div>'
    )


def _meter(reply: Reply) -> str:
    """Draw how much of what browsers keep is used; the words say it, too."""
    kind = "request" if reply.fits else "fault"
    width = min(100.0, 100 * reply.size / BROWSERS_KEEP)
    bar = (
        f'<div class="cw-{kind}-edge" style="width:{width:.0f}%;height:0;'
        f'border-top:10px solid {COLOURS[kind]}"></div>'
    )
    return (
        f'<div class="cw-muted" style="border:1px solid {MUTED};margin:6px 0 2px">'
        f"{bar}</div><div>{_strong(kind, size_words(reply))}</div>"
    )


def _strong(kind: str, text: str) -> str:
    colour = COLOURS[kind]
    return f'<b class="cw-{kind}" style="color:{colour}">{escape(text)}</b>'


def _code(text: str) -> str:
    style = f"{_MONO};font-size:90%;background:{PAPER};color:{INK};padding:0"
    return f'<code class="cw-panel" style="{style}">{escape(_cut(text, 240))}</code>'


def _cut(text: str, length: int) -> str:
    extra = len(text) - length
    return text if extra <= 0 else f"{text[:length]}… (+{extra} characters)"
