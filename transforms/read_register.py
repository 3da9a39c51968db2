"""Reads the register from its CSV files, refused whole with every fault by file, line and column."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from transforms import register_cell as cell
from transforms.code import code_key
from transforms.errors import MortarError, RegisterFault, RegisterRefused
from transforms.figure import Unit
from transforms.indicator import (
    DEFAULT_TOLERANCE,
    PERCENT_SCALE,
    Frequency,
    Indicator,
    Polarity,
    RollUp,
    ToleranceKind,
)
from transforms.period import APRIL, Period
from transforms.read_period import named_period
from transforms.register import Register, Sender, SenderKind, Service
from transforms.target import Target, read_target

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
"""The columns of each file of the register, in the order they are written."""

REQUIRED: Mapping[str, tuple[str, ...]] = {
    "senders": ("sender", "name", "kind"),
    "services": ("service", "name"),
    "indicators": ("code", "name", "service", "sender", "owner", "unit", "polarity", "frequency"),
    "targets": ("code", "period", "target"),
}
DEFAULT_DUE_DAY = 15
"""The case study: "every section and department sends in a spreadsheet ... on the 15th of the month"."""

DEFAULT_DECIMALS = {Unit.PERCENT: 2, Unit.POUNDS: 2, Unit.DAYS: 1, Unit.HOURS: 1, Unit.RATIO: 2}
SUMMED = {Unit.NUMBER, Unit.POUNDS}
SUPPLIED = {Unit.GRADE, Unit.YES_NO}

Row = Mapping[str, str]
Value = TypeVar("Value")


@dataclass
class _Table:
    """The rows of one file by line number, and the faults found in it so far."""

    name: str
    rows: list[tuple[int, Row]] = field(default_factory=list)
    faults: list[RegisterFault] = field(default_factory=list)

    def names(self, column: str) -> set[str]:
        """Every name in a column, of faulty rows too: one fault must not make echoes in another file."""
        return {row.get(column, "") for _, row in self.rows}

    def fault(self, line: int, column: str, message: str) -> None:
        self.faults.append(RegisterFault(f"{self.name}.csv", line, column, message))


@dataclass
class _Cells:
    """One row being read: a cell that is wrong is noted, and reading goes on."""

    table: _Table
    line: int
    row: Row
    sound: bool = True

    def get(self, column: str, read: Callable[[str], Any], blank: Any = None) -> Any:
        """The cell read, or `blank` where it is empty and may be; `None` after a fault."""
        text = self.row.get(column, "")
        if not text and blank is not None:
            return blank
        try:
            if not text and column in REQUIRED[self.table.name]:
                raise cell.Wrong("is blank and must not be.")
            return read(text)
        except (cell.Wrong, MortarError) as error:
            self.sound = False
            self.table.fault(self.line, column, str(error))
            return None


def read_register(files: Mapping[str, str], year_start: int = APRIL) -> Register:
    """The register of the four texts `senders`, `services`, `indicators` and `targets`.

    Raises `RegisterRefused` with all faults, in the order of files and lines.
    """
    return _build({name: _read_table(name, files.get(name)) for name in COLUMNS}, year_start)


def register_of_rows(rows: Mapping[str, Sequence[Row]], year_start: int = APRIL) -> Register:
    """The register of rows that were read before, as the lake keeps them."""
    return _build({name: _Table(name, list(enumerate(rows[name], start=2))) for name in COLUMNS}, year_start)


def register_rows(files: Mapping[str, str]) -> Mapping[str, Sequence[Row]]:
    """The rows of each file as texts by column, columns left out being empty."""
    tables = {name: _read_table(name, text) for name, text in files.items()}
    return {
        name: [{column: row.get(column, "") for column in COLUMNS[name]} for _, row in table.rows]
        for name, table in tables.items()
    }


def _build(tables: Mapping[str, _Table], year_start: int) -> Register:
    senders = _keyed(tables["senders"], "sender", _sender)
    services = _keyed(tables["services"], "service", _service)
    indicators = _indicators(tables, year_start)
    targets = _targets(tables, indicators, year_start)
    faults = [fault for table in tables.values() for fault in sorted(table.faults, key=lambda fault: fault.line)]
    if faults:
        raise RegisterRefused(faults)
    return Register(senders, services, indicators, targets)


def _read_table(name: str, text: str | None) -> _Table:
    table = _Table(name)
    if text is None:
        table.fault(1, "", f"the file is missing; it must have the columns {', '.join(COLUMNS[name])}.")
        return table
    reader = csv.reader(io.StringIO(text.lstrip("\ufeff")))
    header = [name.strip().casefold() for name in next(reader, [])]
    _check_header(table, header)
    line = reader.line_num + 1
    for texts in reader:
        if any(text.strip() for text in texts):
            if len(texts) > len(header):
                table.fault(line, "", f"has {len(texts)} cells under {len(header)} columns; quote a text with commas.")
            table.rows.append((line, dict(zip(header, (text.strip() for text in texts), strict=False))))
        line = reader.line_num + 1
    return table


def _check_header(table: _Table, header: list[str]) -> None:
    for column in REQUIRED[table.name]:
        if column not in header:
            table.fault(1, column, "the column is missing.")
    for column in header:
        if column not in COLUMNS[table.name]:
            table.fault(1, column, f"is not a column of this file; they are {', '.join(COLUMNS[table.name])}.")
        elif header.count(column) > 1:
            table.fault(1, column, "stands more than once in the header.")


def _keyed(table: _Table, key: str, read: Callable[[_Cells], Value]) -> dict[str, Value]:
    found: dict[str, Value] = {}
    for line, row in table.rows:
        cells = _Cells(table, line, row)
        name = cells.get(key, cell.name)
        value = read(cells)
        if name in found:
            table.fault(line, key, f"'{name}' stands in the file twice.")
        elif cells.sound:
            found[name] = value
    return found


def _sender(cells: _Cells) -> Sender:
    return Sender(
        cells.get("sender", cell.name),
        cells.get("name", cell.text),
        cells.get("kind", cell.choice(SenderKind)),
        cells.get("email", cell.address, ""),
        cells.get("manager_email", cell.address, ""),
        cells.get("due_day", cell.whole(1, 31), DEFAULT_DUE_DAY),
    )


def _service(cells: _Cells) -> Service:
    department, head, holder = (
        cells.get(column, cell.text, "") for column in ("department", "head", "portfolio_holder")
    )
    return Service(cells.get("service", cell.text), cells.get("name", cell.text), department, head, holder)


def _indicators(tables: Mapping[str, _Table], year_start: int) -> dict[str, tuple[Indicator, ...]]:
    table = tables["indicators"]
    sender = cell.known(tables["senders"].names("sender"), "senders")
    service = cell.known(tables["services"].names("service"), "services")
    found: dict[str, tuple[Indicator, ...]] = {}
    for line, row in table.rows:
        cells = _Cells(table, line, row)
        indicator = _indicator(cells, sender, service, year_start)
        if not cells.sound:
            continue
        before = found.get(code_key(indicator.code), ())
        if any(_overlap(indicator, other) for other in before):
            table.fault(line, "code", f"'{indicator.code}' stands twice for the same time; give `from` and `to`.")
        found[code_key(indicator.code)] = tuple(sorted((*before, indicator), key=lambda i: i.valid_from or date.min))
    return found


def _indicator(
    cells: _Cells, sender: Callable[[str], str], service: Callable[[str], str], year_start: int
) -> Indicator:
    unit = cells.get("unit", cell.choice(Unit))
    kind = cells.get("tolerance_kind", cell.choice(ToleranceKind), ToleranceKind.RELATIVE)
    owner = cells.get("owner", cell.text)
    return Indicator(
        code=cells.get("code", cell.text),
        name=cells.get("name", cell.text),
        service=cells.get("service", service),
        sender=cells.get("sender", sender),
        owner=owner,
        provider=cells.get("provider", cell.text, "") or owner,
        unit=unit,
        decimals=cells.get("decimals", cell.whole(0, 6), DEFAULT_DECIMALS.get(unit, 0)),
        polarity=cells.get("polarity", cell.choice(Polarity)),
        frequency=cells.get("frequency", cell.choice(Frequency)),
        rollup=cells.get("rollup", cell.choice(RollUp), _default_rollup(unit)),
        scale=cells.get("scale", cell.positive, PERCENT_SCALE if unit == Unit.PERCENT else Decimal(1)),
        tolerance=cells.get(
            "tolerance", cell.tolerance(kind), None if kind == ToleranceKind.FLOOR else DEFAULT_TOLERANCE
        ),
        tolerance_kind=kind,
        no_change_band=cells.get("no_change_band", cell.not_negative, Decimal(0)),
        themes=cells.get("themes", cell.themes, ()),
        public=cells.get("public", cell.yes_no, False),
        valid_from=cells.get("from", cell.day(year_start, first=True)),
        valid_to=cells.get("to", cell.day(year_start, first=False)),
        definition=cells.get("definition", cell.text, ""),
    )


def _default_rollup(unit: Unit) -> RollUp:
    if unit in SUMMED:
        return RollUp.SUM
    return RollUp.LATEST if unit in SUPPLIED else RollUp.RATIO


def _targets(
    tables: Mapping[str, _Table], indicators: Mapping[str, tuple[Indicator, ...]], year_start: int
) -> dict[str, dict[Period, Target]]:
    table = tables["targets"]
    known_code = cell.known({code_key(code) for code in tables["indicators"].names("code")}, "indicators", code_key)
    found: dict[str, dict[Period, Target]] = {}
    for line, row in table.rows:
        cells = _Cells(table, line, row)
        code = cells.get("code", known_code)
        period = cells.get("period", lambda text: named_period(text, year_start))
        target = cells.get("target", read_target)
        if not cells.sound:
            continue
        stated = found.setdefault(code_key(code), {})
        if period in stated:
            table.fault(line, "period", f"'{code}' has two targets for {period}.")
        for message in _unfit(target, indicators.get(code_key(code), ()), period):
            table.fault(line, "target", message)
        stated[period] = target
    return found


def _unfit(target: Target, rows: tuple[Indicator, ...], period: Period) -> Iterator[str]:
    for row in rows:
        if not row.covers(period):
            continue
        if target.is_range and row.polarity != Polarity.RANGE:
            yield f"'{row.code}' is {row.polarity} and needs one figure, not a range."
        if _allows_nothing(row, target):
            yield f"'{row.code}' allows {row.tolerance:f}% of its target, and of 0 that is nothing; use absolute."


def _allows_nothing(row: Indicator, target: Target) -> bool:
    relative = row.tolerance_kind == ToleranceKind.RELATIVE and row.tolerance > 0
    return relative and row.polarity != Polarity.NONE and not (target.low and target.high)


def _overlap(one: Indicator, other: Indicator) -> bool:
    starts = max(one.valid_from or date.min, other.valid_from or date.min)
    return starts <= min(one.valid_to or date.max, other.valid_to or date.max)
