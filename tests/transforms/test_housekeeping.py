"""What speaks against an indicator, what is suggested, and what its figures took."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.transforms.given import DECEMBER, NOVEMBER, a_register, an_indicator
from tests.transforms.records import COUNCIL, SINCE, a_finding, a_receipt, judge_of, sent
from tests.transforms.test_worked_out import of_parts
from tests.transforms.upkeeps import LOCAL, an_upkeep
from transforms.collected import Collected
from transforms.expected import expected_of
from transforms.figure_record import figure_records
from transforms.housekeeping import Effort, Reason, Suggestion
from transforms.indicator import Frequency, Polarity
from transforms.receipt import days_of
from transforms.register_history import Applied, RegisterHistory
from transforms.reminded import Matter, Occasion, Reminded
from transforms.report_plan import COMMITTEES_REPORT, LAYOUTS, ReportPlan, Selection
from transforms.timeliness import deliveries
from transforms.used_in import reports_with

MUCH = Effort(asked=12, late=4, days=9, troubled=4)


@pytest.mark.parametrize(
    ("seen", "reasons"),
    [
        ({}, []),
        ({"reports": ()}, [Reason.IN_NO_REPORT]),
        ({"judged": 0, "good": 0}, [Reason.NOT_JUDGED]),
        ({"different": 1}, [Reason.NEVER_MOVED]),
        ({"good": 24}, [Reason.NEVER_OFF_GREEN]),
        ({"explained": 0}, [Reason.NEVER_EXPLAINED]),
        ({"effort": MUCH}, [Reason.EXPENSIVE]),
    ],
)
def test_each_thing_that_is_looked_for_is_found_by_itself(seen: dict[str, Any], reasons: list[Reason]) -> None:
    assert an_upkeep(**seen).reasons == reasons


@pytest.mark.parametrize(
    "seen",
    [
        {"printed": 11, "different": 1},
        {"judged": 11, "good": 11},
        {"required": 3, "explained": 0},
        {"effort": replace(MUCH, troubled=3)},
        {"effort": replace(MUCH, asked=13)},
    ],
)
def test_of_too_little_nothing_is_said(seen: dict[str, Any]) -> None:
    assert an_upkeep(**seen).reasons == []


def test_what_has_no_better_way_needs_no_light() -> None:
    neither = an_indicator(code="LPI CS 7", themes=(), polarity=Polarity.NONE)

    assert an_upkeep(neither, judged=0, good=0).reasons == []


def test_of_annual_figures_three_are_enough() -> None:
    annual = an_indicator(themes=(), frequency=Frequency.ANNUAL)

    assert an_upkeep(annual, printed=3, different=1, judged=3, good=2).reasons == [Reason.NEVER_MOVED]
    assert an_upkeep(annual, printed=2, different=1, judged=2, good=1).reasons == []


@pytest.mark.parametrize(
    ("seen", "suggestion"),
    [
        ({}, Suggestion.KEEP),
        ({"good": 24}, Suggestion.ASK),
        ({"reports": ()}, Suggestion.ASK),
        ({"reports": (), "different": 1}, Suggestion.DROP),
        ({"different": 1}, Suggestion.YEARLY),
        ({"good": 24, "effort": MUCH}, Suggestion.YEARLY),
        ({"effort": MUCH}, Suggestion.ASK),
    ],
)
def test_what_is_suggested_follows_from_the_evidence(seen: dict[str, Any], suggestion: Suggestion) -> None:
    assert an_upkeep(**seen).suggestion == suggestion


def test_a_national_indicator_is_kept_whatever_speaks_against_it() -> None:
    assert an_upkeep(replace(LOCAL, themes=("NI",)), reports=(), different=1, effort=MUCH).suggestion == Suggestion.KEEP


def test_what_comes_once_a_year_cannot_come_less_often() -> None:
    annual = replace(LOCAL, frequency=Frequency.ANNUAL)

    assert an_upkeep(annual, different=1).suggestion == Suggestion.ASK


def a_report(name: str, **changes: Any) -> ReportPlan:
    return replace(COMMITTEES_REPORT, report=name, **changes)


def test_reports_count_if_they_take_the_indicator_and_are_of_its_length_and_the_housekeeping_itself_does_not() -> None:
    plans = [
        a_report("all"), a_report("others", selection=Selection(codes=("NI 192",))),
        a_report("tidy", layout=LAYOUTS["housekeeping"]),
    ]  # fmt: skip
    register = replace(a_register(), declared={plan.report: plan for plan in plans})

    assert reports_with(LOCAL, register) == ["all"]
    assert reports_with(replace(LOCAL, frequency=Frequency.ANNUAL), register) == []


def test_what_feeds_a_figure_that_is_printed_is_used() -> None:
    total = an_indicator(code="LPI CS 99", themes=(), made_of=of_parts("[LPI CS 1] + [NI 157a]"))
    report = a_report("totals", selection=Selection(codes=("LPI CS 99",)))
    register = replace(a_register(LOCAL, total), declared={report.report: report})

    assert reports_with(LOCAL, register) == ["totals"]
    assert reports_with(an_indicator(code="LPI CS 2"), register) == []


def effort_of(*reminded: Reminded, today: date = date(2010, 3, 20)) -> Effort:
    """What November and December took: refused and corrected, and a late one."""
    stated = [sent(NOVEMBER, "2009-12-10", "80"), sent(NOVEMBER, "2010-02-10", "82"), sent(DECEMBER, "2010-01-20")]
    refusal = a_receipt("2009-12-10", a_finding(period="2009-11"))
    receipts = [refusal, a_receipt("2010-01-20"), a_receipt("2010-02-10")]
    judge = judge_of(stated, RegisterHistory([Applied(SINCE, a_register())]), today)
    told = deliveries(judge, COUNCIL, expected_of(judge, (NOVEMBER, DECEMBER)), receipts, stated)
    collected = Collected(days_of(receipts, COUNCIL), reminded)
    return collected.effort("NI 157a", figure_records(told, receipts, stated))


def test_each_figure_that_needed_a_hand_counts_once() -> None:
    assert effort_of() == Effort(asked=2, late=1, days=3, refused=1, corrected=1, troubled=2)


def test_reminders_count_after_the_day_and_for_the_commentary_each_mail_once() -> None:
    def told(day: date, identity: str, matter: Matter) -> Reminded:
        return Reminded("dev@council.example", day, matter, identity)

    december = Matter(Occasion.RETURN, "dev", "2009-12")
    before, after = told(date(2010, 1, 8), "a", december), told(date(2010, 1, 18), "b", december)
    managers = told(date(2010, 1, 18), "b", december._replace(occasion=Occasion.MANAGER))
    own = told(date(2010, 1, 25), "c", Matter(Occasion.COMMENTARY, "dev", "2009-10 Q3", "NI 157a"))
    others = told(date(2010, 1, 25), "d", Matter(Occasion.COMMENTARY, "dev", "2009-10 Q3", "NI 157b"))

    assert effort_of(before, after, managers, own, others).reminders == 2
