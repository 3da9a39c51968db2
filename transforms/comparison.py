"""A figure beside those of other councils: its rank among them, its quartile, and the figure in the middle.

The case study: "pan-Kent professional networks that have been established in a number of areas for benchmarking purposes".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from transforms.period import Period


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
