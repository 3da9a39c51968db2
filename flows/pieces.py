"""The heavy part of taking in, in pieces: the bytes of some files to rows, the rows of some files to findings.

What a piece needs travels with it, and what came of it travels back. Whoever works it off needs this package and
nothing else: no workspace, no database, no shared disk. Plain classes, as a micro-batch is, and for the same reason.
"""

from __future__ import annotations

import traceback
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import repeat
from math import ceil
from typing import NamedTuple, Protocol, TypeVar
from uuid import uuid4

from infra.safe_reader import safe_reader
from transforms.check_frame import check_frame
from transforms.code import code_key
from transforms.errors import MortarFault, UnreadableReturn
from transforms.finding import Finding
from transforms.history import FigurePoint, History
from transforms.read_batch import ReadBatch
from transforms.register import Register
from transforms.settle import SentFile
from transforms.stated_row import StatedRow
from transforms.words import many
from transforms.workbook import Workbook

FEWEST = 20
"""Files in a piece, where there are as many: to send one costs about what reading ten does."""

PIECE_BYTES = 8_000_000
"""Bytes in a piece, unless one file alone has more: Dask warns of what has more than ten million."""

Findings = Mapping[int, Sequence[Finding]]
"""Findings by the place of the row in the batch."""

Faults = Mapping[int, Exception]
"""Faults of ours by the `file_id` of the file that met them."""

Piece = TypeVar("Piece")
Done = TypeVar("Done")


class Spread(Protocol):
    """By whom pieces are worked off; `lanes` tells how many are at the same time."""

    lanes: int

    def __call__(self, work: Callable[[Piece], Done], pieces: Sequence[Piece]) -> Iterable[Done]:
        """What came of each piece, in their order."""


class InTurn:
    """Pieces are worked off here and now, one after the other."""

    lanes = 1

    def __call__(self, work: Callable[[Piece], Done], pieces: Sequence[Piece]) -> Iterable[Done]:
        """What came of each piece."""
        return map(work, pieces)


class Lone:
    """Something that is like nothing else: Dask, which would pack all of it once more to know it again, need not."""

    def __init__(self) -> None:
        self._token = uuid4().hex

    def __dask_tokenize__(self) -> str:
        return self._token


class Unread(Lone):
    """Some files as they came, with the register, the first month of the year and the day by which they are read."""

    def __init__(
        self, files: Sequence[SentFile], contents: Sequence[bytes], register: Register, year_start: int, today: date
    ) -> None:
        super().__init__()
        self.files, self.contents = files, contents
        self.register, self.year_start, self.today = register, year_start, today

    def __str__(self) -> str:
        return many(len(self.files), "return")


class Unchecked(Lone):
    """The rows of some files by their place in the batch, with the past of their indicators."""

    def __init__(
        self, rows: Mapping[int, StatedRow], past: Sequence[FigurePoint], register: Register, today: date
    ) -> None:
        super().__init__()
        self.rows, self.past = rows, past
        self.register, self.today = register, today

    def __str__(self) -> str:
        return many(len(self.rows), "row")


class FilesRead(NamedTuple):
    """What came of reading some files."""

    read: ReadBatch
    faults: Faults


class RowsChecked(NamedTuple):
    """What came of checking some rows."""

    findings: Findings
    faults: Faults


def unread_pieces(
    files: Sequence[SentFile],
    contents: Sequence[bytes],
    register: Register,
    year_start: int,
    today: date,
    lanes: int,
) -> list[Unread]:
    """Files and their bytes in pieces: two for each lane, so that none waits long for the slowest."""
    cuts = _cuts([file.size for file in files], 2 * lanes if lanes > 1 else 1)
    return [Unread(files[cut], contents[cut], register, year_start, today) for cut in cuts]


def unchecked_pieces(
    rows: Mapping[int, StatedRow], past: Sequence[FigurePoint], register: Register, today: date, lanes: int
) -> list[Unchecked]:
    """Rows in pieces of whole files, one for each lane; with each goes the past of its own indicators alone."""
    by_file = list(_by_file(rows).values())
    cuts = list(_cuts(list(repeat(0, len(by_file))), lanes))
    if len(cuts) == 1:
        return [Unchecked(rows, past, register, today)]
    return [_unchecked(by_file[cut], past, register, today) for cut in cuts]


def _cuts(sizes: Sequence[int], pieces: int) -> Iterator[slice]:
    """Where to cut: neighbours stay together, as many as there are to be in a piece, or as many bytes as it may have."""
    most, first, size = max(FEWEST, ceil(len(sizes) / pieces)), 0, 0
    for at, more in enumerate(sizes):
        if at > first and (at - first == most or size + more > PIECE_BYTES):
            yield slice(first, at)
            first, size = at, 0
        size += more
    if sizes:
        yield slice(first, len(sizes))


def _by_file(rows: Mapping[int, StatedRow]) -> Mapping[int, dict[int, StatedRow]]:
    by_file: dict[int, dict[int, StatedRow]] = defaultdict(dict)
    for place, row in rows.items():
        by_file[row.source.file_id][place] = row
    return by_file


def _unchecked(
    files: Sequence[Mapping[int, StatedRow]], past: Sequence[FigurePoint], register: Register, today: date
) -> Unchecked:
    rows = {place: row for of_file in files for place, row in of_file.items()}
    codes = {code_key(row.code) for row in rows.values()}
    return Unchecked(rows, [point for point in past if code_key(point[0]) in codes], register, today)


def read_files(piece: Unread) -> FilesRead:
    """Bytes to rows; whatever one file does to us, the others go on."""
    read, faults = ReadBatch(), dict[int, Exception]()
    opened = safe_reader().read_each(piece.contents)
    for file, book in zip(piece.files, opened, strict=True):
        try:
            if not isinstance(book, Workbook | UnreadableReturn):
                raise book
            read.add(file, book, piece.register, piece.year_start, piece.today)
        except Exception as error:  # noqa: BLE001
            faults[file.file_id] = _fault("A return could not be read.", error)
    return FilesRead(read, faults)


def check_files(piece: Unchecked) -> RowsChecked:
    """Rows to findings, all files at once; where that fails, file by file, so that none hinders another."""
    try:
        return RowsChecked(_check(piece), {})
    except Exception:  # noqa: BLE001
        findings, faults = dict[int, Sequence[Finding]](), dict[int, Exception]()
        for file_id, rows in _by_file(piece.rows).items():
            try:
                findings |= _check(Unchecked(rows, piece.past, piece.register, piece.today))
            except Exception as error:  # noqa: BLE001
                faults[file_id] = _fault("A return could not be checked.", error)
        return RowsChecked(findings, faults)


def _check(piece: Unchecked) -> Findings:
    from expectations.check import check_rows

    places, rows = list(piece.rows), list(piece.rows.values())
    frame = check_frame(rows, piece.register, History.of(piece.past), piece.today)
    kinds = {sender.sender: sender.kind for sender in piece.register.senders.values()}
    found = check_rows(rows, frame, kinds, piece.register, piece.today)
    return {places[at]: findings for at, findings in found.items()}


def _fault(message: str, error: Exception) -> MortarFault:
    """A fault of ours that can travel, which some errors cannot; the traceback, which never does, goes with it as a
    note."""
    fault = MortarFault(message, "Nothing is lost. Run `mortar doctor`.")
    fault.add_note("".join(traceback.format_exception(error)))
    return fault
