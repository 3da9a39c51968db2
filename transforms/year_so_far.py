"""What can be said of an indicator's whole year before it is over."""

from __future__ import annotations

from typing import NamedTuple

from transforms.forecast import Forecast, forecast
from transforms.indicator import Indicator
from transforms.judged import Judge
from transforms.period import Period
from transforms.year_to_date import YearToDate, year_to_date


class YearSoFar(NamedTuple):
    """The year to date and how it may end; either is `None` where it cannot be told."""

    to_date: YearToDate | None
    forecast: Forecast | None


def year_so_far(known: Judge, indicator: Indicator, period: Period) -> YearSoFar | None:
    """Both at the end of a period; `None` where there is neither."""
    found = YearSoFar(year_to_date(known, indicator, period), forecast(known, indicator, period))
    return found if any(found) else None
