"""What was wrong with a sender's returns, by kind; what went out without them, or because of them; and which due day
they would have kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from transforms.council import Council
from transforms.due import Roll, due_date
from transforms.finding import Finding, Severity
from transforms.issue import FIRST_VERSION, Issue
from transforms.receipt import Receipt
from transforms.reminded import Occasion, Reminded
from transforms.timeliness import Delivery

GRAVEST = (Severity.ERROR, Severity.HOLD, Severity.WARNING)

LATEST_DUE_DAY = 28
"""A day that every month has."""

NEARLY_ALL = 9, 10
"""A due day fits a sender if nine of ten returns would have kept it."""


@dataclass(frozen=True, slots=True)
class Shortcoming:
    """One kind of finding on a sender's returns: how often, in how many files, and the latest as an example."""

    rule: str
    severity: Severity
    times: int
    files: int
    example: Finding
    example_file: str


def shortcomings_of(receipts: Iterable[Receipt]) -> list[Shortcoming]:
    """What was found on some files, by kind: what was refused first, then what was held, and what came up most.

    What commentaries leave open is between Mortar and whoever wrote them.
    """
    found: dict[tuple[Severity, str], list[tuple[Receipt, Finding]]] = {}
    for receipt in sorted(receipts, key=lambda receipt: receipt.recorded_at):
        for finding in receipt.findings:
            if not finding.is_on_commentary:
                found.setdefault((finding.severity, finding.rule), []).append((receipt, finding))
    kinds = [_shortcoming(cases) for cases in found.values()]
    return sorted(kinds, key=lambda kind: (GRAVEST.index(kind.severity), -kind.times, kind.rule))


def _shortcoming(cases: Sequence[tuple[Receipt, Finding]]) -> Shortcoming:
    latest = cases[-1][0]
    example = next(finding for receipt, finding in cases if receipt is latest)
    files = len({receipt.key for receipt, _ in cases})
    return Shortcoming(example.rule, example.severity, len(cases), files, example, latest.file)


def fitting_day(deliveries: Sequence[Delivery], due_day: int, roll: Roll) -> int | None:
    """The earliest later due day, of those a register may name, that nearly all returns would have kept.

    `None` where they keep the day they have, or would keep none. What a feed gives is expected by another rule.
    """
    of_day = [each for each in deliveries if each.expected.feed is None]
    days = (day for day in range(due_day, LATEST_DUE_DAY + 1) if _would_fit(of_day, day, roll))
    fitting = next(days, None) if of_day else None
    return None if fitting == due_day else fitting


def would_keep(deliveries: Iterable[Delivery], day: int, roll: Roll) -> int:
    """How many returns would have come in time had this been the due day."""
    return sum(
        each.came is not None and each.came <= due_date(each.expected.periods[-1], day, roll) for each in deliveries
    )


def _would_fit(deliveries: Sequence[Delivery], day: int, roll: Roll) -> bool:
    kept, of = NEARLY_ALL
    return would_keep(deliveries, day, roll) * of >= len(deliveries) * kept


def went_without(deliveries: Iterable[Delivery], issues: Iterable[Issue], council: Council) -> list[Issue]:
    """The reports that first went out without figures that were due by then, in the order in which they did.

    What a feed is not expected to give before a report's day is not missed in it.
    """
    late = [each for each in deliveries if not each.on_time]
    firsts = [issue for issue in issues if issue.version == FIRST_VERSION]
    return [issue for issue in firsts if any(_was_missed(each, issue, council.day_of(issue.as_at)) for each in late)]


def reminders_needed(deliveries: Iterable[Delivery], reminded: Iterable[Reminded]) -> int:
    """How many mails went out about returns after the day they were due; one about several is one mail."""
    expected = [each.expected for each in deliveries]
    due = {(each.sender, str(period)): each.due for each in expected for period in each.periods}
    of_returns = [told for told in reminded if told.matter.occasion != Occasion.COMMENTARY]
    after = (told for told in of_returns if told.day > due.get((told.matter.sender, told.matter.period), date.max))
    return len({told.identity for told in after})


def _was_missed(delivery: Delivery, issue: Issue, day: date) -> bool:
    is_printed = any(issue.period.contains(period) for period in delivery.expected.periods)
    return is_printed and delivery.expected.due <= day and (delivery.came is None or day < delivery.came)
