"""The verdict of a control chart beside a report's row: whether its figure differs from its own past by more than chance.

An indicator is judged by the figures in which it is measured, by month in the report of a quarter, so that every report says
the same of it; where too few of these are known, by the periods of the report.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from transforms.bounds import bounds_of
from transforms.control_chart import ControlChart, control_chart
from transforms.figure import Unit
from transforms.indicator import Indicator, Polarity
from transforms.judged import Judge
from transforms.period import Period
from transforms.rebasing import Rebasing
from transforms.signal import Rule
from transforms.target import Target
from transforms.variation import Variation
from transforms.words import joined

YEARS = 4
"""So far back figures are asked: thirteen quarters with their quarter of a year ago lie in no fewer."""


@dataclass(frozen=True)
class JudgedSignal:
    """The chart of an indicator up to the end of a report's period, and the target of its last figure.

    `series` are the figures asked, with their gaps; the last of them is judged. `rebased` is the date from which its range
    was set anew, where that parts the series.
    """

    indicator: Indicator
    reported: Period
    series: Sequence[tuple[Period, Decimal | None]]
    target: Target | None
    rebased: Rebasing | None
    chart: ControlChart

    @property
    def latest(self) -> Period:
        """The period of the figure that is judged."""
        return self.series[-1][0]

    @property
    def is_told(self) -> bool:
        """Whether there is anything to say: of too few figures only that they are few since a change."""
        return self.chart.variation != Variation.TOO_FEW or self.rebased is not None

    @property
    def variation_sentence(self) -> str:
        """What the variation means, and by which figures it is judged."""
        return " ".join(filter(None, [self.chart.sentence, self._by_which]))

    @property
    def sentence(self) -> str:
        """All that is to be said."""
        return " ".join(filter(None, [self.chart.sentence, self.chart.assurance_sentence, self._by_which]))

    @property
    def _by_which(self) -> str:
        """What a reader of the report's row could not know: shorter periods, what else they tell, a range set anew."""
        shorter = self.latest.months < self.reported.months
        by = f"Judged by {self.latest.noun}, up to {self.latest.label}." if shorter else ""
        anew = f"Range set anew since {self.rebased.words}." if self.rebased else ""
        return " ".join(filter(None, [by, self._earlier_within if shorter else "", anew]))

    @property
    def _earlier_within(self) -> str:
        """The earlier parts of the report's period that lie outside the range, of which the last one says nothing."""
        outside = [
            point.period.label
            for point in self.chart.points
            if self.reported.contains(point.period) and point.period != self.latest
            and point.signal and point.signal.rule == Rule.OUTSIDE
        ]  # fmt: skip
        return f"Outside the range before that: {joined(outside)}." if outside else ""


def signal_of(judge: Judge, indicator: Indicator, period: Period) -> JudgedSignal | None:
    """The verdict on an indicator in a period; `None` as of `signal_in`."""
    own = list(period.parts(min(indicator.frequency.length, period.months)))[-1]
    judged = [_judged(judge, indicator, period, latest) for latest in dict.fromkeys([own, period])]
    found = [each for each in judged if each]
    return next((each for each in found if each.is_told), found[0] if found else None)


def _judged(judge: Judge, indicator: Indicator, reported: Period, latest: Period) -> JudgedSignal | None:
    if not varies(indicator):
        return None
    target = judge.register.target(indicator, latest) if indicator.polarity != Polarity.NONE else None
    rebased = judge.register.rebased(indicator.code, reported)
    return signal_in(judge.years(indicator, latest, YEARS), indicator, reported, target, rebased)


def signal_in(
    series: Sequence[tuple[Period, Decimal | None]],
    indicator: Indicator,
    reported: Period,
    target: Target | None,
    rebased: Sequence[Rebasing],
) -> JudgedSignal | None:
    """The verdict on the last figure of a series; `None` where it is not known, or is no measurement that varies.

    `rebased` is in order of time.
    """
    figures = {period: value for period, value in series if value is not None}
    if not varies(indicator) or not series or series[-1][0] not in figures:
        return None
    chart = control_chart(
        figures,
        indicator.polarity,
        target=target,
        rebased=[each.since for each in rebased],
        seasonal=indicator.is_seasonal,
        bounds=bounds_of(indicator, figures.values()),
    )
    parting = [each for each in rebased if min(figures).start < each.since <= series[-1][0].start]
    return JudgedSignal(indicator, reported, series, target, parting[-1] if parting else None, chart)


def varies(indicator: Indicator) -> bool:
    """Whether it is a measurement that varies: no grade, no yes or no, nor what counts up from the start of the year."""
    return indicator.unit not in {Unit.GRADE, Unit.YES_NO} and not indicator.is_cumulative
