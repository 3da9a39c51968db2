"""Reads the actions and referrals that a return lists, and says of each row that cannot be taken what to mend."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from transforms.action import ActionKind
from transforms.errors import UnreadablePeriod
from transforms.find_lists import ListTable
from transforms.finding import Finding, Severity
from transforms.listed_row import MEND_IF_NOT_MEANT, ListRow, Reading, indicator_of, none_known, rows_of
from transforms.read_day import day_of
from transforms.read_period import read_period
from transforms.stated_action import FollowUp, StatedAction
from transforms.words import long_date
from transforms.workbook import Cell, quoted, words_of

NO_ACTION = frozenset(
    [
        "-",
        "–",
        "—",
        "n/a",
        "na",
        "nil",
        "none",
        "no",
        "no action",
        "none required",
        "no action required",
        "no further action",
        "not applicable",
    ]
)
"""What is written where there is nothing to be done."""

NOT_DONE = frozenset(
    [
        "-",
        "–",
        "—",
        "n/a",
        "no",
        "n",
        "not yet",
        "not done",
        "not started",
        "ongoing",
        "on-going",
        "in progress",
        "under way",
        "underway",
        "open",
        "outstanding",
    ]
)
NO_DAY_YET = frozenset(
    ["-", "–", "—", "n/a", "tbc", "tba", "to be confirmed", "to be agreed", "ongoing", "on-going", "continuous"]
)
ABOUT_A_DAY = re.compile(
    r"^(?:(?:by|on|the|end of|end|mon|tues?|wed|thur?s?|fri|sat|sun|monday|tuesday|wednesday|thursday|friday|saturday|"
    r"sunday)[,.]?\s+)+",
    re.IGNORECASE,
)
"""What people write before a day: `Friday 5 March 2010`, `by the end of March 2010`."""

WORDS = ("action", "referral", "issue")
BESIDE_WORDS = ("referred_to", "who", "by_when", "done", "outcome")
WRITE_A_DAY = "Write the day, the month and the year, such as 31/03/2010, and send the file again."


class ActionsRead(NamedTuple):
    """The actions that can be taken, and what is to be said of the others and of what was assumed."""

    actions: list[StatedAction]
    findings: list[Finding]


class _Worded(NamedTuple):
    """One action of a row: its kind, its words and the field they stand in."""

    kind: ActionKind
    what: str
    field: str


def read_actions(table: ListTable, reading: Reading) -> ActionsRead:
    """The actions of one list.

    Where its rows are those of a table of figures, only those of the sender's own indicators are: what is wrong with
    the others is said of their figures.
    """
    rows = [row for row in rows_of(table) if not table.is_beside_figures or _is_own(row, reading)]
    if warning := none_known(table, rows, reading.register):
        return ActionsRead([], [warning])
    actions = [action for row in rows for action in _actions(row, reading)]
    return ActionsRead(actions, [finding for row in rows for finding in row.findings])


def _is_own(row: ListRow, reading: Reading) -> bool:
    indicator = reading.register.indicator(row.code)
    return indicator is not None and indicator.sender == reading.source.sender


def _actions(row: ListRow, reading: Reading) -> Sequence[StatedAction]:
    """What a row states; nothing where something of it is to be mended."""
    worded = list(_worded(row))
    if not worded and not _lacks_words(row):
        return ()
    indicator = indicator_of(row, reading.register)
    if indicator is None:
        return ()
    if indicator.sender != reading.source.sender:
        message = f"{indicator.code} is not yours: it belongs to {reading.register.name_of(indicator.sender)}."
        remedy = "Leave the row out, or ask the Policy Team to change who sends it."
        row.find("not-your-indicator", message, remedy, "code")
    if not worded:
        field = next(name for name in (*WORDS, "referred_to") if name in row.table.columns)
        message = f"The row on {indicator.code} does not say what is to be done."
        row.find("action-missing", message, "Write the action in this cell, or leave the row empty.", field)
    by_when, done = _by_when(row, reading), _done(row, reading)
    if not row.is_sound:
        return ()
    who, outcome = row.words("referred_to") or row.words("who"), row.words("outcome")
    said = FollowUp(who, by_when, done, outcome)
    where = reading.source, row.table.sheet.name
    return [
        StatedAction(*where, row.address(each.field), indicator.code, each.kind, each.what, said) for each in worded
    ]


def _worded(row: ListRow) -> Iterator[_Worded]:
    """The actions and referrals that a row has words for. What is referred to somebody is a referral, in any column."""
    columns, to = row.table.columns, row.words("referred_to")
    if action := _something(row.words("action")):
        yield _Worded(ActionKind.REFERRAL if to else ActionKind.ACTION, action, "action")
    matter = "issue" if "action" not in columns and "referral" not in columns else "referral"
    if referral := _something(row.words(matter)):
        yield _Worded(ActionKind.REFERRAL, referral, matter)
    if to and not columns.keys() & set(WORDS):
        yield _Worded(ActionKind.REFERRAL, f"Referred to {to}", "referred_to")


def _something(words: str) -> str:
    """The words, unless they say that there is nothing to be done."""
    return "" if words.casefold().strip(" .") in NO_ACTION else words


def _lacks_words(row: ListRow) -> bool:
    """Whether something is said of an action that is not: neither in words nor as none."""
    if row.table.is_beside_figures or row.says_any(WORDS):
        return False
    return row.says_any(BESIDE_WORDS)


def _by_when(row: ListRow, reading: Reading) -> date | None:
    """The day by which it is to be done; of a month, a quarter or a year the last."""
    cell = row.cell("by_when")
    words = words_of(cell)
    if not words:
        return None
    if day := _day(cell, reading):
        return day
    if words.casefold() in NO_DAY_YET:
        message = f"'{words}' names no day, so there is none by which this is to be done."
        row.find(
            "no-day", message, "Write the day when it is agreed, and send the file again.", "by_when", Severity.WARNING
        )
        return None
    try:
        day = read_period(_bare(cell), year_start=reading.year_start, epoch_1904=reading.epoch_1904).end
    except UnreadablePeriod:
        row.find("not-a-day", f"'{quoted(words)}' names no day.", WRITE_A_DAY, "by_when")
        return None
    message = f"'{quoted(words)}' is taken as {long_date(day)}, its last day."
    row.find("taken-as", message, MEND_IF_NOT_MEANT, "by_when", Severity.WARNING)
    return day


def _done(row: ListRow, reading: Reading) -> date | None:
    """The day on which it was done, if it was."""
    cell = row.cell("done")
    words = words_of(cell)
    if not words or cell is False or words.casefold() in NOT_DONE:
        return None
    day = _day(cell, reading)
    if day is None:
        message = f"'{quoted(words)}' does not name the day on which it was done."
        row.find("not-a-day", message, WRITE_A_DAY, "done")
    elif day > reading.today:
        message = f"{long_date(day)} is in the future: what was done was done by today, {long_date(reading.today)}."
        row.find("done-in-future", message, "Correct the day, or put it under By when.", "done")
    return day


def _day(cell: Cell, reading: Reading) -> date | None:
    return day_of(_bare(cell), epoch_1904=reading.epoch_1904)


def _bare(cell: Cell) -> Cell:
    """A cell without what people write before a day."""
    return ABOUT_A_DAY.sub("", words_of(cell)) if isinstance(cell, str) else cell
