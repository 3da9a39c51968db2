"""What speaks for and against going on to collect an indicator: evidence of some years, and a suggestion, never a verdict.

The case study's council collected hundreds of indicators; the Audit Commission asks to "collect only what is used".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from transforms.indicator import Indicator
from transforms.period import Length
from transforms.used_in import can_have_target, is_national

YEARS = 3
"""Years that are looked at: the report's own and two before it, as far as anything is known of them."""

FEWEST_PERIODS = {Length.MONTH: 12, Length.QUARTER: 4, Length.YEAR: 3}
"""Figures under which nothing is said of what never changes: a year of them, of annual ones all three."""

UNEXPLAINED = 4
"""Commentaries that were required, a year of quarters, of which none ever came."""

OFTEN = 3
TROUBLED = 4
"""An indicator is expensive where one in `OFTEN` of its figures needed a hand, and at least `TROUBLED` did."""


class Reason(StrEnum):
    """What makes somebody ask whether an indicator is worth its collection."""

    IN_NO_REPORT = "in no report"
    NOT_JUDGED = "not judged"
    NEVER_MOVED = "never moved"
    NEVER_OFF_GREEN = "never off green"
    NEVER_EXPLAINED = "never commented"
    EXPENSIVE = "expensive to collect"


class Suggestion(StrEnum):
    """What the evidence suggests, the strongest first."""

    DROP = "Consider dropping"
    YEARLY = "Consider yearly"
    ASK = "Ask"
    KEEP = "Keep"


@dataclass(frozen=True, slots=True)
class Effort:
    """What an indicator's figures took, as far as it was recorded.

    Of `asked` figures so many came `late`, by so many working `days` together, or are `owed`; so many were `refused`, `held` or
    `corrected` later; `troubled` is of how many of them any of it is true. `reminders` are the mails that asked for them
    after their day, or for a commentary.
    """

    asked: int = 0
    late: int = 0
    days: int = 0
    owed: int = 0
    refused: int = 0
    held: int = 0
    corrected: int = 0
    troubled: int = 0
    reminders: int = 0

    @property
    def is_much(self) -> bool:
        """Whether it took much for what it gives."""
        return self.troubled >= TROUBLED and self.troubled * OFTEN >= self.asked


@dataclass(frozen=True, slots=True)
class Upkeep:
    """The evidence on one indicator: of its figures of some years, how many were `judged` and how many of those `good`;
    the `different` printed ones of `printed`; how many commentaries were `required` and how many of those came; the
    reports that print it; what its figures took.
    """

    indicator: Indicator
    judged: int
    good: int
    printed: int
    different: int
    required: int
    explained: int
    reports: Sequence[str]
    effort: Effort

    @property
    def reasons(self) -> list[Reason]:
        """What speaks against it."""
        fewest = FEWEST_PERIODS[self.indicator.frequency.length]
        holds = {
            Reason.IN_NO_REPORT: not self.reports,
            Reason.NOT_JUDGED: can_have_target(self.indicator) and self.printed > 0 and not self.judged,
            Reason.NEVER_MOVED: self.printed >= fewest and self.different == 1,
            Reason.NEVER_OFF_GREEN: self.judged >= fewest and self.good == self.judged,
            Reason.NEVER_EXPLAINED: self.required >= UNEXPLAINED and not self.explained,
            Reason.EXPENSIVE: self.effort.is_much,
        }
        return [reason for reason in Reason if holds[reason]]

    @property
    def suggestion(self) -> Suggestion:
        """What the evidence suggests. What central government requires is kept, whatever speaks against it."""
        reasons = set(self.reasons)
        if is_national(self.indicator) or not reasons:
            return Suggestion.KEEP
        if Reason.IN_NO_REPORT in reasons and len(reasons) > 1:
            return Suggestion.DROP
        if self.indicator.frequency.length < Length.YEAR and _changes_little(reasons):
            return Suggestion.YEARLY
        return Suggestion.ASK


def _changes_little(reasons: set[Reason]) -> bool:
    """Whether a figure once a year would tell as much, or costs enough to be asked for less often."""
    return Reason.NEVER_MOVED in reasons or {Reason.NEVER_OFF_GREEN, Reason.EXPENSIVE} <= reasons
