"""The returns of the demo council, as bytes in an inbox: two years of them, in the order they arrived."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from flows.demo.action_pages import action_pages
from flows.demo.habits import habit_of, in_words
from flows.demo.lay_out import lay_out
from flows.demo.lines import lines_of
from flows.demo.post import arrival, post_of
from flows.demo.series import FIRST_MONTH, LAST_MONTH
from flows.demo.tables import demo_register, table
from flows.demo.workbooks import write_workbook
from transforms.period import Period
from transforms.read_period import named_period

DEMO_TODAY = date(2010, 1, 20)
"""The day on which the demo opens: the quarter is over, most returns are in, some are late."""


@dataclass(frozen=True, slots=True)
class DemoReturn:
    """One file as sent: whose it is, its name, when it arrives (UTC) and its bytes."""

    sender: str
    file: str
    arrives: datetime
    content: bytes


def demo_returns() -> Iterator[DemoReturn]:
    """Every return that has arrived by `DEMO_TODAY`, in order of arrival."""
    yield from (sent.written() for sent in _all_sent() if sent.arrives.date() <= DEMO_TODAY)


def returns_to_come() -> Iterator[DemoReturn]:
    """The returns of the same months that arrive after `DEMO_TODAY`: the late department's and the feeds'."""
    yield from (sent.written() for sent in _all_sent() if sent.arrives.date() > DEMO_TODAY)


@dataclass(frozen=True, slots=True)
class _Sent:
    """A return that is not written yet; `mended` where what went wrong was put right before sending."""

    arrives: datetime
    sender: str
    month: Period
    file: str
    mended: bool = False

    def written(self) -> DemoReturn:
        """The return with its bytes."""
        habit = habit_of(self.sender, self.month)
        lines = lines_of(self.sender, self.month, post_of(self.sender, self.month).final_after, mended=self.mended)
        pages = [*lay_out(lines, habit, self.month), *action_pages(self.sender, self.month)]
        content = write_workbook(habit.kind, pages, encoding=habit.encoding, delimiter=habit.delimiter)
        return DemoReturn(self.sender, self.file, self.arrives, content)


def _all_sent() -> list[_Sent]:
    return sorted([*_first_sent(), *_sent_again()], key=lambda sent: (sent.arrives, sent.sender))


def _first_sent() -> Iterator[_Sent]:
    senders = dict.fromkeys(row[-1].sender for row in demo_register().indicators.values())
    for sender in sorted(senders):
        month = FIRST_MONTH
        while month <= LAST_MONTH:
            yield _Sent(arrival(sender, month), sender, month, in_words(habit_of(sender, month).file, month))
            month = month.shifted(1)


def _sent_again() -> Iterator[_Sent]:
    """The returns of `second_post.csv`: corrected, or the same bytes under another name."""
    for row in table("second_post"):
        month = named_period(row["month"])
        arrives = arrival(row["sender"], month) + timedelta(days=int(row["days_later"]))
        yield _Sent(arrives, row["sender"], month, row["file"], mended=row["mended"] == "yes")
