"""The checker's desk: held figures with their past, and the decision on one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from flows.kept_words import LONGEST_NAME, LONGEST_REASON, kept_words
from flows.rights import is_any_of, refuse_stranger
from infra.lake_entry import decision_entry
from infra.warehouse.knowledge import Knowledge
from infra.wiring import House
from transforms.code import code_key
from transforms.errors import DecisionRefused, UnknownItem
from transforms.figure import plain
from transforms.indicator import Indicator
from transforms.observation import Decided, Observation, Stated, figure_of, known_figures, open_holds
from transforms.period import Period
from transforms.register import Register

DECISION_KIND = "decision"
ID_DIGITS = 8
"""Digits of an id that are shown; a longer or shorter beginning is taken too, as long as it is clear."""

FIGURES_BEFORE = 3


@dataclass(frozen=True, slots=True)
class Hold:
    """A figure that waits, the figures that count for other periods of its length, and its sender by name."""

    observation: Observation
    indicator: Indicator | None
    known: Mapping[Period, Stated]
    sender: str

    @property
    def short_id(self) -> str:
        """What a checker types."""
        return self.observation.observation_id[:ID_DIGITS]

    @property
    def figure(self) -> Decimal | None:
        """The figure at its printed precision."""
        return self._printed(self.observation.said)

    @property
    def figure_text(self) -> str:
        """The figure as a report would print it."""
        return self.text(self.figure)

    @property
    def before(self) -> Mapping[Period, Decimal | None]:
        """The last figures before it, the oldest first."""
        own = self.observation.said.period
        earlier = sorted(period for period in self.known if period.months == own.months and period < own)
        return {period: self._printed(self.known[period]) for period in earlier[-FIGURES_BEFORE:]}

    @property
    def year_before(self) -> Decimal | None:
        """The figure of the same period last year."""
        said = self.known.get(self.observation.said.period.year_before())
        return self._printed(said) if said else None

    def text(self, figure: Decimal | None) -> str:
        """A figure of this indicator with its unit."""
        if figure is None:
            return "no figure"
        return self.indicator.text(figure) if self.indicator else plain(figure)

    def _printed(self, said: Stated) -> Decimal | None:
        figure = figure_of(said, self.indicator)
        return self.indicator.printed(figure) if self.indicator and figure is not None else figure


def holds_of(house: House) -> list[Hold]:
    """The figures that wait now, the oldest first."""
    with house.glimpse() as knowledge:
        register, waiting = knowledge.register().latest, knowledge.codes_waiting()
        observations = knowledge.observations(waiting) if waiting else []
    figures = known_figures(observations)
    return [
        Hold(held, register.indicator(held.code), figures.get(code_key(held.code), {}), register.name_of(held.sender))
        for held in open_holds(observations)
    ]


def hold_of(known: Knowledge, hold_id: str) -> Hold:
    """A held figure that may be decided already, without its past. Raises `UnknownItem`."""
    observation, register = find_statement(known, hold_id), known.register().latest
    return Hold(observation, register.indicator(observation.code), {}, register.name_of(observation.sender))


def decide(house: House, hold_id: str, decision: Decided, by: str, reason: str) -> Hold:
    """Release or return a held figure; the decision is recorded with who took it and why.

    Raises `UnknownItem` where no such figure waits, and `DecisionRefused` where its own provider would
    check it (the AQuA Book: the assurer is never the analyst), or where no reason is given.
    """
    by, reason = kept_words("name", by, LONGEST_NAME), kept_words("reason", reason, LONGEST_REASON)
    refuse_stranger(house, by)
    with house.ledger() as ledger:
        known = house.known_to(ledger)
        held = _find(known, hold_id)
        _refuse_provider(held, by, known.register().latest)
        entry = decision_entry(held.observation_id, decision.value, by, reason)
        ledger.record(DECISION_KIND, house.clock.now(), entry)
        return hold_of(known, held.observation_id)


def find_statement(known: Knowledge, hold_id: str) -> Observation:
    """The statement of an id, held or not; the id may be shortened. Raises `UnknownItem`."""
    wanted = hold_id.strip()
    found = known.beginning(wanted) if wanted.isascii() and wanted else []
    if len(found) != 1:
        what = "is no hold" if not found else "could be several holds"
        raise UnknownItem(f"'{hold_id}' {what}.", "`mortar holds` lists them with their ids.")
    return found[0]


def still_waits(known: Knowledge, observation: Observation) -> bool:
    """Whether a statement is held, undecided, and not overtaken."""
    start = observation.said.period.start
    same_figure = known.observations([observation.code], start, start)
    return observation.observation_id in {hold.observation_id for hold in open_holds(same_figure)}


def _find(known: Knowledge, hold_id: str) -> Observation:
    observation = find_statement(known, hold_id)
    if not still_waits(known, observation):
        raise DecisionRefused(f"'{hold_id}' waits no longer: {_why(observation)}.", "`mortar holds` lists what waits.")
    return observation


def _why(observation: Observation) -> str:
    if observation.decision:
        return f"{observation.decision.by} {observation.decision.decision} it"
    return "a later return overtook it" if observation.reason else "it was accepted when it came"


def _refuse_provider(held: Observation, by: str, register: Register) -> None:
    indicator = register.indicator(held.code)
    own = {held.sender, register.name_of(held.sender), indicator.provider if indicator else ""}
    if is_any_of(by, own):
        raise DecisionRefused(
            f"{by} provides {held.code}, and whoever provides a figure does not check it.",
            "Ask another checker to decide.",
        )
