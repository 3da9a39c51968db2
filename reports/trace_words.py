"""In words how a figure was made, and what became of each statement behind it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from transforms.code import code_key
from transforms.figure import plain
from transforms.finding import Finding, Severity
from transforms.group import Group, Member
from transforms.indicator import RollUp
from transforms.observation import Decided, Decision, State
from transforms.rollup import Figure
from transforms.status import Status
from transforms.traced import Step, Trace
from transforms.words import joined, many, upper_first
from transforms.worked_out import POINTS, points_of

WAYS: Mapping[RollUp, str] = {
    RollUp.RATIO: "all numerators together, divided by all denominators together",
    RollUp.SUM: "their sum",
    RollUp.MEAN: "their mean",
    RollUp.LATEST: "the last one, which stands for the whole",
    RollUp.MAX: "the highest of them",
    RollUp.MIN: "the lowest of them",
}
"""What is done with the figures of shorter periods."""

POINTS_TELL = "Good counts whole, Caution half, Requires Attention nothing"
"""How the lights of a group count."""

BECAME = {
    State.ACCEPTED.value: "taken at once",
    State.HELD.value: "held, waits for a checker",
    Decided.RELEASED.value: "held, then released",
    Decided.RETURNED.value: "held, then sent back",
}
"""What became of a statement."""


def made_words(traced: Trace) -> str:
    """How the figure was made, in a sentence."""
    if traced.value is None:
        return f"There is no figure: {traced.value_text}."
    if traced.inputs:
        return worked_words(traced)
    if not traced.parts:
        return f"Stated as a whole for {traced.period.label}."
    known = [part for part in traced.parts if part.said]
    noun = known[0].period.noun if known else traced.period.noun
    way = WAYS.get(traced.indicator.rollup)
    return f"Made of {many(len(known), noun)}{f': {way}' if way else ''}{_of_how_many(traced)}."


def worked_words(traced: Trace) -> str:
    """How a figure that nobody sends is worked out, in a sentence."""
    others = many(len(traced.inputs), "other indicator")
    if isinstance(traced.indicator.made_of, Group):
        return f"Scored from the lights of {others}: {POINTS_TELL}. It is the {traced.formula}."
    return f"Worked out from the figures of {others}: {traced.formula}."


class Counted(NamedTuple):
    """What a member's light counts in the score of its group, and how much it could; nothing where it has no light."""

    points: str
    out_of: str


def counted_words(traced: Trace) -> Mapping[str, Counted]:
    """What the light of each member counts, by its code; empty where the figure is no score of a group."""
    made_of = traced.indicator.made_of
    members = {member.key: member for member in made_of.members} if isinstance(made_of, Group) else {}
    found = ((each, members[code_key(each.indicator.code)]) for each in traced.inputs if members)
    return {each.indicator.code: _counted(member, each.row.status) for each, member in found}


def _counted(member: Member, status: Status) -> Counted:
    if status not in POINTS:
        return Counted("", "")
    return Counted(digits(points_of(member, status)), digits(member.weight))


def _of_how_many(traced: Trace) -> str:
    lacking = [part.period.label for part in traced.parts if not part.said]
    return f"; {joined(lacking)} {'is' if len(lacking) == 1 else 'are'} missing" if lacking else ""


def sum_words(traced: Trace) -> str:
    """The figure as it is worked out: `19 ÷ 23 × 100 = 82.61%`; empty where its parts are not known."""
    figure, scale = traced.figure, traced.indicator.scale
    if traced.value is None or figure.numerator is None or figure.denominator is None:
        return ""
    times = f" × {digits(scale)}" if scale != 1 else ""
    return f"{digits(figure.numerator)} ÷ {digits(figure.denominator)}{times} = {traced.value_text}"


def parts_words(figure: Figure) -> str:
    """Numerator and denominator in short: `19/23`; empty where they are not known."""
    if figure.numerator is None or figure.denominator is None:
        return ""
    return f"{plain(figure.numerator)}/{plain(figure.denominator)}"


def digits(number: Decimal | None) -> str:
    """A count with commas between thousands; nothing for one that is not known.

    >>> digits(Decimal("8310")), digits(Decimal("0.50")), digits(None)
    ('8,310', '0.50', '')
    """
    return "" if number is None else f"{number:,f}"


def said_words(step: Step) -> str:
    """What a statement says: `83.33%, 5 out of 6`; of one that says no figure, why."""
    said = step.observation.said
    if not said.says_figure:
        return "commentary only"
    if said.numerator is None or said.denominator is None:
        return step.value_text or (said.gap.label if said.gap else "no figure")
    parts = f"{digits(said.numerator)} out of {digits(said.denominator)}"
    return f"{step.value_text}, {parts}" if step.value_text else parts


def became_words(step: Step) -> str:
    """What became of a statement: `held, then released; overtaken by a later one`."""
    became = BECAME[step.state] if step.state != State.HELD or step.waits else "held"
    return f"{became}; overtaken by a later one" if step.overtaken else became


def decided_words(decision: Decision, when: str) -> str:
    """Who decided a held figure, when and why."""
    return f"{upper_first(decision.decision.value)} by {decision.by}, {when}: {decision.reason}"


def finding_fate(finding: Finding, step: Step) -> str:
    """What became of a finding."""
    match finding.severity:
        case Severity.WARNING:
            return "said to the sender; the figure was taken"
        case Severity.HOLD:
            return became_words(step)
        case Severity.ERROR:
            return "sent back"


def passed_words(rules: Sequence[str]) -> str:
    """The names of rules as a list of what was looked for: `code missing, unknown code`."""
    return ", ".join(rule.replace("-", " ") for rule in rules)
