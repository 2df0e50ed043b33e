"""Recording: the same bytes every time, and a sentence for what goes wrong."""

import json
import subprocess
import sys

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from tools import kernel, record
from tools.gesture import gestures
from tools.ipynb import ROOT, plain, read, text, write


def notebook(*sources, **metadata):
    cells = [
        new_code_cell(source, id=f"c{number}") for number, source in enumerate(sources)
    ]
    return new_notebook(cells=cells, metadata=metadata)


@pytest.fixture
def saved(tmp_path):
    """Save a notebook as an editor would, with what a commit should not hold."""

    def save(*sources, **metadata):
        path = tmp_path / "00_try.ipynb"
        path.write_text(nbformat.writes(notebook(*sources, **metadata)), "utf-8")
        return path

    return save


@pytest.fixture(scope="module")
def recording(tmp_path_factory):
    path = tmp_path_factory.mktemp("recorded") / "00_try.ipynb"
    write(path, notebook("print('Visit 2')", "1 + 1"))
    record.record(path)
    return path.read_bytes()


@pytest.fixture
def recorded(recording, tmp_path):
    """Give each test a recorded notebook of its own; it was run only once."""
    path = tmp_path / "00_try.ipynb"
    path.write_bytes(recording)
    return path


CONDA = {"name": "conda-env", "display_name": "My Python"}
LIVELY = """\
import sys
import ipywidgets
print("one"); sys.stdout.flush(); print("two")
display(ipywidgets.Label("three"))
print("four")"""


def test_recording_twice_gives_the_same_bytes(saved):
    path = saved(LIVELY, widgets={"state": {}}, kernelspec=CONDA)
    assert record.record(path) == []
    once = path.read_bytes()
    assert record.record(path) == []
    assert path.read_bytes() == once
    assert b"\r" not in once
    assert once.endswith(b"}\n")


def test_what_differs_from_run_to_run_is_left_out(saved):
    path = saved(LIVELY, widgets={"state": {}}, kernelspec=CONDA)
    record.record(path)
    stored = read(path)
    assert stored.metadata.kernelspec.name == "python3"
    assert "version" not in stored.metadata.language_info
    assert "widgets" not in stored.metadata
    said = [plain(output) for output in stored.cells[0].outputs]
    assert said == ["one\ntwo\n", "Label(value='three')", "four\n"]


def test_an_author_s_own_progress_stays_out(saved, monkeypatch, tmp_path):
    monkeypatch.setenv("COURSE_DATA", str(tmp_path / "mine"))
    path = saved(f"import os\nos.environ['COURSE_DATA'] == {str(tmp_path / 'mine')!r}")
    record.record(path)
    assert plain(read(path).cells[0].outputs[0]) == "False"


def test_a_failing_cell_is_named_and_the_file_left_alone(saved):
    path = saved("visits = 1", "vists + 1")
    before = path.read_bytes()
    said = "cell [2] raised NameError: name 'vists' is not defined"
    assert record.record(path) == [f"{said} and is not tagged raises-exception."]
    assert path.read_bytes() == before


def test_a_cell_that_never_ends_is_named(saved, monkeypatch):
    monkeypatch.setattr(kernel, "SECONDS_A_CELL", 1)
    path = saved("while True: pass")
    assert record.record(path) == ["cell [1] ran for more than 1 seconds."]


def test_a_cell_that_ends_the_kernel_is_named(saved):
    path = saved("import os", "os._exit(1)")
    assert record.record(path) == ["cell [2] ended the kernel."]


def test_an_unchanged_notebook_is_good(recorded):
    assert record.check(recorded) == []


def test_a_changed_output_is_shown_by_its_lines(recorded):
    stored = read(recorded)
    stored.cells[0].outputs[0].text = "Visit 1\n"
    write(recorded, stored)
    assert record.check(recorded) == [
        "cell [1] answers differently now:\n    -Visit 1\n    +Visit 2"
    ]


def test_a_file_written_by_another_tool_is_noticed(recorded):
    recorded.write_text(json.dumps(read(recorded), indent=2), "utf-8")
    said = "The file is not written as record.py writes it; record it."
    assert record.check(recorded) == [said]


def test_a_view_may_fail_where_a_tag_says_so(saved):
    path = saved(
        "import requests\nfrom flask import Flask\nfrom course_app import serve",
        "app = Flask('shop')\n@app.get('/')\ndef home(): return {}['n']",
        "with serve(app) as site: requests.get(site.url)",
        "1 + 1",
    )
    stored = read(path)
    for cell in stored.cells[2:]:
        cell.metadata["tags"] = ["view-raises"]
    write(path, stored)
    said = "cell [4] is tagged view-raises and no view raised."
    assert record.record(path) == [said]


def test_a_print_from_an_earlier_cell_s_task_is_noticed(saved):
    path = saved(
        "import asyncio\ngo = asyncio.Event()\n"
        "async def tell():\n    await go.wait()\n    print('Ana', flush=True)\n"
        "task = asyncio.create_task(tell())",
        "go.set()\nawait task",
    )
    said = "cell [2]: code that an earlier cell started wrote to stdout"
    assert record.record(path) == [f"{said}, and no output keeps it: Ana"]


def test_missing_ids_are_made_of_what_the_cell_holds():
    old = new_notebook(cells=[new_code_cell("1 + 1"), new_markdown_cell("Ana")])
    for cell in old.cells:
        del cell["id"]
    first, second = (nbformat.reads(text(old), 4) for _ in range(2))
    ids = [cell.id for cell in first.cells]
    assert ids == [cell.id for cell in second.cells]
    assert len(set(ids)) == 2


def test_library_frames_name_this_machine_and_are_left_out():
    trace = ["KeyError", "\x1b[36mFile \x1b[32m/home/ana/x.py:3", "Cell In[1], line 1"]
    error = new_output("error", ename="KeyError", evalue="'n'", traceback=trace)
    told = notebook("{}['n']")
    told.cells[0].outputs = [error]
    assert json.loads(text(told))["cells"][0]["outputs"][0]["traceback"] == [
        "KeyError",
        "Cell In[1], line 1",
    ]


def test_a_learner_s_gestures():
    slider = {"_model_name": "IntSliderModel", "description": "age", "value": 3}
    radio = {"_model_name": "RadioButtonsModel", "index": None}
    button = {"_model_name": "ButtonModel", "description": "Go"}
    assert [words for words, _ in gestures(slider | {"min": 0, "max": 9})] == [
        "setting the IntSlider 'age' to 9",
        "setting the IntSlider 'age' to 0",
    ]
    chosen = [data["state"] for _, data in gestures(radio | {"_options_labels": "ab"})]
    assert chosen == [{"index": 0}, {"index": 1}]
    assert [words for words, _ in gestures(button)] == ["pressing the Button 'Go'"]
    assert list(gestures(button | {"disabled": True})) == []


@pytest.mark.parametrize("content", ["{", "[]", '{"nbformat": 3}', "\xff"])
def test_a_file_that_is_no_notebook_gets_a_sentence(tmp_path, content):
    path = tmp_path / "00_odd.ipynb"
    path.write_text(content, "latin-1")
    [said] = record.record(path)
    assert said.startswith("00_odd.ipynb is not a notebook")


def test_the_command_says_what_is_good_and_what_is_not(recorded, capsys):
    odd = recorded.with_name("01_odd.ipynb")
    odd.write_text("{")
    assert record.main([str(recorded)]) == 0
    assert record.main(["--check", str(odd)]) == 1
    good, bad, why = capsys.readouterr().out.splitlines()
    assert good.endswith("/00_try.ipynb: good")
    assert bad.endswith("/01_odd.ipynb: not good")
    assert why == "  01_odd.ipynb is not a notebook."


def test_the_command_wants_files_that_exist(tmp_path, capsys):
    with pytest.raises(SystemExit) as end:
        record.main([str(tmp_path / "00_none.ipynb")])
    assert end.value.code == 2
    assert "There is no notebook 00_none.ipynb." in capsys.readouterr().err


def test_the_tools_do_not_wait_for_a_grammar_of_web_addresses():
    seen = "import tools, nbformat, sys; print('lark' in sys.modules)"
    answer = subprocess.run([sys.executable, "-c", seen], cwd=ROOT, capture_output=True)
    assert answer.stdout.strip() == b"False"
