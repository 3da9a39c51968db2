"""Follows a figure back: which statements stand behind it, and what became of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from flows.knowing import judged_by
from infra.wiring import House
from transforms.errors import UnknownItem
from transforms.finding import Finding
from transforms.indicator import Indicator
from transforms.observation import Observation, figure_of, open_holds
from transforms.period import Period


@dataclass(frozen=True, slots=True)
class Step:
    """One statement: the figure it makes at its printed precision, and what became of it.

    `counts` where it is the one that counts for its period, `overtaken` where a later one counts or waits instead.
    """

    observation: Observation
    value: Decimal | None
    value_text: str
    state: str
    counts: bool
    overtaken: bool
    findings: Sequence[Finding]


@dataclass(frozen=True, slots=True)
class Trace:
    """A figure as a report prints it, and the statements behind it in the order in which they were made."""

    indicator: Indicator
    period: Period
    value: Decimal | None
    value_text: str
    marks: Sequence[str]
    steps: Sequence[Step]


def trace(house: House, code: str, period: Period, as_at: datetime | None) -> Trace:
    """The trace of a code in a period as at an instant, by default now. Raises `UnknownItem`."""
    with house.knowledge(as_at) if as_at else house.glimpse() as knowledge:
        history = knowledge.register()
        indicator = history.indicator(code, period) or history.latest.indicator(code)
        if indicator is None:
            raise UnknownItem(f"There is no indicator '{code}'.", "Write the code as it stands in the register.")
        observations = [
            observation
            for observation in knowledge.observations([indicator.code], period.start, period.end)
            if observation.said.period.end <= period.end
        ]
        findings = knowledge.findings(observation.observation_id for observation in observations)
        row = judged_by(knowledge, observations).judge.row(indicator, period)
    counting, waiting = _counting(observations), {hold.observation_id for hold in open_holds(observations)}
    steps = [
        _step(observation, indicator, counting, waiting, findings.get(observation.observation_id, []))
        for observation in observations
    ]
    return Trace(indicator, period, row.value, row.value_text, row.marks, steps)


def _step(
    observation: Observation, indicator: Indicator, counting: set[str], waiting: set[str], findings: Sequence[Finding]
) -> Step:
    figure = figure_of(observation.said, indicator)
    value = None if figure is None else indicator.printed(figure)
    stands = observation.observation_id in counting | waiting
    return Step(
        observation,
        value,
        "" if value is None else indicator.text(value),
        _state(observation),
        counts=observation.observation_id in counting,
        overtaken=observation.said.says_figure and not stands and not observation.is_returned,
        findings=findings,
    )


def _counting(observations: Sequence[Observation]) -> set[str]:
    """The statements whose figures count, as reports see it: of those known, the last made for each period."""
    made = sorted(observations, key=lambda observation: observation.recorded_at)
    last = {o.said.period: o.observation_id for o in made if o.known_at and o.said.says_figure}
    return set(last.values())


def _state(observation: Observation) -> str:
    return observation.decision.decision.value if observation.decision else observation.state.value
