"""A figure beside those of other councils: its rank among them, its quartile, and the figure in the middle.

The case study: "pan-Kent professional networks that have been established in a number of areas for benchmarking purposes".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from math import ceil
from statistics import median
from typing import NamedTuple

from transforms.code import code_key
from transforms.indicator import Indicator, Polarity
from transforms.period import Period
from transforms.words import loose

KIND_OF_COUNCIL = re.compile(
    r"\([^)]*\)|\b(?:the|royal|london|metropolitan|district|borough|city|county|unitary|council|of)\b"
)
"""What a council's name has beside the name of its place."""

BETTER = {Polarity.MAXIMISE: -1, Polarity.MINIMISE: 1}
"""By which figures are put in order, the best first; of what should hit a target neither more nor less is better."""

QUARTERS = 4

ComparisonKey = tuple[str, Period, str, str]
"""Of what a figure of another council speaks: the `code_key`, the period, the group and the council."""


class Theirs(NamedTuple):
    """The figure of another council, in the indicator's unit."""

    authority: str
    value: Decimal


@dataclass(frozen=True, slots=True)
class Comparison:
    """The council's own figure for a period among those of a group, the best first.

    `own` stands among `figures` under the council's name. `rank` counts from 1, the best; equal figures share the better
    rank. `quartile` is 1 for the best quarter of the group and 4 for the worst; `median` is of the whole group.
    """

    group: str
    period: Period
    own: Decimal
    figures: Sequence[Theirs]
    rank: int
    is_joint: bool
    quartile: int
    median: Decimal


@dataclass(frozen=True, slots=True)
class OtherFigure:
    """The figure of another council as it was stated: by which sender, in which file and cell, and when."""

    code: str
    period: Period
    group: str
    authority: str
    value: Decimal
    sender: str
    recorded_at: datetime
    file: str
    sheet: str
    cell: str

    @property
    def key(self) -> ComparisonKey:
        """Of what it speaks."""
        return comparison_key(self.code, self.period, self.group, self.authority)


def comparison_key(code: str, period: Period, group: str, authority: str) -> ComparisonKey:
    """The key of a figure of another council, whose name and group are compared loosely."""
    return code_key(code), period, loose(group), authority_key(authority)


def authority_key(name: str) -> str:
    """What makes two spellings one council: the place alone, and `&` as `and`.

    >>> authority_key("Tonbridge & Malling Borough Council") == authority_key("Tonbridge and Malling BC")
    True
    """
    plain = re.sub(r"\b[dbc]c$", "", name.casefold().replace("&", " and ").strip())
    return loose(KIND_OF_COUNCIL.sub(" ", plain)) or loose(name)


def by_group(figures: Iterable[OtherFigure]) -> Mapping[tuple[str, Period, str], Sequence[Theirs]]:
    """The figures of other councils by `code_key`, period and group, the groups in the order in which they were stated."""
    names: dict[tuple[str, Period, str], str] = {}
    groups: dict[tuple[str, Period, str], list[Theirs]] = {}
    for figure in figures:
        about = code_key(figure.code), figure.period
        name = names.setdefault((*about, loose(figure.group)), figure.group)
        groups.setdefault((*about, name), []).append(Theirs(figure.authority, figure.value))
    return groups


def compared(
    own: Decimal, theirs: Sequence[Theirs], indicator: Indicator, period: Period, group: str, council: str
) -> Comparison | None:
    """The council's own figure among those of others; `None` where no other has one, or none is better than another.

    Figures are compared as they are printed. Equal ones share the better rank, and the next follows after as many as
    they are (1, 2, 2, 4). What others say of the council itself is left out: its own figure is its own.

    The quartile counts councils and not distances: the first has the ranks that lie within the best quarter of the
    group, so that of thirteen councils the third is in the first quartile and the fourth is not. It is the "top 25%"
    of the Audit Commission, which put each published indicator of the councils into top 25%, above average, below
    average and bottom 25% (as Ashfield District Council explains it on its page of performance reports).
    """
    direction = BETTER.get(indicator.polarity)
    others = [each for each in theirs if authority_key(each.authority) != authority_key(council)]
    if direction is None or not others:
        return None
    all_figures = [Theirs(name, indicator.printed(value)) for name, value in (Theirs(council, own), *others)]
    best_first = sorted(all_figures, key=lambda each: (direction * each.value, each.authority.casefold()))
    values, mine = [each.value for each in best_first], indicator.printed(own)
    rank = values.index(mine) + 1
    quartile = ceil(QUARTERS * rank / len(values))
    middle = indicator.printed(median(values))
    return Comparison(group, period, mine, best_first, rank, values.count(mine) > 1, quartile, middle)
