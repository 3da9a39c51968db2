"""Reads a workbook by a layout of the register: its figures as rows, what was taken, and what has changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from transforms.code import code_key
from transforms.comment import read_comment
from transforms.find_figures import FigureFinder, FoundOnTable
from transforms.finding import Finding, Severity
from transforms.found_figure import FoundFigure, SeriesTaken, Taken, scaled
from transforms.layout import Days, Layout, Part, Series, matches_any
from transforms.layout_drift import columns_gone, drift, no_header, two_cells
from transforms.layout_periods import LayoutPeriods
from transforms.layout_table import LayoutTable, find_tables, is_filled
from transforms.mark import key_of_marks
from transforms.period import APRIL
from transforms.read_answers import read_answers
from transforms.register import Register
from transforms.stated_figures import read_figures
from transforms.stated_row import Source, StatedRow
from transforms.sum_days import MonthOfDays, months_of_days
from transforms.workbook import Cell, Sheet, Workbook, words_of
from transforms.written_figure import Assumption

INCOMPLETE = "month-incomplete"
Cells = Mapping[str, FoundFigure]
"""The cells of one figure by its parts."""


class LayoutReading(NamedTuple):
    """The rows of a workbook, what is to be said of its sheets, and what was taken from each.

    `is_found` where the header of the layout stands on some sheet.
    """

    rows: list[StatedRow]
    findings: list[Finding]
    taken: list[Taken]
    is_found: bool


def read_by_layout(
    workbook: Workbook, layout: Layout, source: Source, register: Register, year_start: int = APRIL
) -> LayoutReading:
    """The figures that a layout finds in a workbook."""
    sheets = [sheet for sheet in workbook.sheets if _is_meant(sheet, layout)]
    tables = [table for sheet in sheets for table in find_tables(layout, sheet)]
    if not tables:
        return LayoutReading([], [no_header(layout, workbook, sheets)], [], is_found=False)
    if layout.answers:
        return _answers(layout, tables, source, register, workbook, year_start)
    found = [(table, _find(table, source, register, workbook, year_start)) for table in tables]
    figures = [figure for _, on_table in found for figure in on_table.figures]
    keys = {table.sheet.name: key_of_marks(table.sheet.rows) for table in tables}
    rows, findings = (
        _months(layout, figures, source, register, year_start)
        if layout.days
        else _rows(figures, source, register, keys)
    )
    met = {series for _, on_table in found for series in on_table.met}
    rows = _without_half_figures(rows, [series for series in layout.series if series not in met])
    return LayoutReading(
        rows, [*drift(layout, found), *findings], [_taken(table, of_table) for table, of_table in found], is_found=True
    )


def _answers(
    layout: Layout, tables: Sequence[LayoutTable], source: Source, register: Register, book: Workbook, year_start: int
) -> LayoutReading:
    """The counts of tables with one row per answer."""
    reading = LayoutReading([], list(columns_gone(layout, tables[0])), [], is_found=True)
    for table in tables:
        periods = LayoutPeriods(table, source.file, year_start, epoch_1904=book.epoch_1904)
        rows, findings, taken = read_answers(table, periods, source, register)
        reading.rows.extend(rows)
        reading.findings.extend(findings)
        reading.taken.append(taken)
    return reading


def _is_meant(sheet: Sheet, layout: Layout) -> bool:
    return matches_any(sheet.name, layout.sheets) if layout.sheets else not sheet.hidden


def _find(table: LayoutTable, source: Source, register: Register, workbook: Workbook, year_start: int) -> FoundOnTable:
    periods = LayoutPeriods(table, source.file, year_start, epoch_1904=workbook.epoch_1904)
    return FigureFinder(table, periods, register).find()


def _rows(
    figures: Sequence[FoundFigure], source: Source, register: Register, keys: Mapping[str, Mapping[str, str]]
) -> tuple[list[StatedRow], list[Finding]]:
    """One row for each indicator and period; where two cells claim one part, neither is taken."""
    by_key: dict[tuple[str, object], dict[str, list[FoundFigure]]] = defaultdict(lambda: defaultdict(list))
    for figure in figures:
        key = code_key(figure.code), figure.period.period or figure.period.text
        by_key[key][figure.series.part].append(figure)
    rows, findings = [], []
    for parts in by_key.values():
        twice = next((cells for cells in parts.values() if len({words_of(each.cell) for each in cells}) > 1), None)
        if twice:
            findings.append(two_cells(twice[0], twice[1]))
        else:
            rows.append(_row({part: each[0] for part, each in parts.items()}, source, register, keys))
    return rows, findings


def _without_half_figures(rows: Sequence[StatedRow], gone: Sequence[Series]) -> list[StatedRow]:
    """The rows without those that lack a part whose label is gone: the label is told, and each period need not be."""
    lost = {(code_key(each.code), each.part.value) for each in gone if each.part != Part.COMMENTARY}
    return [
        row
        for row in rows
        if Part.VALUE in row.cells
        or all(part in row.cells or code not in {"", code_key(row.code)} for code, part in lost)
    ]


def _row(cells: Cells, source: Source, register: Register, keys: Mapping[str, Mapping[str, str]]) -> StatedRow:
    first = next(iter(cells.values()))
    indicator = register.indicator(first.code)
    said: dict[str, Cell] = {
        part: each.cell for part, each in cells.items() if part != Part.COMMENTARY and words_of(each.cell)
    }
    read = read_figures(said, indicator, keys[first.place.sheet])
    figures = {
        part: None if figure is None else scaled(figure, cells[part].scale) for part, figure in read.figures.items()
    }
    places = {part: each.place.cell for part, each in cells.items()}
    figure_place = next((each.place for part, each in cells.items() if part != Part.COMMENTARY), first.place)
    period = first.period
    commentary, passed_over = read_comment(cells[Part.COMMENTARY].cell if Part.COMMENTARY in cells else "")
    return StatedRow(
        source, figure_place.sheet, figure_place.row, {"code": figure_place.cell, **places}, first.code,
        period.period, period.text, period.fault, period.assumed, period.is_part,
        figures.get("value"), figures.get("numerator"), figures.get("denominator"),
        read.gap, read.fault, read.fault_field, read.is_blank,
        read.provisional or period.provisional, commentary, (*period.marked, *read.assumed, *passed_over),
        read.revised or period.revised,
    )  # fmt: skip


def _months(
    layout: Layout, figures: Sequence[FoundFigure], source: Source, register: Register, year_start: int
) -> tuple[list[StatedRow], list[Finding]]:
    """Daily figures as months; an incomplete month is taken so far, or left and said."""
    by_code: dict[str, list[FoundFigure]] = defaultdict(list)
    for figure in figures:
        by_code[code_key(figure.code)].append(figure)
    rows: list[StatedRow] = []
    findings: list[Finding] = []
    for of_code in by_code.values():
        indicator = register.indicator(of_code[0].code)
        for month in months_of_days(of_code, indicator, layout.days or Days.COMPLETE, year_start):
            if month.is_complete or month.fault or layout.days == Days.SO_FAR:
                rows.append(_month_row(month, source))
            else:
                findings.append(_incomplete(month))
    return rows, findings


def _month_row(month: MonthOfDays, source: Source) -> StatedRow:
    assumed = () if month.is_complete or month.fault else (
        Assumption("code", month.month.label, "the month so far, provisional", month.coverage),
    )  # fmt: skip
    sums = {} if month.fault else month.sums
    return StatedRow(
        source, month.place.sheet, month.place.row, month.cells, month.code, month.month, month.month.label,
        value=sums.get("value"), numerator=sums.get("numerator"), denominator=sums.get("denominator"),
        number_fault=month.fault, fault_field=month.fault_field, provisional=not month.is_complete, assumed=assumed,
    )  # fmt: skip


def _incomplete(month: MonthOfDays) -> Finding:
    message = f"{month.code} is not taken for {month.month.label}: {month.coverage}, and a blank day is not zero."
    remedy = "Send the file again when every day of the month is there."
    sheet, _, cell = month.place
    return Finding(Severity.WARNING, INCOMPLETE, message, remedy, sheet, cell, month.code, str(month.month))


def _taken(table: LayoutTable, found: FoundOnTable) -> Taken:
    by_series: dict[tuple[str, str, str], list[FoundFigure]] = defaultdict(list)
    for figure in found.figures:
        key = (str(figure.series), figure.code, figure.series.part.value)
        by_series[key] += [figure] if is_filled(figure.cell) else []
    series = [_series_taken(key, figures) for key, figures in by_series.items()]
    return Taken(table.layout.name, table.sheet.name, found.rows, found.rows_taken, series)


def _series_taken(key: tuple[str, str, str], figures: Sequence[FoundFigure]) -> SeriesTaken:
    cells = [figure.place.cell for figure in figures] or [""]
    return SeriesTaken(*key, len(figures), cells[0], cells[-1])
