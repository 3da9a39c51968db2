"""The committee's desk: an action or a referral is recorded by a person, and followed up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from flows.kept_words import LONGEST_NAME, LONGEST_REASON, kept_words
from infra.lake_entry import action_entry
from infra.warehouse.knowledge import Knowledge
from infra.wiring import House
from transforms.action import Action, ActionKind
from transforms.errors import DecisionRefused, UnknownItem
from transforms.read_day import day_of
from transforms.stated_action import FollowUp, StatedAction, follow_up_of
from transforms.stated_row import Source
from transforms.words import joined, long_date, loose

ACTION_KIND = "action"


class Typed(NamedTuple):
    """What a person typed of an action or referral; `by` is that person or the committee, days are as they are written.

    Where no kind is named, something new is an action, and what is followed up is of either kind.
    """

    code: str
    what: str
    by: str
    who: str = ""
    by_when: str = ""
    done: str = ""
    outcome: str = ""
    kind: ActionKind | None = None


class Recorded(NamedTuple):
    """The action as it stands now; `is_news` unless all that was typed was known."""

    action: Action
    is_news: bool


def record_action(house: House, typed: Typed) -> Recorded:
    """Record an action or a referral, or what came of one that is known by its words, or by how they begin.

    Raises `UnknownItem` where there is no such indicator, or nothing of those words to follow up, and `DecisionRefused`
    where something is missing, or a day cannot be read or has not come.
    """
    what, by = kept_words("action", typed.what, LONGEST_REASON), kept_words("name", typed.by, LONGEST_NAME)
    said = _said(typed, house.clock.today())
    with house.ledger() as ledger:
        known = house.known_to(ledger)
        code = _code(known, typed.code)
        before = _meant(known.actions([code]), what, typed.kind)
        if before is None:
            _refuse_half(known, code, said)
        elif not said.adds_to(follow_up_of(before)):
            return Recorded(before, is_news=False)
        kind, words = (before.kind, before.what) if before else (typed.kind or ActionKind.ACTION, what)
        stated = StatedAction(Source(0, by, ""), "", "", code, kind, words, said)
        ledger.record(ACTION_KIND, house.clock.now(), action_entry(stated))
        [action] = [action for action in known.actions([code]) if action.key == stated.key]
    return Recorded(action, is_news=True)


def _said(typed: Typed, today: date) -> FollowUp:
    who, outcome = (" ".join(text.split()) for text in (typed.who, typed.outcome))
    done = _day(typed.done)
    if done and done > today:
        raise DecisionRefused(f"{long_date(done)} is in the future.", "Name the day on which it was done.")
    return FollowUp(
        kept_words("name", who, LONGEST_NAME) if who else "",
        _day(typed.by_when),
        done,
        kept_words("outcome", outcome, LONGEST_REASON) if outcome else "",
    )


def _day(text: str) -> date | None:
    if not text.strip():
        return None
    if day := day_of(text):
        return day
    raise DecisionRefused(f"'{text}' names no day.", "Write it as 31/03/2010 or 2010-03-31.")


def _code(known: Knowledge, code: str) -> str:
    """The code as the register spells it."""
    if indicator := known.register().latest.indicator(code):
        return indicator.code
    raise UnknownItem(f"There is no indicator '{code}'.", "Name its code as the register has it, such as 'NI 157a'.")


def _meant(actions: Sequence[Action], what: str, kind: ActionKind | None) -> Action | None:
    """The action of these words; where none has them all, the one whose words begin with them."""
    of_kind = [action for action in actions if kind in {None, action.kind}]
    same = [action for action in of_kind if loose(action.what) == loose(what)]
    found = same or [action for action in of_kind if loose(action.what).startswith(loose(what))]
    if len(found) > 1:
        told = joined([f"the {action.kind} '{action.what}'" for action in found])
        raise DecisionRefused(f"'{what}' could be {told}.", "Write all its words, or say which kind it is.")
    return found[0] if found else None


def _refuse_half(known: Knowledge, code: str, said: FollowUp) -> None:
    """Refuse something new that is not whole: what is to be followed up must be known, and somebody is to do it."""
    if said.done or said.outcome:
        there = [f"'{action.what}'" for action in known.actions([code])]
        remedy = f"Known on {code}: {joined(there)}." if there else f"Nothing is known on {code}; record it first."
        raise UnknownItem(f"No action or referral on {code} has these words.", remedy)
    if not said.who:
        raise DecisionRefused("Nobody is named who is to do it.", "Say who does it, or to whom it is referred.")
