"""The course's own notebooks: true today, made of their sources, shaped to teach.

nbval runs every cell too (see pyproject.toml). These tests see what nbval does
not look at; tests/test_traps.py shows what that is.
"""

import re
from itertools import pairwise

import pytest

from tools import generate, record
from tools.ipynb import ROOT, code_cells, find, plain, read, role
from tools.lint import lint

LESSONS, EXERCISES, SOLUTIONS = (
    find([folder]) for folder in ("notebooks", "exercises", "solutions")
)
ALL = [*LESSONS, *EXERCISES, *SOLUTIONS]

WORDS = range(500, 1801)
LINES_A_CELL = 16
CELLS_TO_AN_EXCHANGE = 3
EXCHANGE = re.compile(r"\bshow\(|\.(?:get|post)\(")
REGION = re.compile(r"### BEGIN (SOLUTION|HIDDEN TESTS)\n(.*?)### END \1", re.DOTALL)
FENCE = re.compile(r"^```.*?^```", re.DOTALL | re.MULTILINE)
HELP = '# hint("{0}")\n# solution("{0}")'


def each(paths):
    """Run a test for each notebook, under the notebook's name."""
    names = [f"{path.parent.name}/{path.stem}" for path in paths]
    return pytest.mark.parametrize("path", paths, ids=names)


def exercise_cells(path):
    """Group an exercise notebook's cells: exercise id, then role, then cell."""
    found = {}
    for cell in read(path).cells:
        course = cell.metadata.get("course", {})
        if "exercise" in course:
            found.setdefault(course["exercise"], {})[course["role"]] = cell
    return found


def lines(source):
    return {line.strip() for line in source.splitlines() if line.strip()}


def markdown(path):
    return [cell.source for cell in read(path).cells if cell.cell_type == "markdown"]


@pytest.fixture(scope="module")
def checked():
    """Run every notebook once more, two at a time: the long part."""
    return record.judge_all(ALL, record.check)


@each(ALL)
def test_recording_again_makes_no_difference(path, checked):
    assert checked[path] == []


@each(ALL)
def test_what_is_stored_is_clean(path):
    assert lint(read(path)) == []


@each(SOLUTIONS)
def test_generating_again_makes_no_difference(path):
    assert generate.check(path) == []


def test_every_exercise_has_its_solution():
    assert generate.orphans() == []


@each(SOLUTIONS)
def test_no_line_of_a_solution_stands_in_the_starter(path):
    kept, secret = told_and_kept_back(read(path))
    starter = read(generate.partner(path, "exercises"))
    shown = lines("\n".join(cell.source for cell in starter.cells))
    for _, cell in code_cells(starter):
        shown |= lines("\n".join(plain(output) for output in cell.outputs))
    assert secret
    assert not (secret - kept) & shown
    assert not any("### BEGIN" in line for line in shown)


def told_and_kept_back(solution):
    """Part a solution's lines in those a starter has too and those it must not."""
    kept, secret = set(), set()
    for cell in solution.cells:
        regions = [region[2] for region in REGION.finditer(cell.source)]
        if not regions and cell.metadata.get("nbgrader", {}).get("solution"):
            regions = [cell.source]  # without markers, all of it is the answer
        else:
            kept |= lines(REGION.sub("", cell.source))
        kept |= lines(cell.metadata.get("course", {}).get("stub", ""))
        secret |= lines("\n".join(regions))
    return kept, secret


@each(SOLUTIONS)
def test_an_exercise_is_made_of_its_cells(path):
    exercises = exercise_cells(path)
    assert exercises
    for id, cells in exercises.items():
        assert set(cells) - {"task"} == {"answer", "check", "help"}
        assert cells["answer"].metadata.nbgrader.solution
        assert cells["check"].metadata.nbgrader.grade
        assert cells["check"].metadata.nbgrader.locked
        assert cells["check"].metadata.nbgrader.points == 1
        assert cells["check"].source.splitlines()[-1].startswith(f'check("{id}", ')
        assert cells["help"].source == HELP.format(id)


@each(SOLUTIONS)
def test_a_task_stands_before_each_answer(path):
    told = set()
    for cell in read(path).cells:
        if role(cell) == "task":
            assert cell.cell_type == "markdown"
            told.add(cell.metadata.course.exercise)
        if role(cell) == "answer":
            assert cell.metadata.course.exercise in told


@each(SOLUTIONS)
def test_nbgrader_can_tell_the_cells_apart(path):
    nbgrader = [cell.metadata.get("nbgrader") for cell in read(path).cells]
    graded = [about.grade_id for about in nbgrader if about]
    assert len(graded) == len(set(graded))
    assert {about.schema_version for about in nbgrader if about} == {3}


@each(LESSONS)
def test_a_lesson_has_the_length_of_a_lesson(path):
    assert len(" ".join(markdown(path)).split()) in WORDS


@each(LESSONS)
def test_a_cell_is_short(path):
    for name, cell in code_cells(read(path)):
        assert len(lines_of_code(cell.source)) <= LINES_A_CELL, name


def lines_of_code(source):
    return [line for line in source.splitlines() if line.strip()]


@each(LESSONS)
def test_the_first_exchange_comes_soon(path):
    asked = [cell.source for _, cell in code_cells(read(path))]
    # A prediction is a question about the exchange, and comes before it.
    steps = [source for source in asked if not source.startswith("predict(")]
    first = steps[:CELLS_TO_AN_EXCHANGE]
    assert any(EXCHANGE.search(source) for source in first)


@each(ALL)
def test_headings_go_down_one_step_at_a_time(path):
    depths = [
        len(found[1])
        for text in markdown(path)
        for found in re.finditer(r"^(#+) ", FENCE.sub("", text), re.MULTILINE)
    ]
    assert depths[0] == 1
    assert depths.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(depths))


def test_lessons_are_numbered_without_a_gap():
    assert LESSONS, "There is no notebook yet."
    numbers = [int(path.stem[:2]) for path in LESSONS]
    assert numbers == list(range(len(LESSONS)))


def test_exercises_go_with_a_lesson_of_the_same_name():
    assert SOLUTIONS, "There is no solution yet."
    assert {path.name for path in SOLUTIONS} <= {path.name for path in LESSONS}
    assert [path.name for path in EXERCISES] == [path.name for path in SOLUTIONS]


def test_the_readme_lists_every_lesson_in_order():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    listed = dict.fromkeys(re.findall(r"notebooks/(\d\d_\w+)\.ipynb", readme))
    assert list(listed) == [path.stem for path in LESSONS]
