"""Two years of returns replayed as they arrived: the months before are clean, the last one is not."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from expectations.check import check_rows
from flows.demo.returns import DEMO_TODAY
from transforms.check_frame import check_frame, row_points
from transforms.figure import round_half_up
from transforms.finding import Severity
from transforms.history import History
from transforms.period import Length, Period
from transforms.register import Register
from transforms.rollup import figure_for

pytestmark = pytest.mark.slow

if TYPE_CHECKING:
    from tests.flows.demo.conftest import Replay

Q3, Q2, Q3_LAST_YEAR = Period.quarter(2009, 3), Period.quarter(2009, 2), Period.quarter(2008, 3)


def test_the_months_before_the_last_bring_no_error_and_no_hold(replay: Replay) -> None:
    assert replay.found(Severity.ERROR, in_last_month=False) == []
    assert replay.found(Severity.HOLD, in_last_month=False) == []


def test_the_months_before_the_last_say_only_that_a_month_was_told_from_a_year(replay: Replay) -> None:
    warnings = replay.found(Severity.WARNING, in_last_month=False)
    assert {(rule, sender) for rule, sender, _, _ in warnings} == {("period-assumed", "kent-county-council")}


def test_every_row_that_was_laid_out_is_read_with_code_and_period(replay: Replay, register: Register) -> None:
    for row in replay.rows:
        if not replay.came_last(row):
            indicator = register.indicator(row.code, row.period)
            assert indicator and row.period, f"{row.source.file}, {row.cell('code')}"
            assert row.period.months == indicator.frequency.length


@pytest.mark.parametrize(
    ("code", "now", "quarter_before", "year_before"),
    [
        ("LPI CS 1", "64.56", "62.93", "75.94"),
        ("LPI CS 3", "63.73", "62.25", "60.54"),
        ("NI 157a", "82.61", "85.71", "70.37"),
    ],
)
def test_the_quarters_of_the_case_study_come_out_of_the_returns(
    replay: Replay, register: Register, code: str, now: str, quarter_before: str, year_before: str
) -> None:
    indicator = register.indicator(code)
    assert indicator is not None
    for period, expected in ((Q3, now), (Q2, quarter_before), (Q3_LAST_YEAR, year_before)):
        figure = figure_for(indicator, period, replay.taken(code))
        assert figure.value is not None and not figure.is_partial
        assert round_half_up(figure.value, 2) == Decimal(expected)


def test_major_applications_are_5_of_6_and_7_of_8_and_7_of_9(replay: Replay) -> None:
    months = [replay.taken("NI 157a")[month] for month in Q3.parts(Length.MONTH)]
    assert [(said.numerator, said.denominator) for said in months] == [(5, 6), (7, 8), (7, 9)]


def test_odd_figures_of_december_are_held(replay: Replay) -> None:
    assert replay.found(Severity.HOLD, in_last_month=True) == [
        ("decimal-point", "housing", "LPI SH 2", "D7"),
        ("numerator-above-denominator", "benefits", "LPI HB 3", "D9"),
        ("outside-limits", "environmental-operations", "LPI RR 1", "F6"),
    ]


def test_bad_rows_of_december_are_refused_and_their_neighbours_go_in(replay: Replay, register: Register) -> None:
    assert replay.found(Severity.ERROR, in_last_month=True) == [
        ("future-period", "corporate-resources", "LPI FI 2", "C9"),
        ("not-a-number", "corporate-resources", "BV 8", "D7"),
        ("not-your-indicator", "corporate-resources", "LPI CS 2", "A17"),
        ("unknown-code", "corporate-resources", "LPI HR 22", "A13"),
    ]
    blank = [(rule, code) for rule, _, code, _ in replay.found(Severity.WARNING, in_last_month=True)]
    assert blank == [("no-figure", "LPI PP 2")]
    for code in ("NI 179", "LPI FI 1", "LPI HR 1", "LPI CO 1", "LPI PP 1"):
        indicator = register.indicator(code)
        assert indicator is not None
        assert (Q3 if indicator.frequency.length == Length.QUARTER else Q3.last_month) in replay.taken(code)


def test_one_return_of_december_has_no_table_and_is_refused_whole(replay: Replay) -> None:
    assert replay.refused == {"Sencio monitoring return 24.ods": "no-table"}


def test_a_correction_two_days_later_revises_one_figure(replay: Replay) -> None:
    first, second = replay.of("Local Tax return (24).xlsx"), replay.of("Local Tax return (24) corrected.xlsx")
    changed = [now.code for before, now in zip(first, second, strict=True) if before.numerator != now.numerator]
    assert changed == ["BV 9"]
    apart = replay.returns[second[0].source.file_id].arrives - replay.returns[first[0].source.file_id].arrives
    assert apart.days == 2


def test_the_county_counts_first_and_finally(replay: Replay) -> None:
    rows = [row for row in replay.rows if (row.code, row.period) == ("NI 192", Period.month(2009, 6))]
    assert [row.provisional for row in rows] == [True, False]
    assert rows[0].numerator != rows[1].numerator


def test_the_months_before_are_as_clean_when_all_of_them_come_on_one_day(replay: Replay, register: Register) -> None:
    rows = [row for row in replay.rows if not replay.came_last(row)]
    history = History.of(row_points(rows, register))
    kinds = {sender.sender: sender.kind for sender in register.senders.values()}
    findings = check_rows(rows, check_frame(rows, register, history, DEMO_TODAY), kinds, register, DEMO_TODAY)
    rules = {finding.rule for said in findings.values() for finding in said}
    assert rules == {"period-assumed"}
