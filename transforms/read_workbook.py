"""Reads the bytes of a file into a workbook: xlsx, xls, ods, csv or an answer of Stat-Xplore, told by the bytes and not by the name."""

from __future__ import annotations

from transforms.file_kind import FileKind, kind_of_bytes, kind_of_zip, refuse_other_text
from transforms.read_csv import decode, read_csv
from transforms.read_ods import read_ods
from transforms.read_statxplore import is_statxplore, read_statxplore
from transforms.read_xls import read_xls
from transforms.read_xlsx import read_xlsx
from transforms.reading_limits import FILE_BYTES
from transforms.refused_file import too_many_bytes
from transforms.workbook import Workbook
from transforms.zip_parts import ZipParts


def read_workbook(content: bytes) -> Workbook:
    """The workbook of a file's bytes.

    Raises `UnreadableReturn` where the file is empty, encrypted, damaged, of another kind, or beyond the limits
    of `transforms.reading_limits`. These hold for whatever is seen beforehand; a file made to do harm can still
    take more memory and time than it shows, or bring the process down: what comes from outside is read by
    `infra.safe_reader`.
    """
    if len(content) > FILE_BYTES:
        raise too_many_bytes(len(content))
    kind = kind_of_bytes(content)
    if kind is None:
        return _read_zip(content)
    if kind == FileKind.XLS:
        return read_xls(content)
    text = decode(content)
    if is_statxplore(text):
        return read_statxplore(text)
    refuse_other_text(text)
    return read_csv(text)


def _read_zip(content: bytes) -> Workbook:
    parts = ZipParts(content)
    return read_ods(parts) if kind_of_zip(parts) == FileKind.ODS else read_xlsx(content, parts)
