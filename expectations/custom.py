"""Expectations that Great Expectations has no word for, each over columns of the check frame.

Registered by being imported; suites name them by class in snake case.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Literal

import pandas as pd
from great_expectations.execution_engine.pandas_execution_engine import PandasExecutionEngine
from great_expectations.expectations.expectation import MulticolumnMapExpectation
from great_expectations.expectations.metrics.map_metric_provider.multicolumn_condition_partial import (
    multicolumn_condition_partial,
)
from great_expectations.expectations.metrics.map_metric_provider.multicolumn_map_metric_provider import (
    MulticolumnMapMetricProvider,
)

from transforms.figure import round_half_up
from transforms.observation import value_of

SLIPS = (10.0, 100.0, 1000.0)
SLIP_BAND = 1.25
"""A slip of the point is seen where the figure is 10, 100 or 1,000 times the usual one, give or take a quarter."""

POINTS_FOR_A_SLIP = 3
DIGITS_FOR_A_STALE_FIGURE = 3
CASES_FOR_A_STALE_FIGURE = 20
"""Small counts repeat by chance: only figures of three digits, or of twenty cases and more, are odd."""


class ValueAgreesWithItsParts(MulticolumnMapMetricProvider):
    """A stated value equals numerator ÷ denominator × scale, at the decimals of the coarser of the two."""

    condition_metric_name = "multicolumn_values.agree_with_their_parts"

    @multicolumn_condition_partial(engine=PandasExecutionEngine)
    def _pandas(cls, column_list: pd.DataFrame, **_: Any) -> pd.Series[bool]:
        return pd.Series([_agrees(*row) for row in column_list.itertuples(index=False)], column_list.index, dtype=bool)


def _agrees(
    stated: Decimal | None,
    stated_decimals: int,
    numerator: Decimal | None,
    denominator: Decimal | None,
    scale: Decimal | None,
    decimals: int,
) -> bool:
    """Whether they agree; of an unknown code nobody knows per how many it counts, and it is refused as unknown."""
    if stated is None or numerator is None or not denominator or scale is None:
        return True
    exact = value_of(numerator, denominator, scale)
    precision = min(int(stated_decimals), int(decimals))
    return exact is not None and round_half_up(stated, precision) == round_half_up(exact, precision)


class FigureKeepsItsDecimalPoint(MulticolumnMapMetricProvider):
    """A figure is not about ten, a hundred or a thousand times what is usual, or as small a part of it."""

    condition_metric_name = "multicolumn_values.keep_their_decimal_point"

    @multicolumn_condition_partial(engine=PandasExecutionEngine)
    def _pandas(cls, column_list: pd.DataFrame, **_: Any) -> pd.Series[bool]:
        value, usual, points = (column_list[name] for name in column_list)
        ratio = (value / usual).where((usual > 0) & (value > 0) & (points >= POINTS_FOR_A_SLIP))
        slipped = pd.Series(False, column_list.index)
        for slip in SLIPS:
            slipped |= ratio.between(slip / SLIP_BAND, slip * SLIP_BAND)
            slipped |= ratio.between(1 / slip / SLIP_BAND, 1 / slip * SLIP_BAND)
        return ~slipped


class FlowDiffersFromLastPeriod(MulticolumnMapMetricProvider):
    """What is counted anew each period is not the last period's figure to the last digit."""

    condition_metric_name = "multicolumn_values.differ_from_last_period"

    @multicolumn_condition_partial(engine=PandasExecutionEngine)
    def _pandas(cls, column_list: pd.DataFrame, **_: Any) -> pd.Series[bool]:
        value, last, numerator, denominator, last_numerator, last_denominator, flow, for_once = (
            column_list[name] for name in column_list
        )
        same_parts = (numerator == last_numerator) & (denominator == last_denominator)
        stale_parts = same_parts & (denominator >= CASES_FOR_A_STALE_FIGURE) & (numerator != denominator)
        stale_value = denominator.isna() & (value == last) & value.map(_digits).ge(DIGITS_FOR_A_STALE_FIGURE)
        stale_for_once = for_once & (denominator.notna() | value.map(_digits).ge(DIGITS_FOR_A_STALE_FIGURE - flow))
        return ~(flow & (stale_parts | stale_value) | stale_for_once & (numerator != denominator))


def _digits(value: float) -> int:
    """The digits a figure is written with, zeros at either end left out: 100 has one."""
    return len(f"{value:.10g}".replace(".", "").strip("-0"))


class CumulativeFigureDoesNotFall(MulticolumnMapMetricProvider):
    """What is counted from the start of the financial year is not below what it was."""

    condition_metric_name = "multicolumn_values.not_fall_within_the_year"

    @multicolumn_condition_partial(engine=PandasExecutionEngine)
    def _pandas(cls, column_list: pd.DataFrame, **_: Any) -> pd.Series[bool]:
        value, so_far, cumulative = (column_list[name] for name in column_list)
        return ~(cumulative & (value < so_far))


class _Rows(MulticolumnMapExpectation):
    """Over several columns, of which any may be empty."""

    ignore_row_if: Literal["all_values_are_missing", "any_value_is_missing", "never"] = "never"


class ExpectValueToAgreeWithItsParts(_Rows):
    """Expect a stated value to equal numerator ÷ denominator × scale."""

    map_metric = ValueAgreesWithItsParts.condition_metric_name


class ExpectFigureToKeepItsDecimalPoint(_Rows):
    """Expect a figure not to be ten, a hundred or a thousand times too large or too small."""

    map_metric = FigureKeepsItsDecimalPoint.condition_metric_name


class ExpectFlowToDifferFromLastPeriod(_Rows):
    """Expect a flow not to repeat the last period's figure."""

    map_metric = FlowDiffersFromLastPeriod.condition_metric_name


class ExpectCumulativeFigureNotToFall(_Rows):
    """Expect a cumulative figure not to fall within the financial year."""

    map_metric = CumulativeFigureDoesNotFall.condition_metric_name
