"""Reads the files of a micro-batch: their rows, and a finding on each that cannot be read."""

from __future__ import annotations

from dataclasses import dataclass, field

from transforms.check_frame import figure_of
from transforms.code import code_key
from transforms.errors import UnreadableReturn
from transforms.figure import decimals_of, round_half_up
from transforms.finding import Finding, Severity
from transforms.indicator import Indicator
from transforms.read_return import ReadReturn, read_return
from transforms.register import Register
from transforms.settle import SentFile
from transforms.stated_row import Source, StatedRow
from transforms.workbook import Workbook


@dataclass
class ReadBatch:
    """The rows of all files one after another; by `file_id` what is wrong with a file, or with sheets of it."""

    rows: list[StatedRow] = field(default_factory=list)
    unreadable: dict[int, list[Finding]] = field(default_factory=dict)

    def add(self, file: SentFile, opened: Workbook | UnreadableReturn, register: Register, year_start: int) -> None:
        """Take in one more file as it was opened; that it cannot be read is a finding, not an error."""
        try:
            read = _read_file(file, opened, register, year_start)
        except UnreadableReturn as error:
            read = ReadReturn([], [error])
        self.rows += read.rows
        if read.faults:
            self.unreadable[file.file_id] = [_finding(fault) for fault in read.faults]


def _finding(fault: UnreadableReturn) -> Finding:
    return Finding(Severity.ERROR, fault.rule, fault.message, fault.remedy, fault.sheet, fault.cell)


def _read_file(file: SentFile, opened: Workbook | UnreadableReturn, register: Register, year_start: int) -> ReadReturn:
    if file.sender not in register.senders:
        where = f"in '{file.sender}', which is nobody's folder" if file.sender else "beside the senders' folders"
        remedy = "Put it in your own folder of the inbox."
        raise UnreadableReturn("unknown-sender", f"The file lies {where}.", remedy)
    if isinstance(opened, UnreadableReturn):
        raise opened
    source = Source(file.file_id, file.sender, file.file)
    read = read_return(
        opened,
        source,
        register.indicator,
        meant=register.indicator_without_zeros,
        year_start=year_start,
    )
    return read._replace(rows=_without_repeats(read.rows, register))


def _without_repeats(rows: list[StatedRow], register: Register) -> list[StatedRow]:
    """The rows without those that only say again what another says: a summary sheet repeats figures.

    Of two that agree the one with numerator and denominator is kept, with what was commented in either.
    """
    kept: dict[object, StatedRow] = {}
    for at, row in enumerate(rows):
        key = (code_key(row.code), row.period) if row.period and _says_figure(row) else at
        before = kept.get(key)
        if before is None:
            kept[key] = row
        elif agrees := _agreeing(before, row, register.indicator(row.code)):
            kept[key] = agrees
        else:
            kept[at] = row
    return list(kept.values())


def _says_figure(row: StatedRow) -> bool:
    return not row.is_blank and not row.number_fault


def _agreeing(one: StatedRow, other: StatedRow, indicator: Indicator | None) -> StatedRow | None:
    """The fuller of two rows that state the same figure at the decimals both were written with."""
    if not _same_figure(one, other, indicator):
        return None
    fuller = other if other.numerator is not None and one.numerator is None else one
    comments = dict.fromkeys(row.commentary for row in (one, other) if row.commentary)
    return fuller._replace(commentary=" ".join(comments))


def _same_figure(one: StatedRow, other: StatedRow, indicator: Indicator | None) -> bool:
    first, second = figure_of(one, indicator), figure_of(other, indicator)
    if first is None or second is None:
        return one.gap == other.gap and (one.numerator, one.denominator) == (other.numerator, other.denominator)
    if one.numerator is not None and other.numerator is not None:
        return (one.numerator, one.denominator) == (other.numerator, other.denominator)
    written = [decimals_of(row.value) for row in (one, other) if row.numerator is None and row.value is not None]
    decimals = min([*written, indicator.decimals if indicator else 0])
    return round_half_up(first, decimals) == round_half_up(second, decimals)
