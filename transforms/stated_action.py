"""An action or a referral as one row of a list states it, and what it adds to what is known of the same one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from transforms.action import Action, ActionKey, ActionKind, action_key
from transforms.stated_row import Source
from transforms.words import loose


class FollowUp(NamedTuple):
    """What may be said of an action each time it is stated; what is left blank stays as it was."""

    who: str = ""
    by_when: date | None = None
    done: date | None = None
    outcome: str = ""

    def and_then(self, later: FollowUp) -> FollowUp:
        """What is known after a further statement."""
        return FollowUp(
            later.who or self.who, later.by_when or self.by_when, later.done or self.done, later.outcome or self.outcome
        )

    def adds_to(self, before: FollowUp) -> bool:
        """Whether it says something that was not known."""
        after = before.and_then(self)
        dates = (after.by_when, after.done) != (before.by_when, before.done)
        return dates or (loose(after.who), loose(after.outcome)) != (loose(before.who), loose(before.outcome))


class StatedAction(NamedTuple):
    """What one row says of one action or referral; `cell` is where its words stand."""

    source: Source
    sheet: str
    cell: str
    code: str
    kind: ActionKind
    what: str
    said: FollowUp

    @property
    def key(self) -> ActionKey:
        """Of which action it speaks."""
        return action_key(self.code, self.kind, self.what)


def followed_up(statements: Iterable[Action]) -> list[Action]:
    """Each action as it stands after all that was stated of it, in the order in which they were raised.

    The statements come in the order in which they were made. What the latest says counts; what it leaves blank stays.
    """
    known: dict[ActionKey, Action] = {}
    for stated in statements:
        before = known.get(stated.key)
        known[stated.key] = _after(before, stated) if before else stated
    return list(known.values())


def follow_up_of(action: Action) -> FollowUp:
    """What is known of an action beside its words."""
    return FollowUp(action.who, action.by_when, action.done, action.outcome)


def _after(before: Action, stated: Action) -> Action:
    said = follow_up_of(before).and_then(follow_up_of(stated))
    return replace(stated, **said._asdict(), raised_at=before.raised_at)
