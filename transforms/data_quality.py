"""Data quality in the six dimensions of the Audit Commission, each a share of facts that anybody can count again.

"Improving information to support decision making: standards for better quality data" (Audit Commission, 2007) names them:
accuracy, validity, reliability, timeliness, relevance and completeness. The paper asks for them and gives no formula; those here are
ours. A fact is about one figure that was asked for, or one commentary, and stands in one dimension, well or not. The score
of a dimension is the share that is well. What is owed counts against timeliness and against completeness; everything else
that went wrong counts once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise

from transforms.feed import Span, SpanUnit
from transforms.league import FEWEST, Share, Stretch
from transforms.register import Sender
from transforms.share import percent_of

FEWEST_FACTS = FEWEST
"""Facts under which no score is told: one slip would move it by twenty points."""

QUARTERS = 8
"""Quarters that are drawn: two years, of which the last is the one that is told of."""

MONTHS = 3
EXAMPLES = 3
"""Examples of what pulled a dimension down: as many as people look at together."""


class Dimension(StrEnum):
    """The six, in the order in which the Audit Commission names them."""

    ACCURACY = "accuracy"
    VALIDITY = "validity"
    RELIABILITY = "reliability"
    TIMELINESS = "timeliness"
    RELEVANCE = "relevance"
    COMPLETENESS = "completeness"

    @property
    def is_senders(self) -> bool:
        """Whether the sender answers for it; what is asked for at all is the council's own choice."""
        return self != Dimension.RELEVANCE


class Flaw(StrEnum):
    """What made a fact count against a dimension, where it is no rule of the checks."""

    SENT_BACK = "sent back"
    CORRECTED_BEFORE = "corrected before a decision"
    CORRECTED = "corrected later"
    REFUSED = "refused"
    DRIFTED = "sheet changed"
    NO_PARTS = "without its parts"
    ASSUMED = "read by an assumption"
    MOVED = "moved"
    PROVISIONAL = "provisional for long"
    LATE = "late"
    OWED = "owed"
    NO_REPORT = "in no report"
    NO_TARGET = "without a target"
    NO_COMMENTARY = "without commentary"


@dataclass(frozen=True, slots=True)
class Lapse:
    """What pulled a dimension down in one place: of which code and period, what happened, in which file and cell, and what
    the check advised.
    """

    flaw: Flaw
    code: str
    about: str
    said: str
    file: str = ""
    sheet: str = ""
    cell: str = ""
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that counts in a dimension: by its due day, and why it counts against it, if it does."""

    dimension: Dimension
    due: date
    lapse: Lapse | None = None


@dataclass(frozen=True)
class Score:
    """A dimension over some facts."""

    dimension: Dimension
    facts: Sequence[Fact]

    @property
    def share(self) -> Share:
        """How many facts are well."""
        return Share(sum(fact.lapse is None for fact in self.facts), len(self.facts))

    @property
    def is_known(self) -> bool:
        """Whether there are enough facts to say anything."""
        return len(self.facts) >= FEWEST_FACTS

    @property
    def percent(self) -> int | None:
        """The score; `None` under `FEWEST_FACTS`."""
        return self.share.percent if self.is_known else None

    @property
    def lapses(self) -> list[Lapse]:
        """What pulled it down, the latest first."""
        late_first = sorted(self.facts, key=lambda fact: fact.due, reverse=True)
        return [fact.lapse for fact in late_first if fact.lapse]

    @property
    def examples(self) -> list[Lapse]:
        """The most telling: the latest of each flaw, then of each period, then whatever is there."""
        lapses = self.lapses
        of_flaws = _first_of(lapses, [lapse.flaw for lapse in lapses])
        of_periods = _first_of(lapses, [lapse.about for lapse in lapses])
        return list(dict.fromkeys([*of_flaws, *of_periods, *lapses]))[:EXAMPLES]

    @property
    def flaws(self) -> list[tuple[Flaw, int]]:
        """What pulled it down and how often, the commonest first."""
        found = [lapse.flaw for lapse in self.lapses]
        return sorted(((flaw, found.count(flaw)) for flaw in Flaw if flaw in found), key=lambda pair: -pair[1])

    def within(self, stretch: Stretch) -> Score:
        """The same of what was due in a stretch of time."""
        return Score(self.dimension, [fact for fact in self.facts if stretch.after < fact.due <= stretch.to])


def _first_of(lapses: Sequence[Lapse], kinds: Sequence[str]) -> list[Lapse]:
    """The first lapse of each kind."""
    first: dict[str, Lapse] = {}
    for lapse, kind in zip(lapses, kinds, strict=True):
        first.setdefault(kind, lapse)
    return list(first.values())


@dataclass(frozen=True)
class Quality:
    """The data quality of one sender, or of all: each dimension over the stretch and over the quarters up to its end."""

    sender: Sender | None
    stretch: Stretch
    facts: Sequence[Fact]

    @property
    def scores(self) -> list[Score]:
        """The six scores of the stretch."""
        return [score.within(self.stretch) for score in self._all]

    @property
    def by_quarter(self) -> list[tuple[Stretch, list[Score]]]:
        """The six scores of each quarter, the earliest first."""
        return [(quarter, [score.within(quarter) for score in self._all]) for quarter in quarters_to(self.stretch.to)]

    @property
    def mean(self) -> int | None:
        """The mean of the scores for which the sender answers; `None` where one of them cannot be told."""
        known = [score.percent for score in self.scores if score.dimension.is_senders]
        told = [percent for percent in known if percent is not None]
        return int(percent_of(sum(told), 100 * len(told))) if told and len(told) == len(known) else None

    @property
    def _all(self) -> list[Score]:
        return [Score(each, [fact for fact in self.facts if fact.dimension == each]) for each in Dimension]


def quarters_to(day: date) -> list[Stretch]:
    """The stretches of three months up to a day, the earliest first; the last four are the twelve months up to it."""
    ends = [Span(-MONTHS * back, SpanUnit.MONTHS).after(day) for back in range(QUARTERS + 1)]
    return [Stretch(after, to) for to, after in reversed(list(pairwise(ends)))]


def in_order(qualities: Iterable[Quality]) -> list[Quality]:
    """Senders by their mean, best first; at the end those that have none."""
    named = sorted(qualities, key=lambda each: each.sender.name.casefold() if each.sender else "")
    return sorted(named, key=lambda each: -1 if each.mean is None else each.mean, reverse=True)
