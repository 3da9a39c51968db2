"""An observation: one value of one indicator for one period, as stated by one return at one time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from transforms.code import code_key
from transforms.figure import decimals_of, round_half_up
from transforms.gap import Gap
from transforms.indicator import Indicator
from transforms.period import Period
from transforms.stated_row import StatedRow


class State(StrEnum):
    """Whether a figure counts at once or waits for a person."""

    ACCEPTED = "accepted"
    HELD = "held"


class Decided(StrEnum):
    """What a checker did with a held figure."""

    RELEASED = "released"
    RETURNED = "returned"


@dataclass(frozen=True, slots=True)
class Decision:
    """A checker's decision on a held figure, with the reason given."""

    decision: Decided
    by: str
    reason: str
    recorded_at: datetime


class Stated(NamedTuple):
    """What was said of an indicator for a period: parts, value, and what goes with them.

    `gap` is set where the statement itself is that there is no figure: no cases, or withheld. `revised` is what its
    sender says of the figure, or what follows from an earlier one that differed.
    """

    period: Period
    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    gap: Gap | None = None
    provisional: bool = False
    revised: bool = False

    @property
    def has_parts(self) -> bool:
        """Whether numerator and denominator are both known."""
        return self.numerator is not None and self.denominator is not None

    @property
    def has_no_cases(self) -> bool:
        """Whether there was nothing to measure: a denominator of zero."""
        return self.denominator is not None and not self.denominator

    @property
    def says_figure(self) -> bool:
        """Whether it speaks of the figure at all, and not only comments."""
        return self.value is not None or self.has_parts or self.gap is not None

    def same_figure(self, other: Stated) -> bool:
        """Whether both state the same: the same parts where both have them, else the same value.

        A value sent again with its parts, or without them, says nothing new where they agree.
        """
        if self.gap or other.gap:
            return self.gap == other.gap
        if self.has_parts and other.has_parts:
            return (self.numerator, self.denominator) == (other.numerator, other.denominator)
        if self.value is not None and other.value is not None:
            return self.value == other.value
        return _agree(self.value, other) or _agree(other.value, self)


SCALES = tuple(Decimal(10) ** power for power in range(7))
"""What a value may be counted per: one, a hundred, a hundred thousand."""


def _agree(value: Decimal | None, parts: Stated) -> bool:
    """Whether a value is that of the parts, at the decimals it was written with."""
    if value is None or parts.numerator is None or not parts.denominator:
        return False
    ratio = parts.numerator / parts.denominator
    return any(round_half_up(ratio * scale, decimals_of(value)) == value for scale in SCALES)


@dataclass(frozen=True, slots=True)
class Observation:
    """A statement as it was recorded: where it stood, who sent it, and what became of it."""

    observation_id: str
    code: str
    said: Stated
    commentary: str
    state: State
    reason: str
    recorded_at: datetime
    sender: str
    file: str
    sha256: str
    sheet: str
    cell: str
    numerator_cell: str = ""
    denominator_cell: str = ""
    decision: Decision | None = None

    @property
    def known_at(self) -> datetime | None:
        """The instant from which it counts: when it came, or when it was released; `None` while it does not."""
        if self.state == State.ACCEPTED:
            return self.recorded_at
        if self.decision and self.decision.decision == Decided.RELEASED:
            return self.decision.recorded_at
        return None

    @property
    def is_returned(self) -> bool:
        """Whether a checker sent it back."""
        return self.decision is not None and self.decision.decision == Decided.RETURNED


Key = tuple[str, Period]
"""The `code_key` and the period a statement speaks of."""


class Said(NamedTuple):
    """The last figure and the last commentary stated for a code and period, whether they count yet or not."""

    stated: Stated | None = None
    commentary: str = ""
    waits: bool = False

    def and_then(self, stated: Stated, commentary: str, *, waits: bool = False) -> Said:
        """What is said after a further statement, which may leave the figure or the commentary as it was."""
        words = commentary or self.commentary
        if not stated.says_figure:
            return Said(self.stated, words, self.waits)
        return Said(stated, words, waits)

    def adds(self, stated: Stated, commentary: str) -> bool:
        """Whether a further statement says anything new: another figure, mark or commentary."""
        if commentary not in {"", self.commentary}:
            return True
        if not stated.says_figure:
            return False
        before = self.stated
        if before is None or not before.same_figure(stated) or before.provisional != stated.provisional:
            return True
        return stated.has_parts and not before.has_parts


def value_of(numerator: Decimal, denominator: Decimal, scale: Decimal) -> Decimal | None:
    """Numerator ÷ denominator × scale; `None` where there were no cases.

    >>> value_of(Decimal(1), Decimal(4), Decimal(100))
    Decimal('25')
    """
    return numerator * scale / denominator if denominator else None


def figure_of(said: StatedRow | Stated, indicator: Indicator | None) -> Decimal | None:
    """The figure stated: numerator ÷ denominator × scale where both are given, else the stated value.

    A stated value agrees with its parts, but is rounded. Where it was said that there is no figure there is none,
    whatever a formula put into the value's cell.
    """
    if said.gap:
        return None
    if indicator and said.numerator is not None and said.denominator is not None:
        return value_of(said.numerator, said.denominator, indicator.scale)
    return said.value


def known_figures(observations: Iterable[Observation]) -> dict[str, dict[Period, Stated]]:
    """The figures that count by `code_key`, the latest for each period; revised where an earlier one differed."""
    figures: dict[str, dict[Period, Stated]] = {}
    for observation in _known(observations):
        if observation.said.says_figure:
            of_code = figures.setdefault(code_key(observation.code), {})
            of_code[observation.said.period] = _after(of_code.get(observation.said.period), observation.said)
    return figures


def known_commentaries(observations: Iterable[Observation]) -> dict[str, dict[Period, str]]:
    """The commentaries that count by `code_key`, the latest for each period."""
    commentaries: dict[str, dict[Period, str]] = {}
    for observation in _known(observations):
        if observation.commentary:
            commentaries.setdefault(code_key(observation.code), {})[observation.said.period] = observation.commentary
    return commentaries


def last_said(observations: Iterable[Observation]) -> dict[Key, Said]:
    """What was last said for each key, waiting ones too, but not those sent back."""
    said: dict[Key, Said] = {}
    for observation in observations:
        if not observation.is_returned:
            key = code_key(observation.code), observation.said.period
            waits = observation.state == State.HELD and observation.decision is None
            said[key] = said.get(key, Said()).and_then(observation.said, observation.commentary, waits=waits)
    return said


def open_holds(observations: Iterable[Observation]) -> list[Observation]:
    """The figures that wait for a person: undecided, and not overtaken by a later figure, whatever became of it."""
    last = {(code_key(o.code), o.said.period): o for o in observations if o.said.says_figure}
    return [
        observation for observation in last.values() if observation.state == State.HELD and not observation.decision
    ]


def _known(observations: Iterable[Observation]) -> list[Observation]:
    """Those that count, in the order in which they were said: a release does not make an old figure a new one."""
    known = (observation for observation in observations if observation.known_at)
    return sorted(known, key=lambda observation: observation.recorded_at)


def _after(before: Stated | None, said: Stated) -> Stated:
    if before is None:
        return said
    return said._replace(revised=said.revised or before.revised or not before.same_figure(said))
