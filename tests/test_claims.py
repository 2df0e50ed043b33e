"""The ledger: every claim has an experiment, and every verdict still stands."""

import json
from pathlib import Path

import pytest

from course_app.claims import claim, claims, judge
from course_app.claims.ledger import Claim
from course_app.claims.table import as_markdown, as_records, as_text

ROOT = Path(__file__).resolve().parent.parent
STATEMENTS = {"S0": 19, "S1": 12, "S2": 9, "S3": 17}  # of each tutorial
LEDGER = claims()


@pytest.fixture(scope="module")
def rulings():
    return [judge(one) for one in LEDGER]


def test_every_verdict_is_shown_live(rulings):
    fallen = [(one.claim.id, one.evidence) for one in rulings if not one.stands]
    assert fallen == []


def test_every_statement_of_the_tutorials_is_judged():
    ids = {one.id for one in LEDGER}
    expected = {
        f"{tutorial}-{number:02}"
        for tutorial, count in STATEMENTS.items()
        for number in range(1, count + 1)
    }
    assert expected - ids == set()


def test_twenty_misconceptions_and_more_are_judged():
    assert sum(one.id.startswith("M") for one in LEDGER) >= 20


@pytest.mark.parametrize("one", LEDGER, ids=lambda one: one.id)
def test_the_lesson_has_the_cell_that_a_claim_names(one):
    notebook, _, cell = one.cell.partition("#")
    text = (ROOT / "notebooks" / f"{notebook}.ipynb").read_text("utf-8")
    assert cell in {entry["id"] for entry in json.loads(text)["cells"]}


def test_the_page_of_claims_is_what_the_experiments_give(rulings):
    page = (ROOT / "docs" / "claims.md").read_text("utf-8")
    assert page == as_markdown(rulings), "run: course claims --markdown"


def test_an_experiment_that_sees_something_else_lets_the_verdict_fall():
    def no_longer():
        yield True, "as before"
        yield 1 + 1 == 3, "two and one"

    ruling = judge(Claim("X", "text", "heard", "false", "00_x#a", no_longer))
    assert not ruling.stands
    assert ruling.evidence == ("as before", "NOT SEEN: two and one")
    assert "NOT SHOWN" in as_text([ruling])
    assert as_records([ruling])[0]["shown"] is False


def test_an_experiment_that_shows_nothing_shows_no_verdict():
    ruling = judge(Claim("X", "text", "heard", "false", "00_x#a", lambda: iter(())))
    assert not ruling.stands


def test_an_experiment_that_breaks_is_told_with_its_error():
    def breaks():
        raise OSError("no socket")
        yield True, "never"

    ruling = judge(Claim("X", "text", "heard", "false", "00_x#a", breaks))
    assert ruling.evidence == ("OSError: no socket",)


@pytest.mark.parametrize(
    "bad", [{"verdict": "maybe"}, {"source": "004"}, {"verdict": "true", "id": "S0-01"}]
)
def test_the_ledger_takes_no_unsound_entry(bad):
    entry = {"id": "X", "source": "heard", "verdict": "false", **bad}
    with pytest.raises(ValueError, match=r"unknown|already"):
        claim(entry.pop("id"), "text", cell="00_x#a", **entry)(lambda: iter(()))
