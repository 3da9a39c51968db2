"""Reads what a file lists beside its figures: actions, referrals, and the figures of other councils."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from typing import NamedTuple

from transforms.find_lists import ListKind, ListTable
from transforms.finding import Finding, Severity
from transforms.listed_row import Reading, rows_of
from transforms.read_actions import read_actions
from transforms.read_comparisons import read_comparisons
from transforms.stated_action import StatedAction
from transforms.stated_comparison import StatedComparison
from transforms.workbook import words_of


class ListsRead(NamedTuple):
    """The rows of lists that can be taken, and what is to be said of others."""

    actions: Sequence[StatedAction] = ()
    comparisons: Sequence[StatedComparison] = ()
    findings: Sequence[Finding] = ()

    @property
    def says_any(self) -> bool:
        """Whether there is a row that is taken, or of which something is said."""
        return bool(self.actions or self.comparisons or self.findings)

    def with_more(self, more: ListsRead) -> ListsRead:
        """What two lists say."""
        return ListsRead(
            [*self.actions, *more.actions], [*self.comparisons, *more.comparisons], [*self.findings, *more.findings]
        )


def read_lists(lists: Iterable[ListTable], reading: Reading) -> ListsRead:
    """What some lists of a file say. Those on hidden sheets are not read, as figures are not."""
    return reduce(ListsRead.with_more, (_read_list(table, reading) for table in lists), ListsRead())


def _read_list(table: ListTable, reading: Reading) -> ListsRead:
    if table.sheet.hidden:
        return ListsRead(findings=list(_hidden(table, reading)))
    if table.kind == ListKind.ACTIONS:
        actions, findings = read_actions(table, reading)
        return ListsRead(actions, findings=findings)
    comparisons, findings = read_comparisons(table, reading)
    return ListsRead(comparisons=comparisons, findings=findings)


def codes_in(lists: Sequence[ListTable]) -> list[str]:
    """The codes of the rows of actions, by which it can be told whose file it is."""
    return [row.code for table in lists if table.kind == ListKind.ACTIONS for row in rows_of(table)]


def _hidden(table: ListTable, reading: Reading) -> Iterator[Finding]:
    if any(reading.register.indicator(words_of(table.cell(cells, "code"))) for _, cells in table.body):
        message = f"The sheet '{table.sheet.name}' is hidden and lists {table.kind}; hidden sheets are not read."
        remedy = "If they are meant, unhide the sheet and send the file again."
        yield Finding(Severity.WARNING, "hidden-sheet", message, remedy, table.sheet.name)
