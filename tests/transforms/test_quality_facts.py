"""What counts in which dimension: each thing that can go wrong with a figure pulls down the one where it belongs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from tests.transforms.given import DECEMBER, NOVEMBER, YEAR, a_register, an_indicator, an_observation, said
from tests.transforms.records import COUNCIL, SINCE, a_finding, a_receipt, judge_of, sent
from transforms.data_quality import Dimension, Fact, Flaw
from transforms.expected import expected_of
from transforms.figure_record import figure_records
from transforms.finding import Finding, Severity
from transforms.indicator import Indicator, Polarity, RollUp
from transforms.observation import Decided, Observation, open_holds
from transforms.quality_facts import Inspector
from transforms.receipt import Receipt, days_of
from transforms.register_history import Applied, RegisterHistory
from transforms.report_plan import COMMITTEES_REPORT, ReportPlan, Selection
from transforms.timeliness import deliveries

TODAY = date(2010, 5, 20)
PLAIN = an_indicator(rollup=RollUp.LATEST, themes=())
ELSEWHERE = replace(COMMITTEES_REPORT, selection=Selection(codes=("LPI CS 1",)))
NOV = sent(NOVEMBER, "2009-12-10", "80")
DEC = sent(DECEMBER, "2010-01-12", "81")


def facts_of(
    stated: Sequence[Observation],
    *files: Receipt,
    indicator: Indicator = PLAIN,
    target: str | None = "80",
    report: ReportPlan = COMMITTEES_REPORT,
) -> list[Fact]:
    """The facts about one indicator of Development in November and December; each statement in a file of its own day."""
    targets = {indicator.code: {YEAR: target}} if target else {}
    register = replace(a_register(indicator, targets=targets), declared={report.report: report})
    judge = judge_of(stated, RegisterHistory([Applied(SINCE, register)]), TODAY)
    others = dict.fromkeys(each.recorded_at for each in stated).keys() - {each.recorded_at for each in files}
    receipts = sorted([*files, *(a_receipt(at.isoformat()[:10]) for at in others)], key=lambda each: each.recorded_at)
    told = deliveries(judge, COUNCIL, expected_of(judge, (NOVEMBER, DECEMBER)), receipts, stated)
    waiting = frozenset(hold.observation_id for hold in open_holds(stated))
    inspector = Inspector(judge, days_of(receipts, COUNCIL), waiting)
    return inspector.facts(figure_records(told, receipts, stated), told)


def flaws(facts: Sequence[Fact]) -> dict[Dimension, list[Flaw]]:
    """What went wrong, by dimension."""
    found: dict[Dimension, list[Flaw]] = {}
    for fact in facts:
        if fact.lapse:
            found.setdefault(fact.dimension, []).append(fact.lapse.flaw)
    return found


def number(facts: Sequence[Fact], dimension: Dimension) -> int:
    return sum(fact.dimension == dimension for fact in facts)


def test_what_came_in_time_whole_and_stayed_counts_well_in_each_dimension() -> None:
    facts = facts_of([NOV, DEC])

    assert flaws(facts) == {}
    assert [number(facts, each) for each in Dimension] == [2, 2, 2, 2, 2, 2]


@pytest.mark.parametrize(
    ("again", "flaw"),
    [
        (sent(DECEMBER, "2010-03-10", "82"), Flaw.CORRECTED),
        (sent(DECEMBER, "2010-03-10", "81"), None),
    ],
)
def test_a_figure_that_is_stated_otherwise_later_was_not_accurate(again: Observation, flaw: Flaw | None) -> None:
    found = flaws(facts_of([NOV, DEC, again]))

    assert found == ({Dimension.ACCURACY: [flaw]} if flaw else {})


def test_what_was_marked_as_provisional_may_change() -> None:
    first = an_observation(said(DECEMBER, "81", provisional=True), "2010-01-12")

    assert flaws(facts_of([NOV, first, sent(DECEMBER, "2010-03-10", "82")])) == {}


def test_what_stays_provisional_for_more_than_a_quarter_is_not_reliable() -> None:
    first = an_observation(said(DECEMBER, "81", provisional=True), "2010-01-12")

    assert flaws(facts_of([NOV, first])) == {Dimension.RELIABILITY: [Flaw.PROVISIONAL]}


def test_what_the_checker_sent_back_was_not_accurate_and_what_was_released_was() -> None:
    back = an_observation(said(DECEMBER, "810"), "2010-01-12", held="Ten times.", decided=Decided.RETURNED)
    out = replace(back, decision=replace(back.decision, decision=Decided.RELEASED))  # type: ignore[type-var]
    mended = sent(DECEMBER, "2010-01-14", "81")

    assert flaws(facts_of([NOV, back, mended])) == {Dimension.ACCURACY: [Flaw.SENT_BACK]}
    assert flaws(facts_of([NOV, out])) == {}


def test_of_a_figure_that_waits_for_a_check_nothing_can_be_said_of_its_accuracy() -> None:
    waits = an_observation(said(DECEMBER, "810"), "2010-01-12", held="Ten times.")

    facts = facts_of([NOV, waits])

    assert (number(facts, Dimension.ACCURACY), number(facts, Dimension.RELIABILITY)) == (1, 2)


def test_a_refused_figure_was_not_valid_though_it_came_right_the_same_day() -> None:
    refusal = a_receipt("2010-01-12", a_finding("not-a-number"), file="first.xlsx")

    facts = facts_of([NOV, DEC], replace(refusal, recorded_at=DEC.recorded_at))
    [lapse] = [fact.lapse for fact in facts if fact.lapse]

    assert flaws(facts) == {Dimension.VALIDITY: [Flaw.REFUSED]}
    assert (lapse.file, lapse.cell, lapse.remedy, lapse.about) == (
        "first.xlsx",
        "D7",
        "Mend not-a-number.",
        "December 2009",
    )


def test_what_is_refused_and_names_no_figure_counts_as_one_more_that_was_sent() -> None:
    whole = Finding(Severity.ERROR, "no-table", "No header row.", "Put one in.")
    unknown = a_finding("unknown-code", code="NI 999")

    facts = facts_of([NOV, DEC], a_receipt("2010-01-11", whole), a_receipt("2010-01-12", unknown))

    assert number(facts, Dimension.VALIDITY) == 4
    assert flaws(facts) == {Dimension.VALIDITY: [Flaw.REFUSED, Flaw.REFUSED]}


def test_a_sheet_that_changed_counts_against_reliability_and_not_against_validity() -> None:
    changed = a_finding("layout-drift")

    assert flaws(facts_of([NOV, DEC], a_receipt("2010-01-12", changed))) == {Dimension.RELIABILITY: [Flaw.DRIFTED]}


def test_a_ratio_that_is_added_up_needs_its_parts() -> None:
    ratio = an_indicator(themes=())
    whole = an_observation(said(DECEMBER, "81", (81, 100)), "2010-01-12")

    assert flaws(facts_of([NOV, whole], indicator=ratio))[Dimension.RELIABILITY] == [Flaw.NO_PARTS]


@pytest.mark.parametrize(("cell", "flaw"), [("D9", None), ("F2", None), ("E3", Flaw.MOVED), ("", None)])
def test_a_figure_stands_in_the_column_or_the_row_of_the_time_before(cell: str, flaw: Flaw | None) -> None:
    found = flaws(facts_of([NOV, replace(DEC, cell=cell)]))

    assert found == ({Dimension.RELIABILITY: [flaw]} if flaw else {})


def test_a_cell_read_by_an_assumption_is_not_reliable() -> None:
    assumed = a_receipt("2010-01-12", a_finding("taken-as", Severity.WARNING))

    assert flaws(facts_of([NOV, DEC], assumed)) == {Dimension.RELIABILITY: [Flaw.ASSUMED]}


def test_what_came_after_its_day_is_late_and_what_is_owed_is_neither_in_time_nor_complete() -> None:
    assert flaws(facts_of([NOV, sent(DECEMBER, "2010-01-18", "81")])) == {Dimension.TIMELINESS: [Flaw.LATE]}

    owed = facts_of([NOV])
    assert flaws(owed) == {Dimension.TIMELINESS: [Flaw.OWED], Dimension.COMPLETENESS: [Flaw.OWED]}
    assert number(owed, Dimension.ACCURACY) == 1


def test_what_is_not_good_is_to_be_explained() -> None:
    low = sent(DECEMBER, "2010-01-12", "50")

    assert flaws(facts_of([NOV, low])) == {Dimension.COMPLETENESS: [Flaw.NO_COMMENTARY]}
    facts = facts_of([NOV, replace(low, commentary="Snow; extra crews until March.")])
    assert (flaws(facts), number(facts, Dimension.COMPLETENESS)) == ({}, 3)


def test_what_no_report_prints_and_what_has_no_target_is_not_used() -> None:
    assert flaws(facts_of([NOV, DEC], report=ELSEWHERE)) == {Dimension.RELEVANCE: [Flaw.NO_REPORT] * 2}
    assert flaws(facts_of([NOV, DEC], target=None)) == {Dimension.RELEVANCE: [Flaw.NO_TARGET] * 2}


def test_a_national_indicator_is_required_and_one_without_a_better_way_needs_no_target() -> None:
    national = replace(PLAIN, themes=("NI",))
    neither = replace(PLAIN, polarity=Polarity.NONE)

    assert flaws(facts_of([NOV, DEC], indicator=national, report=ELSEWHERE, target=None)) == {}
    assert flaws(facts_of([NOV, DEC], indicator=neither, target=None)) == {}


def test_what_is_refused_is_told_of_by_the_name_of_its_period_or_as_a_whole_file() -> None:
    whole = Finding(Severity.ERROR, "no-table", "No header row.", "Put one in.")
    ahead = a_finding("future-period", period="2011-02")

    facts = facts_of([NOV, DEC], a_receipt("2010-01-11", whole), a_receipt("2010-01-12", ahead))

    assert sorted(fact.lapse.about for fact in facts if fact.lapse) == ["", "February 2011"]
