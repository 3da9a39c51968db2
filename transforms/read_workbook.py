"""Reads the bytes of a file into a workbook: xlsx, xls, ods or csv, told by the bytes and not by the name."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Sequence

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from transforms.errors import UnreadableReturn
from transforms.workbook import Sheet, Workbook

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
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
        return _read_spreadsheet(content, epoch_1904=False)
    return Workbook((Sheet("", _read_csv(content)),))


def _read_zip(content: bytes) -> Workbook:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
            if "xl/workbook.bin" in names:
                raise UnreadableReturn("binary-workbook", "The file is a binary workbook (.xlsb).", SAVE_AS)
            book = archive.read("xl/workbook.xml") if "xl/workbook.xml" in names else b""
    except (zipfile.BadZipFile, OSError, EOFError, RuntimeError, NotImplementedError) as error:
        raise _damaged() from error
    return _read_spreadsheet(content, epoch_1904=bool(EPOCH_1904.search(book)))


def _read_spreadsheet(content: bytes, *, epoch_1904: bool) -> Workbook:
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
            return Workbook(tuple(_sheets(book)), epoch_1904)
    except PasswordError as error:
        raise _protected() from error
    except (CalamineError, OSError, ValueError) as error:
        raise _damaged() from error


def _sheets(book: CalamineWorkbook) -> Sequence[Sheet]:
    return [
        Sheet(
            meta.name,
            book.get_sheet_by_name(meta.name).to_python(skip_empty_area=False),
            hidden=meta.visible != SheetVisibleEnum.Visible,
        )
        for meta in book.sheets_metadata
        if meta.typ == SheetTypeEnum.WorkSheet
    ]


def _protected() -> UnreadableReturn:
    message = "The file is protected by a password, so it cannot be opened."
    return UnreadableReturn("password", message, "Save it without a password and send it again.")


def _damaged() -> UnreadableReturn:
    return UnreadableReturn("damaged-file", "The file cannot be opened: it is damaged or no spreadsheet.", SAVE_AS)


def _read_csv(content: bytes) -> Sequence[Sequence[str]]:
    text = _decode(content)
    if "\0" in text:
        raise _damaged()
    lines = [line for line in text.splitlines() if line.strip()][:20]
    delimiter = max(DELIMITERS, key=lambda mark: sum(line.count(mark) for line in lines))
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise _damaged() from error


def _decode(content: bytes) -> str:
    """By its byte order mark, else UTF-8, else what Windows writes in England."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if content.startswith(mark):
            return content.decode(encoding, errors="replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")
