"""The year to date: an indicator's figure from the first month of the financial year on, against what is due by then.

It is rolled up as any longer period is: numerators over denominators, sums summed. What is due by then is the share of the
year's target that the months gone have in it.
"""

from __future__ import annotations

from dataclasses import dataclass

from transforms.feeder import target_that_stood
from transforms.figure import Unit
from transforms.indicator import Indicator, RollUp
from transforms.judged import Judge
from transforms.period import Length, Period
from transforms.rollup import Figure
from transforms.status import Status, judge
from transforms.target import Target

ADD_UP = {RollUp.RATIO, RollUp.SUM, RollUp.MEAN, RollUp.MAX, RollUp.MIN}
"""Roll-ups by which the months gone make one figure. Of a stock that is its latest one, which is printed already."""


@dataclass(frozen=True, slots=True)
class YearToDate:
    """The figure of the months gone, and how it stands to what is due by then."""

    period: Period
    figure: Figure
    target: Target | None
    status: Status


def year_to_date(known: Judge, indicator: Indicator, period: Period) -> YearToDate | None:
    """The year to the end of a period; `None` where it has no meaning, or where it is the period's own figure.

    What counts up from the start of the year is its own year to date already. Of a quarterly figure the last whole quarter
    of the period counts.
    """
    span = _span(indicator, period)
    if span is None or not _adds_up(indicator):
        return None
    figure, target = known.figure(indicator, span), target_that_stood(known, indicator, span)
    if figure.value is None:
        return None
    status = Status.NOT_JUDGED if figure.is_partial else judge(indicator.printed(figure.value), target, indicator)
    return YearToDate(span, figure, target, status)


def _span(indicator: Indicator, period: Period) -> Period | None:
    """From the year's first month to the end of the last figure due; `None` where that is no more than the period itself."""
    gone = period.year_to_date()
    length = indicator.frequency.length
    span = Period(gone.start, gone.months // length * length, gone.year_start)
    return span if period.months < span.months < Length.YEAR else None


def _adds_up(indicator: Indicator) -> bool:
    return (
        indicator.rollup in ADD_UP and indicator.unit not in {Unit.GRADE, Unit.YES_NO} and not indicator.is_cumulative
    )
