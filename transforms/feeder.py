"""What a figure that is worked out stands on: the figures and lights of its feeders, and which of them are lacking."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from transforms.absence import Absence
from transforms.formula import Formula
from transforms.gap import Gap
from transforms.group import Group
from transforms.indicator import Indicator, Polarity
from transforms.period import Period
from transforms.register import Sender
from transforms.register_history import RegisterHistory
from transforms.rollup import Figure
from transforms.status import Status, judge
from transforms.target import Target
from transforms.worked_out import (
    Judged,
    Lacking,
    absence_of_parts,
    formula_figure,
    group_figure,
    is_whole,
    lacks_parts,
)

Made = Formula | Group


class Knowing(Protocol):
    """Who knows every indicator's figure, and why one is not there: the judge."""

    @property
    def register(self) -> RegisterHistory:
        """The register over time."""

    def figure(self, indicator: Indicator, period: Period) -> Figure:
        """The figure of an indicator for a period."""

    def absence(self, indicator: Indicator, figure: Figure) -> Absence | None:
        """Why it is not there, or not whole."""

    def sender_of(self, indicator: Indicator) -> Sender:
        """Who sends it."""


def figure_made(knowing: Knowing, made_of: Made, indicator: Indicator, period: Period) -> Figure:
    """The figure of an indicator that is worked out, for a period no shorter than its frequency."""
    if isinstance(made_of, Group):
        return group_figure(made_of, indicator.scale, period, lambda code: light_of(knowing, code, period))
    return formula_figure(made_of, indicator.scale, period, lambda code: light_of(knowing, code, period).figure)


def light_of(knowing: Knowing, code: str, period: Period) -> Judged:
    """The figure and the light of a code in a period; not measured where it does not stand for it."""
    indicator = knowing.register.indicator(code, period)
    if indicator is None:
        return Judged(Figure(period, gap=Gap.NOT_MEASURED, parts_in=0), Status.NOT_JUDGED)
    figure, target = knowing.figure(indicator, period), target_that_stood(knowing, indicator, period)
    if figure.value is None or figure.is_partial:
        return Judged(figure, Status.NOT_JUDGED, has_target=target is not None)
    return Judged(figure, judge(indicator.printed(figure.value), target, indicator), has_target=target is not None)


def target_that_stood(knowing: Knowing, indicator: Indicator, period: Period) -> Target | None:
    """The target by which an indicator is judged; none where neither way is better."""
    return knowing.register.target(indicator, period) if indicator.polarity != Polarity.NONE else None


def absence_made(knowing: Knowing, made_of: Made, figure: Figure) -> Absence:
    """Why a figure that is worked out is not there, or not whole."""
    if figure.gap == Gap.NO_CASES:
        return Absence(Gap.NO_CASES, Gap.NO_CASES.words)
    return absence_of_parts(figure, _lacking(knowing, made_of, figure.period))


def _lacking(knowing: Knowing, made_of: Made, period: Period) -> Iterator[Lacking]:
    for code in made_of.codes:
        indicator = knowing.register.indicator(code, period)
        if indicator is None:
            yield Lacking(code, Absence(Gap.NOT_MEASURED, Gap.NOT_MEASURED.words))
            continue
        figure = knowing.figure(indicator, period)
        absence = knowing.absence(indicator, figure)
        if absence and not is_whole(figure):
            yield Lacking(code, absence)
        elif isinstance(made_of, Formula) and lacks_parts(made_of, code, figure):
            sender = knowing.sender_of(indicator).name
            yield Lacking(code, Absence(Gap.AWAITING, f"awaiting numerator and denominator from {sender}"))
