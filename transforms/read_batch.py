"""Reads the files of a micro-batch: their rows, and a finding on each that cannot be read."""

from __future__ import annotations

from dataclasses import dataclass, field

from transforms.errors import UnreadableReturn
from transforms.finding import Finding, Severity
from transforms.observation import Key
from transforms.read_return import read_return
from transforms.read_workbook import read_workbook
from transforms.register import Register
from transforms.settle import SentFile
from transforms.stated_row import Source, StatedRow


@dataclass
class ReadBatch:
    """The rows of all files one after another, and by `file_id` the finding on each file that has none."""

    rows: list[StatedRow] = field(default_factory=list)
    unreadable: dict[int, Finding] = field(default_factory=dict)

    def add(self, file: SentFile, content: bytes, register: Register, year_start: int) -> None:
        """Read one more file; that it cannot be read is a finding, not an error."""
        try:
            self.rows += _read_file(file, content, register, year_start)
        except UnreadableReturn as error:
            self.unreadable[file.file_id] = Finding(
                Severity.ERROR, error.rule, error.message, error.remedy, error.sheet, error.cell
            )


def _read_file(file: SentFile, content: bytes, register: Register, year_start: int) -> list[StatedRow]:
    if file.sender not in register.senders:
        where = f"in '{file.sender}', which is nobody's folder" if file.sender else "beside the senders' folders"
        remedy = "Put it in your own folder of the inbox."
        raise UnreadableReturn("unknown-sender", f"The file lies {where}.", remedy)
    source = Source(file.file_id, file.sender, file.file)
    return _without_repeats(read_return(read_workbook(content), source, register.indicator, year_start=year_start))


def _without_repeats(rows: list[StatedRow]) -> list[StatedRow]:
    """The rows without those that only say again what one above says: a summary sheet repeats figures."""
    said: dict[Key, StatedRow] = {}
    kept: list[StatedRow] = []
    for row in rows:
        first = said.setdefault((row.code, row.period), row) if row.period else row
        if first is row or _figures(first) != _figures(row):
            kept.append(row)
    return kept


def _figures(row: StatedRow) -> tuple[object, ...]:
    return row.value, row.numerator, row.denominator, row.gap, row.number_fault, row.commentary
