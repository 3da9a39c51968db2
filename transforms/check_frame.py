"""One frame of many returns' rows, typed and joined with the register and the past, ready to be checked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

import pandas as pd

from transforms.code import code_key
from transforms.figure import Unit, decimals_of
from transforms.history import FigurePoint, History, Past, Point
from transforms.indicator import Indicator, RollUp
from transforms.observation import Stated, figure_of
from transforms.odd_figure import Beside, Oddity, oddities
from transforms.period import Period
from transforms.register import Register
from transforms.stated_row import StatedRow

COLUMNS: dict[str, str] = {
    "file_id": "int64",
    "code": "object",
    "sender": "object",
    "registered_sender": "object",
    "period": "object",
    "period_fault": "object",
    "period_assumed": "bool",
    "period_is_part": "bool",
    "as_written": "bool",
    "days_to_run": "float64",
    "in_use": "bool",
    "number_fault": "object",
    "blank": "bool",
    "half_given": "bool",
    "maybe_fraction": "bool",
    "value": "float64",
    "stated_value": "object",
    "stated_decimals": "int64",
    "numerator": "float64",
    "denominator": "float64",
    "exact_numerator": "object",
    "exact_denominator": "object",
    "scale": "object",
    "decimals": "int64",
    "part_of_whole": "bool",
    "sent": "bool",
    "flow": "bool",
    "cumulative": "bool",
    "points": "int64",
    "usual": "float64",
    "last": "float64",
    "last_numerator": "float64",
    "last_denominator": "float64",
    "so_far": "float64",
    "off": "float64",
    "lower": "float64",
    "upper": "float64",
    "odd_part": "object",
    "part_off": "float64",
    "part_lower": "float64",
    "part_upper": "float64",
    "like_code": "object",
    "same_as": "object",
    "repeats_for_once": "bool",
}
"""The columns every suite may name, with their types; one row per row of a return, indexed as they stand.

Days, and figures in the indicator's unit. The `exact_` and `stated_` columns hold `Decimal` or nothing.
"""


def check_frame(rows: Sequence[StatedRow], register: Register, history: History, today: date) -> pd.DataFrame:
    """The frame of `COLUMNS` for some rows, indexed by their place among them."""
    beside = [_beside(row, register, history) for row in rows]
    odd = iter(oddities([figure for figure in beside if figure]))
    records = [
        (*_record(row, register, figure, today), *(next(odd) if figure else Oddity()))
        for row, figure in zip(rows, beside, strict=True)
    ]
    columns = zip(*records, strict=True) if records else ((),) * len(COLUMNS)
    named = zip(COLUMNS.items(), columns, strict=True)
    return pd.DataFrame({name: pd.Series(values, dtype=kind) for (name, kind), values in named})


def row_points(rows: Sequence[StatedRow], register: Register) -> Iterator[FigurePoint]:
    """The figures of a batch as points of history: a backlog of months is checked against its own past.

    What another sender says of an indicator is no part of its past.
    """
    for row in rows:
        indicator = register.indicator(row.code)
        figure = figure_of(row, indicator)
        if row.period and figure is not None and indicator and indicator.sender == row.source.sender:
            yield row.code, row.period, _point(row.period, figure, row.numerator, row.denominator)


def figure_points(figures: Mapping[str, Mapping[Period, Stated]], register: Register) -> Iterator[FigurePoint]:
    """The figures known already as points of history."""
    for code, by_period in figures.items():
        indicator = register.indicator(code)
        for period, said in by_period.items():
            figure = figure_of(said, indicator)
            if figure is not None:
                yield code, period, _point(period, figure, said.numerator, said.denominator)


def _owes_figure(row: StatedRow, indicator: Indicator | None, today: date) -> bool:
    """Whether a row without a figure should have one: its own, of a period that is over and that is asked for.

    A row on a whole quarter of an indicator that is measured by months is there for its commentary.
    """
    if not (row.period and indicator) or row.period.end >= today or indicator.sender != row.source.sender:
        return False
    if not indicator.is_sent:
        return False
    return row.period.months <= indicator.frequency.length or indicator.rollup == RollUp.SUPPLIED


def _may_be_fraction(row: StatedRow, indicator: Indicator, past: Past) -> bool:
    """Whether a percentage below 1 may be a fraction of 1: it has more decimals than the indicator is kept with,
    and neither numerator and denominator nor the past say that it is as small as that."""
    if indicator.unit != Unit.PERCENT or row.value is None or row.numerator is not None:
        return False
    if not (0 < abs(row.value) < 1 and decimals_of(row.value) > indicator.decimals):
        return False
    return past.usual is None or past.usual >= 1


def _beside(row: StatedRow, register: Register, history: History) -> Beside | None:
    """A row's figure beside its past; `None` where it states none, or of nothing that is known."""
    indicator = register.indicator(row.code)
    figure = figure_of(row, indicator)
    if not indicator or not row.period or figure is None:
        return None
    past = history.before(row.code, row.period, _set_anew(register, row.code, row.period))
    return Beside(row.source.file_id, indicator, past, _point(row.period, figure, row.numerator, row.denominator))


def _point(period: Period, figure: Decimal, numerator: Decimal | None, denominator: Decimal | None) -> Point:
    return Point(
        period.start,
        float(figure),
        None if numerator is None else float(numerator),
        None if denominator is None else float(denominator),
    )


def _set_anew(register: Register, code: str, period: Period) -> date:
    """Since when the figure's usual range is set anew, by the register."""
    return max(
        (each.since for each in register.rebased.get(code_key(code), ()) if each.since <= period.start),
        default=date.min,
    )


def _record(row: StatedRow, register: Register, beside: Beside | None, today: date) -> tuple[object, ...]:
    indicator = register.indicator(row.code, row.period) if row.period else None
    known = indicator or register.indicator(row.code)
    figure = figure_of(row, known)
    return (
        row.source.file_id,
        row.code or None,
        row.source.sender,
        known.sender if known and not row.is_blank else None,
        str(row.period) if row.period and not row.is_blank and not row.number_fault else None,
        row.period_fault or None,
        row.period_assumed,
        row.period_is_part,
        not row.assumed,
        (row.period.end - today).days if row.period and not row.is_blank else None,
        indicator is not None or row.period is None or known is None or row.is_blank,
        row.number_fault or None,
        row.is_blank and _owes_figure(row, known, today),
        row.value is None and (row.numerator is None) != (row.denominator is None) and not row.gap,
        beside is not None and _may_be_fraction(row, beside.indicator, beside.past),
        None if figure is None else float(figure),
        row.value,
        decimals_of(row.value) if row.value is not None else 0,
        None if row.numerator is None else float(row.numerator),
        None if row.denominator is None else float(row.denominator),
        row.numerator,
        row.denominator,
        known.scale if known else None,
        known.decimals if known else 0,
        known is not None and known.is_part_of_whole,
        known is None or known.is_sent or row.is_blank,
        known is not None and known.is_flow,
        known is not None and known.is_cumulative,
        *_past(beside.past if beside else None),
    )


def _past(past: Past | None) -> tuple[object, ...]:
    if past is None:
        return 0, None, None, None, None, None
    last = past.last
    return (
        past.points,
        past.usual,
        last.value if last else None,
        last.numerator if last else None,
        last.denominator if last else None,
        past.so_far,
    )
