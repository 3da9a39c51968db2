"""Whether a period is complete: every figure that a report on it prints has come, and none of them is held.

What is expected is what `transforms/owed.py` asks the senders for, seen from the period: a quarter expects the figures
of its months or its own, as each indicator is measured, a stock only that of its last month, and what was stated for a
whole year is asked of none of its months. That there is no figure, as there were no cases or it is withheld, was said by
its sender and is awaited no longer. Commentaries are not waited for: the report says from whom one is still awaited.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from transforms.gap import Gap
from transforms.indicator import Indicator
from transforms.judged import Judge
from transforms.period import Period

TO_COME = {Gap.AWAITING, Gap.LATE_EXTERNAL, Gap.NOT_DUE}
"""Gaps that a figure will fill."""


@dataclass(frozen=True)
class Expected:
    """The indicators that are measured in a period, and those of them whose figures are awaited or held; by the register
    that stood for it, in its order.
    """

    is_over: bool
    indicators: Sequence[Indicator]
    to_come: Sequence[Indicator]

    @property
    def is_complete(self) -> bool:
        """Whether the period is over, something was expected for it, and all of that is in."""
        return self.is_over and bool(self.indicators) and not self.to_come

    def among(self, takes: Callable[[Indicator], bool]) -> Expected:
        """What of this is expected for a report that is not about all."""
        return Expected(self.is_over, list(filter(takes, self.indicators)), list(filter(takes, self.to_come)))


def expected_for(judge: Judge, period: Period) -> Expected:
    """What is expected for a period, and what of it is still to come."""
    standing = judge.register.standing(period)
    measured = [indicator for indicator in standing if indicator.frequency.length <= period.months]
    to_come = [indicator for indicator in measured if not is_settled(judge, indicator, period)]
    return Expected(judge.today > period.end, measured, to_come)


def is_settled(judge: Judge, indicator: Indicator, period: Period) -> bool:
    """Whether nothing more is awaited of an indicator for a period; a figure that is held settles nothing."""
    if indicator.made_of:
        return all(is_settled(judge, feeder, period) for feeder in judge.feeders(indicator, period))
    if judge.is_waiting(indicator.code, period):
        return False
    if judge.is_stated_for_longer(indicator.code, period):
        return True
    absence = judge.absence(indicator, judge.figure(indicator, period))
    return absence is None or absence.gap not in TO_COME
