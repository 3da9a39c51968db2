"""Reads the bytes of a file into a workbook: xlsx, xls, ods or csv, told by the bytes and not by the name."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal

from python_calamine import CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from transforms.errors import UnreadableReturn
from transforms.figure import EXCEL_DIGITS
from transforms.workbook import Cell, Sheet, Workbook, column_letters
from transforms.xlsx_marks import Marks, marks_of

ZIP, OLE, PDF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF-"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
DELIMITERS = ",;\t|"
EPOCH_1904 = re.compile(rb'date1904="(?:1|true)"')
SAVE_AS = "Open it in Excel or LibreOffice, save it as .xlsx and send it again."


def read_workbook(content: bytes) -> Workbook:
    """The workbook of a file's bytes.

    Raises `UnreadableReturn` where the file is empty, protected by a password, damaged or of another kind.
    """
    if not content:
        raise UnreadableReturn("empty-file", "The file is empty: it has no bytes at all.", "Save it again and send it.")
    if content.startswith(ZIP):
        return _read_zip(content)
    if content.startswith(OLE):
        if ENCRYPTED in content:
            raise _protected()
        return _read_spreadsheet(content, epoch_1904=False, marks={})
    if content.startswith(PDF):
        remedy = "Send the spreadsheet it was made from."
        raise UnreadableReturn("not-a-spreadsheet", "The file is a PDF, from which no figures are taken.", remedy)
    return Workbook((Sheet("", _read_csv(content)),))


def _read_zip(content: bytes) -> Workbook:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
            book = archive.read("xl/workbook.xml") if "xl/workbook.xml" in names else b""
            marks = marks_of(archive)
    except Exception as error:  # a damaged archive breaks in any way it likes
        raise _damaged() from error
    if "xl/workbook.bin" in names:
        raise UnreadableReturn("binary-workbook", "The file is a binary workbook (.xlsb).", SAVE_AS)
    return _read_spreadsheet(content, epoch_1904=bool(EPOCH_1904.search(book)), marks=marks)


def _read_spreadsheet(content: bytes, *, epoch_1904: bool, marks: Mapping[str, Marks]) -> Workbook:
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
            return Workbook(tuple(_sheets(book, marks)), epoch_1904)
    except PasswordError as error:
        raise _protected() from error
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException as error:  # the reader's own panic is no Exception
        raise _damaged() from error


def _sheets(book: CalamineWorkbook, marks: Mapping[str, Marks]) -> Sequence[Sheet]:
    return [
        Sheet(
            meta.name,
            _marked(book.get_sheet_by_name(meta.name).to_python(skip_empty_area=False), marks.get(meta.name, {})),
            hidden=meta.visible != SheetVisibleEnum.Visible,
        )
        for meta in book.sheets_metadata
        if meta.typ == SheetTypeEnum.WorkSheet
    ]


def _marked(rows: Sequence[Sequence[Cell]], marks: Marks) -> Sequence[Sequence[Cell]]:
    """The rows with percentages and errors as the sheet shows them."""
    if not marks:
        return rows
    return [
        [_shown(cell, marks.get(f"{column_letters(at)}{number}", "")) for at, cell in enumerate(cells)]
        for number, cells in enumerate(rows, start=1)
    ]


def _shown(cell: Cell, mark: str) -> Cell:
    if mark == "%" and isinstance(cell, float | int):
        return f"{Decimal(f'{cell:.{EXCEL_DIGITS}g}').scaleb(2):f}%"
    return mark if mark not in {"", "%"} else cell


def _protected() -> UnreadableReturn:
    message = "The file is protected by a password, so it cannot be opened."
    return UnreadableReturn("password", message, "Save it without a password and send it again.")


def _damaged() -> UnreadableReturn:
    return UnreadableReturn("damaged-file", "The file cannot be opened: it is damaged or no spreadsheet.", SAVE_AS)


def _read_csv(content: bytes) -> Sequence[Sequence[str]]:
    text = _decode(content)
    if "\0" in text:
        raise _damaged()
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True))
    except csv.Error as error:
        message = f"The file is not well-formed CSV: {error}. Somewhere a quotation mark is not closed."
        raise UnreadableReturn("broken-csv", message, SAVE_AS) from error


def _delimiter(text: str) -> str:
    """What parts the cells: the mark by which most lines have the same number of them."""
    lines = [line for line in text.splitlines() if line.strip()][:50]
    return max(DELIMITERS, key=lambda mark: _most_alike(lines, mark))


def _most_alike(lines: Sequence[str], mark: str) -> tuple[int, int]:
    """How many lines have the commonest number of cells above one, and that number."""
    numbers = Counter(len(next(csv.reader([line], delimiter=mark), [])) for line in lines)
    return max(((alike, cells) for cells, alike in numbers.items() if cells > 1), default=(0, 0))


def _decode(content: bytes) -> str:
    """By its byte order mark, else UTF-8, else what Windows writes in England."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if content.startswith(mark):
            return content.decode(encoding, errors="replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")
