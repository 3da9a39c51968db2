"""Which quarter the public site shows: none is shown before the council lets it out, and none is taken back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from transforms.issue import Issue, release_day
from transforms.observation import Observation
from transforms.period import Length, Period


def released_quarter(published: Iterable[Issue], today: date, year_start: int) -> Period:
    """The last quarter of which a public report went out, or whose day of release has come.

    Figures are released at the time that was announced, and to all at once (Code of Practice for Statistics, T3 "Orderly
    release").

    >>> str(released_quarter([], date(2010, 1, 28), 4)), str(released_quarter([], date(2010, 1, 29), 4))
    ('2009-10 Q2', '2009-10 Q3')
    """
    last = Period.last_ended(today, Length.QUARTER, year_start)
    by_day = last if release_day(last) <= today else last.previous()
    return max([by_day, *(issue.period for issue in published if issue.period.months == Length.QUARTER)])


def known_quarter(observations: Iterable[Observation], today: date, year_start: int) -> Period:
    """The last quarter that is over of which a figure counts; the last that is over where there is none at all."""
    last = Period.last_ended(today, Length.QUARTER, year_start)
    ends = [each.said.period.end for each in observations if each.known_at and each.said.says_figure]
    latest = max((end for end in ends if end <= last.end), default=last.end)
    return Period.month(latest.year, latest.month, year_start).within(Length.QUARTER)


def shown_until(quarter: Period, published: Sequence[Issue]) -> date:
    """The last day of which figures are shown: that of the quarter, or of a later month of which a public report went out."""
    return max([quarter.end, *(issue.period.end for issue in published)])
