"""One row of a list, of which indicator it speaks, and what is to be said of its cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from transforms.find_lists import ListTable
from transforms.find_table import is_header_word
from transforms.finding import Finding, Severity
from transforms.indicator import Indicator
from transforms.merged import merged_over
from transforms.register import Register
from transforms.stated_row import Source
from transforms.workbook import Cell, quoted, words_of


@dataclass(frozen=True, slots=True)
class Reading:
    """By what a list is read: whose file it is, the register, the council's year and the day on which it came."""

    source: Source
    register: Register
    year_start: int
    today: date
    epoch_1904: bool = False


@dataclass(frozen=True, slots=True)
class ListRow:
    """A row by its number as the sheet shows it; what is found of it is added to `findings`."""

    table: ListTable
    number: int
    cells: Sequence[Cell]
    findings: list[Finding] = field(default_factory=list)

    def words(self, name: str) -> str:
        """What it says in the columns of a field."""
        return self.table.words(self.cells, name)

    def cell(self, name: str) -> Cell:
        """The cell of a field."""
        return self.table.cell(self.cells, name)

    def address(self, name: str) -> str:
        """The address of a field's cell."""
        return self.table.addresses(self.number)[name]

    @property
    def code(self) -> str:
        """The code, which may be merged over several rows."""
        if written := words_of(self.cell("code")):
            return written
        return words_of(merged_over(self.table.sheet, self.number - 1, self.table.columns["code"][0]))

    def says_any(self, names: Sequence[str]) -> bool:
        """Whether anything stands in one of the fields."""
        return any(self.words(name) for name in names)

    def find(self, rule: str, message: str, remedy: str, name: str, severity: Severity = Severity.ERROR) -> None:
        """Say something of the cell of a field."""
        place = self.table.sheet.name, self.address(name)
        self.findings.append(Finding(severity, rule, message, remedy, *place, quoted(self.code)))

    @property
    def is_sound(self) -> bool:
        """Whether nothing was found that its sender has to mend."""
        return not any(finding.severity == Severity.ERROR for finding in self.findings)


def rows_of(table: ListTable) -> Iterator[ListRow]:
    """The rows of a list that say anything, without its header where that is repeated."""
    for number, cells in table.body:
        if any(words_of(cell) for cell in cells) and not is_header_word(table.cell(cells, "code"), "code"):
            yield ListRow(table, number, cells)


def indicator_of(row: ListRow, register: Register) -> Indicator | None:
    """The indicator of a row's code; where there is none, that is found."""
    if not row.code:
        row.find("code-missing", "The row has no code.", "Write the indicator's code in this cell.", "code")
        return None
    if indicator := register.indicator(row.code):
        return indicator
    if indicator := register.indicator_without_zeros(row.code):
        message = f"'{quoted(row.code)}' is taken as {indicator.code}: a spreadsheet drops zeros before a number."
        row.find("taken-as", message, MEND_IF_NOT_MEANT, "code", Severity.WARNING)
        return indicator
    message = f"'{quoted(row.code)}' is not an indicator of the council's register."
    remedy = "Correct the code, or ask the Policy Team to register the indicator."
    row.find("unknown-code", message, remedy, "code")
    return None


MEND_IF_NOT_MEANT = "If that is not meant, correct the cell and send the file again."


def none_known(table: ListTable, rows: Sequence[ListRow], register: Register) -> Finding | None:
    """What is said of a list whose numbers may be those of risks or audits, and of which none is an indicator's."""
    if not rows or not table.has_vague_codes or any(register.indicator(row.code) for row in rows):
        return None
    message = f"None of the references of row {rows[0].number} and below is an indicator's code; they are not read."
    remedy = "If they are actions on indicators, write the indicators' codes under a heading Code."
    cell = rows[0].address("code")
    return Finding(Severity.WARNING, "list-not-read", message, remedy, table.sheet.name, cell)
