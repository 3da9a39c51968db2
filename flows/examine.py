"""Examines the parts of a workspace one by one; one that is wrong does not hide the others."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass

from infra.warehouse.database import revision
from infra.warehouse.tables import HEAD
from infra.wiring import House
from transforms.errors import MortarError


@dataclass(frozen=True, slots=True)
class Examined:
    """What was found of one part."""

    part: str
    sound: bool
    detail: str
    remedy: str = ""


def examine(house: House) -> list[Examined]:
    """Every part in the order of the data's way."""
    return [_examined(part, look, house) for part, look in PARTS.items()]


def _examined(part: str, look: Callable[[House], str], house: House) -> Examined:
    try:
        return Examined(part, True, look(house))
    except MortarError as error:
        return Examined(part, False, error.message, error.remedy)
    except OSError as error:
        return Examined(part, False, f"{error.strerror}: {error.filename}", "Check the folder and its permissions.")


def _clock(house: House) -> str:
    set_by_hand = " (set by `today`)" if house.settings.today else ""
    return f"{house.clock.today().isoformat()} in {house.settings.timezone}{set_by_hand}"


def _inbox(house: House) -> str:
    waiting = sum(1 for _ in house.inbox.arrivals())
    return f"{house.inbox.root}, {waiting} files waiting"


def _lake(house: House) -> str:
    probe = f"probe/{uuid.uuid4().hex}"
    house.lake.store.put(probe, b"probe")
    house.lake.store.delete(probe)
    entries = list(house.lake.entries())
    for entry in entries:
        house.lake.read(entry)
    return f"{house.settings.lake}, {len(entries)} entries, all as the journal says"


def _warehouse(house: House) -> str:
    with house.ledger() as ledger:
        behind = f", {ledger.caught_up} entries taken in just now" if ledger.caught_up else ""
    return f"{house.engine.url.render_as_string()}, tables at {revision(house.engine)} of {HEAD}{behind}"


def _register(house: House) -> str:
    with house.ledger() as ledger:
        register = house.known_to(ledger).register().latest
    if not register.indicators:
        raise MortarError("no register has been applied", "Fill in register/ and run `mortar register apply`.")
    return f"{len(register.indicators)} indicators, {len(register.senders)} senders"


def _raw(house: House) -> str:
    with house.ledger() as ledger:
        kept = house.known_to(ledger).files_kept()
    for sha256 in kept:
        house.lake.raw(sha256)
    return f"{len(kept)} files as they were sent, each with its checksum"


PARTS: dict[str, Callable[[House], str]] = {
    "clock": _clock,
    "inbox": _inbox,
    "lake": _lake,
    "warehouse": _warehouse,
    "files": _raw,
    "register": _register,
}
"""What is examined, in order."""
