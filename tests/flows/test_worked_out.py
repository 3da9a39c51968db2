"""A figure that is worked out from others: nobody sends it, and it leads to the cells it stands on."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from flows.cli import main
from flows.figure_pages import write_figure_pages
from flows.knowing import judged_by
from flows.register_steps import apply_register, export_register, import_register
from flows.report_steps import write_document
from flows.revisions import revisions
from infra.warehouse.ledger import rebuild
from infra.wiring import House
from tests.council import FILES, REPORTS, at, drop
from tests.flows.issue_due import issue_due
from tests.flows.late_figure import ITS_DAY, LATER, NEXT, send
from tests.flows.make_document import make_document
from tests.flows.take_in import take_in
from tests.links import broken_links
from transforms.asked_figure import asked_figures
from transforms.issue import Why
from transforms.period import Period

pytestmark = pytest.mark.slow

BOTH = "LPI CS 9,Calls and queries together,CS,cs,Head of CS,Ann Bell,percent,maximise,monthly,,\n"
SCORE = "LPI CS 10,Score of the Contact Centre,CS,cs,Head of CS,Ann Bell,percent,maximise,monthly,,\n"
FORMULAS = "code,numerator,denominator,value,from,to\nLPI CS 9,[LPI CS 1] + [LPI CS 3],[LPI CS 1] + [LPI CS 3],,,\n"
MEMBERS = "group,member,weight,from,to\nLPI CS 10,LPI CS 1,,,\nLPI CS 10,LPI CS 3,3,,\n"
TARGETS = "code,period,target\nLPI CS 1,2009-10,60\nLPI CS 3,2009-10,57\n"
"""By which one member is Good and the other at Caution."""

HEADER = "Code,Numerator,Denominator,Period\n"
CALLS = HEADER + "".join(
    f"LPI CS 1,{330 + more},500,{month}-09\n" for more, month in ((0, "Oct"), (2, "Nov"), (-2, "Dec"))
)
QUERIES = HEADER + "".join(f"LPI CS 3,270,{500 - at},{month}-09\n" for at, month in enumerate(("Oct", "Nov", "Dec")))


@pytest.fixture
def works_out(house: House) -> House:
    """The tiny council with a formula, a group and a report that prints the formula's figure alone."""
    folder = house.register_folder
    (folder / "indicators.csv").write_text(FILES["indicators"] + BOTH + SCORE)
    (folder / "formulas.csv").write_text(FORMULAS)
    (folder / "groups.csv").write_text(MEMBERS)
    (folder / "targets.csv").write_text(FILES["targets"] + "LPI CS 9,2009-10,60\n")
    (folder / "reports.toml").write_text(REPORTS + 'codes = ["LPI CS 9"]\n')
    assert apply_register(house).indicators == 10
    return house


def told(house: House, capsys: pytest.CaptureFixture[str], code: str, *options: str) -> str:
    capsys.readouterr()
    main(["-C", str(house.workspace), "trace", code, "2009-10 Q3", *options])
    return capsys.readouterr().out


def printed(house: House) -> list[dict[str, Any]]:
    facts = json.loads((house.workspace / "reports" / "scrutiny-2009-10 Q3.json").read_text("utf-8"))
    return [row for section in facts["sections"] for row in section["rows"]]


def test_a_figure_sent_for_it_is_refused_in_its_cell_with_the_reason(works_out: House) -> None:
    drop(works_out, "cs", "return.csv", HEADER + "LPI CS 9,1,2,Dec-09\n")
    [outcome] = take_in(works_out)
    [(_, finding)] = outcome.findings
    assert (finding.rule, finding.cell) == ("worked-out", "B2")
    assert finding.message == "LPI CS 9 is worked out from LPI CS 1 and LPI CS 3; nobody sends its figure."


def test_a_commentary_on_it_is_taken(works_out: House) -> None:
    drop(works_out, "cs", "return.csv", "Code,Value,Period,Commentary\nLPI CS 9,,Dec-09,Snow kept people at home.\n")
    [outcome] = take_in(works_out)
    assert not outcome.findings


def test_its_trace_leads_on_to_the_cells_of_what_feeds_it(works_out: House, capsys: pytest.CaptureFixture[str]) -> None:
    send(works_out, "cs", CALLS, "calls")
    send(works_out, "cs", QUERIES, "queries")

    words = told(works_out, capsys, "LPI CS 9")
    assert "October to December 2009: 60.06%" in words
    assert "numerator [LPI CS 1] + [LPI CS 3], denominator" in " ".join(words.split())
    assert "  LPI CS 3, Percentage of all queries" in words
    assert "cs/queries.csv, cell B4" in words
    facts = json.loads(told(works_out, capsys, "LPI CS 10", "--format", "json"))
    assert [(each["code"], each["value"], len(each["observations"])) for each in facts["inputs"]] == [
        ("LPI CS 1", 66.0, 3),
        ("LPI CS 3", 54.11, 3),
    ]


def test_its_page_leads_to_those_of_what_feeds_it(works_out: House, tmp_path: Path) -> None:
    send(works_out, "cs", CALLS, "calls")
    send(works_out, "cs", QUERIES, "queries")
    document = make_document(works_out, "scrutiny", "2009-10 Q3")

    write_document(document, ["html"], tmp_path)
    paths = write_figure_pages(works_out, document, ["html"], tmp_path)

    assert {path.name for path in paths} == {f"lpi-cs-{number}-2009-10-q3.html" for number in (1, 3, 9)}
    assert (
        broken_links({path.relative_to(tmp_path).as_posix(): path.read_bytes() for path in tmp_path.rglob("*.html")})
        == []
    )
    assert "Worked out from the figures of 2 other indicators: numerator [LPI CS 1]" in paths[0].read_text("utf-8")


def test_the_page_of_a_score_says_what_each_light_counts(works_out: House, tmp_path: Path) -> None:
    (works_out.register_folder / "targets.csv").write_text(TARGETS)
    apply_register(works_out)
    send(works_out, "cs", CALLS, "calls")
    send(works_out, "cs", QUERIES, "queries")

    main(
        ["-C", str(works_out.workspace), "trace", "LPI CS 10", "2009-10 Q3", "--format", "html", "--out", str(tmp_path)]
    )

    [path] = tmp_path.glob("lpi-cs-10-*.html")
    page = html.fromstring(path.read_bytes())
    rows = [" ".join(" ".join(row.itertext()).split()) for row in page.xpath("//table[1]//tr")]
    assert [row.split()[-2:] for row in rows[1:]] == [["1", "1"], ["1.5", "3"], ["2.5", "4"]]


def test_a_report_that_prints_it_alone_waits_for_its_feeders_and_goes_out_again_with_them(works_out: House) -> None:
    send(works_out, "cs", CALLS, "calls")
    assert issue_due(at(works_out, "2010-01-20T07:00:00Z")) == []

    [first] = issue_due(at(works_out, ITS_DAY))
    [row] = printed(works_out)
    assert (first.why, row["value"], row["status"]) == (Why.CALENDAR, 66.0, "not-judged")
    assert row["marks"] == ["1 of 2 feeders"]

    send(at(works_out, NEXT), "cs", QUERIES, "queries")
    [again] = issue_due(at(works_out, LATER))
    [row] = printed(works_out)
    assert (again.why, row["value_text"], row["status"]) == (Why.REVISED, "60.06%", "good")


def test_it_is_complete_with_the_last_of_its_feeders(works_out: House) -> None:
    send(works_out, "cs", CALLS, "calls")
    send(works_out, "cs", QUERIES, "queries")
    [issue] = issue_due(at(works_out, "2010-01-20T07:00:00Z"))
    assert issue.why == Why.COMPLETE


def test_last_quarters_report_keeps_the_formula_it_was_made_with(works_out: House) -> None:
    send(works_out, "cs", CALLS, "calls")
    send(works_out, "cs", QUERIES, "queries")
    later = at(works_out, "2010-06-01T09:00:00Z")
    (works_out.register_folder / "formulas.csv").write_text(FORMULAS.replace("[LPI CS 1] + ", ""))
    apply_register(later)
    assert make_document(later, "scrutiny", "2009-10 Q3", None).rows[0].value_text == "60.06%"


def test_the_warehouse_made_again_and_the_workbook_hold_formulas_and_groups(works_out: House, tmp_path: Path) -> None:
    with works_out.knowledge() as knowledge:
        before = knowledge.register().latest
    rebuild(works_out.engine, works_out.lake)
    with works_out.knowledge() as knowledge:
        assert knowledge.register().latest == before
    book = tmp_path / "register.xlsx"
    assert export_register(works_out, book)["groups"] == 2
    for name in ("formulas", "groups"):
        (works_out.register_folder / f"{name}.csv").unlink()
    import_register(works_out, book)
    assert not apply_register(works_out).applied


def test_a_template_asks_for_a_commentary_on_it_and_no_figure(works_out: House) -> None:
    with works_out.knowledge() as knowledge:
        known = judged_by(knowledge, knowledge.observations())
    asked = asked_figures(known.judge, [], "cs", Period.month(2009, 12))
    fields = {each.indicator.code: each.fields for each in asked}
    assert fields["LPI CS 9"] == ()
    assert fields["LPI CS 1"] != ()


def test_who_left_a_formula_is_still_behind_the_periods_before(works_out: House) -> None:
    send(works_out, "cs", CALLS, "calls")
    send(works_out, "cs", QUERIES, "queries")
    issue_due(at(works_out, ITS_DAY))
    later = at(works_out, "2010-06-01T09:00:00Z")
    (works_out.register_folder / "formulas.csv").write_text(FORMULAS.replace("[LPI CS 1] + ", ""))
    apply_register(later)
    q3 = Period.quarter(2009, 3)
    [line] = revisions(later, "LPI CS 9", q3, q3).lines
    assert line.known[-1].value == Decimal("60.06")

    send(later, "cs", HEADER + "LPI CS 1,430,500,Dec-09\n", "corrected")
    [again] = [issue for issue in issue_due(at(works_out, "2010-06-02T09:00:00Z")) if issue.period == q3]
    assert again.why == Why.REVISED
