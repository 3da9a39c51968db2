"""Whose returns are spoiled and checked: the demonstration's council, in the handwriting of its senders."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple, Protocol

from flows.demo.habits import habit_of, in_words
from flows.demo.lay_out import lay_out
from flows.demo.lines import Line, lines_of
from flows.demo.series import FIRST_MONTH, demo_figure
from flows.demo.tables import demo_register
from flows.demo.workbooks import write_workbook
from transforms.indicator import Indicator
from transforms.observation import Stated
from transforms.period import Length, Period
from transforms.register import Register, SenderKind


class Sent(NamedTuple):
    """A return as it is sent; `wrong` are the codes of its spoiled lines, `kind` the fault."""

    sender: str
    month: Period
    lines: Sequence[Line]
    kind: str = ""
    wrong: Sequence[str] = ()


class Council(Protocol):
    """Who sends what is measured."""

    register: Register
    months: Sequence[Period]

    def returns(self, month: Period) -> Sequence[Sent]:
        """The true returns of a month."""

    def figure(self, indicator: Indicator, period: Period) -> Stated | None:
        """A true figure; `None` where there is none."""

    def known_before(self, month: Period) -> Mapping[str, Mapping[Period, Stated]]:
        """The true figures of all periods that were over before the end of a month, by code."""

    def written(self, sent: Sent) -> tuple[str, bytes]:
        """The name and the bytes of the file."""


class DemoCouncil:
    """The demonstration's departments and partners, in some months. Years are left out: of them there is no past.

    Its series go on for ever, so that months may be taken that the demonstration does not show.
    """

    def __init__(self, months: Sequence[Period]) -> None:
        self.months, self.register = months, demo_register()

    def returns(self, month: Period) -> Sequence[Sent]:
        """The true returns of a month."""
        return _demo_returns(month)

    def figure(self, indicator: Indicator, period: Period) -> Stated | None:
        """A true figure, from the first month that the demonstration knows."""
        return demo_figure(indicator, period) if period.start >= FIRST_MONTH.start else None

    def known_before(self, month: Period) -> Mapping[str, Mapping[Period, Stated]]:
        """The true figures before a month, by code."""
        sent = [rows[-1] for rows in self.register.indicators.values() if rows[-1].is_sent]
        return {indicator.code: dict(_series(indicator, month)) for indicator in sent}

    def written(self, sent: Sent) -> tuple[str, bytes]:
        """The return as its sender lays it out."""
        habit = habit_of(sent.sender, sent.month)
        pages = lay_out(sent.lines, habit, sent.month)
        content = write_workbook(habit.kind, pages, encoding=habit.encoding, delimiter=habit.delimiter)
        return in_words(habit.file, sent.month), content


@cache
def _demo_returns(month: Period) -> Sequence[Sent]:
    senders = [sender.sender for sender in demo_register().senders.values() if sender.kind != SenderKind.FEED]
    returns = [Sent(sender, month, _lines(sender, month)) for sender in senders]
    return [sent for sent in returns if sent.lines]


def _lines(sender: str, month: Period) -> Sequence[Line]:
    return [line for line in lines_of(sender, month, None, mended=True) if line.stated.period.months < Length.YEAR]


def _series(indicator: Indicator, month: Period) -> Iterator[tuple[Period, Stated]]:
    length = indicator.frequency.length
    period = FIRST_MONTH if length == Length.MONTH else FIRST_MONTH.within(length)
    while period.end < month.end:
        if indicator.covers(period) and period.start >= FIRST_MONTH.start:
            yield period, demo_figure(indicator, period)
        period = period.shifted(period.months)
