"""Checks files as the inbox would, and stores nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from flows.ingest_steps import check_returns, read_returns, settle
from flows.micro_batch import MicroBatch
from infra.inbox import Arrival
from infra.wiring import House
from transforms.errors import UnknownItem, UnreadableReturn, UsageError
from transforms.find_table import find_table
from transforms.read_workbook import read_workbook
from transforms.register import Register
from transforms.settle import Outcome


def dry_run(house: House, paths: Sequence[Path], sender: str) -> list[Outcome]:
    """The outcome each file would have. Raises `UsageError` for a file or sender that is not there."""
    with house.ledger() as ledger:
        register = house.known_to(ledger).register().latest
    if sender and sender not in register.senders:
        raise UnknownItem(f"There is no sender '{sender}'.", f"The senders are {', '.join(register.senders)}.")
    batch = MicroBatch()
    for path in paths:
        content = _content(path)
        owner = sender or _sender_of(path, content, register)
        arrival = Arrival(owner, path.name, datetime.fromtimestamp(path.stat().st_mtime, UTC), str(path))
        batch.add(arrival, content, hashlib.sha256(content).hexdigest())
    read_returns(house, batch)
    check_returns(house, batch)
    with house.ledger() as ledger:
        return settle(batch, house.known_to(ledger))


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}.", "Name a file that is there.") from error


def _sender_of(path: Path, content: bytes, register: Register) -> str:
    """Whose return it is: by the folder it lies in, else by whose codes it holds."""
    if path.resolve().parent.name in register.senders:
        return path.resolve().parent.name
    try:
        tables = [table for sheet in read_workbook(content).sheets if (table := find_table(sheet))]
    except UnreadableReturn:
        tables = []
    codes = [
        str(cells[at]) for table in tables for _, cells in table.body if (at := table.columns["code"][0]) < len(cells)
    ]
    if owner := register.sender_of(codes):
        return owner
    raise UsageError(f"It cannot be told whose return {path} is.", "Name the sender with --sender.")
