"""What a learner can do to a widget, as the message JupyterLab would send."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

_TOGGLES = ("CheckboxModel", "ToggleButtonModel")
# Where a widget keeps its options, and where the position of the chosen one.
_OPTIONS = {"_options_labels": "index", "choices": "chosen"}

State = dict[str, Any]
Gesture = tuple[str, dict[str, Any]]


def gestures(state: State) -> Iterator[Gesture]:
    """Name each thing to do to a widget, with the data of its comm message.

    ``state`` is the widget's state as nbclient keeps it. Buttons are pressed,
    every option is chosen, switches are switched, numbers go to both ends and
    text is typed. ``choices`` are those of `course_app.radio`.
    """
    if not state.get("disabled"):
        name = _name(state)
        yield from _simple(state, name)
        yield from _choices(state, name)
        yield from _ends(state, name)


def _simple(state: State, name: str) -> Iterator[Gesture]:
    model = state.get("_model_name")
    if model == "ButtonModel":
        yield f"pressing {name}", {"method": "custom", "content": {"event": "click"}}
    elif model in _TOGGLES:
        yield f"switching {name}", _update(value=not state["value"])
    elif model == "TextModel":
        yield f"typing into {name}", _update(value="ana")


def _choices(state: State, name: str) -> Iterator[Gesture]:
    for options, chosen in _OPTIONS.items():
        if options in state and not isinstance(state.get(chosen), list | tuple):
            for position, option in enumerate(state[options]):
                yield f"choosing {option!r} in {name}", _update(**{chosen: position})


def _ends(state: State, name: str) -> Iterator[Gesture]:
    if isinstance(state.get("value"), int | float) and {"min", "max"} <= state.keys():
        for end in ("max", "min"):
            yield f"setting {name} to {state[end]}", _update(value=state[end])


def _name(state: State) -> str:
    kind = str(state.get("_model_name", "")).removesuffix("Model")
    words = state.get("description") or state.get("label") or ""
    return f"the {kind} {words!r}"


def _update(**state: Any) -> dict[str, Any]:
    return {"method": "update", "state": state, "buffer_paths": []}
