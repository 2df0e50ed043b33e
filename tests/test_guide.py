"""The instructor's guide says nothing that the course does not do."""

import ast
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import get_args

import pytest

import start
from course_app import questions
from course_app.claims import claims
from course_app.cli import _parser
from course_app.exercise import catalogue
from course_app.outcome import Outcome
from course_app.slides import spec
from course_app.transcript import COLUMNS

ROOT = Path(__file__).resolve().parent.parent
FILE = ROOT / "docs" / "instructor-guide.md"
GUIDE = FILE.read_text("utf-8")
BLOCKS = re.findall(r"^ *```(\w+)\n(.*?)^ *```", GUIDE, re.DOTALL | re.MULTILINE)
PROSE = re.sub(r"^ *```.*?^ *```", "", GUIDE, flags=re.DOTALL | re.MULTILINE)
SPANS = re.findall(r"`([^`\n]+)`", PROSE)
SECTIONS = dict(
    part.split("\n", 1) for part in re.split(r"^##+ ", GUIDE, flags=re.MULTILINE)[1:]
)
TITLES = {int(title[7]): title for title in SECTIONS if title.startswith("Lesson ")}
FOLDERS = "notebooks|solutions|exercises|course_app|tests|docs|tools|requirements"
WIDEST = 78  # columns of code that a printed page holds


@cache
def notebook(lesson):
    (path,) = ROOT.glob(f"notebooks/{lesson:02}_*.ipynb")
    return json.loads(path.read_text("utf-8"))["cells"]


def source(cell):
    return "".join(cell["source"])


def words_of(lesson):
    return "\n".join(source(cell) for cell in notebook(lesson))


def told(cell):
    """Give what a cell is stored to have said, as text."""
    texts = [one.get("data", {}).get("text/plain", "") for one in cell["outputs"]]
    return "\n".join("".join(text) for text in texts)


def section(lesson):
    return SECTIONS[TITLES[lesson]]


def tables(text):
    """Give each table as the rows below its header, as lists of cells."""
    for table in re.findall(r"(?:^\|.*\n?)+", text, re.MULTILINE):
        rows = [re.split(r"(?<!\\)\|", row)[1:-1] for row in table.splitlines()]
        yield [[cell.strip() for cell in row] for row in rows[2:]]


def lesson_minutes(lesson):
    stated = re.search(r"(\d+) minutes, exercises included", words_of(lesson))
    if stated:
        return int(stated[1])
    readme = (ROOT / "README.md").read_text("utf-8")  # lesson 0 has no exercises
    row = re.search(rf"^\| {lesson} \| .* \| (\d+) \|$", readme, re.MULTILINE)
    return int(row[1])


def exercise_minutes(ids):
    return sum(catalogue()[id].minutes for id in ids)


def exercises_in(text):
    return re.findall(r"(?<![\d.`])(\d\.\d)(?![\d.])", text)


def lessons_in(row):
    found = re.search(r"Lessons? (\d)(?: and (\d))?", row)
    return [int(one) for one in found.groups() if one] if found else []


@cache
def predictions(lesson):
    """Give the choices of each prediction and the letter that its run gave."""
    asked, gave = {}, {}
    for cell in notebook(lesson):
        for call in calls(cell, "predict"):
            id, _, choices = (ast.literal_eval(one) for one in call.args)
            asked[id] = [str(choice) for choice in choices]
        for call in calls(cell, "reveal"):
            id = ast.literal_eval(call.args[0])
            gave[id] = re.search(rf"Predict {id} .* The run gave (\w):", told(cell))[1]
    return {id: (choices, gave[id]) for id, choices in asked.items()}


def calls(cell, name):
    tree = ast.parse(source(cell)) if cell["cell_type"] == "code" else ast.Module([])
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == name:
            yield node


def quizzes(lesson):
    return {one.id: one for one in questions.lesson(lesson)}


def question_ids(lesson):
    return set(predictions(lesson)) | set(quizzes(lesson))


@cache
def findings():
    """Give every finding that a wrong answer of the course's own is promised."""
    found = set()
    for file in (ROOT / "tests" / "answers").glob("*/wrong_*.py"):
        named = re.match(r"# finding: (\S+)", file.read_text("utf-8"))
        found.add((file.parent.name, named[1]))
    return found


# Commands


def commands():
    """Give what follows `course` or `start.py` wherever the guide names it."""
    code = "\n".join([*(block for kind, block in BLOCKS if kind == "sh"), *SPANS])
    for line in code.splitlines():
        found = re.search(r"(?:^|\$\()(course|.*start\.py)( [^#>)]*)?(?=$|[#>)])", line)
        words = shlex.split(found[2] or "") if found else []
        if words:
            yield found[1].rpartition(" ")[2], tuple(words)


def understood(words):
    """Whether `course` takes these words; it ends the test where it does not."""
    if len(words) == 1:  # a command may be spoken of without what it needs
        return re.search(rf"(?m)^    {words[0]}\b", _parser().format_help())
    _, rest = _parser().parse_known_args(words)
    return not rest


@pytest.mark.parametrize(("program", "words"), sorted(set(commands())))
def test_a_command_is_one_that_the_course_knows(program, words):
    if program == "course":
        assert understood(words)
        return
    assert f"start.py {words[0]} " in start.__doc__
    if words[0] != "test":
        assert understood(words if words[0] in {"slides", "site"} else ["lab", *words])


def test_all_commands_are_looked_at():
    named = {words[0] for program, words in commands() if program == "course"}
    assert named == {"check", "claims", "doctor", "exercises", "lab", "progress"}
    started = {words[0] for program, words in commands() if program != "course"}
    assert started == {"--present", "site", "slides", "test"}


def test_the_keys_of_a_deck_are_those_it_has():
    epilog = _parser().parse_args(["slides"]).parser.epilog
    for key, what in re.findall(r"`(\w)` (opens|changes|starts)", PROSE):
        assert f"{key} {what}" in epilog
    assert len(re.findall(r"`[sdc]` (?:opens|changes|starts)", PROSE)) == 3


# Names


@pytest.mark.parametrize("id", sorted(set(exercises_in(PROSE))))
def test_an_exercise_that_is_named_exists(id):
    assert id in catalogue()


def test_a_question_that_is_named_exists():
    named = set(re.findall(r"`(\d\.[a-z])`", PROSE))
    assert named == set().union(*map(question_ids, TITLES))


@pytest.mark.parametrize("lesson", TITLES)
def test_a_lesson_names_all_its_questions_and_exercises(lesson):
    assert set(re.findall(r"`(\d\.[a-z])`", section(lesson))) == question_ids(lesson)
    ids = [id for id, one in catalogue().items() if one.lesson == lesson]
    objectives = section(lesson).partition(" minutes:**")[0]
    assert sorted(exercises_in(objectives)) == ids


@pytest.mark.parametrize("lesson", [lesson for lesson in TITLES if lesson])
def test_a_wrong_answer_has_a_finding_that_its_check_makes(lesson):
    *_, rows = tables(section(lesson))
    assert 5 <= len(rows) <= 9
    for id, finding, thought, question in rows:
        assert int(id[0]) == lesson
        assert (id, finding.strip("`")) in findings()
        assert thought
        assert question


def test_no_name_is_made_up():
    """Every hyphenated name in the guide is a finding, or a cell of a lesson."""
    code = "\n".join(
        path.read_text("utf-8") for path in (ROOT / "course_app").rglob("*.py")
    )
    cells = {cell["id"] for lesson in TITLES for cell in notebook(lesson)}
    for name in {one for one in SPANS if re.fullmatch(r"[a-z]+(-[a-z0-9]+)+", one)}:
        assert name in cells or f'"{name}"' in code, name


@pytest.mark.parametrize("lesson", TITLES)
def test_a_cell_that_is_named_is_there(lesson):
    ids = {cell["id"] for cell in notebook(lesson)}
    spoken = re.findall(r"\bcells? `([\w-]+)`", section(lesson))
    assert set(spoken) <= ids


def test_a_part_of_a_lesson_that_is_named_is_there():
    named = re.findall(r"[Ll]esson (\d)[^.:|“”]*“([^”]+)”(?: and “([^”]+)”)?", PROSE)
    assert len(named) >= 6
    for lesson, *headings in named:
        for heading in filter(None, headings):
            assert f"## {heading}\n" in words_of(int(lesson)), heading


def test_what_is_linked_is_there():
    for address in re.findall(r"\]\(([^)]+)\)", PROSE):
        assert (FILE.parent / address.partition("#")[0]).exists(), address


def test_a_path_that_is_named_is_there():
    named = set(re.findall(rf"(?<![\w/])(?:{FOLDERS})/[\w./*-]*\w[*/]?", GUIDE))
    assert len(named) >= 15
    for path in named:
        pattern = path.replace("wrong_what_it_does", "wrong_*").rstrip("/")
        pattern = pattern.replace("NN", "0[1-9]").replace("/ID", "/1.1")
        assert list(ROOT.glob(pattern)), path


# Numbers


def test_the_lessons_of_the_guide_are_those_of_the_course():
    for lesson, title in TITLES.items():
        heading = source(notebook(lesson)[0]).splitlines()[0]
        name = "Start here" if lesson == 0 else heading.partition(" · ")[2]
        assert title == f"Lesson {lesson}: {name}"
    assert len(TITLES) == len(list(ROOT.glob("notebooks/[0-9]*.ipynb")))


def test_what_is_counted_is_counted_right():
    assert {int(one) for one in re.findall(r"(\d+) claims", PROSE)} == {len(claims())}
    counted = re.findall(r"(\d\d) (?:exercises|solutions)", PROSE)
    assert {int(one) for one in counted} == {len(catalogue())}
    tags = [cell["metadata"].get("tags", ()) for cell in notebook(3)]
    assert sum("view-raises" in one for one in tags) == 3
    assert "three cells of this lesson let a view fail" in section(3)


@pytest.mark.parametrize("lesson", TITLES)
def test_minutes_are_the_lesson_s_and_add_up(lesson):
    together, split = re.search(
        r"\*\*(\d+) minutes:\*\* (.+?)\.", section(lesson)
    ).groups()
    parts = {name: int(one) for name, one in re.findall(r"(\w+) (\d+)", split)}
    ids = [id for id, one in catalogue().items() if one.lesson == lesson]
    assert int(together) == lesson_minutes(lesson) == sum(parts.values())
    assert parts.get("exercises", 0) == exercise_minutes(ids)
    labs = re.search(r"\blabs\.\w+\(", words_of(lesson))
    assert list(parts) == [
        "talk",
        "votes",
        *(["lab"] if labs else []),
        *(["exercises"] if ids else []),
    ]


def clock(text):
    hours, _, rest = text.partition(":")
    return 60 * int(hours) + int(rest)


def timed(title):
    """Give a schedule's rows; each must begin when the one before it ends."""
    (rows,) = tables(SECTIONS[title])
    for (begun, lasts, *_), (ends, *_) in pairwise(rows):
        assert clock(begun) + int(lasts) == clock(ends)
    *rows, (_, together, *_) = rows
    assert sum(int(row[1]) for row in rows) == int(together)
    return rows


def test_half_a_day_adds_up():
    rows = timed("Half a day")
    assert sum(int(row[1]) for row in rows) == 210
    assert "Three and a half hours, breaks included" in SECTIONS["Half a day"]
    for _, lasts, what, room in rows:
        for lesson in lessons_in(what) if room else ():
            assert {id[0] for id in exercises_in(room)} <= {str(lesson)}
            assert exercise_minutes(exercises_in(room)) < int(lasts)
            assert int(lasts) <= lesson_minutes(lesson)


def test_a_day_adds_up():
    rows = [row for row in timed("A day") if row[2] not in {"Break", "Lunch"}]
    assert sum(int(row[1]) for row in rows) == 390
    assert "Six and a half hours of teaching" in SECTIONS["A day"]
    seen = []
    for _, lasts, what, later in rows:
        for lesson in lessons_in(what):
            seen.append(lesson)
            ids = exercises_in(later)
            assert {id[0] for id in ids} <= {str(lesson)}
            assert int(lasts) == lesson_minutes(lesson) - exercise_minutes(ids)
    assert seen == sorted(TITLES)


def test_a_term_adds_up():
    (rows,) = tables(SECTIONS["A term"])
    *rows, (_, together, _) = rows
    assert [int(week) for week, *_ in rows] == list(range(1, 13))
    assert sum(int(lasts) for _, lasts, _ in rows) == int(together)
    assert all(45 <= int(lasts) <= 90 for _, lasts, _ in rows)
    seen = []
    for _, lasts, what in rows:
        if lessons_in(what):
            seen += lessons_in(what)
            assert int(lasts) == sum(map(lesson_minutes, lessons_in(what)))
    assert seen == sorted(TITLES)


# Votes


@pytest.mark.parametrize("lesson", [lesson for lesson in TITLES if lesson])
def test_a_vote_has_the_choices_and_the_answer_of_its_question(lesson):
    vote = re.search(r"\*\*Vote before, `(.+?)`\.\*\* (.+)", section(lesson))
    choices, letter = predictions(lesson)[vote[1]]
    shown = re.findall(r"\*([A-H])\* (.+?)(?= · |\. [A-Z])", vote[2])
    assert shown == list(zip("ABCDEFGH", choices, strict=False))
    assert re.search(r"The run gives (\w)\b", vote[2])[1] == letter
    after = re.search(r"\*\*Vote after, `(.+?)`\.\*\* (.+)", section(lesson))
    gives = re.search(r"The run gives (\w)\b", after[2])[1]
    assert quizzes(lesson)[after[1]].experiment() == gives


# Tables that repeat what the course defines


def first_cells(rows):
    return [name for row in rows for name in re.findall(r"`([^`]+)`", row[0])]


def test_outcomes_and_columns_are_those_of_the_course():
    rows = next(tables(SECTIONS["How to grade"]))
    assert sorted(first_cells(rows)) == sorted(get_args(Outcome))
    spoken = re.search(r"The columns are (.+?)\.\n|The columns are (.+?)\. ", PROSE)
    assert tuple(re.findall(r"`(\w+)`", spoken[0])) == COLUMNS


def test_a_slide_has_the_fields_that_a_deck_reads():
    text = SECTIONS["The slides of a lesson"]
    (rows,) = tables(text)
    assert set(first_cells(rows)) == set(spec.Spec.__dataclass_fields__)
    kinds = next(row[1] for row in rows if row[0] == "`kind`")
    assert set(re.findall(r"`(\w+)`", kinds)) == set(spec.KINDS)
    (example,) = [block for kind, block in BLOCKS if kind == "json"]
    (slide,) = json.loads(example)["course"]["slides"]
    assert len(spec.read(slide, "the guide").notes.split()) >= 8


def test_only_conda_s_file_brings_the_proxy():
    proxy = "jupyter-server-proxy"
    assert proxy in (ROOT / "environment.yml").read_text("utf-8")
    assert proxy not in (ROOT / "requirements" / "lab.txt").read_text("utf-8")


# Programs


@pytest.fixture
def submitted(tmp_path):
    """A folder of answers: Ana's notebook, which is right, and Bob's file."""
    for learner in ("ana", "bob"):
        (tmp_path / "submitted" / learner).mkdir(parents=True)
    (solved,) = ROOT.glob("solutions/01_*.ipynb")
    shutil.copy(solved, tmp_path / "submitted" / "ana")
    wrong = ROOT / "tests" / "answers" / "5.1" / "wrong_setdefault.py"
    shutil.copy(wrong, tmp_path / "submitted" / "bob" / "5.1.py")
    run(tmp_path, [sys.executable, "-c", program("# unpack.py")])
    unpacked = sorted((tmp_path / "submitted" / "ana").glob("*.py"))
    assert [file.stem for file in unpacked] == ["1.1", "1.2", "1.3", "1.4"]
    for file in unpacked[1:]:  # one of them is enough to judge
        file.unlink()
    return tmp_path


def program(begins):
    (found,) = [block for _, block in BLOCKS if block.startswith(begins)]
    return found


def run(folder, command):
    scripts = str(Path(sys.executable).parent)
    path = os.pathsep.join([scripts, os.environ.get("PATH", "")])
    subprocess.run(command, cwd=folder, env={**os.environ, "PATH": path}, check=True)


VERDICTS = [("ana", "1.1", "passed"), ("bob", "5.1", "incorrect")]


def test_the_program_that_grades_grades(submitted):
    run(submitted, [sys.executable, "-c", program("# grade.py")])
    text = (submitted / "verdicts.csv").read_text("utf-8-sig")
    found = re.findall(r"^(ana|bob),([\d.]+),(\w+),", text, re.MULTILINE)
    assert found == VERDICTS
    assert "second-add-lost" in text


@pytest.mark.skipif(os.name == "nt", reason="It is a shell's; Windows has the other.")
def test_the_loop_that_grades_grades(submitted):
    run(submitted, ["sh", "-c", program("for file in")])
    lines = (submitted / "verdicts.txt").read_text("utf-8").splitlines()
    found = [line.split("\t") for line in lines]
    said = [(learner, json.loads(verdict)) for learner, verdict in found]
    assert [(who, one["exercise"], one["outcome"]) for who, one in said] == VERDICTS


# Print and words


def test_code_fits_a_printed_page():
    lines = [line for _, block in BLOCKS for line in block.splitlines()]
    assert max(map(len, lines)) <= WIDEST


def test_each_lesson_has_what_the_instructor_looks_for():
    for lesson in TITLES:
        text = section(lesson)
        for part in ("Objectives.", "On the board at the end", "What goes wrong"):
            assert f"**{part}**" in text
        assert re.search(r"^\*\*End on:\*\* “.+”", text, re.MULTILINE)


def test_no_cookie_goes_by_an_ambiguous_name():
    bare = re.findall(r"(?i)(?<!flask )(?<!browser-)session cookie", GUIDE)
    assert bare == []
