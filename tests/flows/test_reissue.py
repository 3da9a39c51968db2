"""A report goes out again when a figure that it prints came late or was corrected, and only then."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from flows.decide import decide, holds_of
from flows.issue_steps import find_due, issue_report
from flows.report_steps import write_document
from infra.warehouse.ledger import Ledger, rebuild
from infra.wiring import House
from tests.council import GOLDEN, at
from tests.flows.issue_due import issue_due
from tests.flows.late_figure import CORRECTED, LATE, LATER, NEXT, send
from tests.flows.make_document import make_document
from transforms.issue import Issue, Why
from transforms.observation import Decided
from transforms.period import Period
from transforms.report_plan import COMMITTEES_REPORT, Edition

pytestmark = pytest.mark.slow

Q2, Q3 = Period.quarter(2009, 2), Period.quarter(2009, 3)
EDITION = Edition(replace(COMMITTEES_REPORT, formats=("html",)))


def printed(house: House, name: str = "scrutiny-2009-10 Q3") -> dict[str, Any]:
    facts: dict[str, Any] = json.loads((house.workspace / "reports" / f"{name}.json").read_text("utf-8"))
    return facts


def versions(issues: list[Issue]) -> list[tuple[Period, int, Why]]:
    return [(issue.period, issue.version, issue.why) for issue in issues]


def test_a_late_figure_issues_the_report_again_and_says_what_changed(went_out: House) -> None:
    before = printed(went_out)
    send(at(went_out, NEXT), "dev", LATE, "bins")

    assert versions(issue_due(at(went_out, LATER))) == [(Q3, 2, Why.REVISED)]

    facts = printed(went_out)
    assert (facts["version"], facts["replaces"]["version"]) == (2, 1)
    assert facts["replaces"]["as_at"] == before["as_at"]
    [differing] = facts["replaces"]["differing"]
    assert differing["code"] == "LPI RR 1"
    assert {"column": "Current value", "was": "Awaited", "now": "38"} in differing["cells"]
    page = (went_out.workspace / "reports" / "scrutiny-2009-10 Q3.html").read_text("utf-8")
    assert "Version 2" in page
    assert "What changed since version 1" in page
    assert "Current value: Awaited became 38" in page


def test_a_figure_that_was_not_whole_says_how_much_of_it_was_there(house: House) -> None:
    send(house, "dev", GOLDEN["dev"].replace("NI 157a,7,9,Dec-09\n", ""), "golden")
    issue_due(at(house, "2010-01-29T07:00:00Z"))
    send(at(house, NEXT), "dev", "Code,Numerator,Denominator,Period\nNI 157a,7,9,Dec-09\n", "december")

    issue_due(at(house, LATER))

    [differing] = printed(house)["replaces"]["differing"]
    assert {"column": "Current value", "was": "85.71% (2 of 3 months)", "now": "82.61%"} in differing["cells"]


def test_the_version_before_is_kept_beside_it_byte_for_byte(went_out: House) -> None:
    folder = went_out.workspace / "reports"
    before = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    send(at(went_out, NEXT), "dev", LATE, "bins")
    issue_due(at(went_out, LATER))

    for name, content in before.items():
        stem, _, ending = name.partition(".")
        assert (folder / f"{stem} version 1.{ending}").read_bytes() == content
        assert (folder / name).read_bytes() != content


def test_a_correction_issues_every_report_that_prints_the_figure_and_no_other(went_out: House) -> None:
    [first] = issue_due(at(went_out, "2010-01-29T08:00:00Z"), "2009-10 Q2")
    [oldest] = issue_due(at(went_out, "2010-01-29T09:00:00Z"), "2009-10 Q1")
    assert (first.period, oldest.period) == (Q2, Period.quarter(2009, 1))

    send(at(went_out, NEXT), "dev", CORRECTED.replace("Dec-09", "Q2 2009/10"), "corrected")

    again = versions(issue_due(at(went_out, LATER)))
    assert sorted(again) == [(Q2, 2, Why.REVISED), (Q3, 2, Why.REVISED)]
    [differing] = printed(went_out)["replaces"]["differing"]
    assert differing["code"] == "NI 157a"
    assert {cell["column"] for cell in differing["cells"]} <= {"Previous quarter", "Short trend"}


@pytest.mark.parametrize(
    ("sender", "text"),
    [
        ("dev", LATE.replace("Dec-09", "Jan-10")),
        ("cs", "Code,Numerator,Denominator,Period,Commentary\nLPI CS 1,1,2,Jan-10,Not of this quarter.\n"),
        ("dev", GOLDEN["dev"]),
        ("dev", "Code,Value,Period\nLPI RR 1,many,Dec-09\n"),
    ],
    ids=["another quarter", "another quarter's commentary", "the same again", "refused"],
)
def test_what_it_does_not_print_issues_nothing_again(went_out: House, sender: str, text: str) -> None:
    send(at(went_out, NEXT), sender, text, "new")
    assert issue_due(at(went_out, LATER)) == []


def test_a_held_figure_issues_nothing_until_it_is_released(went_out: House) -> None:
    send(at(went_out, NEXT), "dev", CORRECTED.replace("5,6", "9,6"), "odd")
    [hold] = holds_of(went_out)
    assert issue_due(at(went_out, "2010-02-03T07:00:00Z")) == []

    decide(
        at(went_out, "2010-02-04T09:00:00Z"),
        hold.observation.observation_id,
        Decided.RELEASED,
        "Lee Banks",
        "It is so.",
    )

    assert versions(issue_due(at(went_out, LATER))) == [(Q3, 2, Why.REVISED)]


def test_of_late_figures_of_one_day_comes_one_version_and_the_next_morning_brings_none(went_out: House) -> None:
    send(at(went_out, NEXT), "dev", LATE, "bins")
    send(at(went_out, "2010-02-02T09:00:00Z"), "dev", CORRECTED, "corrected")

    assert versions(issue_due(at(went_out, "2010-02-03T07:00:00Z"))) == [(Q3, 2, Why.REVISED)]
    assert [each["code"] for each in printed(went_out)["replaces"]["differing"]] == ["NI 157a", "LPI RR 1"]
    assert issue_due(at(went_out, "2010-02-04T07:00:00Z")) == []


def test_a_third_version_says_what_changed_since_the_second(went_out: House) -> None:
    send(at(went_out, NEXT), "dev", LATE, "bins")
    issue_due(at(went_out, "2010-02-03T07:00:00Z"))
    send(at(went_out, "2010-02-03T09:00:00Z"), "dev", CORRECTED, "corrected")

    [third] = issue_due(at(went_out, LATER))

    assert third.version == 3
    replaced = printed(went_out)["replaces"]
    assert (replaced["version"], [each["code"] for each in replaced["differing"]]) == (2, ["NI 157a"])
    assert printed(went_out, "scrutiny-2009-10 Q3 version 2")["version"] == 2


def test_what_went_out_again_is_made_again_byte_for_byte_also_after_a_rebuild(went_out: House, tmp_path: Path) -> None:
    send(at(went_out, NEXT), "dev", LATE, "bins")
    [second] = issue_due(at(went_out, "2010-02-03T07:00:00Z"))
    send(at(went_out, "2010-02-04T07:00:00Z"), "dev", CORRECTED, "corrected")
    issue_due(at(went_out, LATER))
    rebuild(went_out.engine, went_out.lake)

    again = make_document(at(went_out, LATER), second.report, str(Q3), second.as_at)
    paths = write_document(again, ["html", "csv", "json"], tmp_path)

    assert {path.name: path.read_bytes() for path in paths} == {
        name: went_out.lake.raw(sha256) for name, sha256 in second.files.items()
    }


def test_of_two_runs_at_once_one_issues_it_again(went_out: House) -> None:
    send(at(went_out, NEXT), "dev", LATE, "bins")
    first, second = (at(went_out, f"2010-02-03T0{hour}:00:00Z") for hour in (7, 8))
    documents = [make_document(run, "scrutiny", str(Q3), None, 2) for run in (first, second)]

    issued = [
        issue_report(run, document, Why.REVISED, EDITION)
        for run, document in zip((first, second), documents, strict=True)
    ]

    assert [issue.version for issue in issued if issue] == [2]


def test_a_report_that_is_asked_for_bears_no_version_and_says_what_changed_since(went_out: House) -> None:
    send(at(went_out, NEXT), "dev", LATE, "bins")
    document = make_document(at(went_out, LATER), "scrutiny", str(Q3), None)
    assert document.version is None
    assert document.replaces
    assert document.replaces.version == 1


def test_the_years_figure_leaves_reports_of_its_earlier_quarters_alone(went_out: House) -> None:
    later = at(went_out, "2010-05-10T07:00:00Z")
    send(later, "pct", "Code,Value,Period\nNI 137,12,2009-10\n", "annual")
    with later.glimpse() as knowledge:
        assert [observation.code for observation in knowledge.observations(["NI 137"])] == ["NI 137"]

    assert Q3 not in {considered.period for considered in find_due(later) if considered.why}


def test_killed_with_a_version_of_figures_that_are_taken_back_leaves_what_went_out(
    went_out: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = printed(went_out)
    corrected, back = (f"Code,Numerator,Denominator,Period\nNI 157a,{part},9,Dec-09\n" for part in (8, 7))
    send(at(went_out, NEXT), "dev", corrected, "corrected")
    with monkeypatch.context() as cut:
        cut.setattr(Ledger, "record", _power_cut)
        with pytest.raises(KeyboardInterrupt):
            issue_due(at(went_out, "2010-02-03T07:00:00Z"))
    assert printed(went_out) != before

    send(at(went_out, "2010-02-04T07:00:00Z"), "dev", back, "back")
    issues = issue_due(at(went_out, LATER))

    assert issues == []
    assert printed(went_out) == before


def _power_cut(*_: object, **__: object) -> None:
    raise KeyboardInterrupt
