"""The geometry of a trend chart: three years of an indicator with its target and the range in which it usually lies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from reports.document import period_words
from reports.scale import Frame, Scale
from reports.usual_band import band_of, polygons
from transforms.judged import JudgedRow
from transforms.judged_signal import JudgedSignal
from transforms.period import Length, Period
from transforms.spc import Limits
from transforms.target import Target

FRAME = Frame(width=520, height=150, top=8, right=14, bottom=20, left=58)
"""User units. The margins hold the words of the axes."""

STEPS = (1, 2, 5, 10)
ROOM = 5
"""About how many names of periods stand beside one another below a chart."""

INTERVALS = 3
"""About how many lines lie across a chart."""

Series = Sequence[tuple[Period, Decimal | None]]


@dataclass(frozen=True, slots=True)
class TrendChart:
    """A drawing in user units, `lines` broken where figures are missing, and the same in words.

    `levels` are the heights of the lines across with their figures; `periods` the places of the named periods; `usual` the
    outlines of the range in which figures usually lie. `legend` says what is drawn beside the figures.
    """

    lines: Sequence[str]
    dots: Sequence[tuple[str, str]]
    last: tuple[str, str]
    target: str | None
    usual: Sequence[str]
    levels: Sequence[tuple[str, str]]
    periods: Sequence[tuple[str, str]]
    legend: str
    title: str
    description: str
    frame: Frame = FRAME


def trend_chart(row: JudgedRow, series: Series, signal: JudgedSignal | None = None) -> TrendChart | None:
    """The chart of a row's figures up to its period, with the range by which `signal` judges them.

    `None` under two figures: one point is no trend. Where they are judged by shorter periods than the row's own, `series` is
    of those.
    """
    values = [value for _, value in series]
    known = [value for value in values if value is not None]
    if len(known) < 2:
        return None
    aim = signal.target if signal else row.target
    target = aim.low if aim and not aim.is_range else None
    band = band_of(signal, [period for period, _ in series])
    usual = [limit for limits in band if limits for limit in (limits.lower, limits.upper)]
    levels = levels_across([*known, *usual, *([] if target is None else [target])], row.indicator.decimals)
    scale = Scale(FRAME, levels, len(values))
    dots = [scale.point(at, value) for at, value in enumerate(values) if value is not None]
    return TrendChart(
        lines=scale.lines(values),
        dots=dots,
        last=dots[-1],
        target=None if target is None else scale.y(target),
        usual=polygons(band, scale),
        levels=[(scale.y(level), row.indicator.text(level)) for level in levels],
        periods=_named_periods(series, scale, levels[0]),
        legend=_legend(row, series[-1][0], aim, _usual_words(row, band[-1], signal)),
        title=f"{row.indicator.code}, {series[0][0].label} to {series[-1][0].label}",
        description=_in_words(row, series),
    )


def levels_across(figures: Sequence[Decimal], decimals: int) -> list[Decimal]:
    """Round figures, evenly apart, between which all figures lie.

    >>> [str(level) for level in levels_across([Decimal("62.93"), Decimal(80)], 2)]
    ['60', '70', '80']
    """
    low, high = min(figures), max(figures)
    rough = (high - low) / INTERVALS or Decimal(1)
    unit = Decimal(10) ** rough.adjusted()
    step = max(next(unit * of for of in STEPS if unit * of >= rough), Decimal(10) ** -decimals)
    first, last = (low / step).to_integral_value(ROUND_FLOOR), (high / step).to_integral_value(ROUND_CEILING)
    return [Decimal(at) * step for at in range(int(first), max(int(last), int(first) + 1) + 1)]


def _named_periods(series: Series, scale: Scale, level: Decimal) -> list[tuple[str, str]]:
    """The report's own period and those of the years before; and the first, where there is room for its name."""
    a_year = Length.YEAR // series[-1][0].months
    places = [*range((len(series) - 1) % a_year, len(series), a_year)]
    if places[0] * ROOM >= len(series):
        places.insert(0, 0)
    return [(scale.point(at, level)[0], period_words(series[at][0])) for at in places]


def _legend(row: JudgedRow, latest: Period, aim: Target | None, usual: str) -> str:
    said = [
        f"By {latest.noun}." if latest.months != row.period.months else "",
        f"Dashed line: target {aim.text(row.indicator.unit)}." if aim and not aim.is_range else "",
        usual,
    ]
    return " ".join(each for each in said if each)


def _usual_words(row: JudgedRow, limits: Limits[Decimal] | None, signal: JudgedSignal | None) -> str:
    """The range of the latest figure; of one that was set anew since when, and of what goes with the season when."""
    if limits is None or signal is None:
        return ""
    low, high = map(row.indicator.text, (limits.lower, limits.upper))
    if row.indicator.is_seasonal:
        when = period_words(signal.latest)
        return f"Shaded: the range within which figures usually vary for the time of year, {low} to {high} in {when}."
    since = f" since {signal.rebased.since_words}" if signal.rebased else ""
    return f"Shaded: {low} to {high}{since}, within which figures usually vary."


def _in_words(row: JudgedRow, series: Series) -> str:
    text = row.indicator.text
    return ", ".join(f"{period}: {text(value) if value is not None else 'none'}" for period, value in series)
