"""A figure followed back: the parts that make it, the statements behind it, and what became of each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from transforms.change import Change
from transforms.code import code_key
from transforms.finding import Finding
from transforms.indicator import Indicator
from transforms.judged import Judge, JudgedRow
from transforms.observation import Observation, Stated, figure_of, open_holds
from transforms.period import Length, Period
from transforms.receipt import Receipt
from transforms.restated import Restated
from transforms.rollup import Figure, parts_behind


@dataclass(frozen=True, slots=True)
class Step:
    """One statement: the figure it makes at its printed precision, and what became of it.

    `counts` where it is the one that counts for its period, `used` where the figure traced stands on it, `overtaken` where
    a later one counts or waits instead. `receipt` is the file it came in, `passed` are the rules of the checks that found
    nothing, `repeated` the later files that state the same again.
    """

    observation: Observation
    value: Decimal | None
    value_text: str
    state: str
    counts: bool
    overtaken: bool
    findings: Sequence[Finding]
    used: bool = False
    sender_name: str = ""
    receipt: Receipt | None = None
    passed: Sequence[str] = ()
    repeated: Sequence[Receipt] = ()

    @property
    def waits(self) -> bool:
        """Whether it is held and nobody has decided."""
        return self.state == "held" and not self.overtaken

    @property
    def roles(self) -> Mapping[str, str]:
        """What each of its cells holds, by their addresses."""
        stated = self.observation
        cells = {stated.cell: "figure"}
        if stated.said.has_parts:
            cells |= {stated.numerator_cell: "numerator", stated.denominator_cell: "denominator"}
        return {address: role for address, role in cells.items() if address}


@dataclass(frozen=True, slots=True)
class Part:
    """A period of which the figure is made, and what is known of it; `said` is `None` where nothing is."""

    period: Period
    said: Stated | None
    value_text: str


@dataclass(frozen=True, slots=True)
class SentBack:
    """What a file said of the figure that was not taken, and why."""

    receipt: Receipt
    finding: Finding


@dataclass(frozen=True)
class Trace:
    """A figure as a report prints it, and the statements behind it in the order in which they were made.

    `figure` holds the sums of its parts; `revisions` are those of the periods behind it. Of one that is worked out,
    `formula` says how and `inputs` are the traces of what it is worked out from. `restated` is what was changed on purpose of
    the settings by which the period is judged.
    """

    indicator: Indicator
    period: Period
    row: JudgedRow
    figure: Figure
    steps: Sequence[Step]
    parts: Sequence[Part] = ()
    revisions: Sequence[Change] = ()
    sent_back: Sequence[SentBack] = ()
    formula: str = ""
    inputs: Sequence[Trace] = ()
    restated: Sequence[Restated] = ()

    @property
    def value(self) -> Decimal | None:
        """The figure at its printed precision."""
        return self.row.value

    @property
    def value_text(self) -> str:
        """The figure as it is printed, or why there is none."""
        return self.row.value_text

    @property
    def marks(self) -> Sequence[str]:
        """What is printed behind the figure."""
        return self.row.marks


def parts_of(judge: Judge, indicator: Indicator, period: Period) -> list[Part]:
    """The parts that make up the figure of a period; none where it is stated as a whole, or not rolled up."""
    stated = judge.figures.get(code_key(indicator.code), {})
    if indicator.made_of or judge.figure(indicator, period).value is None:
        return []
    return [
        Part(part, said, _text(said, indicator) if said else "")
        for part, said in parts_behind(indicator, period, stated)
    ]


def _text(said: Stated, indicator: Indicator) -> str:
    figure = figure_of(said, indicator)
    if figure is None:
        return said.gap.label if said.gap else ""
    return indicator.text(figure)


def statements_used(judge: Judge, indicator: Indicator, period: Period) -> set[Period]:
    """The periods whose statements make the figure: its own, or those of its parts down to what was stated."""
    stated = {} if indicator.made_of else judge.figures.get(code_key(indicator.code), {})
    if period in stated:
        return {period}
    used: set[Period] = set()
    for part, said in parts_behind(indicator, period, stated):
        if said is not None:
            used |= {part} if part in stated else {month for month in part.parts(Length.MONTH) if month in stated}
    return used


def steps_of(
    indicator: Indicator,
    observations: Sequence[Observation],
    findings: Mapping[str, Sequence[Finding]],
    used: set[Period],
) -> list[Step]:
    """What became of each statement on an indicator."""
    counting = _counting(observations)
    waiting = {hold.observation_id for hold in open_holds(observations)}
    return [
        _step(each, indicator, counting, waiting, findings.get(each.observation_id, ()), used) for each in observations
    ]


def _step(
    observation: Observation,
    indicator: Indicator,
    counting: set[str],
    waiting: set[str],
    findings: Sequence[Finding],
    used: set[Period],
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
        used=observation.observation_id in counting and observation.said.period in used,
    )


def _counting(observations: Iterable[Observation]) -> set[str]:
    """The statements whose figures count, as reports see it: of those known, the last made for each period."""
    made = sorted(observations, key=lambda observation: observation.recorded_at)
    last = {o.said.period: o.observation_id for o in made if o.known_at and o.said.says_figure}
    return set(last.values())


def _state(observation: Observation) -> str:
    return observation.decision.decision.value if observation.decision else observation.state.value


def all_sent_back(receipts: Iterable[Receipt]) -> list[SentBack]:
    """What files said that was not taken, and of which it is known of what indicator it was said."""
    return [SentBack(receipt, finding) for receipt in receipts for finding in receipt.refused if finding.code]
