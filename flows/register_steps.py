"""The steps of the register: from its CSV files into the lake, and to and from one workbook."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from infra.lake_entry import register_entry
from infra.warehouse.knowledge import REGISTER_KIND
from infra.wiring import House
from infra.workspace import write_rows
from transforms.errors import UnreadableReturn, UsageError
from transforms.read_register import read_register, register_rows
from transforms.read_workbook import read_workbook
from transforms.register import Register
from transforms.register_table import COLUMNS


@dataclass(frozen=True, slots=True)
class AppliedRegister:
    """What was applied, and whether anything differed from the register in force."""

    applied: bool
    senders: int
    services: int
    indicators: int
    targets: int


def apply_register(house: House) -> AppliedRegister:
    """Make the files of `register/` the council's register from now on, and give each sender a folder.

    Raises `RegisterRefused` with every fault; then nothing is changed.
    """
    files = _files(house)
    register = read_register(files, house.settings.year_start_month)
    rows = register_rows(files)
    with house.ledger() as ledger:
        known = house.known_to(ledger)
        entry = known.register_entry()
        is_new = not entry or known.register_rows(entry) != rows
        if is_new:
            ledger.record(REGISTER_KIND, house.clock.now(), register_entry(rows))
    house.inbox.make_room(register.senders)
    return _counted(register, is_new)


def _files(house: House) -> Mapping[str, str]:
    paths = {name: house.register_folder / f"{name}.csv" for name in COLUMNS}
    try:
        return {name: path.read_text("utf-8-sig") for name, path in paths.items() if path.is_file()}
    except UnicodeDecodeError as error:
        raise UsageError(
            f"A file of {house.register_folder} is not UTF-8: {error}.", "Save it as CSV UTF-8."
        ) from error


def _counted(register: Register, applied: bool) -> AppliedRegister:
    targets = sum(len(stated) for stated in register.targets.values())
    return AppliedRegister(applied, len(register.senders), len(register.services), len(register.indicators), targets)


def import_register(house: House, path: Path) -> None:
    """Write `register/` from a workbook whose sheets are named as the files are. Raises `UsageError`."""
    try:
        sheets = {sheet.name.strip().casefold(): sheet for sheet in read_workbook(path.read_bytes()).sheets}
    except FileNotFoundError:
        raise UsageError(f"There is no file {path}.", "Name the workbook to import.") from None
    except UnreadableReturn as error:
        raise UsageError(f"{path}: {error.message}", error.remedy) from error
    if missing := [name for name in COLUMNS if name not in sheets]:
        raise UsageError(f"{path} has no sheet named {', '.join(missing)}.", "Name the sheets as the CSV files are.")
    for name in COLUMNS:
        rows = [[_cell_text(cell) for cell in row] for row in sheets[name].rows]
        write_rows(house.register_folder / f"{name}.csv", [row for row in rows if any(row)])


def _cell_text(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def export_register(house: House, path: Path) -> None:
    """Write the register in force as one workbook. Raises `UsageError` where none was ever applied."""
    from reports.register_workbook import register_workbook

    with house.knowledge() as known:
        entry = known.register_entry()
        if not entry:
            raise UsageError("No register has been applied yet.", "Run `mortar register apply` first.")
        rows = known.register_rows(entry)
    path.write_bytes(register_workbook(rows))
