"""Reads the files of a micro-batch: their rows, and a finding on each that cannot be read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple

from transforms.code import code_key
from transforms.errors import UnreadableReturn
from transforms.figure import decimals_of, round_half_up
from transforms.find_lists import find_lists
from transforms.finding import Finding, Severity
from transforms.found_figure import Taken
from transforms.indicator import Indicator
from transforms.layout import Layout
from transforms.listed_row import Reading
from transforms.no_table import ALL_HIDDEN, EMPTY, NO_ROWS, NO_TABLE, passed_over
from transforms.observation import figure_of
from transforms.read_by_layout import LayoutReading, read_by_layout
from transforms.read_lists import ListsRead, read_lists
from transforms.read_return import read_return
from transforms.register import Register
from transforms.settle import SentFile
from transforms.stated_action import StatedAction
from transforms.stated_comparison import StatedComparison
from transforms.stated_row import Source, StatedRow
from transforms.workbook import Workbook

NO_FIGURES = frozenset({NO_TABLE, NO_ROWS, EMPTY, ALL_HIDDEN})
"""The rules by which a file is sent back in which nothing was found that would be figures."""


class FileRead(NamedTuple):
    """The rows of one file, what is to be said of it and of its sheets, what layouts took from it, and what it lists
    beside its figures.
    """

    rows: list[StatedRow]
    findings: list[Finding]
    taken: Sequence[Taken] = ()
    lists: ListsRead = ListsRead()


@dataclass
class ReadBatch:
    """The rows of all files one after another, and what they list beside their figures; by `file_id` what is said of a
    file or of sheets of it, and what was taken by layouts.
    """

    rows: list[StatedRow] = field(default_factory=list)
    actions: list[StatedAction] = field(default_factory=list)
    comparisons: list[StatedComparison] = field(default_factory=list)
    unreadable: dict[int, list[Finding]] = field(default_factory=dict)
    taken: dict[int, Sequence[Taken]] = field(default_factory=dict)

    def add(
        self, file: SentFile, opened: Workbook | UnreadableReturn, register: Register, year_start: int, today: date
    ) -> None:
        """Take in one more file as it was opened; that it cannot be read is a finding, not an error."""
        source = Source(file.file_id, file.sender, file.file)
        try:
            read = _read_file(opened, Reading(source, register, year_start, today))
        except UnreadableReturn as error:
            read = FileRead([], [_finding(error)])
        self.rows += read.rows
        self.actions += read.lists.actions
        self.comparisons += read.lists.comparisons
        if findings := [*read.findings, *read.lists.findings]:
            self.unreadable[file.file_id] = findings
        if read.taken:
            self.taken[file.file_id] = read.taken

    def join(self, other: ReadBatch) -> None:
        """Take in what was read of further files."""
        self.rows += other.rows
        self.actions += other.actions
        self.comparisons += other.comparisons
        self.unreadable |= other.unreadable
        self.taken |= other.taken


def _finding(fault: UnreadableReturn) -> Finding:
    return Finding(Severity.ERROR, fault.rule, fault.message, fault.remedy, fault.sheet, fault.cell)


def _read_file(opened: Workbook | UnreadableReturn, reading: Reading) -> FileRead:
    """Read one file. Raises `UnreadableReturn`."""
    source, register = reading.source, reading.register
    if source.sender not in register.senders:
        where = f"in '{source.sender}', which is nobody's folder" if source.sender else "beside the senders' folders"
        remedy = "Put it in your own folder of the inbox."
        raise UnreadableReturn("unknown-sender", f"The file lies {where}.", remedy)
    if isinstance(opened, UnreadableReturn):
        raise opened
    reading = replace(reading, epoch_1904=opened.epoch_1904)
    layouts = register.layouts_for(source.sender, source.file)
    readings = [read_by_layout(opened, layout, source, register, reading.year_start) for layout in layouts]
    if any(each.is_found for each in readings):
        return _with_lists(_by_layouts(list(zip(layouts, readings, strict=True)), register), opened, reading)
    try:
        return _by_header(opened, reading)
    except UnreadableReturn as error:
        if not readings or error.rule != NO_TABLE:
            raise
        return FileRead([], [finding for each in readings for finding in each.findings])


def _with_lists(read: FileRead, book: Workbook, reading: Reading) -> FileRead:
    """What layouts took, with what is listed on sheets from which they took nothing."""
    theirs = {taken.sheet for taken in read.taken}
    lists = [each for each in find_lists(book).lists if each.sheet.name not in theirs]
    return read._replace(lists=read_lists(lists, reading))


def _by_header(book: Workbook, reading: Reading) -> FileRead:
    """What an ordinary return says, whose header names code and figures, and what it lists beside them.

    Raises `UnreadableReturn` where it has neither.
    """
    listed = find_lists(book)
    lists = read_lists(listed.lists, reading)
    try:
        return _figures(listed.rest, reading)._replace(lists=lists)
    except UnreadableReturn as error:
        if not listed.lists:
            raise
        return _without_figures(error, listed.rest, lists, reading)


def _without_figures(error: UnreadableReturn, rest: Workbook, lists: ListsRead, reading: Reading) -> FileRead:
    """What is said of a file that has lists and no figures, which it need not have; or none that can be read.

    Raises `UnreadableReturn` where its lists have no rows either.
    """
    if error.rule not in NO_FIGURES or (error.rule == NO_TABLE and error.sheet):
        return FileRead([], [_finding(error)], lists=lists)
    if not lists.says_any:
        raise _nothing_listed() if error.rule == EMPTY else error
    return FileRead([], passed_over(rest, (), (), reading.register.indicator), lists=lists)


def _nothing_listed() -> UnreadableReturn:
    message = "The headings are there, but nothing stands under them."
    return UnreadableReturn(NO_ROWS, message, "Fill in the rows and send the file again.")


def _figures(book: Workbook, reading: Reading) -> FileRead:
    """The figures of an ordinary return. Raises `UnreadableReturn`."""
    register = reading.register
    meant = register.indicator_without_zeros
    read = read_return(book, reading.source, register.indicator, meant=meant, year_start=reading.year_start)
    return FileRead(_without_repeats(read.rows, register), [*map(_finding, read.faults), *read.warnings])


def _by_layouts(readings: Sequence[tuple[Layout, LayoutReading]], register: Register) -> FileRead:
    """What the layouts of a file took. One that names the file must be found in it; others are merely tried."""
    meant = [reading for layout, reading in readings if reading.is_found or layout.files]
    rows = [row for reading in meant for row in reading.rows]
    findings = [finding for reading in meant for finding in reading.findings]
    if not rows and not findings:
        message = "The header is there, but nothing under it that the layout asks for has a figure."
        raise UnreadableReturn(NO_ROWS, message, "Fill in the figures and send the file again.")
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
