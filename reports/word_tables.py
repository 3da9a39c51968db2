"""The tables of words that a report holds: its key, its actions, what changed and what was revised."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from reports.blocks.restated import HEADING as RESTATED
from reports.document import Document
from reports.figure_tables import CODE, NAME
from reports.key import ICON_MEANINGS, ICONS_TELL, LIGHT_MEANINGS, SIGNS, TREND_MEANINGS
from reports.table import KEY_NAME, Cell, Column, Kind, Table
from transforms.action import Action
from transforms.code import code_key
from transforms.words import joined, upper_first

PRECISION = (
    "A figure stands without its unit, rounded as the report prints it; it is judged at that precision. "
    "Where there is no figure its cell has a shorthand, [x], [z] or [c]: no cell is left empty."
)
NOTES = (
    ("note 1", PRECISION),
    ("note 2", "The status is the figure against its target. Figures of incomplete periods are not judged."),
    ("note 3", "A trend is told in the direction that is better: where lower is better, a falling figure improves."),
    ("note 4", f"{ICONS_TELL} Grades, yes and no, and what counts up from the start of the year are not judged so."),
)
"""What the heads of columns refer to."""


def key(tables: Sequence[Table]) -> Table:
    """The notes, every light, trend and shorthand, and each column of the tables that follow."""
    columns = (
        Column("Sign", "What stands in the tables.", 32),
        Column("Kind", "What sort of sign it is.", 44),
        Column("Meaning", "What it says.", 90),
    )
    rows = [
        *((sign, "Note", meaning) for sign, meaning in NOTES),
        *((status.label, "Status", meaning) for status, meaning in LIGHT_MEANINGS.items()),
        *((trend.label, "Trend", meaning) for trend, meaning in TREND_MEANINGS.items()),
        *((each.label, "Variation or assurance", each.meaning) for each in ICON_MEANINGS),
        *((sign, "Shorthand", meaning) for sign, meaning in SIGNS.items()),
        *((head, f"Column of {joined(of)}", description) for (head, description), of in _columns(tables).items()),
    ]
    return Table(KEY_NAME, KEY_NAME, "Every note, sign and column of this workbook.", columns, rows)


def _columns(tables: Sequence[Table]) -> Mapping[tuple[str, str], Sequence[str]]:
    """The names of the tables in which a column stands, by its head and what it holds."""
    found: dict[tuple[str, str], list[str]] = {}
    for table in tables:
        for column in table.columns:
            found.setdefault((column.head, column.description), []).append(table.name)
    return found


def actions(document: Document) -> Table:
    """One row an action or referral."""
    columns = (
        CODE,
        NAME,
        Column("Kind", "An action of a service, or an issue that a committee referred to somebody.", 11),
        Column("What", "What is to be done.", 60),
        Column("Who", "Who does it, or to whom it is referred.", 26),
        Column("By when", "The day by which it is to be done.", 18, Kind.DAY),
        Column("How it stands", "Open, overdue or done, on the day of the report.", 14),
        Column("Done on", "The day on which it was done.", 18, Kind.DAY),
        Column("Outcome", "What came of it.", 50),
        Column("Stated by", "Who stated it.", 26),
    )
    rows = [
        (row.indicator.code, row.indicator.name, *_action(action, document.today))
        for row in document.rows
        for action in document.actions.get(code_key(row.indicator.code), ())
    ]
    what = "One row an action or referral, as it stood on the day of the report."
    return Table("Actions", "Actions and referrals", what, columns, rows)


def _action(action: Action, today: date) -> Sequence[Cell]:
    return (
        upper_first(action.kind.value), action.what, action.who or "Nobody named", action.by_when or "No day",
        action.progress(today).label, action.done or "Not done", action.outcome or "None yet", action.by,
    )  # fmt: skip


def differing(document: Document) -> Table:
    """One row a cell that the version before printed otherwise."""
    columns = (
        CODE,
        NAME,
        Column("What changed", "The column of the report.", 24),
        Column("Was", "What the version before printed.", 60),
        Column("Is", "What this version prints.", 60),
    )
    replaced = document.replaces
    rows = [
        (each.code, each.name, cell.column, cell.was or "Nothing", cell.now or "Nothing")
        for each in (replaced.differing if replaced else ())
        for cell in each.cells
    ]
    title = f"What changed since version {replaced.version}" if replaced else "What changed"
    return Table("What changed", title, "One row a cell that is printed otherwise now.", columns, rows)


def restated(document: Document) -> Table:
    """One row a setting of a period that was changed on purpose."""
    columns = (
        CODE,
        Column("Period", "The period that is judged otherwise.", 13),
        Column("Setting", "By what it is judged: a target, a tolerance, a definition.", 18),
        Column("Was", "What the register said when the period was reported.", 40),
        Column("Is", "What it is judged by now.", 40),
        Column("By", "Who decided it.", 24),
        Column("Decided on", "The day of that decision.", 18, Kind.DAY),
        Column("Why", "The reason that was given.", 60),
    )
    rows = [
        (each.act.code, str(each.setting.period), each.setting.name, each.setting.was or "Nothing",
         each.setting.now or "Nothing", each.act.by, each.act.restated_on, each.act.reason)
        for each in document.restated
    ]  # fmt: skip
    return Table("Restated", RESTATED, "One row a setting of an earlier period.", columns, rows)


def revisions(document: Document) -> Table:
    """One row a figure that was revised."""
    columns = (
        CODE,
        NAME,
        Column("Period", "The period of the figure.", 13),
        Column("Was", "The figure as it was printed before.", 20),
        Column("Is", "The figure as it is printed now.", 20),
        Column("Changed on", "The day on which that became known.", 18, Kind.DAY),
    )
    rows = [
        (change.code, change.name, str(change.period), change.was, change.now,
         change.changed_at.astimezone(document.zone).date())
        for change in document.changes
    ]  # fmt: skip
    what = "One row a figure that was corrected after it first came in."
    return Table("Revisions", "Figures revised", what, columns, rows)
