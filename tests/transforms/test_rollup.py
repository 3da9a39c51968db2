from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.transforms.given import (
    DECEMBER,
    NOVEMBER,
    OCTOBER,
    Q1,
    Q2,
    Q3,
    YEAR,
    an_indicator,
    by_period,
    few,
    said,
)
from transforms.figure import Unit, round_half_up
from transforms.gap import Gap
from transforms.indicator import Frequency, RollUp
from transforms.observation import Stated
from transforms.period import Length, Period
from transforms.rollup import Figure, figure_for

MONTHS = [OCTOBER, NOVEMBER, DECEMBER]


def quarter(*statements: Stated, **changes: Any) -> Figure:
    return figure_for(an_indicator(**changes), Q3, by_period(*statements))


def test_major_applications_of_the_quarter_are_19_of_23_and_not_the_mean_of_three_percentages() -> None:
    figure = quarter(said(OCTOBER, out_of=(5, 6)), said(NOVEMBER, out_of=(7, 8)), said(DECEMBER, out_of=(7, 9)))
    assert (figure.numerator, figure.denominator) == (19, 23)
    assert figure.value is not None
    assert round_half_up(figure.value, 2) == Decimal("82.61")
    assert not figure.is_partial


def test_a_mean_of_percentages_is_made_only_where_the_register_asks_for_it() -> None:
    months = [said(OCTOBER, "83.33"), said(NOVEMBER, "87.50"), said(DECEMBER, "77.78")]
    figure = quarter(*months, rollup=RollUp.MEAN)
    assert figure.value is not None
    assert round_half_up(figure.value, 2) == Decimal("82.87")


def test_percentages_without_their_parts_are_not_rolled_up() -> None:
    figure = quarter(said(OCTOBER, out_of=(5, 6)), said(NOVEMBER, "87.5"), said(DECEMBER, out_of=(7, 9)))
    assert (figure.value, figure.gap, figure.needs_parts) == (None, Gap.AWAITING, True)


def test_a_quarter_with_a_month_missing_is_partial_and_says_how_many_months_are_in() -> None:
    figure = quarter(said(OCTOBER, out_of=(5, 6)), said(DECEMBER, out_of=(7, 9)))
    assert (figure.value, figure.is_partial) == (80, True)
    assert (figure.parts_in, figure.parts_of) == (2, 3)


def test_a_quarter_of_which_nothing_has_come_is_awaited() -> None:
    assert quarter() == Figure(Q3, gap=Gap.AWAITING, parts_in=0, parts_of=3)


@pytest.mark.parametrize(
    ("method", "figure"), [(RollUp.SUM, 12), (RollUp.MEAN, 4), (RollUp.LATEST, 5), (RollUp.MAX, 6), (RollUp.MIN, 1)]
)
def test_a_quarter_is_rolled_up_the_way_the_register_says(method: RollUp, figure: int) -> None:
    months = [said(OCTOBER, 1), said(NOVEMBER, 6), said(DECEMBER, 5)]
    assert quarter(*months, unit=Unit.NUMBER, rollup=method).value == figure


def test_the_latest_month_is_the_latest_in_time_whatever_came_last() -> None:
    months = [said(DECEMBER, 5), said(OCTOBER, 1), said(NOVEMBER, 6)]
    assert quarter(*months, rollup=RollUp.LATEST).value == 5


def test_the_latest_of_months_stated_by_their_parts_is_the_last_ones_percentage() -> None:
    months = [said(OCTOBER, out_of=(1, 4)), said(NOVEMBER, out_of=(1, 2)), said(DECEMBER, out_of=(3, 4))]
    figure = quarter(*months, rollup=RollUp.LATEST)
    assert (figure.value, figure.gap) == (75, None)


def test_a_month_of_nought_counts_as_a_month() -> None:
    figure = quarter(said(OCTOBER, 4), said(NOVEMBER, 0), said(DECEMBER, 2), rollup=RollUp.MEAN)
    assert (figure.value, figure.is_partial) == (2, False)


def test_a_month_without_cases_takes_nothing_from_the_quarter() -> None:
    none = said(NOVEMBER, out_of=(0, 0), gap=Gap.NO_CASES)
    figure = quarter(said(OCTOBER, out_of=(5, 6)), none, said(DECEMBER, out_of=(7, 9)))
    assert (figure.value, figure.is_partial) == (80, False)


def test_a_quarter_without_any_cases_says_so_and_is_not_nought() -> None:
    figure = quarter(*(said(month, out_of=(0, 0), gap=Gap.NO_CASES) for month in MONTHS))
    assert (figure.value, figure.gap, figure.parts_in) == (None, Gap.NO_CASES, 3)


def test_a_withheld_month_is_missing_from_the_quarter() -> None:
    figure = quarter(said(OCTOBER, 4), said(NOVEMBER, gap=Gap.WITHHELD), said(DECEMBER, 2), rollup=RollUp.SUM)
    assert (figure.value, figure.is_partial, figure.parts_in) == (6, True, 2)


def test_a_quarter_withheld_in_every_month_is_withheld() -> None:
    assert quarter(*(said(month, gap=Gap.WITHHELD) for month in MONTHS)).gap == Gap.WITHHELD


def test_the_figure_stated_for_the_quarter_itself_goes_before_its_months() -> None:
    figure = quarter(said(Q3, "82.61"), *(said(month, out_of=(1, 2)) for month in MONTHS))
    assert (figure.value, figure.is_partial) == (Decimal("82.61"), False)


def test_a_stated_figure_gives_way_to_its_exact_parts() -> None:
    figure = quarter(said(Q3, "82.61", out_of=(19, 23)))
    assert figure.value is not None
    assert round_half_up(figure.value, 6) == Decimal("82.608696")


def test_a_stated_quarter_without_cases_or_withheld_has_no_figure() -> None:
    assert quarter(said(Q3, out_of=(0, 0), gap=Gap.NO_CASES)).value is None
    assert quarter(said(Q3, gap=Gap.WITHHELD)).gap == Gap.WITHHELD


def test_one_provisional_or_revised_month_marks_the_quarter() -> None:
    months = [said(OCTOBER, 1, provisional=True), said(NOVEMBER, 2, revised=True), said(DECEMBER, 3)]
    figure = quarter(*months, rollup=RollUp.SUM)
    assert (figure.provisional, figure.revised) == (True, True)
    assert not quarter(said(OCTOBER, 1), said(NOVEMBER, 2), rollup=RollUp.SUM).provisional


def test_an_annual_survey_is_not_measured_in_a_quarter_and_awaited_in_the_year() -> None:
    survey = an_indicator(frequency=Frequency.ANNUAL, rollup=RollUp.SUPPLIED)
    assert figure_for(survey, Q3, {}).gap == Gap.NOT_MEASURED
    assert figure_for(survey, YEAR, {}).gap == Gap.AWAITING


def test_months_are_never_rolled_up_where_the_register_says_none() -> None:
    months = by_period(*(said(month, 1) for month in MONTHS))
    assert figure_for(an_indicator(rollup=RollUp.NONE), Q3, months) == Figure(Q3, gap=Gap.NOT_MEASURED, parts_in=0)


def test_a_supplied_quarter_is_awaited_even_where_its_months_are_known() -> None:
    months = by_period(*(said(month, 1) for month in MONTHS))
    assert figure_for(an_indicator(rollup=RollUp.SUPPLIED), Q3, months).gap == Gap.AWAITING


def test_a_year_of_quarterly_figures_counts_quarters() -> None:
    count = an_indicator(frequency=Frequency.QUARTERLY, rollup=RollUp.SUM)
    figure = figure_for(count, YEAR, by_period(said(Q1, 1), said(Q2, 2), said(Q3, 3)))
    assert (figure.value, figure.parts_in, figure.parts_of) == (6, 3, 4)


def test_a_year_of_months_is_whole_with_twelve() -> None:
    months = by_period(*(said(month, 10) for month in YEAR.parts(Length.MONTH)))
    figure = figure_for(an_indicator(rollup=RollUp.SUM), YEAR, months)
    assert (figure.value, figure.is_partial) == (120, False)


def test_a_year_whose_twelve_months_are_in_is_whole_where_a_quarter_was_stated_too() -> None:
    months = (said(month, 10) for month in YEAR.parts(Length.MONTH))
    figure = figure_for(an_indicator(rollup=RollUp.SUM), YEAR, by_period(said(Q1, 30), *months))
    assert (figure.value, figure.is_partial) == (120, False)


def test_a_year_whose_four_quarters_are_stated_is_whole_whatever_months_are_known() -> None:
    quarters = (said(period, 30) for period in YEAR.parts(Length.QUARTER))
    figure = figure_for(an_indicator(rollup=RollUp.SUM), YEAR, by_period(said(OCTOBER, 10), *quarters))
    assert (figure.value, figure.is_partial) == (120, False)


def test_a_year_of_which_nothing_has_come_waits_for_its_quarters_where_they_are_measured() -> None:
    figure = figure_for(an_indicator(frequency=Frequency.QUARTERLY), YEAR, {})
    assert (figure.gap, figure.parts_in, figure.parts_of) == (Gap.AWAITING, 0, 4)


def test_months_of_another_quarter_do_not_count() -> None:
    assert quarter(said(Period.month(2010, 1), 1), said(Period.month(2009, 9), 1), rollup=RollUp.SUM).value is None


@pytest.mark.parametrize(
    ("so_far", "flow"),
    [((110, 196, 291), 95), ((37, 82, 105), 23), ((12, 14, 32), 18)],
    ids=["SH 005", "SH 007", "SH 001"],
)
def test_flows_of_three_quarters_add_up_to_what_north_norfolk_published(so_far: tuple[int, ...], flow: int) -> None:
    flows = [now - before for now, before in zip(so_far, (0, *so_far), strict=False)]
    assert flows[-1] == flow
    count = an_indicator(frequency=Frequency.QUARTERLY, unit=Unit.NUMBER, rollup=RollUp.SUM)
    stated = by_period(*(said(period, value) for period, value in zip((Q1, Q2, Q3), flows, strict=True)))
    figure = figure_for(count, YEAR, stated)
    assert (figure.value, figure.is_partial, figure.parts_in) == (so_far[-1], True, 3)


CASES = st.lists(st.booleans(), min_size=1, max_size=30)


@few
@given(CASES, st.data())
def test_it_does_not_matter_in_which_month_a_case_was_decided(cases: list[bool], data: st.DataObject) -> None:
    months = data.draw(st.lists(st.integers(0, 2), min_size=len(cases), max_size=len(cases)))
    statements = []
    for number, month in enumerate(MONTHS):
        decided = [case for case, at in zip(cases, months, strict=True) if at == number]
        statements.append(said(month, out_of=(sum(decided), len(decided)), gap=None if decided else Gap.NO_CASES))
    figure = quarter(*statements)
    assert (figure.value, figure.is_partial) == (Decimal(100 * sum(cases)) / len(cases), False)


@few
@given(st.permutations(MONTHS), st.sampled_from([RollUp.SUM, RollUp.MAX, RollUp.MIN, RollUp.LATEST, RollUp.MEAN]))
def test_it_does_not_matter_in_which_order_the_months_came_in(order: list[Period], method: RollUp) -> None:
    values = dict(zip(MONTHS, (3, 9, 6), strict=True))
    expected = {RollUp.SUM: 18, RollUp.MAX: 9, RollUp.MIN: 3, RollUp.LATEST: 6, RollUp.MEAN: 6}[method]
    assert quarter(*(said(month, values[month]) for month in order), rollup=method).value == expected


def test_a_year_with_a_month_withheld_is_partial_as_its_quarter_is() -> None:
    months = [said(Period.month(2009, 4).shifted(at), 100) for at in range(12)]
    months[6] = said(Period.month(2009, 10), gap=Gap.WITHHELD)
    figure = figure_for(an_indicator(rollup=RollUp.SUM), YEAR, by_period(*months))
    assert (figure.value, figure.parts_in, figure.parts_of) == (1100, 11, 12)


@pytest.mark.parametrize("rollup", [RollUp.RATIO, RollUp.SUM, RollUp.MEAN])
def test_a_month_that_is_not_measured_leaves_its_quarter_partial(rollup: RollUp) -> None:
    december = said(DECEMBER, gap=Gap.NOT_MEASURED)
    figure = quarter(said(OCTOBER, out_of=(5, 6)), said(NOVEMBER, out_of=(7, 8)), december, rollup=rollup)
    assert figure.value is not None
    assert (figure.parts_in, figure.parts_of, figure.needs_parts) == (2, 3, False)


def test_a_quarter_of_which_nothing_is_measured_is_not_measured() -> None:
    figure = quarter(*(said(month, gap=Gap.NOT_MEASURED) for month in (OCTOBER, NOVEMBER, DECEMBER)))
    assert (figure.value, figure.gap) == (None, Gap.NOT_MEASURED)
