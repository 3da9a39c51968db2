"""Reads the targets of the register, and whether each fits the indicator for which it is set."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal

from transforms.code import code_key
from transforms.indicator import Indicator, Polarity, ToleranceKind
from transforms.period import Period
from transforms.read_period import named_period
from transforms.register_table import Cells, Table
from transforms.target import Target, read_target


def read_targets(
    table: Table, known_code: Callable[[str], str], indicators: Mapping[str, tuple[Indicator, ...]], year_start: int
) -> dict[str, dict[Period, Target]]:
    """The targets by `code_key` and period; what is wrong with rows is noted in the table."""
    found: dict[str, dict[Period, Target]] = {}
    for line, row in table.rows:
        cells = Cells(table, line, row)
        code = cells.get("code", known_code)
        period = cells.get("period", lambda text: named_period(text, year_start))
        target = cells.get("target", read_target)
        if not cells.sound:
            continue
        stated = found.setdefault(code_key(code), {})
        if period in stated:
            table.fault(line, "period", f"'{code}' has two targets for {period}.")
        for message in unfit(target, indicators.get(code_key(code), ()), period):
            table.fault(line, "target", message)
        stated[period] = target
    return found


def unfit(target: Target, rows: Sequence[Indicator], period: Period) -> Iterator[str]:
    """Why a target cannot be that of an indicator for a period, each a sentence."""
    for row in rows:
        if not row.covers(period):
            continue
        if target.is_range and row.polarity != Polarity.RANGE:
            yield f"'{row.code}' is {row.polarity} and needs one figure, not a range."
        if _allows_nothing(row, target):
            yield f"'{row.code}' allows {row.tolerance:f}% of its target, and of 0 that is nothing; use absolute."
        if row.tolerance_kind == ToleranceKind.FLOOR and _beyond(row.tolerance, target, row.polarity):
            yield f"'{row.code}' has its floor standard of {row.tolerance:f} on the good side of its target."


def _allows_nothing(row: Indicator, target: Target) -> bool:
    relative = row.tolerance_kind == ToleranceKind.RELATIVE and row.tolerance > 0
    return relative and row.polarity != Polarity.NONE and not (target.low and target.high)


def _beyond(floor: Decimal, target: Target, polarity: Polarity) -> bool:
    """Whether a floor standard is harder to meet than the target, so that Caution could never be."""
    return floor > target.low if polarity == Polarity.MAXIMISE else floor < target.low and polarity == Polarity.MINIMISE
