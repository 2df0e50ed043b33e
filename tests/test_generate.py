"""Exercises made of solutions: what is taken out, what stays, what is refused."""

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from tools import generate, record
from tools.ipynb import read, write

ANSWER = """\
def make_app():
    app = Flask("counter")
    ### BEGIN SOLUTION
    app.secret_key = "hush"
    ### END SOLUTION
    return app"""
STARTER = """\
def make_app():
    app = Flask("counter")
    # YOUR CODE HERE
    raise NotImplementedError()
    return app"""
CHECK = """\
### BEGIN HIDDEN TESTS
assert make_app().secret_key == "hush"
### END HIDDEN TESTS
check("1.1", make_app)"""


def nbgrader(**flags):
    """Make nbgrader's metadata of a cell (its schema 3)."""
    plain = {"grade": False, "locked": False, "solution": False, "task": False}
    return {**plain, "grade_id": "one", "schema_version": 3, **flags}


def answer(source=ANSWER, **course):
    about = {"exercise": "1.1", "role": "answer", **course}
    kept = {"course": about, "nbgrader": nbgrader(solution=True)}
    return new_code_cell(source, id="answer", metadata=kept, execution_count=1)


def graded(source=CHECK):
    flags = nbgrader(grade=True, locked=True, points=1, grade_id="one-check")
    kept = {"course": {"exercise": "1.1", "role": "check"}, "nbgrader": flags}
    return new_code_cell(source, id="check", metadata=kept, execution_count=2)


def starter(*cells):
    return generate.starter(new_notebook(cells=list(cells)), "01_x.ipynb")


def test_the_solution_gives_way_to_nbgrader_s_stub():
    assert starter(answer()).cells[0].source == STARTER


def test_hidden_tests_are_taken_out():
    assert starter(graded()).cells[0].source == 'check("1.1", make_app)'


def test_an_answer_without_markers_becomes_the_stub():
    [cell] = starter(answer("answer = 42")).cells
    assert cell.source == generate.CODE_STUB


def test_an_answer_that_is_a_value_names_its_own_stub():
    [cell] = starter(answer("answer = 42", stub="answer = ...")).cells
    assert cell.source == "answer = ..."
    assert "stub" not in cell.metadata.course


def test_a_written_answer_becomes_a_text_stub():
    kept = {"nbgrader": nbgrader(solution=True, grade=True)}
    text = new_markdown_cell("Because it is signed.", metadata=kept)
    assert starter(text).cells[0].source == "YOUR ANSWER HERE"


def test_ids_and_nbgrader_s_metadata_are_carried_over():
    before = [answer(), graded()]
    after = starter(*before).cells
    assert [cell.id for cell in after] == ["answer", "check"]
    kept = [cell.metadata.nbgrader for cell in after]
    assert kept == [cell.metadata.nbgrader for cell in before]


def test_the_first_of_the_metadata_says_where_it_comes_from():
    words = "from solutions/01_x.ipynb by tools/generate.py; edit that"
    assert starter(answer()).metadata["course"]["generated"] == words


@pytest.mark.parametrize(
    "cell",
    [
        answer("### BEGIN SOLUTION\nanswer = 42"),
        answer("### BEGIN SOLUTION\n### BEGIN SOLUTION\n### END SOLUTION"),
        answer("answer = 42\n### END SOLUTION"),
        graded("### BEGIN HIDDEN TESTS\nassert True"),
        new_code_cell(ANSWER, metadata={"nbgrader": nbgrader()}),
        new_code_cell(CHECK, metadata={"nbgrader": nbgrader()}),
    ],
)
def test_a_marker_in_the_wrong_place_is_refused(cell):
    with pytest.raises(ValueError, match=r"marker|solution cell|graded cell"):
        starter(cell)


@pytest.fixture
def course(tmp_path, monkeypatch):
    """Make a course of one solution, and have the command work on it."""
    monkeypatch.setattr(generate, "ROOT", tmp_path)
    solution = tmp_path / "solutions" / "01_x.ipynb"
    write(solution, new_notebook(cells=[answer("answer = 42", stub="answer = 0")]))
    return solution


def test_an_exercise_is_generated_with_its_outputs(course, capsys):
    assert generate.main([]) == 0
    assert capsys.readouterr().out == "exercises/01_x.ipynb: good\n"
    exercise = generate.partner(course, "exercises")
    assert read(exercise).cells[0].execution_count == 1
    assert generate.main(["--check"]) == 0
    assert record.check(exercise) == []


def test_an_edited_exercise_is_noticed(course):
    exercise = generate.partner(course, "exercises")
    assert generate.check(course) == ["There is no exercise of it yet; generate it."]
    made = starter(*read(course).cells)
    made.cells[0].source = "answer = 41"
    write(exercise, made)
    said = "In the exercise, cell answer is not what the solution generates."
    assert generate.check(course) == [said]


def test_an_exercise_without_its_solution_is_noticed(course, capsys):
    write(generate.partner(course, "exercises"), starter(*read(course).cells))
    course.rename(course.with_name("02_y.ipynb"))
    assert generate.main(["--check"]) == 1
    said = "01_x.ipynb: not good\n  No solution generates it"
    assert said in capsys.readouterr().out


def test_the_command_needs_a_solution(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(generate, "ROOT", tmp_path)
    with pytest.raises(SystemExit) as end:
        generate.main([])
    assert end.value.code == 2
    assert "There is no notebook in solutions/ yet." in capsys.readouterr().err
