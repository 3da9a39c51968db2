"""Whether a period is complete: every figure that a report on it prints has come, and none of them is held.

What is expected is what `transforms/owed.py` asks the senders for, seen from the period: a quarter expects the figures
of its months or its own, as each indicator is measured, a stock only that of its last month, and what was stated for a
whole year is asked of none of its months. That there is no figure, as there were no cases or it is withheld, was said by
its sender and is awaited no longer. Commentaries are not waited for: the report says from whom one is still awaited.
"""

from __future__ import annotations

from transforms.gap import Gap
from transforms.indicator import Indicator
from transforms.judged import Judge
from transforms.period import Period

TO_COME = {Gap.AWAITING, Gap.LATE_EXTERNAL, Gap.NOT_DUE}
"""Gaps that a figure will fill."""


def is_complete(judge: Judge, period: Period) -> bool:
    """Whether the period is over, something was expected for it, and all of that is in."""
    if judge.today <= period.end:
        return False
    expected = _expected(judge, period)
    return bool(expected) and all(is_settled(judge, indicator, period) for indicator in expected)


def to_come(judge: Judge, period: Period) -> list[Indicator]:
    """The indicators whose figures for the period are awaited or held, in the order of the register."""
    return [indicator for indicator in _expected(judge, period) if not is_settled(judge, indicator, period)]


def _expected(judge: Judge, period: Period) -> list[Indicator]:
    """The indicators that are measured in a period of this length, by the register that stood for it."""
    standing = judge.register.standing(period)
    return [indicator for indicator in standing if indicator.frequency.length <= period.months]


def is_settled(judge: Judge, indicator: Indicator, period: Period) -> bool:
    """Whether nothing more is awaited of an indicator for a period; a figure that is held settles nothing."""
    if judge.is_waiting(indicator.code, period):
        return False
    if judge.is_stated_for_longer(indicator.code, period):
        return True
    absence = judge.absence(indicator, judge.figure(indicator, period))
    return absence is None or absence.gap not in TO_COME
