"""Figures that were corrected, in a sentence for each indicator."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import NamedTuple

from transforms.change import Change


class Revised(NamedTuple):
    """The code of an indicator, and what follows it in the sentence."""

    code: str
    told: str


def revised_words(changes: Iterable[Change]) -> list[Revised]:
    """What became of each indicator's figures, in the order of the changes.

    `BV 9`, `, Council tax collected in the year: December 2009, 86.11% became 86.54%.`
    """
    grouped = groupby(changes, key=lambda change: (change.code, change.name))
    return [Revised(code, f", {name}: {'; '.join(map(_step, steps))}.") for (code, name), steps in grouped]


def _step(change: Change) -> str:
    return f"{change.period.label}, {change.was} became {change.now}"
