"""Returns opened again as they were sent, from the bytes that the lake keeps."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock

from infra.lake import Lake
from infra.safe_reader import safe_reader
from transforms.errors import LakeDamaged, UnreadableReturn
from transforms.workbook import Workbook

MOST_CELLS = 2_000_000
"""Cells of files that are kept open: the files of one sender are asked for one after another."""

Opened = Workbook | str
"""A file's cells, or in words why it cannot be shown."""


class OpenedFiles:
    """Opens files by their SHA-256, each in the process that bears with hostile ones, and keeps those opened last."""

    def __init__(self, lake: Lake) -> None:
        self.lake = lake
        self._kept: OrderedDict[str, Opened] = OrderedDict()
        self._cells: dict[str, int] = {}
        self._one_opens = Lock()

    def open(self, sha256: str) -> Opened:
        """The cells of a file, or why it cannot be shown."""
        with self._one_opens:
            if sha256 not in self._kept:
                self._kept[sha256] = self._open(sha256)
                self._cells[sha256] = _cells(self._kept[sha256])
                self._make_room(sha256)
            self._kept.move_to_end(sha256)
            return self._kept[sha256]

    def _open(self, sha256: str) -> Opened:
        try:
            return safe_reader().read(self.lake.raw(sha256))
        except (UnreadableReturn, LakeDamaged) as error:
            return error.message

    def _make_room(self, newest: str) -> None:
        while sum(self._cells.values()) > MOST_CELLS and next(iter(self._kept)) != newest:
            oldest, _ = self._kept.popitem(last=False)
            del self._cells[oldest]


def _cells(opened: Opened) -> int:
    return 0 if isinstance(opened, str) else sum(len(row) for sheet in opened.sheets for row in sheet.rows)
