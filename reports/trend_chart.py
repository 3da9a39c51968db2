"""The geometry of a trend chart: three years of an indicator with its target and the range in which it usually lies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from reports.document import period_words
from reports.scale import Frame, Scale
from transforms.bounds import bounds_of
from transforms.indicator import Indicator
from transforms.judged import JudgedRow
from transforms.period import Length, Period
from transforms.spc import xmr_limits

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
    top and the foot of the range in which figures usually lie. `legend` says what is drawn beside the figures.
    """

    lines: Sequence[str]
    dots: Sequence[tuple[str, str]]
    last: tuple[str, str]
    target: str | None
    usual: tuple[str, str] | None
    levels: Sequence[tuple[str, str]]
    periods: Sequence[tuple[str, str]]
    legend: str
    title: str
    description: str
    frame: Frame = FRAME


def trend_chart(row: JudgedRow, series: Series) -> TrendChart | None:
    """The chart of a row's figures up to its period; `None` under two figures: one point is no trend."""
    values = [value for _, value in series]
    known = [value for value in values if value is not None]
    if len(known) < 2:
        return None
    target = row.target.low if row.target and not row.target.is_range else None
    usual = usual_range(row.indicator, known)
    levels = levels_across([*known, *(usual or ()), *([] if target is None else [target])], row.indicator.decimals)
    scale = Scale(FRAME, levels, len(values))
    dots = [scale.point(at, value) for at, value in enumerate(values) if value is not None]
    return TrendChart(
        lines=scale.lines(values),
        dots=dots,
        last=dots[-1],
        target=None if target is None else scale.y(target),
        usual=(scale.y(usual[1]), scale.y(usual[0])) if usual else None,
        levels=[(scale.y(level), row.indicator.text(level)) for level in levels],
        periods=_named_periods(series, scale, levels[0]),
        legend=_legend(row, target, usual),
        title=f"{row.indicator.code}, {series[0][0].label} to {row.period.label}",
        description=_in_words(row, series),
    )


def usual_range(indicator: Indicator, known: Sequence[Decimal]) -> tuple[Decimal, Decimal] | None:
    """The natural process limits of a series, within what the indicator can be; `None` under 13 figures."""
    limits = xmr_limits([float(value) for value in known])
    if limits is None:
        return None
    bounds = bounds_of(indicator, known)
    low, high = (bounds.within(indicator.printed(Decimal(str(limit)))) for limit in (limits.lower, limits.upper))
    return low, high


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


def _legend(row: JudgedRow, target: Decimal | None, usual: tuple[Decimal, Decimal] | None) -> str:
    text = row.indicator.text
    said = [
        f"Dashed line: target {row.target_text}." if target is not None else "",
        f"Shaded: {text(usual[0])} to {text(usual[1])}, within which figures usually vary." if usual else "",
    ]
    return " ".join(each for each in said if each)


def _in_words(row: JudgedRow, series: Series) -> str:
    text = row.indicator.text
    return ", ".join(f"{period}: {text(value) if value is not None else 'none'}" for period, value in series)
