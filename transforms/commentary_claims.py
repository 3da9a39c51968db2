"""What a commentary claims of its figure, and whether the figure bears it out.

A claim is told only where light or trends leave no doubt: against the trend where the figure moved the other way from the
period before and from a year ago; in a sentence that has no word of doubt, of time or of a part of the whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from transforms.commentary import SENTENCE, plain_text
from transforms.commentary_words import Phrases
from transforms.indicator import Polarity
from transforms.judged import Compared, JudgedRow
from transforms.status import Status
from transforms.trend import Trend

CONTRAST = re.compile(
    r"[,;]?\s+(?:but|although|though|however|whilst|while|whereas|despite|even though|yet)\b,?\s*", re.IGNORECASE
)
"""Where a sentence turns: what was denied before it is not denied after it."""


class Against(StrEnum):
    """What a claim contradicts, the names of the rules."""

    TREND = "commentary-against-trend"
    LIGHT = "commentary-against-light"


class Claim(NamedTuple):
    """A claim that the figure does not bear out, in the words of the commentary."""

    against: Against
    words: str


def contradictions(text: str, row: JudgedRow, phrases: Phrases) -> list[Claim]:
    """The claims that light or trends contradict, each kind once."""
    found: dict[Against, Claim] = {}
    for sentence in SENTENCE.split(plain_text(text)):
        for clause in CONTRAST.split(sentence):
            for claim in _of_clause(clause, row, phrases):
                found.setdefault(claim.against, claim)
    return list(found.values())


def _of_clause(clause: str, row: JudgedRow, phrases: Phrases) -> Iterator[Claim]:
    for against, name, hedge in (*_denied_by_trend(row), *_denied_by_light(row)):
        claimed = phrases.patterns[name].search(clause)
        if claimed and not phrases.has(hedge, f"{clause[: claimed.start()]} | {clause[claimed.end() :]}"):
            yield Claim(against, claimed[0])


def _denied_by_trend(row: JudgedRow) -> Iterator[tuple[Against, str, str]]:
    """The lists of claims that both trends deny, with the words that would soften them."""
    trends = {row.previous.trend, row.previous_year.trend}
    moves = {_moved(row, before) for before in (row.previous, row.previous_year)}
    denied = {
        "better": trends == {Trend.GETTING_WORSE},
        "worse": trends == {Trend.IMPROVING},
        "risen": moves == {-1},
        "fallen": moves == {1},
    }
    return ((Against.TREND, name, "trend hedge") for name, holds in denied.items() if holds)


def _moved(row: JudgedRow, before: Compared) -> int:
    """1 where the figure rose, -1 where it fell, 0 where it did neither or cannot be compared."""
    if row.value is None or before.value is None or before.trend in {Trend.NO_CHANGE, Trend.NOT_COMPARABLE}:
        return 0
    return (row.value > before.value) - (row.value < before.value)


def _denied_by_light(row: JudgedRow) -> Iterator[tuple[Against, str, str]]:
    missed = row.status in {Status.CAUTION, Status.REQUIRES_ATTENTION}
    denied = {
        "on target": row.status == Status.REQUIRES_ATTENTION,
        "target met": missed,
        "above target": missed and row.indicator.polarity == Polarity.MAXIMISE,
    }
    return ((Against.LIGHT, name, "hedge") for name, holds in denied.items() if holds)
