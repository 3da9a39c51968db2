"""Every return of the demo council, written, read and checked once for all tests of this folder."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd
import pytest

from expectations.check import check_rows
from flows.demo.returns import DEMO_TODAY, DemoReturn, demo_returns
from flows.demo.tables import demo_register
from transforms.check_frame import check_frame, row_points
from transforms.errors import UnreadableReturn
from transforms.find_lists import find_lists
from transforms.finding import Finding, Severity
from transforms.history import History, Point
from transforms.observation import Stated, figure_of
from transforms.period import Period
from transforms.read_return import read_return
from transforms.read_workbook import read_workbook
from transforms.register import Register
from transforms.stated_row import Source, StatedRow


@dataclass
class Replay:
    """What came of the returns: their rows in order, the findings on each, and the files refused whole."""

    returns: Sequence[DemoReturn]
    rows: list[StatedRow] = field(default_factory=list)
    findings: Mapping[int, Sequence[Finding]] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)

    def found(self, severity: Severity, *, in_last_month: bool) -> list[tuple[str, str, str, str]]:
        """Rule, sender, code and cell of each finding on the returns of the last month, or of those before."""
        return sorted(
            (finding.rule, self.rows[position].source.sender, finding.code, finding.cell)
            for position, findings in self.findings.items()
            for finding in findings
            if finding.severity == severity and self.came_last(self.rows[position]) == in_last_month
        )

    def came_last(self, row: StatedRow) -> bool:
        """Whether the row's return arrived in the last month of the demo."""
        return is_of_last_month(self.returns[row.source.file_id])

    def of(self, file: str) -> list[StatedRow]:
        """The rows of one file."""
        return [row for row in self.rows if row.source.file == file]

    def taken(self, code: str) -> dict[Period, Stated]:
        """What counts for a code: the last figure stated for each period that was neither held nor refused."""
        return {
            row.period: stated(row)
            for position, row in enumerate(self.rows)
            if row.code == code and row.period and not self._stopped(position)
        }

    def _stopped(self, position: int) -> bool:
        return any(finding.severity != Severity.WARNING for finding in self.findings.get(position, ()))


def stated(row: StatedRow) -> Stated:
    """The row as an observation would state it."""
    assert row.period is not None
    figure = figure_of(row, demo_register().indicator(row.code))
    return Stated(row.period, figure, row.numerator, row.denominator, row.gap, row.provisional)


def is_of_last_month(sent: DemoReturn) -> bool:
    """Whether the return arrived in the month of the demo's today."""
    return (sent.arrives.year, sent.arrives.month) == (DEMO_TODAY.year, DEMO_TODAY.month)


@pytest.fixture(scope="session")
def register() -> Register:
    """The demo council's register."""
    return demo_register()


@pytest.fixture(scope="session")
def returns() -> Sequence[DemoReturn]:
    """Every return that has arrived by the demo's today."""
    return tuple(demo_returns())


@pytest.fixture(scope="session")
def replay(returns: Sequence[DemoReturn], register: Register) -> Replay:
    """The returns, each checked on the day it arrived against the figures that had come in before.

    Nothing of the last month enters the history, so a held figure cannot. In the months before nothing
    is held, which is what the tests show. The frames are checked together, for speed.
    """
    replay = Replay(returns)
    points: list[tuple[str, Period, Point]] = []
    frames = []
    for number, sent in enumerate(returns):
        rows = list(_read(replay, number, sent, register))
        frames.append(check_frame(rows, register, History.of(points), sent.arrives.date()))
        replay.rows.extend(rows)
        if not is_of_last_month(sent):
            points.extend(row_points(rows, register))
    kinds = {sender.sender: sender.kind for sender in register.senders.values()}
    replay.findings = check_rows(replay.rows, pd.concat(frames, ignore_index=True), kinds, register, DEMO_TODAY)
    return replay


def _read(replay: Replay, number: int, sent: DemoReturn, register: Register) -> Sequence[StatedRow]:
    try:
        figures = find_lists(read_workbook(sent.content)).rest
        return read_return(figures, Source(number, sent.sender, sent.file), register.indicator).rows
    except UnreadableReturn as refusal:
        replay.refused[sent.file] = refusal.rule
        return ()
