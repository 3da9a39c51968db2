"""How the run of a held figure ends: decided, by whom and why, or overtaken."""

from __future__ import annotations

from typing import NamedTuple

from flows.decide import find_statement, still_waits
from infra.wiring import House
from transforms.observation import Decided, Observation
from transforms.period import Period


class Ending(NamedTuple):
    """The name of a run's last state, which is seen in lists, and its message; and the period that was decided on."""

    name: str
    words: str
    period: Period


def ending_of(house: House, hold_id: str) -> Ending | None:
    """What became of a held figure, on the desk or elsewhere; `None` while it waits. Raises `UnknownItem`."""
    with house.glimpse() as known:
        observation = find_statement(known, hold_id)
        if still_waits(known, observation):
            return None
        sender = known.register().latest.name_of(observation.sender)
    return _ending(observation, sender)


def _ending(observation: Observation, sender: str) -> Ending:
    decision, period = observation.decision, observation.said.period
    if decision is None:
        return Ending("Overtaken", "A later return overtook it, so nothing is left to decide.", period)
    if decision.decision == Decided.RELEASED:
        return Ending("Released", f"Released by {decision.by}: {decision.reason}", period)
    return Ending("Returned", f"Returned to {sender} by {decision.by}: {decision.reason}", period)
