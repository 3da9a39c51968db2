"""Reads text with a mark between its cells: commas, semicolons, tabs or bars, in whatever encoding it was written."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Protocol

from transforms.errors import UnreadableReturn
from transforms.reading_limits import CELLS, COLUMNS, ROWS
from transforms.refused_file import SAVE_AS, damaged, too_many_cells, too_many_columns, too_many_rows
from transforms.workbook import Sheet, Workbook

DELIMITERS = ",;\t|"
SAMPLE = 2**16
"""As many characters as tell how a text is written; the rest is written alike."""

FIRST_ROWS = 50

BYTE_ORDER_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
UNCLOSED = "a quotation mark"
AS_TYPED = re.compile(r'="(?P<inside>[^"]*)"')
"""How Excel is told to leave a cell as it is: `="LPI CS 1"`."""

Rows = Sequence[Sequence[str]]


class Reader(Protocol):
    """What parts a text into rows, and knows how many lines it has read."""

    @property
    def line_num(self) -> int:
        """The lines read so far."""
        ...

    def __next__(self) -> list[str]: ...


def read_csv(text: str) -> Workbook:
    """The one sheet of a text. Raises `UnreadableReturn` where it is no text or beyond the limits."""
    if "\0" in text or CONTROL.search(text[:SAMPLE]):
        raise damaged()
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter=_delimiter(text[:SAMPLE]), skipinitialspace=True, strict=True
    )
    try:
        return Workbook((Sheet("", _within_limits(_rows(reader))),))
    except csv.Error as error:
        raise UnreadableReturn("broken-csv", _broken(str(error), reader.line_num), SAVE_AS) from error


def _rows(reader: Reader) -> Iterator[list[str]]:
    """The rows, and a line that ends a file within a quotation mark named as the one where it was opened."""
    begins = 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            if "unexpected end" in str(error):
                raise csv.Error(f"{UNCLOSED} in the row that begins with line {begins} is not closed") from error
            raise
        begins = reader.line_num + 1
        yield [as_typed["inside"] if (as_typed := AS_TYPED.fullmatch(cell)) else cell for cell in cells]


def _broken(error: str, line: int) -> str:
    """What is wrong with a text, and in which line."""
    if error.startswith(UNCLOSED):
        return f"The file is not well-formed CSV: {error}."
    if "field limit" in error:
        longest = csv.field_size_limit()
        return f"A cell in line {line} has more than {longest:,} letters, or a quotation mark before it is not closed."
    return (
        f"The file is not well-formed CSV: {error} in line {line}. A quotation mark there is not closed or not doubled."
    )


def _within_limits(reader: Iterable[list[str]]) -> Rows:
    """The rows; blank ones at the end are left out, of which Excel writes a million where a column was formatted."""
    rows: list[list[str]] = []
    blank = widest = 0
    for cells in reader:
        if not any(cells):
            blank += 1
            continue
        number = len(rows) + blank + 1
        widest = max(widest, len(cells))
        if number > ROWS:
            raise too_many_rows("", f"A{number}")
        if widest > COLUMNS and any(cells[COLUMNS:]):
            raise too_many_columns("")
        if number * min(widest, COLUMNS) > CELLS:
            raise too_many_cells("")
        rows += [[] for _ in range(blank)]
        rows.append(cells[:COLUMNS])
        blank = 0
    return rows


def _delimiter(text: str) -> str:
    """What parts the cells: the mark by which most rows have the same number of them."""
    return max(DELIMITERS, key=lambda mark: _most_alike(text, mark))


def _most_alike(text: str, mark: str) -> tuple[int, int]:
    """How many of the first rows have the commonest number of cells above one, and that number."""
    rows = islice(csv.reader(io.StringIO(text, newline=""), delimiter=mark, skipinitialspace=True), FIRST_ROWS)
    try:
        numbers = Counter(map(len, rows))
    except csv.Error:  # a cell longer than any is: not by this mark
        return 0, 0
    return max(((alike, cells) for cells, alike in numbers.items() if cells > 1), default=(0, 0))


def decode(content: bytes) -> str:
    """By its byte order mark, else by its noughts, else UTF-8, else what Windows writes in England."""
    for mark, encoding in BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return content.decode(encoding, errors="replace")
    try:
        return content.decode(_unmarked(content))
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _unmarked(content: bytes) -> str:
    """The encoding of a text without a mark: in UTF-16 every other byte of English is nought."""
    start = content[: SAMPLE & -2]
    if len(start) >= 4 and b"\0" in start:
        if not any(start[::2]):
            return "utf-16-be"
        if not any(start[1::2]):
            return "utf-16-le"
    return "utf-8"
