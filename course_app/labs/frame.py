"""What every lab shares: its frame, its status line, its one display.

A lab is a file: a **model** without widgets (plain values in and out), **twins**
(functions that tell the model's state as HTML and as text) and a **view** that
only links controls to the model::

    def two_doors() -> None:
        \"\"\"Show the lab "Two doors".\"\"\"
        model = Doors()
        present("two_doors", model, view, twin(model))

    def view(model: Doors) -> Frame:
        frame = Frame(TITLE, PURPOSE, stop=model.stop)
        knock = Button(description="Knock")       # ipywidgets, as they come
        answer = panel(doors_html(model))

        def pressed() -> str:                     # returns what the status line says
            model.knock()                         # a `LabError` is said there, too
            frame.put(answer, doors_html(model))  # sets a value, calls no action
            return "Somebody is in."

        frame.on_press(knock, pressed)
        return frame.fill(row(knock), answer)

    def twin(model: Doors) -> Twin:
        return Twin(lab_text(TITLE, PURPOSE, lines), lab_html(TITLE, PURPOSE, body))

What an action raises is never lost: it becomes a sentence in the status line.
Closing the frame, or running its cell again, calls ``stop``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from html import escape
from pathlib import Path
from typing import Any, NamedTuple, Protocol, TypeVar

from anywidget import AnyWidget
from ipywidgets import HTML, Button, HBox, VBox
from traitlets import Int, Unicode

from course_app.fault import named
from course_app.render import COLOURS, INK, MUTED, PAPER, STYLE
from course_app.shell import in_kernel, publish, shell

WIDGET = "application/vnd.jupyter.widget-view+json"
CLOSED = "Closed. Run this cell again to open the lab."
RUN = "Run this cell in JupyterLab to use the lab."
Action = Callable[[], str | None]


class LabError(ValueError):
    """What was wrong with what a learner gave a lab, and what to do, in a sentence."""


class Twin(NamedTuple):
    """A lab's state in words: for terminals, and for GitHub and slides."""

    text: str
    html: str


class Model(Protocol):
    """What every lab's model can do."""

    def stop(self) -> None:
        """Stop what the lab runs: its servers, its work. Twice is harmless."""


M = TypeVar("M", bound=Model)


class Status(AnyWidget):
    """A lab's last line; it also keeps the lab's keys from JupyterLab.

    ``asked`` counts what the learner did, ``answered`` follows: where it does
    not, the page says that the kernel is gone.
    """

    _esm = Path(__file__).with_name("frame.js").read_text("utf-8")
    _css = Path(__file__).with_name("frame.css").read_text("utf-8")

    title = Unicode().tag(sync=True)
    message = Unicode().tag(sync=True)
    asked = Int(0).tag(sync=True)
    answered = Int(0).tag(sync=True)

    def __init__(self, title: str) -> None:
        super().__init__(title=title)
        self.observe(self._follow, "asked")

    def _follow(self, change: dict[str, Any]) -> None:
        self.answered = change["new"]


class Frame:
    """A lab on the page: title, purpose, what `fill` is given, the status line.

    ``stop`` is called when the lab is closed.
    """

    def __init__(self, title: str, purpose: str, stop: Action) -> None:
        self.title = title
        self.purpose = purpose
        self.closed = False
        self.box: Any = VBox([])
        self._stop = stop
        self._status = Status(title)
        self._put: list[object] = []

    @property
    def status(self) -> str:
        """What the status line says."""
        return str(self._status.message)

    def fill(self, *rows: Any) -> Frame:
        """Put ``rows`` of controls and panels between the title and the status."""
        close = Button(description="Close", tooltip="Stop what this lab runs")
        self.on_press(close, self.close)
        head = HBox([HTML(_head(self.title, self.purpose)), close])
        head.add_class("cw-lab-head")
        self.box.children = [head, *rows, self._status]
        self.box.add_class("cw-lab")
        for widget in _widgets(self.box):
            _keep_order(widget)
        return self

    def on_press(self, button: Any, action: Action) -> None:
        """Do ``action`` when ``button`` is pressed; say what it returns."""
        button.on_click(lambda _: self.answer(action))

    def on_change(self, control: Any, action: Callable[[Any], str | None]) -> None:
        """Do ``action`` with each value the learner gives ``control``."""

        def changed(change: dict[str, Any]) -> None:
            if control not in self._put:
                self.answer(lambda: action(change["new"]))

        control.observe(changed, "value")

    def put(self, control: Any, value: object) -> None:
        """Set a control's value without doing its action."""
        self._put.append(control)
        try:
            control.value = value
        finally:
            self._put.remove(control)

    def say(self, sentence: str) -> None:
        """Write the status line; what stands in backticks is code."""
        self._status.message = ""  # else the same words twice would be no answer
        self._status.message = sentence

    def answer(self, action: Action) -> None:
        """Do ``action`` and say what it returns, or its error in a sentence.

        ipywidgets drops what a callback raises: nobody would ever see it.
        """
        try:
            said = action()
        except LabError as error:
            said = str(error)
        except Exception as error:  # noqa: BLE001 - it is shown, and nothing else would
            said = f"This failed, and that is the course's fault: {named(error)}."
        if said is not None:
            self.say(said)

    def close(self) -> str:
        """Stop what the lab runs and let nothing be pressed; return `CLOSED`."""
        if not self.closed:
            self.closed = True
            for control in _widgets(self.box):
                if hasattr(control, "disabled"):
                    control.disabled = True
            self._stop()
        return CLOSED


def row(*controls: Any) -> Any:
    """Set controls beside each other, where there is room."""
    box = HBox(controls)
    box.add_class("cw-lab-row")
    return box


def panel(html: str = "") -> Any:
    """Make a place for HTML that changes; `Frame.put` changes it."""
    place = HTML(html)
    place.add_class("cw-lab-panel")
    return place


def lab_text(title: str, purpose: str, lines: Sequence[str]) -> str:
    """Write a lab as plain text."""
    return "\n".join(
        [f"Lab · {title}", *(f"  {one}" for one in [purpose, *lines, RUN])]
    )


def lab_html(title: str, purpose: str, body: str) -> str:
    """Write a lab as a card; ``body`` is HTML."""
    colour = COLOURS["response"]
    style = (
        f"max-width:960px;box-sizing:border-box;margin:4px 0;padding:8px 14px 10px;"
        f"border:1px solid {colour};border-left:6px solid {colour};border-radius:6px;"
        f"background:{PAPER};color:{INK};font-size:15px;line-height:1.5;"
        "overflow-wrap:break-word"
    )
    label = escape(f"Lab: {title}", quote=True)
    return (
        f'{STYLE}<div role="group" aria-label="{label}" '
        f'class="cw-lab-twin cw-panel cw-response-edge" style="{style}">'
        f"{_head(title, purpose)}{body}"
        f'<div class="cw-muted" style="color:{MUTED};font-size:14px">{RUN}</div></div>'
    )


def present(name: str, model: M, view: Callable[[M], Frame], twin: Twin) -> None:
    """Display a lab: buttons where there are some, else words.

    The lab that the same cell showed before is closed.
    """
    bundle: dict[str, Any] = {"text/plain": twin.text, "text/html": twin.html}
    if in_kernel():
        model_id = _open(name, view(model)).box.model_id
        bundle[WIDGET] = {
            "version_major": 2,
            "version_minor": 0,
            "model_id": model_id,
        }
    else:
        model.stop()
    publish(bundle)


def opened() -> list[Frame]:
    """List the labs on the page that are not closed, oldest first."""
    return [frame for frame in _frames.values() if not frame.closed]


_frames: dict[str, Frame] = {}


def _open(name: str, frame: Frame) -> Frame:
    """Keep ``frame``, and close the one it takes the place of."""
    place = f"{name} {_cell()}"
    if place in _frames:
        _frames.pop(place).close()
    _frames[place] = frame
    return frame


def _cell() -> str:
    """Return the id of the cell that is running, where the front end says it."""
    parent = shell().get_parent() or {}
    return str(parent.get("metadata", {}).get("cellId", ""))


def _widgets(box: Any) -> Iterator[Any]:
    for child in getattr(box, "children", ()):
        yield child
        yield from _widgets(child)


def _keep_order(widget: Any) -> None:
    """Let what is done to the widgets of a lab arrive in the order it was done.

    ipykernel 7.4 hands a widget's message to the thread that last spoke for that
    widget (`ipykernel.comm.comm.BaseComm`). A button could then be heard before
    the text that was typed first.
    """
    route = "_reply_subshell_for"
    if hasattr(widget.comm, route):
        setattr(widget.comm, route, lambda _data, default: default)


def _head(title: str, purpose: str) -> str:
    colour = COLOURS["response"]
    return (
        f'<div><b class="cw-response" style="color:{colour}">Lab</b> '
        f"<b>{escape(title)}</b></div><div>{escape(purpose)}</div>"
    )
