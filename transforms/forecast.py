"""The year-end forecast: the year to date, and the months to come by a plain rule; with a range from its own past errors.

The rule was picked by a backtest on real series (docs/formulas-and-forecasts.md). The months to come are each the mean of the
last twelve; where the figure goes with the season, or counts up through the year, each is that of last year's same
month, changed as the last months differ from the same ones a year before. The range is as wide as four in five
errors would have been, had the same rule been used at each earlier month of the series.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from enum import StrEnum
from math import ceil
from typing import NamedTuple

from transforms.bounds import bounds_of
from transforms.feeder import target_that_stood
from transforms.figure import Unit
from transforms.indicator import Indicator, RollUp
from transforms.judged import Judge
from transforms.limits import limits_of
from transforms.period import Length, Period
from transforms.rollup import Figure
from transforms.target import Target

FEWEST = 13
"""Figures without a gap before anything is foretold: a year, and one to learn from."""

FEWEST_ERRORS = 5
"""Earlier months at which the rule can be tried, without which the range would be a guess."""

LONGEST = 4 * Length.YEAR
"""Months looked back on: what is older says little of this year."""

COVERED = Decimal("0.8")
"""Four years in five."""

WIDENED = Decimal("1.25")
"""By what the range is widened, as errors to come are larger than those of the few months known: so that on the backtest's
real series four in five outturns did lie within it."""


class Outlook(StrEnum):
    """How the range stands to the year's target."""

    MET = "likely to be met"
    MISSED = "likely to be missed"
    OPEN = "too close to call"


@dataclass(frozen=True, slots=True)
class Forecast:
    """The figure at the year's end, at printed decimals: about `value`, and from `low` to `high` in four years of five."""

    year: Period
    value: Decimal
    low: Decimal
    high: Decimal
    is_seasonal: bool
    target: Target | None
    outlook: Outlook | None


def forecast(known: Judge, indicator: Indicator, period: Period) -> Forecast | None:
    """The forecast of the year's figure from what is known at the end of a period; `None` where nothing can be said.

    That is where the year is over, a figure of it is missing, fewer than `FEWEST` figures without a gap are known, or the
    indicator is a stock, a grade or a yes or no.
    """
    year = period.within(Length.YEAR)
    series = _series(known, indicator, period)
    gone = _gone(indicator, period)
    if series is None or not 0 < gone < _per_year(indicator) or len(series.top) < FEWEST:
        return None
    found = year_end(series, gone)
    if found is None:
        return None
    scale, bounds = indicator.scale if indicator.rollup == RollUp.RATIO else 1, bounds_of(indicator, series.printed)
    about, low, high = (indicator.printed(bounds.within(each * scale)) for each in found)
    target = target_that_stood(known, indicator, year)
    return Forecast(year, about, low, high, series.is_seasonal, target, outlook(low, high, target, indicator))


def outlook(low: Decimal, high: Decimal, target: Target | None, indicator: Indicator) -> Outlook | None:
    """Whether the target is met by all of a range, by none of it, or neither."""
    limits = limits_of(target, indicator)
    if limits is None:
        return None
    good = limits.good
    reaches, keeps = (good.low is None or low >= good.low), (good.high is None or high <= good.high)
    if reaches and keeps:
        return Outlook.MET
    misses = (good.low is not None and high < good.low) or (good.high is not None and low > good.high)
    return Outlook.MISSED if misses else Outlook.OPEN


def _per_year(indicator: Indicator) -> int:
    return Length.YEAR // indicator.frequency.length


def _gone(indicator: Indicator, period: Period) -> int:
    """How many figures of the year are due by the end of a period."""
    return period.year_to_date().months // indicator.frequency.length


@dataclass(frozen=True)
class Series:
    """Figures without a gap up to the last one due: numerators and denominators, or values over ones."""

    top: Sequence[Decimal]
    bottom: Sequence[Decimal]
    printed: Sequence[Decimal]
    per_year: int
    is_seasonal: bool
    is_mean: bool
    is_share: bool = False

    def ahead(self, of: Sequence[Decimal], at: int, steps: int) -> Decimal:
        """What the rule makes, at a point of the series, of the sum of as many figures to come."""
        if not self.is_seasonal:
            return sum(of[at - self.per_year : at], Decimal(0)) * steps / self.per_year
        window = min(self.per_year, at - self.per_year)
        now, before = sum(of[at - window : at]), sum(of[at - window - self.per_year : at - self.per_year])
        changed = now / before if before else Decimal(1)
        return sum(of[at - self.per_year : at - self.per_year + steps], Decimal(0)) * changed

    def least(self, rate: Decimal) -> Decimal:
        """The rate of months to come, or nought where none was ever below."""
        return max(rate, Decimal(0)) if min(self.top) >= 0 else rate

    def most(self, rate: Decimal) -> Decimal:
        """The rate of months to come, or one where the numerators are parts of the denominators."""
        return min(rate, Decimal(1)) if self.is_share else rate

    def errors(self, steps: int) -> list[Decimal]:
        """By how much the rule would have been wrong on the mean of the figures to come, at each earlier point.

        Where fewer are known than are asked about, the error of those is taken for that of all.
        """
        found = []
        for at in range(self.per_year + self.is_seasonal, len(self.top)):
            known = min(steps, len(self.top) - at)
            bottom, expected = sum(self.bottom[at : at + known]), self.ahead(self.bottom, at, known)
            if bottom and expected:
                found.append(abs(sum(self.top[at : at + known]) / bottom - self.ahead(self.top, at, known) / expected))
        return sorted(found)


class YearEnd(NamedTuple):
    """The year's figure and its range, before any scale."""

    value: Decimal
    low: Decimal
    high: Decimal


def year_end(series: Series, gone: int) -> YearEnd | None:
    """How the year ends, so many of its figures being known; `None` where the rule cannot be tried often enough.

    What has been counted stays counted: months to come that were never below nought add nothing at the least.
    """
    count, ahead = len(series.top), series.per_year - gone
    errors = series.errors(ahead)
    coming = series.ahead(series.bottom, count, ahead)
    bottom = sum(series.bottom[count - gone :], Decimal(0)) + coming
    if len(errors) < FEWEST_ERRORS or not bottom or not coming:
        return None
    known, rate = sum(series.top[count - gone :], Decimal(0)), series.ahead(series.top, count, ahead) / coming
    off = errors[min(len(errors), ceil(COVERED * (len(errors) + 1))) - 1] * WIDENED
    rates = (rate, series.least(rate - off), series.most(rate + off))
    return YearEnd(*((known + each * coming) / (bottom if series.is_mean else 1) for each in rates))


def _series(known: Judge, indicator: Indicator, period: Period) -> Series | None:
    """The figures of an indicator without a gap up to the last that is due; `None` where it has no sum or rate of a year."""
    counts_up = indicator.is_cumulative and indicator.rollup == RollUp.LATEST
    if indicator.unit in {Unit.GRADE, Unit.YES_NO} or not (
        counts_up or indicator.rollup in {RollUp.RATIO, RollUp.SUM, RollUp.MEAN}
    ):
        return None
    figures = _without_gap(known, indicator, period)
    values = [figure.value or Decimal(0) for figure in figures]
    top, bottom = values, [Decimal(1)] * len(values)
    if indicator.rollup == RollUp.RATIO:
        top, bottom = ([part or Decimal(0) for part in parts] for parts in _parts(figures))
    elif counts_up:
        top = _increments(figures)
        bottom = bottom[: len(top)]
    is_mean = indicator.rollup in {RollUp.RATIO, RollUp.MEAN}
    is_share = (
        is_mean and indicator.is_part_of_whole and all(part <= all_ for part, all_ in zip(top, bottom, strict=True))
    )
    seasonal = indicator.is_seasonal or counts_up
    return Series(top, bottom, values, _per_year(indicator), seasonal, is_mean, is_share)


def _parts(figures: Sequence[Figure]) -> tuple[list[Decimal | None], list[Decimal | None]]:
    return [figure.numerator for figure in figures], [figure.denominator for figure in figures]


def _without_gap(known: Judge, indicator: Indicator, period: Period) -> list[Figure]:
    """The figures up to the last that is due, back to the first that is lacking or was measured otherwise."""
    length = indicator.frequency.length
    last = Period.last_ended(period.end + timedelta(days=1), length, period.year_start)
    figures: list[Figure] = []
    for back in range(0, LONGEST, length):
        at = last.shifted(-back)
        row = known.register.indicator(indicator.code, at)
        if row is None or not row.same_measure(indicator):
            break
        figure = known.figure(row, at)
        if not _is_whole(figure, indicator):
            break
        figures.append(figure)
    return figures[::-1]


def _is_whole(figure: Figure, indicator: Indicator) -> bool:
    if indicator.rollup == RollUp.RATIO:
        return figure.numerator is not None and figure.denominator is not None and not figure.is_partial
    return figure.value is not None and not figure.is_partial


def _increments(figures: Sequence[Figure]) -> list[Decimal]:
    """What each month added to what counts up from the start of its year."""
    values = [figure.value or Decimal(0) for figure in figures]
    starts = [figure.period.start.month == figure.period.year_start for figure in figures]
    added = [
        value if first else value - before
        for before, value, first in zip([Decimal(0), *values], values, starts, strict=False)
    ]
    return added if not starts or starts[0] else added[1:]
