"""What a merged cell shows for the cells it covers. Labels and periods hold for all of them; a figure never does."""

from __future__ import annotations

from transforms.workbook import Cell, Sheet


def merged_over(sheet: Sheet, row: int, column: int) -> Cell:
    """What stands in the first cell of the merge that covers a cell, both counted from 0; blank where none does."""
    for merge in sheet.merged:
        if merge.first_row <= row <= merge.last_row and merge.first_column <= column <= merge.last_column:
            first = sheet.rows[merge.first_row]
            return first[merge.first_column] if merge.first_column < len(first) else ""
    return ""
