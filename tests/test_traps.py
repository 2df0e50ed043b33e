"""What stock nbval passes without a word, and our recording does not.

Each notebook in tests/traps is wrong in one way. nbval sees a cell's own
outputs and compares them; whatever goes wrong elsewhere it lets pass.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tools.ipynb import read
from tools.lint import lint
from tools.record import check, judge_all

TRAPS = Path(__file__).parent / "traps"

# What our check must say of each, so that it is red for the right reason.
SAID = {
    "bad_magic": "cell [1] ended at a magic, before its last line",
    "broken_button": "cell [1]: pressing the Button 'Visit' raised NameError",
    "check_not_run": "The check in cell [3] was not run",
    "cleared_outputs": "The code in cell [1] was not run",
    "late_thread": "After the last cell: the thread Thread-",
    "raises_nothing": "cell [1] is tagged raises-exception and raised nothing.",
    "thread_raises": "cell [3]: the view of GET /hits raised KeyError: 'hits'",
    "update_display": "cell [2] changes an earlier display (update_display)",
    "view_raises": "cell [3]: the view of GET /hits raised KeyError: 'hits'",
}
# These need no kernel to be found.
STORED = ("check_not_run", "cleared_outputs", "raises_nothing")


@pytest.fixture(scope="module")
def faults():
    found = judge_all(sorted(TRAPS.glob("*.ipynb")), check)
    return {path.stem: sentences for path, sentences in found.items()}


def test_stock_nbval_passes_every_trap(tmp_path):
    shutil.copytree(TRAPS, tmp_path, dirs_exist_ok=True)
    stock = [sys.executable, "-m", "pytest", "--nbval", "--nbval-current-env"]
    answer = subprocess.run(
        [*stock, "-p", "no:cacheprovider", "-p", "no:xdist", "-q", "-rA"],
        cwd=tmp_path,
        env=_outside_pytest(),
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert answer.returncode == 0, answer.stdout
    for name in SAID:
        assert f"PASSED {name}.ipynb" in answer.stdout


@pytest.mark.parametrize("name", SAID)
def test_our_check_names_the_trap(name, faults):
    assert any(sentence.startswith(SAID[name]) for sentence in faults[name])


@pytest.mark.parametrize("name", STORED)
def test_a_trap_in_the_file_is_found_without_running(name):
    sentences = lint(read(TRAPS / f"{name}.ipynb"))
    assert any(sentence.startswith(SAID[name]) for sentence in sentences)


def test_every_trap_has_its_sentence():
    assert {path.stem for path in TRAPS.glob("*.ipynb")} == set(SAID)


def _outside_pytest() -> dict[str, str]:
    """Leave out what this pytest tells a pytest that it starts."""
    return {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("PYTEST_")
    }
