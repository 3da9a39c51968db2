"""The checker's desk: held figures, and the decision on one."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from infra.lake_entry import decision_entry
from infra.warehouse.knowledge import Knowledge
from infra.wiring import House
from transforms.check_frame import figure_of
from transforms.errors import DecisionRefused, UnknownItem
from transforms.figure import round_half_up
from transforms.observation import Decided, Observation, open_holds
from transforms.register import Register

DECISION_KIND = "decision"
ID_DIGITS = 8
"""Digits of an id that are shown; a longer or shorter beginning is taken too, as long as it is clear."""


@dataclass(frozen=True, slots=True)
class Hold:
    """A figure that waits, at its printed precision."""

    observation: Observation
    figure: Decimal | None

    @property
    def short_id(self) -> str:
        """What a checker types."""
        return self.observation.observation_id[:ID_DIGITS]


def holds_of(house: House) -> list[Hold]:
    """The figures that wait now, the oldest first."""
    with house.knowledge() as knowledge:
        register = knowledge.register().latest
        return [_hold(observation, register) for observation in open_holds(knowledge.observations())]


def decide(house: House, hold_id: str, decision: Decided, by: str, reason: str) -> Hold:
    """Release or return a held figure; the decision is recorded with who took it and why.

    Raises `UnknownItem` where no such figure waits, and `DecisionRefused` where its own provider would
    check it (the AQuA Book: the assurer is never the analyst), or where no reason is given.
    """
    if not by.strip() or not reason.strip():
        raise DecisionRefused("A decision needs a name and a reason.", "Give --by and --reason.")
    with house.ledger() as ledger:
        known = house.known_to(ledger)
        register = known.register().latest
        held = _find(known, hold_id)
        _refuse_provider(held, by, register)
        entry = decision_entry(held.observation_id, decision.value, by.strip(), reason.strip())
        ledger.record(DECISION_KIND, house.clock.now(), entry)
    return _hold(held, register)


def _hold(observation: Observation, register: Register) -> Hold:
    indicator = register.indicator(observation.code)
    figure = figure_of(observation.said, indicator)
    printed = round_half_up(figure, indicator.decimals) if indicator and figure is not None else figure
    return Hold(observation, printed)


def _find(known: Knowledge, hold_id: str) -> Observation:
    found = known.beginning(hold_id.strip()) if hold_id.strip() else []
    if len(found) != 1:
        what = "is no hold" if not found else "could be several holds"
        raise UnknownItem(f"'{hold_id}' {what}.", "`mortar holds` lists them with their ids.")
    [observation] = found
    same_figure = known.observations([observation.code], observation.said.period.start, observation.said.period.start)
    if observation.observation_id not in {hold.observation_id for hold in open_holds(same_figure)}:
        raise DecisionRefused(f"'{hold_id}' waits no longer: {_why(observation)}.", "`mortar holds` lists what waits.")
    return observation


def _why(observation: Observation) -> str:
    if observation.decision:
        return f"{observation.decision.by} {observation.decision.decision} it"
    return "a later return overtook it" if observation.reason else "it was accepted when it came"


def _refuse_provider(held: Observation, by: str, register: Register) -> None:
    indicator = register.indicator(held.code)
    if indicator and " ".join(by.split()).casefold() == indicator.provider.casefold():
        raise DecisionRefused(
            f"{by} provides {held.code}, and whoever provides a figure does not check it.",
            "Ask another checker to decide.",
        )
