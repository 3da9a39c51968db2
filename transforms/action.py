"""Actions and referrals: what is to be done about an indicator, who does it, by when, and what came of it.

Members ask for "better explanations for why performance is as it is and what is being done to address any problems";
the Performance and Governance Committee "refers issues to Cabinet where necessary" (case study).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from transforms.code import code_key
from transforms.words import loose


class ActionKind(StrEnum):
    """Something a service does, or an issue that a committee refers to somebody."""

    ACTION = "action"
    REFERRAL = "referral"


class Progress(StrEnum):
    """How an action stands on a day."""

    OPEN = "open"
    OVERDUE = "overdue"
    DONE = "done"

    @property
    def label(self) -> str:
        """As it is printed."""
        return self.value.capitalize()


ActionKey = tuple[str, ActionKind, str]
"""By what two statements are known to speak of one action: the `code_key`, the kind, and its words, compared loosely."""


def action_key(code: str, kind: ActionKind, what: str) -> ActionKey:
    """The key of an action: its words make it, whatever their case, spaces and marks.

    >>> action_key("NI 181", ActionKind.ACTION, "Recruit two assessors.") == action_key(
    ...     "ni181", ActionKind.ACTION, "recruit  TWO assessors"
    ... )
    True
    """
    return code_key(code), kind, loose(what)


@dataclass(frozen=True, slots=True)
class Action:
    """An action or a referral as it is known at an instant.

    `who` does it, or is referred to; `by` is the sender, the person or the committee that stated it; `outcome` what came of
    it, in words. `raised_at` is when it was first stated, `stated_at` when last, in the cell named.
    """

    code: str
    kind: ActionKind
    what: str
    who: str
    by_when: date | None
    done: date | None
    outcome: str
    by: str
    raised_at: datetime
    stated_at: datetime
    file: str = ""
    sheet: str = ""
    cell: str = ""

    @property
    def key(self) -> ActionKey:
        """By what another statement is known to speak of the same."""
        return action_key(self.code, self.kind, self.what)

    def progress(self, today: date) -> Progress:
        """How it stands on a day; what has no day by which it is to be done is never overdue."""
        if self.done:
            return Progress.DONE
        return Progress.OVERDUE if self.by_when and self.by_when < today else Progress.OPEN
