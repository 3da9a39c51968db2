"""What a checker goes by: a held figure with its past, its place in the file, and who sent it."""

from __future__ import annotations

from collections.abc import Sequence

from flows.decide import Hold
from flows.desk.pages import return_page
from flows.knowing import what_was_known
from infra.wiring import House
from reports.drawn_series import ShownFigure
from reports.held_figure import HeldFigure
from transforms.asked_figure import parts_text
from transforms.figure import plain
from transforms.indicator import Indicator
from transforms.judged import Judge
from transforms.observation import figure_of
from transforms.period import Period
from transforms.rollup import Figure
from transforms.words import long_date

PAST = 13
"""Periods shown before a held one: of months a year, and the same month of the year before."""


def evidence_on(house: House, holds: Sequence[Hold]) -> list[HeldFigure]:
    """What is known of each held figure, as its checker is shown it."""
    if not holds:
        return []
    judge = what_was_known(house, codes={hold.observation.code for hold in holds}).judge
    return [_held_figure(house, judge, hold) for hold in holds]


def _held_figure(house: House, judge: Judge, hold: Hold) -> HeldFigure:
    held, indicator = hold.observation, hold.indicator
    target = judge.register.target(indicator, held.said.period) if indicator else None
    return HeldFigure(
        code=held.code,
        name=indicator.name if indicator else held.code,
        figure=_stated(hold),
        reason=held.reason,
        past=_past(judge, indicator, held.said.period) if indicator else [],
        target=target.text(indicator.unit) if target and indicator else "",
        target_value=target.low if target and not target.is_range else None,
        lower_is_better=indicator is not None and indicator.lower_is_better,
        commentary=held.commentary,
        sender=hold.sender,
        provider=indicator.provider if indicator else "",
        came=long_date(house.council.day_of(held.recorded_at)),
        file=held.file,
        sheet=held.sheet,
        cell=held.cell,
        workbook=return_page(house, held.sha256, held.file),
    )


def _stated(hold: Hold) -> ShownFigure:
    said, indicator = hold.observation.said, hold.indicator
    value = figure_of(said, indicator)
    if indicator is None or value is None:
        return ShownFigure(said.period.label, plain(value) if value is not None else "no figure", "", value)
    parts = parts_text(Figure(said.period, value, said.numerator, said.denominator), indicator)
    return ShownFigure(said.period.label, indicator.text(value), parts, value)


def _past(judge: Judge, indicator: Indicator, period: Period) -> list[ShownFigure]:
    """The figures before a period, the oldest first, from the first one that is known."""
    shown = [_shown(judge, indicator, period.shifted(-period.months * back)) for back in range(PAST, 0, -1)]
    first = next((at for at, figure in enumerate(shown) if figure.value is not None), len(shown))
    return shown[first:]


def _shown(judge: Judge, indicator: Indicator, earlier: Period) -> ShownFigure:
    """A figure as it was judged; one that was measured otherwise is told and not drawn."""
    stood = judge.register.indicator(indicator.code, earlier) or indicator
    row, figure = judge.row(stood, earlier), judge.figure(stood, earlier)
    value = row.value if stood.same_measure(indicator) and not figure.is_partial else None
    return ShownFigure(earlier.label, " ".join([row.value_text, *row.marks]), parts_text(figure, stood), value)
