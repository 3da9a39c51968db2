"""Why a file is not read at all, in words for its sender; each reason has a rule's name of its own."""

from __future__ import annotations

from transforms.errors import UnreadableReturn
from transforms.reading_limits import CELLS, COLUMNS, FILE_BYTES, PARTS, ROWS, SHEETS, UNZIPPED_BYTES

SAVE_AS = "Open it in Excel or LibreOffice, save it as .xlsx and send it again."
COPY_OVER = "Copy the table into a new workbook, save it as .xlsx and send that."
MEBIBYTE = 2**20


def damaged() -> UnreadableReturn:
    """The bytes are those of no whole file."""
    return UnreadableReturn("damaged-file", "The file cannot be opened: it is damaged or no spreadsheet.", SAVE_AS)


def tampered(part: str) -> UnreadableReturn:
    """A part of a zip differs from what the zip says of its size or its checksum."""
    message = f"The file is damaged: its part '{part}' is not what the file says it is."
    return UnreadableReturn("damaged-part", message, SAVE_AS)


def oddly_named() -> UnreadableReturn:
    """A zip names a part twice, or as a path that leads out of it."""
    message = (
        "The parts of the file are named as no spreadsheet program names them: twice the same, or leading elsewhere."
    )
    return UnreadableReturn("odd-parts", message, COPY_OVER)


def protected() -> UnreadableReturn:
    """The file is encrypted."""
    message = "The file is protected by a password, so it cannot be opened."
    return UnreadableReturn("password", message, "Save it without a password and send it again.")


def declares_entities() -> UnreadableReturn:
    """The XML has a document type, by which a small file can swell without end."""
    message = "The file has a document type declaration, which no spreadsheet program writes and which can do harm."
    return UnreadableReturn("document-type", message, COPY_OVER)


def binary_workbook() -> UnreadableReturn:
    """An .xlsb: some programs' files lose columns without a word when they are read."""
    return UnreadableReturn("binary-workbook", "The file is a binary workbook (.xlsb).", SAVE_AS)


def other_kind(rule: str, what: str, remedy: str = SAVE_AS) -> UnreadableReturn:
    """A whole file of another kind, whatever its name ends with."""
    return UnreadableReturn(rule, f"The file is {what}, which is not read.", remedy)


def too_many_bytes(size: int) -> UnreadableReturn:
    """The file as sent is too large."""
    message = f"The file has {size / MEBIBYTE:.0f} MB; files of up to {FILE_BYTES // MEBIBYTE} MB are read."
    return UnreadableReturn("file-too-large", message, "Send only the sheet with the figures, without pictures.")


def too_many_unzipped(size: int) -> UnreadableReturn:
    """The file unpacks to more than any return needs."""
    most = UNZIPPED_BYTES // MEBIBYTE
    message = f"The file unpacks to {size / MEBIBYTE:.0f} MB; up to {most} MB are read."
    return UnreadableReturn("unpacks-too-large", message, COPY_OVER)


def too_many_parts(count: int) -> UnreadableReturn:
    """The zip has more parts than a workbook."""
    return UnreadableReturn("too-many-parts", f"The file has {count} parts; up to {PARTS} are read.", COPY_OVER)


def too_many_sheets(count: int) -> UnreadableReturn:
    """The workbook has more sheets than are read."""
    message = f"The workbook has {count} sheets; up to {SHEETS} are read."
    return UnreadableReturn("too-many-sheets", message, "Send only the sheets with figures.")


def too_many_rows(sheet: str, cell: str = "") -> UnreadableReturn:
    """Something stands further down than any table reaches."""
    message = f"{_where(cell)} stands below row {ROWS:,}, beyond which nothing is read."
    remedy = "Delete what lies below the table and send the file again."
    return UnreadableReturn("too-many-rows", message, remedy, sheet, cell)


def too_many_columns(sheet: str, cell: str = "") -> UnreadableReturn:
    """Something stands further right than any table reaches."""
    message = f"{_where(cell)} stands to the right of column {COLUMNS:,}, beyond which nothing is read."
    remedy = "Delete what lies beside the table and send the file again."
    return UnreadableReturn("too-many-columns", message, remedy, sheet, cell)


def too_many_cells(sheet: str) -> UnreadableReturn:
    """The sheets reach over more cells than are read."""
    message = f"The sheets reach over more than the {CELLS:,} cells that are read, blank ones counted."
    return UnreadableReturn("too-many-cells", message, COPY_OVER, sheet)


def unsafe() -> UnreadableReturn:
    """Its reader ran out of memory or time, or was brought down."""
    message = "The file is too large or too deep to be opened safely."
    return UnreadableReturn("unsafe-file", message, COPY_OVER)


def _where(cell: str) -> str:
    return f"What is in cell {cell}" if cell else "Something"
