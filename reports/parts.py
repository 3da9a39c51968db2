"""The parts that blocks of a report are made of. Every format prints these few, and so prints every block.

All texts are ready to print; what a light or a trend is drawn by stands beside its word.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from transforms.judged import JudgedRow
from transforms.judged_signal import JudgedSignal
from transforms.status import Status
from transforms.trend import Trend

NO_VERDICT = "\N{EN DASH}"
"""What stands for an icon where there is none."""

SIGNAL = "Signal or noise"
"""The head of the column of icons."""


@dataclass(frozen=True, slots=True)
class Words:
    """What stands in a cell: a text, and where it names a light, a trend, or a figure as signal or noise, which."""

    text: str
    light: str = ""
    trend: str = ""
    variation: str = ""
    assurance: str = ""

    @classmethod
    def of_light(cls, row: JudgedRow) -> Words:
        """The light of a row."""
        return cls(row.status_label, light=row.status.value)

    @classmethod
    def of_status(cls, status: Status) -> Words:
        """A light by itself."""
        return cls(status.label, light=status.value)

    @classmethod
    def of_signal(cls, signal: JudgedSignal | None) -> Words:
        """The icons beside a light: variation, and where there is any, assurance; a dash without a verdict."""
        if signal is None or not signal.chart.variation.has_icon:
            return cls(NO_VERDICT)
        variation, sure = signal.chart.variation, signal.chart.assurance
        text = ". ".join([variation.label, *([sure.label] if sure else [])])
        return cls(text, variation=variation.value, assurance=sure.value if sure else "")

    @classmethod
    def of_trend(cls, trend: Trend) -> Words:
        """A trend."""
        return cls(trend.label, trend=trend.value)


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a column; figures stand to the right."""

    text: str
    is_figure: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: the first cell of each row is the row's head. `caption` says what it holds to who cannot see it."""

    caption: str
    heads: Sequence[Head]
    rows: Sequence[Sequence[Words]]
    heading: str = ""
    kind: str = "grid"


@dataclass(frozen=True, slots=True)
class Prose:
    """Sentences, as paragraphs or as a list."""

    texts: Sequence[str]
    heading: str = ""
    is_list: bool = False
    kind: str = "prose"


@dataclass(frozen=True, slots=True)
class Profiles:
    """Indicators of the report, by their codes, each with room around it: three years drawn, and what is done about it."""

    codes: Sequence[str]
    heading: str = ""
    kind: str = "profiles"


Part = Grid | Prose | Profiles


@dataclass(frozen=True, slots=True)
class Block:
    """A block of a report: a heading, what it is about in a sentence, and its parts."""

    name: str
    heading: str
    lede: str
    parts: Sequence[Part]

    def as_facts(self) -> dict[str, Any]:
        """The block as plain dictionaries and lists."""
        return asdict(self)
