"""Reads the register from its CSV files, refused whole with every fault by file, line and column."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import TypeVar

from transforms import register_cell as cell
from transforms.code import code_key
from transforms.errors import RegisterRefused
from transforms.figure import Unit
from transforms.indicator import (
    CUMULATIVE,
    DEFAULT_TOLERANCE,
    PERCENT_SCALE,
    Frequency,
    Indicator,
    Polarity,
    RollUp,
    ToleranceKind,
)
from transforms.period import APRIL
from transforms.read_feeds import query_faults, read_feeds
from transforms.read_formulas import made_indicators
from transforms.read_layout import Known, read_layout
from transforms.read_profiles import profiled_indicators
from transforms.read_reports import read_reports, read_reports_table
from transforms.read_targets import read_targets
from transforms.rebasing import read_rebased
from transforms.register import DEFAULT_DUE_DAY, Register, Sender, SenderKind, Service
from transforms.register_table import (
    COLUMNS,
    DATA_SETS,
    FEEDS,
    FILES,
    FORMULAS,
    GROUPS,
    LAYOUTS,
    PROFILES,
    QUERIES,
    REBASED,
    REPORTS,
    Cells,
    Row,
    Table,
    read_table,
)
from transforms.report_names import check_names

DEFAULT_DECIMALS = {Unit.PERCENT: 2, Unit.POUNDS: 2, Unit.DAYS: 1, Unit.HOURS: 1, Unit.RATIO: 2}
SUMMED = {Unit.NUMBER, Unit.POUNDS}
SUPPLIED = {Unit.GRADE, Unit.YES_NO}

Value = TypeVar("Value")


def read_register(files: Mapping[str, str], year_start: int = APRIL) -> Register:
    """The register of the four texts `senders`, `services`, `indicators` and `targets`, and where there are such of
    `feeds`, `rebased`, `reports`, `layouts/<name>` and `queries/<feed>`.

    Raises `RegisterRefused` with all faults, in the order of files and lines.
    """
    tables = {name: read_table(name, files.get(name)) for name in FILES if name in files or name in COLUMNS}
    tables |= {REPORTS: read_reports_table(files.get(REPORTS, ""))}
    layouts = [read_table(name, files[name]) for name in _in_folder(LAYOUTS, files)]
    queries = {_stem(name): files[name] for name in _in_folder(QUERIES, files)}
    register = _build(tables, layouts, queries, year_start)
    check_names(tables[REPORTS], register)
    return register


def register_of_rows(rows: Mapping[str, Sequence[Row]], year_start: int = APRIL) -> Register:
    """The register of rows that were read before, as the lake keeps them."""
    tables = {name: Table(name, list(enumerate(rows.get(name, ()), start=2))) for name in (*FILES, REPORTS)}
    queries = {row["feed"]: row["query"] for row in rows.get(QUERIES, ())}
    return _build(tables, _layout_tables(rows.get(LAYOUTS, ())), queries, year_start)


def register_rows(files: Mapping[str, str]) -> Mapping[str, Sequence[Row]]:
    """The rows of each data set as texts by column, columns left out being empty; those of all layouts together, and of
    all queries.
    """
    rows: dict[str, Sequence[Row]] = {name: _texts(name, files[name], {}) for name in FILES if name in files}
    rows |= {name: rows.get(name, []) for name in FILES}
    rows[REPORTS] = _filled(read_reports_table(files.get(REPORTS, "")), {})
    layouts = _in_folder(LAYOUTS, files)
    rows[LAYOUTS] = [row for name in layouts for row in _texts(name, files[name], {"layout": _stem(name)})]
    rows[QUERIES] = [{"feed": _stem(name), "query": files[name]} for name in _in_folder(QUERIES, files)]
    return rows


def _texts(name: str, text: str, same: Row) -> list[Row]:
    return _filled(read_table(name, text), same)


def _filled(table: Table, same: Row) -> list[Row]:
    return [{column: {**row, **same}.get(column, "") for column in DATA_SETS[table.kind]} for _, row in table.rows]


def _in_folder(folder: str, files: Mapping[str, str]) -> list[str]:
    return sorted(name for name in files if name.startswith(f"{folder}/"))


def _stem(name: str) -> str:
    return name.partition("/")[2]


def _layout_tables(rows: Sequence[Row]) -> list[Table]:
    """The rows of all layouts, each layout a table of its own."""
    tables: dict[str, Table] = {}
    for row in rows:
        table = tables.setdefault(row["layout"], Table(f"{LAYOUTS}/{row['layout']}"))
        table.rows.append((len(table.rows) + 2, row))
    return list(tables.values())


def _build(
    tables: Mapping[str, Table], layout_tables: Sequence[Table], queries: Mapping[str, str], year_start: int
) -> Register:
    senders = _keyed(tables["senders"], "sender", _sender)
    services = _keyed(tables["services"], "service", _service)
    indicators: Mapping[str, tuple[Indicator, ...]] = _indicators(tables, year_start)
    targets = read_targets(tables["targets"], _known_code(tables), indicators, year_start)
    sound: Mapping[str, tuple[Indicator, ...]] | None = None if tables["indicators"].faults else indicators
    sound = profiled_indicators(_optional(PROFILES, tables), sound, year_start)
    sound = made_indicators(_optional(FORMULAS, tables), _optional(GROUPS, tables), sound, year_start)
    known = Known(None if tables["senders"].faults else senders, sound, year_start)
    layouts = {_stem(table.name): read_layout(table, known) for table in layout_tables}
    of_feeds = _optional(FEEDS, tables)
    feeds = read_feeds(of_feeds, queries, tables["senders"], sound)
    rebased = read_rebased(_optional(REBASED, tables), _known_code(tables), year_start)
    reports = read_reports(tables[REPORTS], tables["services"], tables["senders"])
    every = [*tables.values(), *layout_tables]
    faults = [fault for table in every for fault in sorted(table.faults, key=lambda fault: fault.line)]
    if faults := [*faults, *query_faults(queries, of_feeds)]:
        raise RegisterRefused(faults)
    return Register(senders, services, sound or {}, targets, layouts, feeds, reports, rebased)


def _optional(name: str, tables: Mapping[str, Table]) -> Table:
    return tables.get(name) or Table(name)


def _keyed(table: Table, key: str, read: Callable[[Cells], Value]) -> dict[str, Value]:
    found: dict[str, Value] = {}
    named: set[str] = set()
    for line, row in table.rows:
        cells = Cells(table, line, row)
        name, value = row.get(key, ""), read(cells)
        if name and name in named:
            table.fault(line, key, f"'{name}' stands in the file twice.")
        elif cells.sound:
            found[name] = value
        named.add(name)
    return found


def _sender(cells: Cells) -> Sender:
    return Sender(
        cells.get("sender", cell.name),
        cells.get("name", cell.text),
        cells.get("kind", cell.choice(SenderKind)),
        cells.get("email", cell.address, ""),
        cells.get("manager_email", cell.address, ""),
        cells.get("due_day", cell.whole(1, 31), DEFAULT_DUE_DAY),
    )


def _service(cells: Cells) -> Service:
    department, head, holder = (
        cells.get(column, cell.text, "") for column in ("department", "head", "portfolio_holder")
    )
    return Service(cells.get("service", cell.text), cells.get("name", cell.text), department, head, holder)


def _indicators(tables: Mapping[str, Table], year_start: int) -> dict[str, tuple[Indicator, ...]]:
    table = tables["indicators"]
    sender = cell.known(tables["senders"].names("sender"), "senders")
    service = cell.known(tables["services"].names("service"), "services")
    found: dict[str, tuple[Indicator, ...]] = {}
    undated: set[str] = set()
    for line, row in table.rows:
        cells = Cells(table, line, row)
        indicator = _indicator(cells, sender, service, year_start)
        twice = _is_undated_twice(row, undated)
        if cells.sound:
            for column, message in _contradictions(indicator):
                table.fault(line, column, message)
            twice = twice or any(_overlap(indicator, other) for other in found.get(code_key(indicator.code), ()))
        if twice:
            table.fault(line, "code", f"'{row['code']}' stands twice for the same time; give `from` and `to`.")
        if not cells.sound:
            continue
        before = found.get(code_key(indicator.code), ())
        found[code_key(indicator.code)] = tuple(sorted((*before, indicator), key=lambda i: i.valid_from or date.min))
    return found


def _is_undated_twice(row: Row, undated: set[str]) -> bool:
    """Whether a row for all time has the code of one before it, whatever else is wrong with either."""
    key = code_key(row.get("code", ""))
    if not key or row.get("from") or row.get("to"):
        return False
    twice = key in undated
    undated.add(key)
    return twice


def _contradictions(indicator: Indicator) -> Iterator[tuple[str, str]]:
    if indicator.valid_from and indicator.valid_to and indicator.valid_from > indicator.valid_to:
        yield "to", "lies before `from`."
    if indicator.is_cumulative and indicator.rollup == RollUp.SUM:
        yield "rollup", "would count twice what the theme `cumulative` says is counted from April on; use latest."
    one_sided = indicator.polarity in {Polarity.MAXIMISE, Polarity.MINIMISE, Polarity.NONE}
    if indicator.tolerance_kind == ToleranceKind.FLOOR and not one_sided:
        yield "tolerance_kind", f"a floor standard has no meaning for an indicator that is {indicator.polarity}."


def _indicator(cells: Cells, sender: Callable[[str], str], service: Callable[[str], str], year_start: int) -> Indicator:
    unit = cells.get("unit", cell.choice(Unit))
    kind = cells.get("tolerance_kind", cell.choice(ToleranceKind), ToleranceKind.RELATIVE)
    owner = cells.get("owner", cell.text)
    themes = cells.get("themes", cell.themes, ())
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
        rollup=cells.get("rollup", cell.choice(RollUp), _default_rollup(unit, themes)),
        scale=cells.get("scale", cell.positive, PERCENT_SCALE if unit == Unit.PERCENT else Decimal(1)),
        tolerance=cells.get(
            "tolerance", cell.tolerance(kind), None if kind == ToleranceKind.FLOOR else DEFAULT_TOLERANCE
        ),
        tolerance_kind=kind,
        no_change_band=cells.get("no_change_band", cell.not_negative, Decimal(0)),
        themes=themes,
        public=cells.get("public", cell.yes_no, False),
        valid_from=cells.get("from", cell.day(year_start, first=True)),
        valid_to=cells.get("to", cell.day(year_start, first=False)),
        definition=cells.get("definition", cell.text, ""),
    )


def _default_rollup(unit: Unit, themes: tuple[str, ...]) -> RollUp:
    if CUMULATIVE in themes:
        return RollUp.LATEST
    if unit in SUMMED:
        return RollUp.SUM
    return RollUp.LATEST if unit in SUPPLIED else RollUp.RATIO


def _known_code(tables: Mapping[str, Table]) -> Callable[[str], str]:
    """Reads the code of an indicator that stands in the register."""
    codes = tables["indicators"].names("code")
    return cell.known({code_key(code) for code in codes} if isinstance(codes, set) else codes, "indicators", code_key)


def _overlap(one: Indicator, other: Indicator) -> bool:
    starts = max(one.valid_from or date.min, other.valid_from or date.min)
    return starts <= min(one.valid_to or date.max, other.valid_to or date.max)
