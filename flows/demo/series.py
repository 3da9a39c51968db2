"""The demo council's figures: the same for ever, found from the code and the period alone.

`levels.csv` gives for each code its level in January 2008 in the indicator's unit, by how much it
drifts in a year, how far chance moves it either way, about how many cases it counts (or the code whose
cases they are) and by what share chance moves those, and its season. `seasons.csv` gives a season's
factor for each month. Figures in `known.csv` are given outright: the case study's own, with the months
that add up to its quarters, and the December snow.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from hashlib import sha256

from flows.demo.tables import demo_register, table
from transforms.code import code_key
from transforms.figure import round_half_up
from transforms.gap import Gap
from transforms.indicator import Indicator
from transforms.observation import Stated, value_of
from transforms.period import Length, Period
from transforms.read_period import named_period

FIRST_MONTH = Period.month(2008, 1)
LAST_MONTH = Period.month(2009, 12)

SHARE_COUNTED_FIRST = Decimal("0.985")
"""What a county's first count of tonnes holds of the final one: the last weighbridge tickets come later."""


def period_ending(indicator: Indicator, month: Period) -> Period | None:
    """The period of an indicator's frequency that ends with the month; `None` where none does."""
    length = indicator.frequency.length
    period = month if length == month.months else month.within(length)
    return period if period.last_month == month and indicator.covers(period) else None


def demo_figure(indicator: Indicator, period: Period, *, provisional: bool = False) -> Stated:
    """What the indicator's sender states for a period: value, and its parts where it counts cases."""
    said = _as_counted(indicator, period)
    if indicator.is_flow and _repeats(said, _as_counted(indicator, period.previous())):
        said = _one_less(indicator, said)
    return _first_count(indicator, said) if provisional else said


def _repeats(said: Stated, before: Stated) -> bool:
    """Whether chance made a figure that looks copied from the last return; all out of all may well come twice."""
    if said.has_parts:
        same = (said.numerator, said.denominator) == (before.numerator, before.denominator)
        return same and said.numerator != said.denominator
    return said.value == before.value


def _one_less(indicator: Indicator, said: Stated) -> Stated:
    """The same figure with one case less, or with one less in its last digit."""
    if said.numerator is not None and said.denominator is not None:
        return _of_parts(indicator, said.period, said.numerator - 1, said.denominator)
    smallest = Decimal(1).scaleb(-indicator.decimals)
    return said._replace(value=None if said.value is None else said.value - smallest)


def _first_count(indicator: Indicator, said: Stated) -> Stated:
    """The figure before the last tickets are in."""
    if said.numerator is not None and said.denominator is not None:
        numerator = round_half_up(said.numerator * SHARE_COUNTED_FIRST, 0)
        said = _of_parts(indicator, said.period, numerator, said.denominator)
    elif said.value is not None:
        said = said._replace(value=indicator.printed(said.value * SHARE_COUNTED_FIRST))
    return said._replace(provisional=True)


@cache
def _as_counted(indicator: Indicator, period: Period) -> Stated:
    if known := _known().get((code_key(indicator.code), period)):
        return _of_parts(indicator, period, *known)
    expected = Decimal(repr(max(_expected(indicator, period), 0.0)))
    cases = _cases(indicator, period)
    if cases is None:
        return Stated(period, indicator.printed(expected))
    numerator = round_half_up(expected * cases / indicator.scale, 0)
    return _of_parts(indicator, period, min(numerator, cases) if indicator.is_part_of_whole else numerator, cases)


def _of_parts(indicator: Indicator, period: Period, numerator: Decimal, denominator: Decimal) -> Stated:
    value = value_of(numerator, denominator, indicator.scale)
    return Stated(period, value, numerator, denominator, Gap.NO_CASES if value is None else None)


def _expected(indicator: Indicator, period: Period) -> float:
    """The figure before rounding, in the indicator's unit."""
    level = _levels()[indicator.code]
    drifted = float(level["level"]) + float(level["yearly_change"]) * _years_since_start(period)
    moved = drifted + float(level["spread"]) * chance(indicator.code, period, "value")
    return moved * (_factor(level["season"], period) if level["season"] else 1.0)


def _cases(indicator: Indicator, period: Period) -> Decimal | None:
    """How many cases are counted; those of a year's bill stand for the whole year."""
    level = _levels()[indicator.code]
    if not level["cases"]:
        return None
    if level["cases"] in _levels():
        return demo_figure(_named(level["cases"]), period).denominator
    counted = period.within(Length.YEAR) if indicator.is_cumulative else period
    moved = float(level["cases_spread"]) * chance(indicator.code, counted, "cases")
    return round_half_up(Decimal(level["cases"]) * Decimal(repr(1.0 + moved)), 0)


def _named(code: str) -> Indicator:
    return demo_register().indicators[code_key(code)][-1]


def chance(code: str, period: Period, of: str) -> float:
    """A number from -1 up to 1, evenly spread, the same in every run."""
    digest = sha256(f"{code}|{period}|{of}".encode()).digest()
    return int.from_bytes(digest[:6], "big") / 2**47 - 1.0


def _years_since_start(period: Period) -> float:
    months = (period.start.year - FIRST_MONTH.start.year) * 12 + period.start.month - FIRST_MONTH.start.month
    return (months + (period.months - 1) / 2) / 12


def _factor(season: str, period: Period) -> float:
    """The season's factor of the month with which the period ends."""
    factors = next(row for row in table("seasons") if row["season"] == season)
    return float(factors[f"{period.end:%b}".casefold()])


@cache
def _levels() -> Mapping[str, Mapping[str, str]]:
    return {row["code"]: row for row in table("levels")}


@cache
def _known() -> Mapping[tuple[str, Period], tuple[Decimal, Decimal]]:
    return {
        (code_key(row["code"]), named_period(row["period"])): (Decimal(row["numerator"]), Decimal(row["denominator"]))
        for row in table("known")
    }
