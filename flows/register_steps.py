"""The steps of the register: from its CSV files into the lake, and to and from one workbook."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

from infra.lake_entry import register_entry
from infra.warehouse.knowledge import REGISTER_KIND
from infra.wiring import House
from infra.workspace import write_rows, write_text
from transforms.errors import UnreadableReturn, UsageError
from transforms.read_register import read_register, register_rows
from transforms.read_reports import reports_toml
from transforms.read_workbook import read_workbook
from transforms.register import Register
from transforms.register_cell import FOLDER_NAME
from transforms.register_table import COLUMNS, FILES, LAYOUTS, QUERIES, REPORTS, Row
from transforms.workbook import Sheet

EXCELS_OWN = "cp1252"
"""What Excel writes where a person chooses "CSV" and not "CSV UTF-8"."""

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Difference:
    """What is new, changed and dropped, in words that name each thing."""

    new: Sequence[str]
    changed: Sequence[str]
    dropped: Sequence[str]


@dataclass(frozen=True, slots=True)
class AppliedRegister:
    """What was applied, and in what it differs from the register that was in force."""

    applied: bool
    senders: int
    services: int
    indicators: int
    targets: int
    indicators_differ: Difference
    targets_differ: Difference
    rebased_differ: Difference
    layouts: Sequence[str] = ()
    feeds: Sequence[str] = ()


def apply_register(house: House) -> AppliedRegister:
    """Make the files of `register/` the council's register from now on, and give each sender a folder.

    Raises `RegisterRefused` with every fault; then nothing is changed.
    """
    files = _files(house)
    register = read_register(files, house.settings.year_start_month)
    rows = register_rows(files)
    with house.ledger() as ledger:
        known = house.known_to(ledger)
        entry, before = known.register_entry(), known.register().latest
        is_new = not entry or known.register_rows(entry) != rows
        if is_new:
            ledger.record(REGISTER_KIND, house.clock.now(), register_entry(rows))
    house.inbox.make_room(register.senders)
    return _applied(register, before, is_new)


def register_in_files(house: House) -> Register:
    """The register as the files of `register/` have it, applied or not. Raises `RegisterRefused` with every fault."""
    return read_register(_files(house), house.settings.year_start_month)


def _files(house: House) -> Mapping[str, str]:
    paths = {name: house.register_folder / f"{name}.csv" for name in FILES}
    paths[REPORTS] = house.register_folder / f"{REPORTS}.toml"
    for folder, pattern in ((LAYOUTS, "*.csv"), (QUERIES, "*.json")):
        paths |= {f"{folder}/{path.stem}": path for path in sorted((house.register_folder / folder).glob(pattern))}
    return {name: _text(path) for name, path in paths.items() if path.is_file()}


def _text(path: Path) -> str:
    """The text of a file: UTF-8, or what Excel writes on Windows."""
    try:
        content = path.read_bytes()
        try:
            return _without_nul(content.decode("utf-8-sig"))
        except UnicodeDecodeError:
            return _without_nul(content.decode(EXCELS_OWN))
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}.", "Mend the permissions of the file.") from error
    except ValueError as error:
        raise UsageError(f"{path} is no text in UTF-8 or {EXCELS_OWN}: {error}.", "Save it as CSV UTF-8.") from error


def _without_nul(text: str) -> str:
    if "\0" in text:
        raise ValueError("it holds NUL, as UTF-16 and workbooks do")
    return text


def _applied(register: Register, before: Register, is_new: bool) -> AppliedRegister:
    codes = {key: rows[-1].code for source in (before, register) for key, rows in source.indicators.items()}
    targets, targets_before = _targets(register), _targets(before)
    told = {key: f"{codes[key[0]]} {key[1]}" for key in (*targets_before, *targets)}
    rebased, rebased_before = _rebased(register), _rebased(before)
    since = {key: f"{codes[key[0]]} from {key[1]}" for key in (*rebased_before, *rebased)}
    return AppliedRegister(
        is_new,
        len(register.senders),
        len(register.services),
        len(register.indicators),
        len(targets),
        _difference(before.indicators, register.indicators, codes),
        _difference(targets_before, targets, told),
        _difference(rebased_before, rebased, since),
        list(register.layouts),
        list(register.feeds),
    )


def _targets(register: Register) -> Mapping[tuple[str, object], object]:
    return {(code, period): target for code, stated in register.targets.items() for period, target in stated.items()}


def _rebased(register: Register) -> Mapping[tuple[str, date], str]:
    """The reasons of all rebasings by code and day."""
    return {(code, each.since): each.reason for code, of_code in register.rebased.items() for each in of_code}


def _difference(before: Mapping[Key, object], now: Mapping[Key, object], told: Mapping[Key, str]) -> Difference:
    return Difference(
        new=[told[key] for key in now if key not in before],
        changed=[told[key] for key in now if key in before and now[key] != before[key]],
        dropped=[told[key] for key in before if key not in now],
    )


def import_register(house: House, path: Path) -> Mapping[str, int]:
    """Write `register/` from a workbook whose sheets are named as the files are; the rows of each file.

    Raises `UsageError`.
    """
    try:
        sheets = {sheet.name.strip().casefold(): sheet for sheet in read_workbook(path.read_bytes()).sheets}
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}.", "Name the workbook to import.") from error
    except UnreadableReturn as error:
        raise UsageError(f"{path}: {error.message}", error.remedy) from error
    if missing := [name for name in COLUMNS if name not in sheets]:
        raise UsageError(f"{path} has no sheet named {', '.join(missing)}.", "Name the sheets as the CSV files are.")
    rows = {name: _filled_rows(sheets[name]) for name in FILES if name in sheets}
    layouts = _files_of(path, LAYOUTS, _filled_rows(sheets[LAYOUTS])) if LAYOUTS in sheets else {}
    queries = _files_of(path, QUERIES, _filled_rows(sheets[QUERIES])) if QUERIES in sheets else {}
    counts = _write_files(house.register_folder, {**rows, **layouts}, queries)
    reports = _write_reports(house.register_folder, _filled_rows(sheets[REPORTS])) if REPORTS in sheets else {}
    return {**counts, **reports}


def _write_reports(folder: Path, rows: list[list[str]]) -> Mapping[str, int]:
    header, *body = rows or [[]]
    columns = [cell.strip().casefold() for cell in header]
    reports = [dict(zip(columns, map(str.strip, row), strict=False)) for row in body]
    if not all(report.get("report") for report in reports):
        raise UsageError(f"The sheet {REPORTS} has a row without a `report`.", "Name each report in the first column.")
    try:
        write_text(folder / f"{REPORTS}.toml", reports_toml(reports))
    except OSError as error:
        raise UsageError(f"{folder} cannot be written: {error.strerror}.", "Mend its permissions.") from error
    return {REPORTS: len(reports)}


def _filled_rows(sheet: Sheet) -> list[list[str]]:
    rows = [[_cell_text(cell) for cell in row] for row in sheet.rows]
    return [row for row in rows if any(row)]


def _files_of(path: Path, folder: str, rows: list[list[str]]) -> Mapping[str, list[list[str]]]:
    """The sheet of all layouts, or of all queries, as a file for each; what is in the folder and not on the sheet stays."""
    header, *body = rows or [[]]
    named = "layout" if folder == LAYOUTS else "feed"
    if [cell.strip().casefold() for cell in header[:1]] != [named]:
        raise UsageError(f"{path}: the first column of the sheet {folder} is not `{named}`.", "Name it so.")
    files: dict[str, list[list[str]]] = {}
    for name, *row in body:
        if not FOLDER_NAME.fullmatch(name.strip()):
            raise UsageError(f"{path}: '{name}' cannot name a {named}.", "Use letters, digits, spaces, - and _.")
        files.setdefault(f"{folder}/{name.strip()}", [header[1:]]).append(row)
    return files


def _write_files(
    folder: Path, rows: Mapping[str, list[list[str]]], queries: Mapping[str, list[list[str]]]
) -> Mapping[str, int]:
    try:
        for name, of_file in rows.items():
            write_rows(folder / f"{name}.csv", of_file)
        for name, (_, *lines) in queries.items():
            write_text(folder / f"{name}.json", "\n".join(cell for line in lines for cell in line))
    except OSError as error:
        raise UsageError(f"{folder} cannot be written: {error.strerror}.", "Mend its permissions.") from error
    return {name: len(of_file) - 1 for name, of_file in {**rows, **queries}.items()}


def _cell_text(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def export_register(house: House, path: Path) -> Mapping[str, int]:
    """Write the register in force as one workbook; the rows of each sheet.

    Raises `UsageError` where none was ever applied, or the file cannot be written.
    """
    from reports.register_workbook import register_workbook

    with house.glimpse() as known:
        entry = known.register_entry()
        if not entry:
            raise UsageError("No register has been applied yet.", "Run `mortar register apply` first.")
        kept = known.register_rows(entry)
    rows: Mapping[str, Sequence[Row]] = {
        name: of_sheet for name, of_sheet in kept.items() if of_sheet or name in COLUMNS
    }
    try:
        path.write_bytes(register_workbook(rows))
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror}.", "Name a file that you may write.") from error
    return {name: len(of_sheet) for name, of_sheet in rows.items()}
