"""On which days somebody is written to: before a return is due, on the day, after it; and about a commentary.

No rule for this was published that we know of; these numbers follow from the case study's calendar. Returns are due on the
15th, some ten working days into a month, and the report goes out at its end, some ten working days later: half of the
first stretch is left to whoever fills in the return, and half of the second to people before others are called.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from transforms.due import working_days_on
from transforms.issue import release_day
from transforms.period import Period
from transforms.reminded import Occasion

BEFORE = 5
"""Working days before the due date: a week, within which everybody is at work, also who works on some days only."""

A_WEEK = 5
"""Working days between two mails about the same late return."""

SOON = 3
"""Working days for which a mail that says again what was said waits for one that says more: two in a week are one too many."""

TO_MANAGER = 3
"""Working days late: the sender was written to on the day and again on the next, and had one more to answer."""

TO_POLICY_TEAM = 5
"""Working days late: half of those between the 15th and the report."""

ONCE_MORE = 3
"""Working days before the report's day on which a commentary is asked for a second time, and at least so many after the
first: people answer within days or not at all."""

FROM = {Occasion.RETURN: -BEFORE, Occasion.MANAGER: TO_MANAGER, Occasion.POLICY_TEAM: TO_POLICY_TEAM}
"""From how many working days after the due date somebody is written to about a return."""


def begins(occasion: Occasion, due: date) -> date:
    """The day from which somebody is written to about a return that is still owed."""
    return working_days_on(due, FROM[occasion])


def is_soon(day: date, today: date) -> bool:
    """Whether a day is so near that what might be told again today is told with what begins then."""
    return today < day <= working_days_on(today, SOON)


def is_time(due: date, today: date, told: Sequence[date]) -> bool:
    """Whether today somebody is written to about a return that was due, or will be, on a day.

    Once before it, on the day, on the next one, and then each week. What was missed is made up on the next morning.
    """
    if today < due:
        return not told
    late = [day for day in told if day > due]
    return today == due or not late or today >= working_days_on(max(late), A_WEEK)


def is_time_to_explain(period: Period, today: date, told: Sequence[date]) -> bool:
    """Whether today a commentary on a figure of a period is asked for: once, and once more before the report's day."""
    if not told:
        return True
    last, once_more = max(told), working_days_on(release_day(period), -ONCE_MORE)
    return last < once_more <= today < release_day(period) and today >= working_days_on(last, ONCE_MORE)


def explain_by(period: Period, today: date) -> date | None:
    """The day by which a commentary stands in the report on a period: the working day before it; `None` once it passed."""
    day = working_days_on(release_day(period), -1)
    return day if today <= day else None
