"""One file of the register as a table: its rows by line, and what is wrong with their cells."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from transforms.errors import MortarError, RegisterFault
from transforms.register_cell import Wrong

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "senders": ("sender", "name", "kind", "email", "manager_email", "due_day"),
    "services": ("service", "name", "department", "head", "portfolio_holder"),
    "indicators": (
        "code", "name", "service", "sender", "owner", "provider", "unit", "decimals", "polarity", "frequency",
        "rollup", "scale", "tolerance", "tolerance_kind", "no_change_band", "themes", "public", "from", "to",
        "definition",
    ),
    "targets": ("code", "period", "target"),
}  # fmt: skip
"""The columns of each file that every register has, in the order they are written."""

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
FEEDS, FORMULAS, GROUPS, REBASED = "feeds", "formulas", "groups", "rebased"
PROFILES = "profiles"
FILES: Mapping[str, tuple[str, ...]] = {
    **COLUMNS,
    FEEDS: (
        "feed", "sender", "kind", "url", "cycle", "expected_after", "early_days", "grace_days", "revised_for", "contact",
        "contact_email",
    ),
    FORMULAS: ("code", "numerator", "denominator", "value", "from", "to"),
    GROUPS: ("group", "member", "weight", "from", "to"),
    PROFILES: ("code", *MONTHS, "from", "to"),
    REBASED: ("code", "from", "reason"),
}  # fmt: skip
"""The columns of each file a register may have; a council without feeds, formulas, groups or rebasings has none of them."""

QUERIES = "queries"
"""The folder of queries to Stat-Xplore, each named for its feed."""

REPORTS = "reports"
"""The file `reports.toml`: a table for each report the council makes."""

REPORT_COLUMNS = (
    "report", "title", "audience", "layout", "period", "quarters", "per", "group", "services", "departments", "senders",
    "themes", "codes", "lights", "public", "publish", "compare", "focus", "formats", "recipients", "release", "regular",
)  # fmt: skip
"""What may be said of a report, in the order in which it is written."""

LAYOUTS = "layouts"
LAYOUT_COLUMNS = ("item", "words", "code", "part", "value", "note")
"""The columns of a file of the folder `layouts/`, which is named for its layout."""

DATA_SETS: Mapping[str, tuple[str, ...]] = {
    **FILES,
    LAYOUTS: ("layout", *LAYOUT_COLUMNS),
    QUERIES: ("feed", "query"),
    REPORTS: REPORT_COLUMNS,
}
"""The columns of the register's data sets, as lake, warehouse and workbook keep them: all layouts are one, all queries too."""

REQUIRED: Mapping[str, tuple[str, ...]] = {
    "senders": ("sender", "name", "kind"),
    "services": ("service", "name"),
    "indicators": ("code", "name", "service", "sender", "owner", "unit", "polarity", "frequency"),
    "targets": ("code", "period", "target"),
    FEEDS: ("feed", "sender", "kind", "cycle", "expected_after", "contact"),
    FORMULAS: ("code",),
    GROUPS: ("group", "member"),
    PROFILES: ("code", *MONTHS),
    REBASED: ("code", "from", "reason"),
    LAYOUTS: ("item",),
    REPORTS: ("report", "title", "audience", "layout", "period"),
}

Row = Mapping[str, str]
Reader = Any
"""What `csv.reader` gives; its type has no public name."""


@dataclass
class Table:
    """The rows of one file by line number, and the faults found in it so far; a layout is `layouts/<name>`."""

    name: str
    rows: list[tuple[int, Row]] = field(default_factory=list)
    faults: list[RegisterFault] = field(default_factory=list)

    @property
    def kind(self) -> str:
        """What stands in the file: its name, or `layouts`."""
        return self.name.partition("/")[0]

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns the file may have."""
        return DATA_SETS[self.kind] if self.kind != LAYOUTS else LAYOUT_COLUMNS

    @property
    def file(self) -> str:
        """The name of the file."""
        return f"{self.name}.{'toml' if self.kind == REPORTS else 'csv'}"

    def names(self, column: str) -> Container[str]:
        """Every name in a column, of faulty rows too; any at all where the file could not be read.

        One fault must not make echoes in another file.
        """
        return {row.get(column, "") for _, row in self.rows} if self.rows or not self.faults else _Anything()

    def fault(self, line: int, column: str, message: str) -> None:
        """Note what is wrong with a cell, or with a line where no column is named."""
        self.faults.append(RegisterFault(self.file, line, column, message))


class _Anything:
    """Holds every name there is."""

    def __contains__(self, name: object) -> bool:
        return True

    def __iter__(self) -> Iterator[str]:
        return iter(())


@dataclass
class Cells:
    """One row being read: a cell that is wrong is noted, and reading goes on."""

    table: Table
    line: int
    row: Row
    sound: bool = True

    def get(self, column: str, read: Callable[[str], Any], blank: Any = None) -> Any:
        """The cell read, or `blank` where it is empty and may be; `None` after a fault."""
        text = self.row.get(column, "")
        if not text and blank is not None:
            return blank
        try:
            if not text and column in REQUIRED[self.table.kind]:
                raise Wrong("is blank and must not be.")
            return read(text)
        except (Wrong, MortarError) as error:
            self.fault(column, str(error))
            return None

    def fault(self, column: str, message: str) -> None:
        """Note what is wrong with a cell of the row."""
        self.sound = False
        self.table.fault(self.line, column, message)


def read_table(name: str, text: str | None) -> Table:
    """The table of one file; a file that is missing or malformed has faults and no rows."""
    table = Table(name)
    if text is None:
        table.fault(1, "", f"the file is missing; it must have the columns {', '.join(table.columns)}.")
        return table
    reader = csv.reader(io.StringIO(text.lstrip("\ufeff"), newline=""), strict=True)
    try:
        header = [cell_text.strip().casefold() for cell_text in next(reader, [])]
        if _check_header(table, header):
            _read_rows(table, reader, header)
    except csv.Error as error:
        table.fault(reader.line_num, "", f"is not well-formed CSV: {error}; a quotation mark may not be closed.")
    return table


def _read_rows(table: Table, reader: Reader, header: list[str]) -> None:
    line = reader.line_num + 1
    for texts in reader:
        texts = [text.strip() for text in texts]
        if any(texts[len(header) :]):
            table.fault(line, "", f"has {len(texts)} cells under {len(header)} columns; quote a text with commas.")
        if any(texts):
            table.rows.append((line, dict(zip(header, texts, strict=False))))
        line = reader.line_num + 1


def _check_header(table: Table, header: list[str]) -> bool:
    """Whether the rows can be read: with a column misnamed every row would echo that one fault."""
    known = table.columns
    if len(header) == 1 and any(mark in header[0] for mark in ";\t"):
        table.fault(1, "", "the cells are not parted by commas; save the file as CSV with commas.")
        return False
    for column in filter(None, header):
        near = get_close_matches(column, known, n=1)
        if column not in known:
            hint = f"did you mean {near[0]}?" if near else f"the columns are {', '.join(known)}."
            table.fault(1, column, f"is not a column of this file; {hint}")
        elif header.count(column) > 1:
            table.fault(1, column, "stands more than once in the header.")
    for column in REQUIRED[table.kind]:
        if column not in header:
            table.fault(1, column, "the column is missing.")
    return not table.faults
