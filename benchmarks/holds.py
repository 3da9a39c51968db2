"""Which faults the checks hold, and how often they hold what is right.

`python -m benchmarks.holds [--each 60] [--data FOLDER]`: true returns are spoiled one fault at a time, written as their
senders write them, and read and checked by the steps that take in what is dropped. The true returns go the same way. First
the demonstration council's, then figures that other bodies published, where they are at hand. The same faults each time.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import NamedTuple

from benchmarks.councils import Council, DemoCouncil, Sent
from benchmarks.faults import FAULTS, Fault, Slip
from benchmarks.published import DATA, published
from flows.ingest_steps import check_figures, read_fresh
from flows.micro_batch import MicroBatch
from flows.pieces import InTurn
from infra.inbox import Arrival
from infra.settings import Settings
from infra.wiring import House
from transforms.check_frame import figure_points
from transforms.finding import Finding, Severity
from transforms.indicator import Indicator
from transforms.observation import Stated, figure_of
from transforms.period import Period

SECOND_YEAR = [Period.month(2009, 2).shifted(number) for number in range(10)]
"""Months of the demonstration with a year of figures before them; not its last, which it spoils itself."""

CARRIED_ON = [Period.month(2010, 1).shifted(number) for number in range(24)]
"""Two years more of the same series, which the demonstration does not show and for which it was not made to look sound."""

WRONG_OF = (20, 50, 100)
"""Of how many figures one is wrong, for the precision that is stated."""

A_TENTH = 0.1
"""What a wrong figure is off by, at the least, to be told as a grave miss: the council's own allowance."""

Found = Mapping[tuple[int, str], Sequence[Finding]]
"""Findings by the place of the return and the code."""


class FalseHold(NamedTuple):
    """A figure that was stopped though it is right."""

    code: str
    period: Period
    rule: str


@dataclass
class Tally:
    """What became of the faults of one kind: `held` and `refused` count faults of which a figure was, `warned` those of
    which something was said and nothing stopped; `let_in` the wrong figures that went in, of `figures`."""

    injected: int = 0
    held: int = 0
    refused: int = 0
    warned: int = 0
    figures: int = 0
    let_in: int = 0
    grave: int = 0

    @property
    def missed(self) -> int:
        """Faults of which nothing was stopped."""
        return self.injected - self.held - self.refused

    @property
    def recall(self) -> float:
        """The share that was stopped."""
        return 1 - self.missed / self.injected


@dataclass
class Measured:
    """What became of faults by kind, and of what was right."""

    months: int
    faults: dict[str, Tally] = field(default_factory=dict)
    false: list[FalseHold] = field(default_factory=list)
    right: int = 0

    @property
    def recall(self) -> float:
        """The mean of the kinds' recalls: each kind as likely as another."""
        return sum(tally.recall for tally in self.faults.values()) / max(1, len(self.faults))

    @property
    def false_rate(self) -> float:
        """The share of right figures that is stopped."""
        return len(self.false) / self.right

    def precision(self, one_of: int) -> float:
        """The share of holds that are faults, where one of so many figures is wrong."""
        true, false = self.recall / one_of, (1 - 1 / one_of) * self.false_rate
        return true / (true + false)


def measure(council: Council, each: int, seed: str = "holds") -> Measured:
    """Send a council's true returns, and of each kind so many faults spread over its months."""
    measured, spoiled = Measured(len(council.months)), _spoiled(council, each, seed)
    for month in council.months:
        sent = [*council.returns(month), *spoiled.get(month, ())]
        _tell(measured, council, sent, _checked(council, month, sent))
    measured.faults = {kind: measured.faults[kind] for kind in FAULTS if kind in measured.faults}
    return measured


def _spoiled(council: Council, each: int, seed: str) -> Mapping[Period, list[Sent]]:
    """So many faults of each kind by the month they fall into; fewer where there are not as many places for it."""
    by_month: dict[Period, list[Sent]] = defaultdict(list)
    for kind, fault in FAULTS.items():
        chance = Random(f"{seed}|{kind}")
        places = [
            (sent, at) for month in council.months for sent in council.returns(month) for at in range(len(sent.lines))
        ]
        chance.shuffle(places)
        slip = Slip(chance, council.figure)
        found = (sent for true, at in places if (sent := _with_fault(true, at, kind, fault, slip)))
        for sent, _ in zip(found, range(each), strict=False):
            by_month[sent.month].append(sent)
    return by_month


def _with_fault(sent: Sent, at: int, kind: str, fault: Fault, slip: Slip) -> Sent | None:
    spoiled = fault(sent.lines, at, slip) if sent.lines[at].stated.value is not None else None
    return sent._replace(lines=spoiled.lines, wrong=spoiled.codes, kind=kind) if spoiled else None


def _checked(council: Council, month: Period, sent: Sequence[Sent]) -> Found:
    """What is found of some returns of a month, by the steps that take in what is dropped."""
    arrives = datetime.combine(month.end + timedelta(days=15), datetime.min.time(), UTC)
    house, batch = House(Path(), Settings(today=arrives.date().isoformat())), MicroBatch()
    for each in sent:
        name, content = council.written(each)
        batch.add(Arrival(each.sender, name, arrives, ""), content, "")
    batch.register, batch.fresh = council.register, batch.files
    batch.past = list(figure_points(council.known_before(month), batch.register))
    read_fresh(house, batch, InTurn())
    check_figures(house, batch, InTurn())
    for fault in batch.faults.values():
        raise fault
    return {
        (row.source.file_id, indicator.code): batch.findings.get(place, ())
        for place, row in enumerate(batch.read.rows)
        if (indicator := council.register.indicator(row.code))
    }


def _tell(measured: Measured, council: Council, sent: Sequence[Sent], found: Found) -> None:
    for number, each in enumerate(sent):
        if each.kind:
            tally = measured.faults.setdefault(each.kind, Tally())
            _tell_fault(tally, council, each, {code: found[number, code] for code in each.wrong})
            continue
        measured.right += len(each.lines)
        for line in each.lines:
            rules = [finding.rule for finding in found[number, line.indicator.code] if finding.stops]
            measured.false += [FalseHold(line.indicator.code, line.stated.period, rule) for rule in rules[:1]]


def _tell_fault(tally: Tally, council: Council, sent: Sent, found: Mapping[str, Sequence[Finding]]) -> None:
    severities = {finding.severity for findings in found.values() for finding in findings}
    tally.injected += 1
    tally.held += Severity.HOLD in severities
    tally.refused += Severity.ERROR in severities and Severity.HOLD not in severities
    tally.warned += severities == {Severity.WARNING}
    tally.figures += len(found)
    for line in sent.lines:
        code = line.indicator.code
        if code in found and not any(finding.stops for finding in found[code]):
            tally.let_in += 1
            tally.grave += _is_grave(line.indicator, council.figure(line.indicator, line.stated.period), line.stated)


def _is_grave(indicator: Indicator, true: Stated | None, sent: Stated) -> bool:
    """Whether a wrong figure is off by a tenth or more."""
    was, now = figure_of(true, indicator) if true else None, figure_of(sent, indicator)
    return was is None or now is None or abs(float(now - was)) >= A_TENTH * abs(float(was))


def table(measured: Measured) -> Iterator[str]:
    """The table of faults, a line each."""
    heads = ("injected", "held", "refused", "warned", "missed", "recall", "let in", "grave")
    yield f"{'fault':36}" + "".join(f" {head:>8}" for head in heads)
    for kind, tally in measured.faults.items():
        counts = (tally.injected, tally.held, tally.refused, tally.warned, tally.missed)
        numbers = "".join(f" {count:8}" for count in counts)
        yield f"{kind:36}{numbers} {tally.recall:8.0%} {tally.let_in:8} {tally.grave:8}"
    yield f"{'each kind as likely as another':36}{'':45} {measured.recall:8.0%}"


def _print(title: str, measured: Measured) -> None:
    print(f"\n{title}")
    print("\n".join(table(measured)))
    print(
        f"right figures: {measured.right} in {measured.months} months, {len(measured.false)} held "
        f"({measured.false_rate:.1%}), {len(measured.false) / measured.months:.1f} a month"
    )
    rules = defaultdict(list)
    for held in measured.false:
        rules[held.rule].append(f"{held.code} {held.period}")
    for rule, figures in rules.items():
        print(f"    {rule}: {len(figures)} ({', '.join(figures[:6])}{', …' if len(figures) > 6 else ''})")
    of = ", ".join(f"{measured.precision(one_of):.0%} where one of {one_of} is wrong" for one_of in WRONG_OF)
    print(f"of what is held, wrong is: {of}")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--each", type=int, default=60)
    parser.add_argument("--data", type=Path, default=DATA)
    arguments = parser.parse_args()
    _print("The demonstration council, with a year of figures", measure(DemoCouncil(SECOND_YEAR), arguments.each))
    _print("The same, with two years of figures and more", measure(DemoCouncil(CARRIED_ON), arguments.each))
    for what, council in published(arguments.data).items():
        _print(f"Published: {what}", measure(council, arguments.each))


if __name__ == "__main__":
    main()
