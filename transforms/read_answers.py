"""Reads returns of one row per answer, such as exit surveys and mystery shopping, into counts and nothing else.

Only the columns a layout names are read, and what is kept of them are numbers: who answered what never leaves the file.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from transforms.finding import Finding, Severity
from transforms.found_figure import Place, SeriesTaken, Taken
from transforms.gap import Gap
from transforms.layout import Answer, AnswerPart, label_of, matches
from transforms.layout_drift import DRIFT
from transforms.layout_periods import LayoutPeriods
from transforms.layout_table import Column, LayoutTable, is_filled
from transforms.proportion import interval_of
from transforms.register import Register
from transforms.row_period import RowPeriod
from transforms.stated_row import Source, StatedRow
from transforms.words import joined, many, upper_first
from transforms.workbook import words_of

PERSONAL = re.compile(
    r"(?:(?:full|first|last|family|your|customer|resident|client)\W*|fore|sur)?names?\b(?: of (?:customer|resident|client))?"
    r"|.*\b(?:phone|telephone|mobile|e-?mail|postcode|post code|date of birth|dob|ni number|national insurance)\b.*"
    r"|(?:home|postal|your|customer|street)? ?address"
)
"""Headings of columns that say who somebody is."""


@dataclass
class Counted:
    """The answers to one question for one indicator and period, counted."""

    period: RowPeriod
    counts: Counter[AnswerPart] = field(default_factory=Counter)
    unlisted: dict[str, Place] = field(default_factory=dict)
    cells: list[str] = field(default_factory=list)

    @property
    def answers(self) -> int:
        """How many answered with what counts."""
        return self.counts[AnswerPart.NUMERATOR] + self.counts[AnswerPart.DENOMINATOR]


def read_answers(
    table: LayoutTable, periods: LayoutPeriods, source: Source, register: Register
) -> tuple[list[StatedRow], list[Finding], Taken]:
    """The counts of a table of answers as rows, what is to be said of the table, and what was taken."""
    by_code: dict[str, list[Answer]] = defaultdict(list)
    for answer in table.layout.answers:
        by_code[answer.code].append(answer)
    rows: list[StatedRow] = []
    findings = list(_personal_columns(table))
    taken: list[SeriesTaken] = []
    for code, answers in by_code.items():
        column = table.column(answers[0].question)
        if column is None:
            continue
        for counted in _count(table, column, answers, periods, register).values():
            findings += _unlisted(table, code, counted)
            rows += [] if counted.unlisted else [_row(table, column, code, counted, source)]
            cells = counted.cells or [""]
            taken.append(SeriesTaken(answers[0].question, code, "answers", counted.answers, cells[0], cells[-1]))
    every = list(table.rows())
    wanted = sum(table.is_wanted(row) for row in every)
    return rows, findings, Taken(table.layout.name, table.sheet.name, len(every), wanted, taken)


def _count(
    table: LayoutTable, column: Column, answers: Sequence[Answer], periods: LayoutPeriods, register: Register
) -> Mapping[object, Counted]:
    """The counts by period; blanks did not answer."""
    found: dict[object, Counted] = {}
    indicator = register.indicator(answers[0].code)
    for row in filter(table.is_wanted, table.rows()):
        cell = row.cell(column.at)
        if not is_filled(cell):
            continue
        period = periods.of(periods.cell_of(row, column), indicator, value_only=False)
        counted = found.setdefault(period.period or period.text, Counted(period))
        said = label_of(cell)
        address = f"{column.letters}{row.number}"
        part = next((each.part for each in answers if matches(said, each.answer)), None)
        counted.cells.append(address)
        if part is None:
            counted.unlisted.setdefault(words_of(cell), Place(table.sheet.name, row.number, address))
        else:
            counted.counts[part] += 1
    return found


def _row(table: LayoutTable, column: Column, code: str, counted: Counted, source: Source) -> StatedRow:
    """The row of one figure; fewer answers than the layout allows are withheld."""
    numerator, answers = counted.counts[AnswerPart.NUMERATOR], counted.answers
    extent = f"{counted.cells[0]}:{counted.cells[-1]}"
    cells = {"code": f"{column.letters}{table.header + 1}", "numerator": extent, "denominator": extent}
    period = counted.period
    row = StatedRow(
        source, table.sheet.name, table.header + 1, cells, code,
        period.period, period.text, period.fault, period.assumed, period.is_part,
    )  # fmt: skip
    if 0 < answers < table.layout.least:
        return row._replace(gap=Gap.WITHHELD, commentary=f"Fewer than {table.layout.least} answered.")
    if not answers:
        return row._replace(numerator=Decimal(0), denominator=Decimal(0), gap=Gap.NO_CASES)
    return row._replace(
        numerator=Decimal(numerator), denominator=Decimal(answers), commentary=_sureness(numerator, counted)
    )


def _sureness(numerator: int, counted: Counted) -> str:
    """How many answered, and how sure their share is of all."""
    interval = interval_of(numerator, counted.answers)
    left = counted.counts[AnswerPart.LEAVE]
    apart = f", {left} more left out" if left else ""
    sure = (
        f"plus or minus {interval.margin:.1f} points"
        if interval.method == "normal"
        else f"between {interval.low}% and {interval.high}% (Wilson's interval)"
    )
    return f"{many(counted.answers, 'answer')}{apart}; {sure} at 95% confidence, no correction for a finite population."


def _unlisted(table: LayoutTable, code: str, counted: Counted) -> Iterator[Finding]:
    """Answers of which the layout does not say how they count: the figure is not taken."""
    if not counted.unlisted:
        return
    place = next(iter(counted.unlisted.values()))
    told = joined([f"'{answer[:40]}'" for answer in list(counted.unlisted)[:5]])
    message = f"The layout {table.layout.name} does not say how {told} counts for {code}; the figure is not taken."
    remedy = (
        "Correct the answer if it is a slip, and send the file again. If it is a new one, ask the Policy Team, whose "
        f"layout '{table.layout.name}' must say how it counts."
    )
    period = str(counted.period.period) if counted.period.period else counted.period.text
    yield Finding(Severity.ERROR, DRIFT, message, remedy, place.sheet, place.cell, code, period)


def _personal_columns(table: LayoutTable) -> Iterator[Finding]:
    for column in table.columns:
        label = next((label_of(head) for head in column.heads if PERSONAL.fullmatch(label_of(head))), None)
        if label:
            message = f"{upper_first(label)} looks like personal data. No figure is made of it, and it is not read."
            remedy = "Take the column out before you send the file: what is sent is kept as it was sent."
            cell = f"{column.letters}{table.header + 1}"
            yield Finding(Severity.WARNING, "personal-data", message, remedy, table.sheet.name, cell)
