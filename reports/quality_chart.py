"""The quarters of a dimension drawn as columns: how high each is, and in words for who cannot see it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from transforms.data_quality import Dimension, Quality, Score
from transforms.league import Stretch
from transforms.words import long_date, upper_first

WIDTH, HEIGHT, TOP, FOOT = 260, 76, 12, 16
"""User units; above and below stand the last share and the days."""

TOLD_OF = 4
"""The last columns, which together are the twelve months that are told of."""


@dataclass(frozen=True, slots=True)
class Column:
    """One quarter: where it stands, and how high, in user units; `None` where there is too little to say."""

    x: str
    y: str
    height: str
    percent: int | None
    is_told_of: bool

    @property
    def middle(self) -> str:
        """Where its words stand."""
        return f"{float(self.x) + COLUMN / 2:.1f}"


GAP = 8
COLUMN = 24.5


@dataclass(frozen=True, slots=True)
class QuarterChart:
    """The columns of a dimension, and the same in words."""

    columns: Sequence[Column]
    title: str
    description: str
    first: str
    last: str
    width: int = WIDTH
    height: int = HEIGHT
    top: int = TOP
    base: int = HEIGHT - FOOT
    column: float = COLUMN


def quarter_charts(quality: Quality) -> dict[Dimension, QuarterChart]:
    """A chart for each dimension."""
    quarters = quality.by_quarter
    return {
        dimension: _chart(dimension, [(quarter, scores[at]) for quarter, scores in quarters])
        for at, dimension in enumerate(Dimension)
    }


def _chart(dimension: Dimension, quarters: Sequence[tuple[Stretch, Score]]) -> QuarterChart:
    told = [f"to {long_date(quarter.to)}: {_in_words(score)}" for quarter, score in quarters]
    columns = [_column(at, score, len(quarters)) for at, (_, score) in enumerate(quarters)]
    title = f"{upper_first(dimension.value)}, by three months in which figures were due"
    first, last = (_short(quarter) for quarter in (quarters[0][0], quarters[-1][0]))
    return QuarterChart(columns, title, "; ".join(told), first, last)


def _in_words(score: Score) -> str:
    if not score.share.of:
        return "nothing to tell of"
    return score.share.text if score.is_known else f"too few to say, {score.share.number} of {score.share.of}"


def _column(at: int, score: Score, quarters: int) -> Column:
    room = HEIGHT - TOP - FOOT
    tall = room * (score.percent or 0) / 100
    x = at * (COLUMN + GAP)
    return Column(f"{x:.1f}", f"{HEIGHT - FOOT - tall:.1f}", f"{tall:.1f}", score.percent, at >= quarters - TOLD_OF)


def _short(quarter: Stretch) -> str:
    """`to Apr 2008`."""
    return f"to {quarter.to:%b %Y}"
