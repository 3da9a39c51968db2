"""Follows a figure back: which statements stand behind it, and what became of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from flows.knowing import judged_by
from infra.wiring import House
from transforms.check_frame import figure_of
from transforms.errors import UnknownItem
from transforms.finding import Finding
from transforms.indicator import Indicator
from transforms.observation import Observation
from transforms.period import Period


@dataclass(frozen=True, slots=True)
class Step:
    """One statement: the figure it makes, what became of it, and whether it is the one that counts."""

    observation: Observation
    value: Decimal | None
    state: str
    counts: bool
    findings: Sequence[Finding]


@dataclass(frozen=True, slots=True)
class Trace:
    """A figure as a report prints it, and the statements behind it in the order in which they were made."""

    indicator: Indicator
    period: Period
    value: Decimal | None
    value_text: str
    steps: Sequence[Step]


def trace(house: House, code: str, period: Period, as_at: datetime | None) -> Trace:
    """The trace of a code in a period as at an instant, by default now. Raises `UnknownItem`."""
    with house.knowledge(as_at) as knowledge:
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
    counting = _counting(observations)
    steps = [
        Step(
            observation,
            figure_of(observation.said, indicator),
            _state(observation),
            observation.observation_id in counting,
            findings.get(observation.observation_id, []),
        )
        for observation in observations
    ]
    return Trace(indicator, period, row.value, row.value_text, steps)


def _counting(observations: Sequence[Observation]) -> set[str]:
    """The statements whose figures count: for each period the last that became known."""
    last: dict[Period, tuple[datetime, str]] = {}
    for observation in observations:
        known_at = observation.known_at
        period = observation.said.period
        if known_at and observation.said.says_figure and (period not in last or known_at >= last[period][0]):
            last[period] = (known_at, observation.observation_id)
    return {identity for _, identity in last.values()}


def _state(observation: Observation) -> str:
    return observation.decision.decision.value if observation.decision else observation.state.value
