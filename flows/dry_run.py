"""Checks files as the inbox would, and stores nothing."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from flows.ingest_steps import check_returns, read_returns, settle
from flows.micro_batch import MicroBatch
from infra.inbox import Arrival
from infra.safe_reader import safe_reader
from infra.wiring import House
from transforms.errors import UnknownItem, UnreadableReturn, UsageError
from transforms.find_lists import find_lists
from transforms.find_table import find_table
from transforms.found_figure import Taken
from transforms.read_lists import codes_in
from transforms.register import Register
from transforms.settle import Outcome, SentFile


class Guess(NamedTuple):
    """Whose a file was taken for, and by what: its folder, its layout or its codes."""

    file: str
    sender: str
    by: str


class DryRun(NamedTuple):
    """The outcome each file would have; those that met a fault of ours with the error; the senders guessed; and what
    layouts took, by `file_id`.
    """

    outcomes: list[Outcome]
    faults: list[tuple[SentFile, Exception]]
    guesses: list[Guess]
    taken: Mapping[int, Sequence[Taken]] = {}


def dry_run(house: House, paths: Sequence[Path], sender: str) -> DryRun:
    """What would become of each file. Raises `UsageError` for a file or sender that is not there."""
    with house.ledger() as ledger:
        register = house.known_to(ledger).register().latest
    if sender and sender not in register.senders:
        raise UnknownItem(f"There is no sender '{sender}'.", f"The senders are {', '.join(register.senders)}.")
    batch = MicroBatch()
    guesses = [_add(batch, path, sender, register) for path in paths]
    read_returns(house, batch)
    check_returns(house, batch)
    faults = [(batch.files[file_id], error) for file_id, error in batch.faults.items()]
    with house.ledger() as ledger:
        outcomes = settle(batch, house.known_to(ledger))
    return DryRun(outcomes, faults, [guess for guess in guesses if guess.by], batch.read.taken)


def _add(batch: MicroBatch, path: Path, sender: str, register: Register) -> Guess:
    """Add a file to the batch under its sender, named or guessed."""
    content, name = _content(path), os.fsencode(path.name).decode("utf-8", errors="replace")
    guess = Guess(name, sender, "")
    try:
        guess = guess if sender else _guess(path, name, content, register)
    except UsageError:
        raise
    except Exception as error:  # noqa: BLE001  # whatever one file does to us, the others are answered
        batch.faults[len(batch.files)] = error
    arrived_at = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    batch.add(Arrival(guess.sender, name, arrived_at, str(path)), content, hashlib.sha256(content).hexdigest())
    return guess


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}.", "Name a file that is there.") from error


def _guess(path: Path, name: str, content: bytes, register: Register) -> Guess:
    """Whose return it is: by the folder it lies in, by the one sender whose layout names it, or by its codes."""
    folder = path.resolve().parent.name
    if folder in register.senders:
        return Guess(name, folder, "folder")
    named = {sender for layout in register.layouts.values() if layout.files for sender in layout.senders}
    if len(by_layout := [sender for sender in sorted(named) if _names_file(register, sender, name)]) == 1:
        return Guess(name, by_layout[0], "layout")
    try:
        owner = register.sender_of(_codes(content))
    except UnreadableReturn:
        owner = None
    if owner:
        return Guess(name, owner, "codes")
    raise UsageError(f"It cannot be told whose return {path} is.", "Name the sender with --sender.")


def _names_file(register: Register, sender: str, name: str) -> bool:
    return any(layout.files for layout in register.layouts_for(sender, name))


def _codes(content: bytes) -> list[str]:
    lists, book = find_lists(safe_reader().read(content))
    tables = [table for sheet in book.sheets if (table := find_table(sheet))]
    stated = [
        str(cells[at]) for table in tables for _, cells in table.body if (at := table.columns["code"][0]) < len(cells)
    ]
    return [*stated, *codes_in(lists)]
