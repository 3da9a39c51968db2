"""Follows a figure back: which statements stand behind it, and what became of each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TypeVar

from expectations.suite import SUITE_OF, Suite, suite_named
from flows.knowing import Known, judged_by
from flows.opened_files import OpenedFiles
from infra.warehouse.receipts import receipts_of
from infra.wiring import House
from transforms.change import changes_of
from transforms.code import code_key
from transforms.errors import UnknownItem
from transforms.figure_address import words_of_codes
from transforms.finding import Finding
from transforms.indicator import Indicator
from transforms.observation import Observation
from transforms.period import Length, Period
from transforms.read_batch import ReadBatch
from transforms.receipt import FileKey, Receipt, key_of
from transforms.register import Register, SenderKind
from transforms.restated import Restated
from transforms.settle import SentFile, stated_by
from transforms.stated_row import StatedRow
from transforms.traced import SentBack, Step, Trace, all_sent_back, parts_of, statements_used, steps_of

T = TypeVar("T")


@dataclass(frozen=True)
class Evidence:
    """What was known at an instant of where figures come from: statements and what was sent back by `code_key`, findings
    by statement, every file that came, those that repeated something by sender, the registers by which these were read,
    the word of each code in the names of pages, and what was restated of the settings of each.
    """

    known: Known
    stated: Mapping[str, Sequence[Observation]]
    sent_back: Mapping[str, Sequence[SentBack]]
    findings: Mapping[str, Sequence[Finding]]
    receipts: Mapping[FileKey, Receipt]
    repeating: Mapping[str, Sequence[Receipt]]
    registers: Mapping[str, Register]
    files: OpenedFiles
    words: Mapping[str, str]
    restated: Mapping[str, Sequence[Restated]]
    _rows: dict[FileKey, Sequence[StatedRow]] = field(default_factory=dict)

    def indicator(self, code: str, period: Period) -> Indicator:
        """What stood for a code when the period was reported, or stands now. Raises `UnknownItem`."""
        history = self.known.judge.register
        indicator = history.indicator(code, period) or history.latest.indicator(code)
        if indicator is None:
            raise UnknownItem(f"There is no indicator '{code}'.", "Write the code as it stands in the register.")
        return indicator

    def trace(self, code: str, period: Period) -> Trace:
        """The trace of a code in a period. Raises `UnknownItem`."""
        indicator, judge = self.indicator(code, period), self.known.judge
        within = [each for each in self.stated.get(code_key(code), ()) if period.contains(each.said.period)]
        used = statements_used(judge, indicator, period)
        names = {str(part) for length in Length if length <= period.months for part in period.parts(length)}
        return Trace(
            indicator,
            period,
            judge.row(indicator, period),
            judge.figure(indicator, period),
            [self._completed(step, within) for step in steps_of(indicator, within, self.findings, used)],
            parts_of(judge, indicator, period),
            changes_of(indicator, within),
            [each for each in self.sent_back.get(code_key(code), ()) if each.finding.period in names],
            indicator.made_of.words if indicator.made_of else "",
            [self.trace(feeder.code, period) for feeder in judge.feeders(indicator, period)],
            [each for each in self.restated.get(code_key(code), ()) if each.setting.period == period],
        )

    def _completed(self, step: Step, within: Sequence[Observation]) -> Step:
        """A step with who sent it, when it came, by which checks it was passed, and where it was said again."""
        stated = step.observation
        raised = {finding.rule for finding in step.findings}
        return replace(
            step,
            sender_name=self.known.judge.register.latest.name_of(stated.sender),
            receipt=self.receipts.get(key_of(stated)),
            passed=[rule for rule in self._suite(stated).rules if rule not in raised],
            repeated=list(self._repeated(stated, {key_of(each) for each in within})),
        )

    def _suite(self, stated: Observation) -> Suite:
        register = self.known.judge.register
        sender = register.sender(stated.sender, stated.said.period) or register.latest.senders.get(stated.sender)
        return suite_named(SUITE_OF[sender.kind if sender else SenderKind.DEPARTMENT])

    def _repeated(self, stated: Observation, told: set[FileKey]) -> Iterable[Receipt]:
        """The later files of the sender that state the same figure of the same period, and nothing new of it."""
        if not stated.said.says_figure:
            return
        for receipt in self.repeating.get(stated.sender, ()):
            is_later = receipt.recorded_at > stated.recorded_at and receipt.key not in told
            if is_later and self._says_again(receipt, stated):
                yield receipt

    def _says_again(self, receipt: Receipt, stated: Observation) -> bool:
        key = code_key(stated.code), stated.said.period
        rows = (row for row in self._rows_of(receipt) if (code_key(row.code), row.period) == key)
        return any(stated.said.same_figure(stated_by(row)) for row in rows)

    def _rows_of(self, receipt: Receipt) -> Sequence[StatedRow]:
        """What a file states, read as it was when it came: by the register of that day."""
        if receipt.key not in self._rows:
            opened, council = self.files.open(receipt.sha256), self.known.council
            read = ReadBatch()
            if not isinstance(opened, str):
                file = SentFile(0, receipt.sender, receipt.file, receipt.sha256, 0, receipt.arrived_at)
                register, day = self.registers[receipt.register_entry], council.day_of(receipt.recorded_at)
                read.add(file, opened, register, council.year_start, day)
            self._rows[receipt.key] = read.rows
        return self._rows[receipt.key]


def evidence_at(house: House, as_at: datetime | None = None) -> Evidence:
    """What was known at an instant, by default now, of where figures come from."""
    with house.knowledge(as_at) if as_at else house.glimpse() as knowledge:
        known = judged_by(knowledge, knowledge.observations())
        receipts, findings, restated = receipts_of(knowledge), knowledge.findings(), knowledge.restated()
        repeating = [receipt for receipt in receipts if receipt.unchanged]
        registers = {entry: knowledge.applied(entry) for entry in {each.register_entry for each in repeating}}
    return Evidence(
        known,
        _grouped(known.observations, lambda each: code_key(each.code)),
        _grouped(all_sent_back(receipts), lambda each: code_key(each.finding.code)),
        findings,
        {receipt.key: receipt for receipt in receipts},
        _grouped(repeating, lambda each: each.sender),
        registers,
        OpenedFiles(house.lake),
        words_of_codes(known.judge.register),
        _grouped(restated, lambda each: code_key(each.act.code)),
    )


def trace(house: House, code: str, period: Period, as_at: datetime | None) -> Trace:
    """The trace of a code in a period as at an instant, by default now. Raises `UnknownItem`."""
    return evidence_at(house, as_at).trace(code, period)


def _grouped(items: Iterable[T], key: Callable[[T], str]) -> Mapping[str, Sequence[T]]:
    """Things by a key, each group in their order."""
    found: dict[str, list[T]] = defaultdict(list)
    for item in items:
        found[key(item)].append(item)
    return found
