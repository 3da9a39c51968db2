"""Reads .xlsx and .xlsm: the fast reader gives the cells, the sheet's own XML what that reader leaves out."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence

from python_calamine import CalamineSheet, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from transforms.number_format import as_percent
from transforms.refused_file import damaged, protected
from transforms.workbook import Cell, Merge, Sheet, Workbook, even_out
from transforms.xlsx_marks import BookMarks, Marks, SheetMarks, marks_of
from transforms.zip_parts import ZipParts


def read_xlsx(content: bytes, parts: ZipParts) -> Workbook:
    """The workbook of an .xlsx or .xlsm, of either standard; its macros are never run.

    Raises `UnreadableReturn` where it is damaged or beyond the limits.
    """
    marks = marks_of(parts)
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
            return Workbook(tuple(_sheets(book, marks)), marks.epoch_1904)
    except PasswordError as error:
        raise protected() from error
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException as error:  # the reader's own panic is no Exception
        raise damaged() from error


def _sheets(book: CalamineWorkbook, marks: BookMarks) -> Iterator[Sheet]:
    for meta in book.sheets_metadata:
        if meta.typ == SheetTypeEnum.WorkSheet:
            found = book.get_sheet_by_name(meta.name)
            shown, hidden_rows = _surveyed(marks, meta.name)
            rows: list[list[Cell]] = [list(row) for row in found.to_python(skip_empty_area=False)]
            _show(rows, shown)
            yield Sheet(
                meta.name,
                even_out(rows) if shown else rows,
                meta.visible != SheetVisibleEnum.Visible,
                _merged(found),
                hidden_rows,
            )


def _surveyed(marks: BookMarks, sheet: str) -> SheetMarks:
    """The marks of a sheet; what was not gone through before must not be read."""
    if sheet not in marks.sheets:
        raise damaged()
    return marks.sheets[sheet]


def _show(rows: list[list[Cell]], marks: Marks) -> None:
    """Put percentages, errors, raised marks and formulas without a result where the sheet shows them."""
    for row, by_column in marks.items():
        rows.extend([] for _ in range(row + 1 - len(rows)))
        cells = rows[row]
        for column, mark in by_column.items():
            cells.extend("" for _ in range(column + 1 - len(cells)))
            cells[column] = _shown(cells[column], mark)


def _shown(cell: Cell, mark: str) -> Cell:
    if mark != "%":
        return mark
    return as_percent(cell) if isinstance(cell, float | int) and not isinstance(cell, bool) else cell


def _merged(sheet: CalamineSheet) -> Sequence[Merge]:
    return tuple(Merge(*first, *last) for first, last in sheet.merged_cell_ranges or ())
