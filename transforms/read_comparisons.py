"""Reads the figures of other councils that a file lists, and says of each row that cannot be taken what to mend."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from transforms.comparison import ComparisonKey
from transforms.find_lists import ListTable
from transforms.find_table import Table
from transforms.finding import Finding, Severity
from transforms.indicator import Indicator
from transforms.listed_row import MEND_IF_NOT_MEANT, ListRow, Reading, indicator_of, rows_of
from transforms.mark import key_of_marks
from transforms.period import Period
from transforms.row_period import PeriodFinder, finder_of_table
from transforms.stated_comparison import StatedComparison
from transforms.stated_figures import StatedFigures, read_figures
from transforms.words import long_date
from transforms.workbook import words_of


class ComparisonsRead(NamedTuple):
    """The figures that can be taken, and what is to be said of the others and of what was assumed."""

    comparisons: list[StatedComparison]
    findings: list[Finding]


def read_comparisons(table: ListTable, reading: Reading) -> ComparisonsRead:
    """The figures of one list. Whoever sends it may state them: they are nobody's own indicators."""
    rows = list(rows_of(table))
    periods, marks = _periods(table, reading), key_of_marks(table.sheet.rows)
    stated: dict[ComparisonKey, StatedComparison] = {}
    for row in rows:
        comparison = _comparison(row, reading, periods, marks)
        if comparison and _is_first(row, comparison, stated.get(comparison.key)):
            stated[comparison.key] = comparison
    return ComparisonsRead(list(stated.values()), [finding for row in rows for finding in row.findings])


def _periods(table: ListTable, reading: Reading) -> PeriodFinder:
    """What tells the periods of the rows: their own cells, else the heading, the sheet's name and the file's."""
    columns = {field: table.columns[field] for field in ("code", "value", "period") if field in table.columns}
    as_table = Table(table.sheet, table.header, columns, table.end)
    return finder_of_table(as_table, reading.source.file, reading.year_start, epoch_1904=reading.epoch_1904)


def _comparison(
    row: ListRow, reading: Reading, periods: PeriodFinder, marks: Mapping[str, str]
) -> StatedComparison | None:
    """What a row states, or `None` where it has no figure or something of it is to be mended."""
    if not words_of(row.cell("value")):
        return None
    indicator = indicator_of(row, reading.register)
    authority = row.words("authority")
    if not authority:
        row.find(
            "authority-missing", "The row does not say whose figure it is.", "Write the council's name.", "authority"
        )
    period = _period(row, indicator, periods, reading)
    read = _figure(row, indicator, marks)
    value = read.figures.get("value")
    if indicator is None or period is None or value is None or not row.is_sound:
        return None
    where = reading.source, row.table.sheet.name, row.address("value")
    return StatedComparison(*where, indicator.code, period, row.words("group"), authority, value)


def _period(row: ListRow, indicator: Indicator | None, periods: PeriodFinder, reading: Reading) -> Period | None:
    found = periods.of(row.cell("period"), indicator, value_only=True)
    field = "period" if "period" in row.table.columns else "code"
    if found.fault or found.period is None:
        remedy = "Write a month as Oct-09, a quarter as Q3 2009/10 or a year as 2009/10."
        row.find("period-unreadable", f"The period {found.fault}.", remedy, field)
        return None
    if found.period.end > reading.today:
        ends, today = long_date(found.period.end), long_date(reading.today)
        message = f"{found.period.label} is not over: it ends on {ends}, and today is {today}."
        row.find("future-period", message, "Correct the period, or send the figure when the period has ended.", field)
    if found.assumed:
        message = f"'{found.text}' is taken as {found.period.label}."
        row.find("taken-as", message, MEND_IF_NOT_MEANT, field, Severity.WARNING)
    return found.period


def _figure(row: ListRow, indicator: Indicator | None, marks: Mapping[str, str]) -> StatedFigures:
    read = read_figures({"value": row.cell("value")}, indicator, marks)
    if read.fault:
        row.find("not-a-number", f"{read.fault}.", "Write digits only, for example 64.56.", "value")
    for assumed in read.assumed:
        message = f"'{assumed.written}' is taken as {assumed.taken}: {assumed.why}."
        row.find("taken-as", message, MEND_IF_NOT_MEANT, "value", Severity.WARNING)
    return read


def _is_first(row: ListRow, comparison: StatedComparison, before: StatedComparison | None) -> bool:
    """Whether a file states it for the first time; a second figure that differs goes back."""
    if before is None:
        return True
    if before.value != comparison.value:
        message = f"{comparison.authority}'s figure for {comparison.period.label} stands in {before.cell} already, and differs."
        row.find("stated-twice", message, "Leave the one that is right, and send the file again.", "value")
    return False
