"""The evidence of housekeeping as a table to sort and to filter: one row an indicator."""

from __future__ import annotations

from reports.blocks.housekeeping import because, questions
from reports.document import Document
from reports.figure_tables import CODE, NAME
from reports.table import Cell, Column, Kind, Table
from transforms.code import code_key
from transforms.housekeeping import Upkeep

COLUMNS = (
    CODE,
    NAME,
    Column("Suggestion", "What the evidence suggests; it decides nothing.", 20),
    Column("Because", "What was seen that speaks against it.", 60),
    Column("To ask", "The question that follows.", 40),
    Column("Reports", "How many declared reports print it, or what is worked out from it.", 9, Kind.FIGURE),
    Column("Judged", "How many of its figures were judged against a target.", 9, Kind.FIGURE),
    Column("Good", "How many of those were Good.", 9, Kind.FIGURE),
    Column("Printed", "How many figures there are.", 9, Kind.FIGURE),
    Column("Different", "How many of those differ as they are printed.", 10, Kind.FIGURE),
    Column("Commentaries required", "How often a commentary was required.", 15, Kind.FIGURE),
    Column("Commentaries in", "How many of those came.", 15, Kind.FIGURE),
    Column("Asked for", "How many figures were asked for.", 9, Kind.FIGURE),
    Column("Needed a hand", "How many of those were late, owed, refused, held or corrected.", 10, Kind.FIGURE),
    Column("Late", "How many came late.", 9, Kind.FIGURE),
    Column("Working days late", "By how many working days, together.", 10, Kind.FIGURE),
    Column("Owed", "How many have not come.", 9, Kind.FIGURE),
    Column("Refused", "Of how many something was refused.", 9, Kind.FIGURE),
    Column("Held", "How many were held for a check.", 9, Kind.FIGURE),
    Column("Corrected", "How many were corrected later.", 10, Kind.FIGURE),
    Column("Reminders", "How many mails asked for them after their day, or for a commentary.", 10, Kind.FIGURE),
)


def housekeeping(document: Document) -> Table:
    """One row an indicator that was looked at; none where the report does not print housekeeping."""
    seen = (document.upkeep.get(code_key(row.indicator.code)) for row in document.rows)
    rows = [_row(upkeep) for upkeep in seen if upkeep]
    what = "One row an indicator: what was seen of it, and what is suggested."
    return Table("Housekeeping", "What is collected, and what speaks for and against it", what, COLUMNS, rows)


def _row(upkeep: Upkeep) -> list[Cell]:
    effort, indicator = upkeep.effort, upkeep.indicator
    return [
        indicator.code, indicator.name, upkeep.suggestion.value, because(upkeep) or "Nothing", questions(upkeep) or "Nothing",
        len(upkeep.reports), upkeep.judged, upkeep.good, upkeep.printed, upkeep.different, upkeep.required, upkeep.explained,
        effort.asked, effort.troubled, effort.late, effort.days, effort.owed, effort.refused, effort.held,
        effort.corrected, effort.reminders,
    ]  # fmt: skip
