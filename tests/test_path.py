"""A newcomer's path: an exercise needs nothing that no lesson has shown.

The names that a model solution uses (functions, methods, attributes, keyword
arguments, imports) must stand in a lesson up to its own, in its task, or in
Python's own vocabulary.
"""

import ast
import builtins
import json
import keyword
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SOLUTIONS = sorted(ROOT.glob("solutions/[0-9]*.ipynb"))
TYPES = (str, bytes, int, float, list, dict, set, tuple)
PYTHON = {name for kind in TYPES for name in dir(kind)} | set(dir(builtins))


def cells(path):
    return json.loads(path.read_text("utf-8"))["cells"]


def words(text):
    return set(re.findall(r"[A-Za-z_][A-Za-z0-9_]*", text))


def taught(lesson):
    """Collect every word of the lessons up to ``lesson``, code and prose."""
    known = set(keyword.kwlist) | PYTHON
    for path in sorted(ROOT.glob("notebooks/[0-9]*.ipynb")):
        if path.name[:2] <= lesson:
            known |= words("\n".join("".join(c["source"]) for c in cells(path)))
    return known


def used(source):
    """Collect what ``source`` asks of others: not the names it makes itself."""
    tree = ast.parse(source)
    names, made = set(), set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            names.add(node.attr)
        elif isinstance(node, ast.Name):
            (made if isinstance(node.ctx, ast.Store) else names).add(node.id)
        elif isinstance(node, ast.keyword) and node.arg:
            names.add(node.arg)
        elif isinstance(node, ast.alias):
            names.add(node.name.rpartition(".")[2])
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            made.add(node.name)
        elif isinstance(node, ast.arg):
            made.add(node.arg)
    return names - made


def solved(path):
    """Yield each exercise's id, what its reader is told, and its solution."""
    told, answers = {}, {}
    for cell in cells(path):
        about = cell["metadata"].get("course", {})
        source = "".join(cell["source"])
        if about.get("role") == "answer":
            answers[about["exercise"]] = source
        elif about.get("role") == "task":
            told[about["exercise"]] = source
    setup = "".join("".join(c["source"]) for c in cells(path) if c["id"] == "setup")
    for exercise, source in answers.items():
        starter = re.sub(r"### BEGIN SOLUTION.*?### END SOLUTION", "", source, flags=16)
        yield exercise, "\n".join([setup, told.get(exercise, ""), starter]), source


CASES = [
    pytest.param(path.name[:2], text, source, id=exercise)
    for path in SOLUTIONS
    for exercise, text, source in solved(path)
]


@pytest.mark.parametrize(("lesson", "text", "source"), CASES)
def test_an_exercise_is_solved_with_what_was_shown(lesson, text, source):
    assert used(source) - taught(lesson) - words(text) == set()
