"""Reads the files of a micro-batch: their rows, and a finding on each that cannot be read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from transforms.code import code_key
from transforms.errors import UnreadableReturn
from transforms.figure import decimals_of, round_half_up
from transforms.finding import Finding, Severity
from transforms.found_figure import Taken
from transforms.indicator import Indicator
from transforms.layout import Layout
from transforms.no_table import NO_TABLE
from transforms.observation import figure_of
from transforms.read_by_layout import LayoutReading, read_by_layout
from transforms.read_return import read_return
from transforms.register import Register
from transforms.settle import SentFile
from transforms.stated_row import Source, StatedRow
from transforms.workbook import Workbook


class FileRead(NamedTuple):
    """The rows of one file, what is to be said of it and of its sheets, and what layouts took from it."""

    rows: list[StatedRow]
    findings: list[Finding]
    taken: Sequence[Taken] = ()


@dataclass
class ReadBatch:
    """The rows of all files one after another; by `file_id` what is said of a file or of sheets of it, and what was
    taken by layouts.
    """

    rows: list[StatedRow] = field(default_factory=list)
    unreadable: dict[int, list[Finding]] = field(default_factory=dict)
    taken: dict[int, Sequence[Taken]] = field(default_factory=dict)

    def add(self, file: SentFile, opened: Workbook | UnreadableReturn, register: Register, year_start: int) -> None:
        """Take in one more file as it was opened; that it cannot be read is a finding, not an error."""
        try:
            read = _read_file(file, opened, register, year_start)
        except UnreadableReturn as error:
            read = FileRead([], [_finding(error)])
        self.rows += read.rows
        if read.findings:
            self.unreadable[file.file_id] = read.findings
        if read.taken:
            self.taken[file.file_id] = read.taken


def _finding(fault: UnreadableReturn) -> Finding:
    return Finding(Severity.ERROR, fault.rule, fault.message, fault.remedy, fault.sheet, fault.cell)


def _read_file(file: SentFile, opened: Workbook | UnreadableReturn, register: Register, year_start: int) -> FileRead:
    if file.sender not in register.senders:
        where = f"in '{file.sender}', which is nobody's folder" if file.sender else "beside the senders' folders"
        remedy = "Put it in your own folder of the inbox."
        raise UnreadableReturn("unknown-sender", f"The file lies {where}.", remedy)
    if isinstance(opened, UnreadableReturn):
        raise opened
    source = Source(file.file_id, file.sender, file.file)
    layouts = register.layouts_for(file.sender, file.file)
    readings = [read_by_layout(opened, layout, source, register, year_start) for layout in layouts]
    if any(reading.is_found for reading in readings):
        return _by_layouts(list(zip(layouts, readings, strict=True)), register)
    try:
        return _by_header(opened, source, register, year_start)
    except UnreadableReturn as error:
        if not readings or error.rule != NO_TABLE:
            raise
        return FileRead([], [finding for reading in readings for finding in reading.findings])


def _by_header(book: Workbook, source: Source, register: Register, year_start: int) -> FileRead:
    """What an ordinary return says, whose header names code and figures."""
    meant = register.indicator_without_zeros
    read = read_return(book, source, register.indicator, meant=meant, year_start=year_start)
    return FileRead(_without_repeats(read.rows, register), [*map(_finding, read.faults), *read.warnings])


def _by_layouts(readings: Sequence[tuple[Layout, LayoutReading]], register: Register) -> FileRead:
    """What the layouts of a file took. One that names the file must be found in it; others are merely tried."""
    meant = [reading for layout, reading in readings if reading.is_found or layout.files]
    rows = [row for reading in meant for row in reading.rows]
    findings = [finding for reading in meant for finding in reading.findings]
    if not rows and not findings:
        message = "The header is there, but nothing under it that the layout asks for has a figure."
        raise UnreadableReturn("no-rows", message, "Fill in the figures and send the file again.")
    return FileRead(_without_repeats(rows, register), findings, [taken for each in meant for taken in each.taken])


def _without_repeats(rows: list[StatedRow], register: Register) -> list[StatedRow]:
    """The rows without those that only say again what another says: a summary sheet repeats figures.

    Of those that agree the one that says most is kept, with what was commented in any, once.
    """
    kept: dict[object, StatedRow] = {}
    comments: dict[object, dict[str, None]] = {}
    for at, row in enumerate(rows):
        key = (code_key(row.code), row.period) if row.period and _says_figure(row) else at
        before = kept.get(key)
        if before and not _same_figure(before, row, register.indicator(row.code)):
            key, before = at, None
        kept[key] = _fuller(before, row) if before else row
        comments.setdefault(key, {}).update({row.commentary: None} if row.commentary else {})
    return [row._replace(commentary=" ".join(comments[key])) for key, row in kept.items()]


def _says_figure(row: StatedRow) -> bool:
    return not row.is_blank and not row.number_fault


def _fuller(one: StatedRow, other: StatedRow) -> StatedRow:
    """Of two rows that state the same figure the one with its parts, else the one with more decimals."""
    return max((one, other), key=lambda row: (row.numerator is not None, decimals_of(row.value) if row.value else 0))


def _same_figure(one: StatedRow, other: StatedRow, indicator: Indicator | None) -> bool:
    """Whether two rows state the same figure at the decimals both were written with."""
    first, second = figure_of(one, indicator), figure_of(other, indicator)
    if first is None or second is None:
        return one.gap == other.gap and (one.numerator, one.denominator) == (other.numerator, other.denominator)
    if one.numerator is not None and other.numerator is not None:
        return (one.numerator, one.denominator) == (other.numerator, other.denominator)
    written = [decimals_of(row.value) for row in (one, other) if row.numerator is None and row.value is not None]
    decimals = min([*written, indicator.decimals if indicator else 0])
    return round_half_up(first, decimals) == round_half_up(second, decimals)
