"""The names of runs as a person reads them in a list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from infra.wiring import House
from transforms.period import Period
from transforms.settle import Outcome
from transforms.words import many


def round_name(house: House, outcomes: Sequence[Outcome]) -> str:
    """What came in a round: `Customer Services · December 2009`, `12 returns from 5 senders · December 2009`."""
    if not outcomes:
        return "Nothing came"
    senders = {outcome.file.sender for outcome in outcomes}
    period = _period(outcomes)
    about = [_who(house, senders, len(outcomes)), *([period.label] if period else [])]
    return " · ".join(about)


def _who(house: House, senders: set[str], returns: int) -> str:
    if len(senders) > 1:
        return f"{many(returns, 'return')} from {many(len(senders), 'sender')}"
    with house.glimpse() as knowledge:
        name = knowledge.register().latest.name_of(*senders)
    return name if returns == 1 else f"{many(returns, 'return')} from {name}"


def _period(outcomes: Sequence[Outcome]) -> Period | None:
    """The period that most of the returns are on: each is on the latest of those it speaks of."""
    stated = (outcome.periods for outcome in outcomes if outcome.periods)
    latest = Counter(max(periods, key=lambda period: (period.end, -period.months)) for periods in stated)
    return max(latest, key=lambda period: (latest[period], period.end)) if latest else None
