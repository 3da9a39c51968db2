from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.transforms.given import (
    DECEMBER,
    NOVEMBER,
    OCTOBER,
    Q2,
    Q3,
    Q3_BEFORE,
    YEAR,
    a_judge,
    a_register,
    a_sender,
    an_indicator,
    by_period,
    number,
    said,
)
from transforms.figure import Unit
from transforms.gap import Gap
from transforms.indicator import Frequency, Indicator, Polarity, RollUp
from transforms.judged import JudgedRow
from transforms.observation import Stated
from transforms.period import Length, Period
from transforms.register import SenderKind
from transforms.register_history import Applied, RegisterHistory
from transforms.status import Status
from transforms.target import read_target
from transforms.trend import Trend

CALLS, QUERIES, NI = an_indicator(code="LPI CS 1"), an_indicator(code="LPI CS 3"), an_indicator()
REGISTER = a_register(
    CALLS, QUERIES, NI, targets={"LPI CS 1": {YEAR: "80"}, "LPI CS 3": {YEAR: "65"}, "NI 157a": {YEAR: "80.00"}}
)
FIGURES = {
    "LPI CS 1": by_period(said(Q3, "64.56"), said(Q2, "62.93"), said(Q3_BEFORE, "75.94")),
    "LPI CS 3": by_period(said(Q3, "63.73"), said(Q2, "62.25"), said(Q3_BEFORE, "60.54")),
    "NI 157a": by_period(
        said(OCTOBER, out_of=(5, 6)), said(NOVEMBER, out_of=(7, 8)), said(DECEMBER, out_of=(7, 9)),
        said(Q2, out_of=(6, 7)), said(Q3_BEFORE, out_of=(19, 27)),
    ),
}  # fmt: skip


def row(
    *statements: Stated,
    period: Period = Q3,
    indicator: Indicator = NI,
    target: str | None = None,
    commentaries: Mapping[Period, str] | None = None,
    kind: SenderKind = SenderKind.DEPARTMENT,
    today: date = date(2010, 1, 18),
) -> JudgedRow:
    targets = {indicator.code: {YEAR: target}} if target else None
    register = a_register(indicator, targets=targets, senders=[a_sender("dev", kind)])
    judge = a_judge(register, {indicator.code: by_period(*statements)}, {indicator.code: commentaries or {}}, today)
    return judge.row(indicator, period)


def test_the_case_studys_quarter_comes_out_as_its_committee_read_it() -> None:
    given = {"LPI CS 1": {Q3: "Staff shortages"}, "LPI CS 3": {Q3: "Activity continues"}}
    rows = a_judge(REGISTER, FIGURES, given).rows(Q3)
    assert [
        (
            row.indicator.code, row.value_text, row.target_text, row.status_label, row.previous.value_text,
            row.previous.trend.label, row.previous_year.value_text, row.previous_year.trend.label, row.commentary,
        )
        for row in rows
    ] == [
        ("LPI CS 1", "64.56%", "80%", "Requires Attention", "62.93%", "Improving", "75.94%", "Getting Worse", "Staff shortages"),
        ("LPI CS 3", "63.73%", "65%", "Caution", "62.25%", "Improving", "60.54%", "Improving", "Activity continues"),
        ("NI 157a", "82.61%", "80.00%", "Good", "85.71%", "Getting Worse", "70.37%", "Improving", "Commentary not required"),
    ]  # fmt: skip


def test_the_columns_beside_the_figure_are_the_quarter_before_and_the_year_before() -> None:
    found = row()
    assert (found.previous.period, found.previous_year.period) == (Q2, Q3_BEFORE)


def test_a_quarter_with_a_month_missing_is_partial_and_is_not_judged() -> None:
    found = row(said(OCTOBER, out_of=(5, 6)), said(DECEMBER, out_of=(7, 9)), said(Q2, out_of=(1, 2)), target="80")
    assert (found.value, found.status, found.status_label) == (80, Status.NOT_JUDGED, "Not judged (2 of 3 months)")
    assert (list(found.marks), found.missing) == (["2 of 3 months"], None)
    assert found.previous.trend == Trend.NONE


def test_a_year_of_three_quarters_says_quarters() -> None:
    quarterly = an_indicator(frequency=Frequency.QUARTERLY, unit=Unit.NUMBER, rollup=RollUp.SUM)
    found = row(
        *(said(quarter, 5) for quarter in list(YEAR.parts(Length.QUARTER))[:3]), period=YEAR, indicator=quarterly
    )
    assert list(found.marks) == ["3 of 4 quarters"]


def test_nothing_is_compared_with_a_partial_quarter() -> None:
    found = row(said(Q3, "82.61"), said(Period.month(2009, 9), out_of=(1, 2)))
    assert (found.previous.value, found.previous.value_text, found.previous.trend) == (
        None,
        "Only 1 of 3 months",
        Trend.NONE,
    )


def test_provisional_and_revised_figures_are_judged_and_marked() -> None:
    found = row(said(Q3, "82.61", provisional=True, revised=True), target="80")
    assert (found.status, list(found.marks)) == (Status.GOOD, ["[p]", "[r]"])


@pytest.mark.parametrize(
    ("kind", "today", "gap", "text"),
    [
        (SenderKind.DEPARTMENT, date(2010, 1, 15), Gap.NOT_DUE, "Not due until 15 January 2010 [z]"),
        (SenderKind.DEPARTMENT, date(2010, 1, 16), Gap.AWAITING, "Awaited from Development Services [x]"),
        (SenderKind.PARTNER, date(2010, 1, 16), Gap.AWAITING, "Awaited from Development Services [x]"),
        (
            SenderKind.FEED,
            date(2010, 1, 16),
            Gap.LATE_EXTERNAL,
            "Late from Development Services, expected by 15 February 2010 [x]",
        ),
    ],
)
def test_a_figure_that_is_not_there_says_whether_it_is_due_awaited_or_late_from_outside(
    kind: SenderKind, today: date, gap: Gap, text: str
) -> None:
    in_time = {OCTOBER: said(OCTOBER, out_of=(5, 6)), NOVEMBER: said(NOVEMBER, out_of=(7, 8))}
    judge = a_judge(a_register(an_indicator(), senders=[a_sender("dev", kind)]), {"NI 157a": in_time}, today=today)
    assert judge.row(an_indicator(), Q3).note == f"December 2009: {text[0].lower()}{text[1:]}"
    found = judge.row(an_indicator(), DECEMBER)
    assert (found.value, found.missing, found.value_text) == (None, gap, text)
    assert (found.status, found.status_label, list(found.marks)) == (Status.NOT_JUDGED, "Not judged", [])


@pytest.mark.parametrize(
    ("gap", "out_of", "text"),
    [(Gap.NO_CASES, (0, 0), "No cases [z]"), (Gap.WITHHELD, None, "Withheld [c]")],
)
def test_a_statement_that_there_is_no_figure_is_printed_in_words(
    gap: Gap, out_of: tuple[int, int] | None, text: str
) -> None:
    found = row(said(Q3, out_of=out_of, gap=gap), target="80")
    assert (found.missing, found.value_text, found.status) == (gap, text, Status.NOT_JUDGED)
    later = row(said(Q2, out_of=out_of, gap=gap), said(Q3, 80))
    assert (later.previous.value_text, later.previous.trend) == (text, Trend.NONE)


@pytest.mark.parametrize(
    ("frequency", "period", "text"),
    [
        (Frequency.QUARTERLY, DECEMBER, "Measured quarterly [z]"),
        (Frequency.ANNUAL, Q3, "Measured annually [z]"),
    ],
)
def test_an_annual_survey_is_not_called_missing_in_a_quarter(frequency: Frequency, period: Period, text: str) -> None:
    found = row(period=period, indicator=an_indicator(frequency=frequency))
    assert (found.missing, found.value_text) == (Gap.NOT_MEASURED, text)


def test_percentages_sent_without_their_parts_are_asked_for_by_name() -> None:
    found = row(*(said(month, 80) for month in Q3.parts(Length.MONTH)), target="80")
    assert (found.missing, found.value) == (Gap.AWAITING, None)
    assert found.value_text == "Awaiting numerators and denominators from Development Services [x]"


def test_nought_is_printed_as_nought() -> None:
    found = row(said(Q3, 0), indicator=an_indicator(polarity=Polarity.MINIMISE), target="12")
    assert (found.value_text, found.status) == ("0.00%", Status.GOOD)


def test_figures_are_printed_and_judged_with_the_indicators_decimals() -> None:
    found = row(said(Q3, "79.96"), indicator=an_indicator(decimals=1), target="80.0")
    assert (found.value, found.value_text, found.status) == (number("80.0"), "80.0%", Status.GOOD)


def test_what_counts_up_over_the_year_is_compared_with_the_same_quarter_last_year() -> None:
    cumulative = an_indicator(unit=Unit.NUMBER, decimals=0, rollup=RollUp.LATEST, themes=("cumulative",))
    found = row(said(Q3, 291), said(Q3_BEFORE, 196), indicator=cumulative)
    assert (found.previous_year.value, found.previous_year.trend) == (196, Trend.IMPROVING)


def test_a_figure_of_a_sender_who_left_the_register_is_awaited_and_the_report_goes_on() -> None:
    found = row(indicator=an_indicator(sender="leisure"), target="80")
    assert (found.missing, found.value_text) == (Gap.AWAITING, "Awaited from leisure [x]")


def test_without_a_target_there_is_no_light_but_a_trend() -> None:
    found = row(said(Q3, 777), said(Q2, 700))
    assert (found.status, found.target_text, found.previous.trend) == (Status.DATA_ONLY, "No target", Trend.IMPROVING)


def test_figures_before_a_change_of_definition_are_printed_and_not_compared() -> None:
    old = an_indicator(definition="Decided in 8 weeks", valid_to=date(2009, 9, 30))
    new = an_indicator(definition="Decided in 13 weeks", valid_from=date(2009, 10, 1))
    figures = {"NI 157a": by_period(said(Q3, "82.61"), said(Q2, "62.5"))}
    found = a_judge(a_register(old, new), figures).row(new, Q3)
    assert (found.previous.value_text, found.previous.trend) == ("62.50%", Trend.NOT_COMPARABLE)


def test_a_target_set_after_the_report_does_not_recolour_it() -> None:
    first = a_register(NI, targets={"NI 157a": {YEAR: "80"}})
    later = a_register(NI, targets={"NI 157a": {YEAR: "90"}})
    versions = RegisterHistory([Applied(date(2009, 4, 1), first), Applied(date(2010, 2, 1), later)])
    judge = replace(a_judge(first, {"NI 157a": by_period(said(Q3, "82.61"))}), register=versions)
    assert judge.row(NI, Q3).status == Status.GOOD


@pytest.mark.parametrize(
    ("value", "given", "printed", "awaited"),
    [
        (82, {}, "Commentary not required", False),
        (75, {}, "Commentary awaited from Head of Development", True),
        (50, {}, "Commentary awaited from Head of Development", True),
        (75, {Q3: "Two were late."}, "Two were late.", False),
        (75, {NOVEMBER: "In November.", OCTOBER: "In October."}, "In November.", False),
        (75, {NOVEMBER: "In November.", Q3: "Of the quarter."}, "Of the quarter.", False),
        (75, {Q2: "Of the quarter before."}, "Commentary awaited from Head of Development", True),
    ],
)
def test_commentary_is_printed_awaited_by_name_or_not_required(
    value: int, given: dict[Period, str], printed: str, awaited: bool
) -> None:
    found = row(said(Q3, value), target="80", commentaries=given)
    assert (found.commentary, found.commentary_awaited) == (printed, awaited)


def test_a_long_commentary_is_never_cut() -> None:
    text = "Staff shortages. " * 500
    assert row(said(Q3, 50), target="80", commentaries={Q3: text}).commentary == text


def test_no_commentary_is_asked_for_on_a_figure_that_has_not_come() -> None:
    assert not row(target="80").commentary_awaited


def test_two_years_of_quarters_lead_up_to_the_figure() -> None:
    found = row(said(Q3, "82.61"), said(Q2, "85.71"), said(Q3_BEFORE, "70.37"))
    assert str(found.history[0][0]) == "2007-08 Q3"
    assert [value for _, value in found.history] == [
        None, None, None, None, number("70.37"), None, None, number("85.71"), number("82.61"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "values", "target", "status"),
    [
        (
            {"unit": Unit.DAYS, "decimals": 1, "polarity": Polarity.MINIMISE},
            ("15.3", "15.4"),
            "12",
            "requires-attention",
        ),
        ({"unit": Unit.NUMBER, "decimals": 0}, ("291", "196"), "300", "caution"),
        ({"unit": Unit.POUNDS, "decimals": 2, "polarity": Polarity.MINIMISE}, ("1234.5", "1300"), "1250", "good"),
    ],
)
def test_rows_in_other_units_are_judged_alike(
    changes: dict[str, Any], values: tuple[str, str], target: str, status: str
) -> None:
    indicator = an_indicator(rollup=RollUp.LATEST, **changes)
    found = row(said(Q3, values[0]), said(Q2, values[1]), indicator=indicator, target=target)
    assert (found.status, found.previous.trend) == (status, Trend.IMPROVING)
    assert found.value == Decimal(values[0])
    assert found.target == read_target(target)


def test_what_was_withheld_of_a_quarter_is_said_beside_what_came() -> None:
    found = row(
        said(OCTOBER, gap=Gap.WITHHELD), said(NOVEMBER, out_of=(7, 8)), said(DECEMBER, out_of=(7, 9)), target="80"
    )
    assert (found.status_label, found.note) == ("Not judged (2 of 3 months)", "October 2009: withheld [c]")


def test_each_month_without_a_figure_has_its_own_reason() -> None:
    found = row(said(OCTOBER, gap=Gap.WITHHELD), said(NOVEMBER, out_of=(7, 8)), today=date(2010, 2, 1))
    assert found.note == "October 2009: withheld; December 2009: awaited from Development Services [x]"


@pytest.mark.parametrize("gap", [Gap.NO_CASES, Gap.WITHHELD, Gap.NOT_MEASURED])
def test_a_month_that_is_awaited_is_said_though_of_the_others_there_is_none(gap: Gap) -> None:
    found = row(said(OCTOBER, gap=gap), said(NOVEMBER, gap=gap), target="80", today=date(2010, 2, 1))
    assert (found.missing, found.status) == (Gap.AWAITING, Status.NOT_JUDGED)
    assert found.value_text.endswith("ecember 2009: awaited from Development Services [x]")
    assert found.commentary == "Commentary follows with the figure"


def test_where_no_figure_will_come_no_commentary_is_said_to_follow() -> None:
    withheld = row(*(said(month, gap=Gap.WITHHELD) for month in (OCTOBER, NOVEMBER, DECEMBER)), target="80")
    assert (withheld.value_text, withheld.commentary) == ("Withheld [c]", "Commentary not required")
    assert row(target="80").commentary == "Commentary follows with the figure"
