"""What is said of sheets in which no table of figures is found, or none that is read: what was seen there, and what
was looked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from transforms.errors import UnreadableReturn
from transforms.find_table import FIGURES, Table, find_table, header_field
from transforms.finding import Finding, Severity
from transforms.words import joined
from transforms.workbook import Sheet, Workbook, column_letters, words_of

NO_TABLE = "no-table"
"""The rule by which a file is sent back that has no ordinary header."""

NO_ROWS = "no-rows"
"""The rule by which one is sent back that has headings and nothing under them."""

EMPTY, ALL_HIDDEN = "empty-workbook", "all-hidden"
"""The rules by which one is sent back in which there is nothing, or nothing to be seen."""

WORDS_SHOWN = 4
LONGEST_WORD = 30
FIRST_ROWS = 60
LEAST_FIGURES = 3
"""Rows with a number and words beside it that make a sheet one of figures: notes may name a version or a telephone."""


def no_table(workbook: Workbook) -> UnreadableReturn:
    """Why no table was found: nothing in it, all of it hidden, a heading that lacks, or another kind of sheet."""
    filled = [sheet for sheet in workbook.sheets if any(words_of(cell) for row in sheet.rows for cell in row)]
    shown = [sheet for sheet in filled if not sheet.hidden]
    if not filled:
        message = "The file opens, but there is nothing in any of its cells."
        return UnreadableReturn(EMPTY, message, "Fill in the figures and send the file again.")
    if not shown:
        named = joined([f"'{sheet.name}'" for sheet in filled])
        message = f"Everything in the file stands on hidden sheets ({named}), and hidden sheets are not read."
        return UnreadableReturn(ALL_HIDDEN, message, "Unhide the sheet with the figures and send the file again.")
    return next(filter(None, map(_half_a_header, shown)), None) or _no_header(shown)


def passed_over(
    workbook: Workbook, tables: Sequence[Table], faults: Sequence[UnreadableReturn], known: Callable[[str], object]
) -> list[Finding]:
    """What is said of sheets with figures that are not read beside others that are, and of hidden rows."""
    spoken_of = {table.sheet.name for table in tables} | {fault.sheet for fault in faults}
    warnings = [warning for table in tables for warning in _hidden_rows(table)]
    for sheet in workbook.sheets:
        if sheet.hidden and _would_be_return(sheet, known):
            message = f"The sheet '{sheet.name}' is hidden and has figures; hidden sheets are not read."
            remedy = "If they are meant, unhide the sheet and send the file again."
            warnings.append(Finding(Severity.WARNING, "hidden-sheet", message, remedy, sheet.name))
        elif not sheet.hidden and sheet.name not in spoken_of and _has_figures(sheet):
            message = f"The sheet '{sheet.name}' has figures, but no header with Code and a figure; it is not read."
            remedy = "If its figures are meant, put those headings over the columns and send the file again."
            warnings.append(Finding(Severity.WARNING, "sheet-not-read", message, remedy, sheet.name))
    return warnings


def _hidden_rows(table: Table) -> Iterator[Finding]:
    hidden = [number for number, cells in table.body if number in table.sheet.hidden_rows and _figure_in(table, cells)]
    if hidden:
        rows = ", ".join(map(str, hidden[:WORDS_SHOWN])) + (" and more" if len(hidden) > WORDS_SHOWN else "")
        message = f"Hidden rows have figures, which are read like the others: {rows}."
        remedy = "If they are not meant, delete them and send the file again."
        cell = f"{table.letters()['code']}{hidden[0]}"
        yield Finding(Severity.WARNING, "hidden-rows", message, remedy, table.sheet.name, cell)


def _would_be_return(sheet: Sheet, known: Callable[[str], object]) -> bool:
    try:
        table = find_table(sheet)
    except UnreadableReturn:
        return False
    if table is None:
        return False
    code = table.columns["code"][0]
    return any(
        code < len(cells) and known(words_of(cells[code])) is not None and _figure_in(table, cells)
        for _, cells in table.body
    )


def _figure_in(table: Table, cells: Sequence[object]) -> bool:
    columns = [at for field in FIGURES for at in table.columns.get(field, ())]
    return any(at < len(cells) and words_of(cells[at]) for at in columns)


def _has_figures(sheet: Sheet) -> bool:
    found = 0
    for cells in sheet.rows:
        has_number = any(isinstance(cell, int | float) and not isinstance(cell, bool) for cell in cells)
        found += has_number and any(isinstance(cell, str) and words_of(cell) for cell in cells)
    return found >= LEAST_FIGURES


def _half_a_header(sheet: Sheet) -> UnreadableReturn | None:
    """A row that has a heading for the code, but none for a figure."""
    for number, cells in enumerate(sheet.rows[:FIRST_ROWS], start=1):
        fields = [header_field(cell) for cell in cells]
        if "code" in fields and sum(bool(words_of(cell)) for cell in cells) > 1:
            cell = f"{column_letters(fields.index('code'))}{number}"
            message = f"The headings of row {number} name the code, but no column for a figure: {_read(cells)}."
            remedy = "Call the column of the figures Value, or have a Numerator and a Denominator, and send it again."
            return UnreadableReturn(NO_TABLE, message, remedy, sheet.name, cell)
    return None


def _no_header(sheets: Sequence[Sheet]) -> UnreadableReturn:
    sheet = sheets[0]
    number, cells = next(
        (number, cells) for number, cells in enumerate(sheet.rows, start=1) if any(words_of(cell) for cell in cells)
    )
    where = f"sheet '{sheet.name}'" if sheet.name else "the file"
    message = (
        "No sheet has a header row with Code and either Value or Numerator and Denominator. "
        f"The first thing on {where} is row {number}: {_read(cells)}."
    )
    remedy = (
        "Put those headings over the columns, in one row, and send the file again; "
        "or ask the Policy Team to have your own layout read as it is."
    )
    return UnreadableReturn(NO_TABLE, message, remedy)


def _read(cells: Sequence[object]) -> str:
    """The first words of a row, as a person would read them out."""
    words = [" ".join(words_of(cell).split()) for cell in cells if words_of(cell)]
    told = [f"'{word[:LONGEST_WORD]}{'…' if len(word) > LONGEST_WORD else ''}'" for word in words[:WORDS_SHOWN]]
    return ", ".join(told) + (" and more" if len(words) > WORDS_SHOWN else "")
