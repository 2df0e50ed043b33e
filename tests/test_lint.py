"""What the lint says of a stored notebook, without running it."""

import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output

from tools.ipynb import code_cells
from tools.lint import lint

PYTHON = {"name": "python3", "display_name": "Python 3"}


def run_notebook(*sources, **metadata):
    """Make a notebook as it looks once all its cells have run."""
    cells = [
        new_code_cell(source, id=f"c{number}") for number, source in enumerate(sources)
    ]
    made = new_notebook(cells=cells, metadata={"kernelspec": PYTHON, **metadata})
    for number, (_, cell) in enumerate(code_cells(made), 1):
        cell.execution_count = number
    return made


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("import time; time.sleep(1)", "cell [1] calls sleep()"),
        ("app.run(port=5000)", "cell [1] names a fixed port"),
        ("get('http://127.0.0.1:8080/')", "cell [1] names a fixed port"),
        ("# NBVAL_IGNORE_OUTPUT\n1 + 1", "cell [1] tells nbval to look away."),
    ],
)
def test_a_cell_s_source_is_linted(source, said):
    assert lint(run_notebook(source))[0].startswith(said)


def stderr(made):
    made.cells[0].outputs = [new_output("stream", name="stderr", text="oh\nno\n")]


def error(made):
    made.cells[0].outputs = [
        new_output("error", ename="KeyError", evalue="'n'", traceback=[])
    ]


def widget_view(made):
    data = {"application/vnd.jupyter.widget-view+json": {}}
    made.cells[0].outputs = [new_output("display_data", data)]


def out_of_order(made):
    made.cells[0].execution_count = 7


def twin(made):
    made.cells.append(made.cells[0])


def widget_state(made):
    made.metadata["widgets"] = {}


def other_kernel(made):
    made.metadata["kernelspec"] = {"name": "ir", "display_name": "R"}


def old_format(made):
    made.nbformat_minor = 4


def no_id(made):
    del made.cells[0]["id"]


def skipped(made):
    made.cells[0].metadata["tags"] = ["nbval-skip"]


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (stderr, "cell [1] wrote to stderr: no"),
        (error, "cell [1] holds the error KeyError and is not tagged"),
        (widget_view, "cell [1] stores a widget's view"),
        (out_of_order, "cell [1] was run out of order"),
        (twin, "2 cells share the id c0."),
        (widget_state, "The notebook stores widget state"),
        (other_kernel, "The notebook's kernel is not python3."),
        (old_format, "The notebook's format is older than 4.5"),
        (no_id, "A cell has no valid id"),
        (skipped, "cell [1] tells nbval to look away."),
    ],
)
def test_a_stored_notebook_is_linted(spoil, said):
    made = run_notebook("ana = 1")
    assert lint(made) == []
    spoil(made)
    assert any(sentence.startswith(said) for sentence in lint(made))


def judged(verdict, **metadata):
    """Make a notebook with an exercise whose check said ``verdict``."""
    made = run_notebook("def make_app(): ...", 'check("1.1", make_app)', **metadata)
    for cell, role in zip(made.cells, ("answer", "check"), strict=True):
        cell.metadata["course"] = {"exercise": "1.1", "role": role}
    if verdict:
        data = {"text/plain": f"{verdict} · 1.1 A counter\n  Well."}
        made.cells[1].outputs = [new_output("display_data", data)]
    return made


STARTER = {"course": {"generated": "from solutions/01_x.ipynb"}}


def test_a_solution_must_pass_and_a_starter_not_be_attempted():
    assert lint(judged("Passed")) == []
    assert lint(judged("Not attempted yet", **STARTER)) == []


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (judged("Not yet"), "says 'not yet' where 'passed' must stand."),
        (judged("Not attempted yet"), "says 'not attempted yet' where 'passed'"),
        (judged("Passed", **STARTER), "says 'passed' where 'not attempted'"),
        (judged("Not yet", **STARTER), "says 'not yet' where 'not attempted'"),
        (judged(""), "shows no verdict."),
    ],
)
def test_another_verdict_is_named(made, said):
    assert [said in sentence for sentence in lint(made)] == [True]


def test_a_starter_shows_no_traceback():
    made = judged("Not attempted yet", **STARTER)
    words = "Traceback (most recent call last):\nKeyError"
    made.cells[0].outputs = [new_output("stream", text=words)]
    assert lint(made) == [
        "cell [1] greets a learner who has not begun with a traceback."
    ]
