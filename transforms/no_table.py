"""What is said of a workbook in which no table of figures is found: what was seen there, and what was looked for."""

from __future__ import annotations

from collections.abc import Sequence

from transforms.errors import UnreadableReturn
from transforms.find_table import header_field
from transforms.words import joined
from transforms.workbook import Sheet, Workbook, column_letters, words_of

NO_TABLE = "no-table"
"""The rule by which a file is sent back that has no ordinary header."""

WORDS_SHOWN = 4
LONGEST_WORD = 30
FIRST_ROWS = 60


def no_table(workbook: Workbook) -> UnreadableReturn:
    """Why no table was found: nothing in it, all of it hidden, a heading that lacks, or another kind of sheet."""
    filled = [sheet for sheet in workbook.sheets if any(words_of(cell) for row in sheet.rows for cell in row)]
    shown = [sheet for sheet in filled if not sheet.hidden]
    if not filled:
        message = "The file opens, but there is nothing in any of its cells."
        return UnreadableReturn("empty-workbook", message, "Fill in the figures and send the file again.")
    if not shown:
        named = joined([f"'{sheet.name}'" for sheet in filled])
        message = f"Everything in the file stands on hidden sheets ({named}), and hidden sheets are not read."
        return UnreadableReturn("all-hidden", message, "Unhide the sheet with the figures and send the file again.")
    return next(filter(None, map(_half_a_header, shown)), None) or _no_header(shown)


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
