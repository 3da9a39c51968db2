"""Examines the parts of a workspace one by one; one that is wrong does not hide the others."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from flows.up.lock import answers, running_in
from infra.clock import parse_instant
from infra.warehouse.database import revision
from infra.warehouse.ledger import Ledger
from infra.warehouse.tables import HEAD, clock, journal
from infra.wiring import House
from transforms.errors import MortarError
from transforms.words import many

AHEAD, AHEAD_BY_HAND = timedelta(minutes=1), timedelta(days=1)
"""What the clocks of two machines may differ by; and two commands on a day set by hand, where the hours go on."""


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
    now, last = house.clock.now(), _last_given(house)
    if last and last - now > (AHEAD_BY_HAND if house.settings.today else AHEAD):
        raise MortarError(
            f"the clock stands at {now.isoformat()}{set_by_hand}, before {last.isoformat()}, the last instant recorded",
            "Put the clock right, or `today`. If it was that instant that was wrong, move the warehouse aside and run "
            "`mortar rebuild`; figures recorded in the future keep their instants.",
        )
    return f"{house.clock.today().isoformat()} in {house.settings.timezone}{set_by_hand}"


def _last_given(house: House) -> datetime | None:
    """The last instant given out; none where the warehouse cannot be read, which is told where it belongs."""
    try:
        with house.engine.connect() as connection:
            text: str = connection.execute(clock.select()).one().instant
    except Exception:  # noqa: BLE001
        return None
    return parse_instant(text) if text else None


def _inbox(house: House) -> str:
    waiting = sum(1 for _ in house.inbox.arrivals())
    return f"{house.inbox.root}, {many(waiting, 'file')} waiting"


def _lake(house: House) -> str:
    probe = f"probe/{uuid.uuid4().hex}"
    house.lake.store.put(probe, b"probe")
    house.lake.store.delete(probe)
    entries = list(house.lake.entries())
    for entry in entries:
        house.lake.read(entry)
    return f"{house.settings.lake}, {len(entries)} entries, all as the journal says"


@contextmanager
def _reading(house: House) -> Iterator[Ledger]:
    """The warehouse; where it cannot be read, for whatever reason, it is to be made again."""
    try:
        with house.ledger() as ledger:
            yield ledger
    except (MortarError, OSError):
        raise
    except Exception as error:
        raise MortarError(
            f"the warehouse {house.settings.warehouse} cannot be read: {getattr(error, 'orig', error)}",
            "Move it aside and run `mortar rebuild`: it is made again from the lake, figure for figure.",
        ) from error


def _warehouse(house: House) -> str:
    with _reading(house) as ledger:
        statements = house.known_to(ledger).observations()
        behind = f", {ledger.caught_up} entries taken in just now" if ledger.caught_up else ""
        url = house.engine.url.render_as_string()
        return f"{url}, tables at {revision(house.engine)} of {HEAD}, {len(statements)} statements{behind}"


def _journal(house: House) -> str:
    with _reading(house) as ledger:
        loaded = {row.entry for row in ledger.connection.execute(journal.select())}
    if lost := sorted(loaded - set(house.lake.entries())):
        raise MortarError(
            f"{many(len(lost), 'entry')} that the warehouse knows are lost from the lake, first {lost[0]}",
            "Restore the lake's journal from a copy; until then `mortar rebuild` would forget what they say.",
        )
    return "what the warehouse knows and what the lake keeps are the same entries"


def _register(house: House) -> str:
    with _reading(house) as ledger:
        register = house.known_to(ledger).register().latest
    if not register.indicators:
        raise MortarError("no register has been applied", "Fill in register/ and run `mortar register apply`.")
    return f"{len(register.indicators)} indicators, {len(register.senders)} senders"


def _raw(house: House) -> str:
    with _reading(house) as ledger:
        kept = house.known_to(ledger).files_kept()
    for sha256 in kept:
        house.lake.raw(sha256)
    return f"{len(kept)} files as they came in or went out, each with its checksum"


def _site(house: House) -> str:
    return house.site.examine()


def _up(house: House) -> str:
    running = running_in(house.workspace)
    if not running:
        return "not running; `mortar up` starts it"
    if running.failing:
        raise MortarError(f"what keeps ending: {', '.join(running.failing)}", "Why, logs/mortar-up.log says.")
    if not answers(running.ui):
        raise MortarError(
            f"process {running.pid} runs, but {running.ui} does not answer",
            "It may be starting: try again in a minute. Else logs/mortar-up.log says why.",
        )
    return f"{running.ui}, process {running.pid}, all parts at work"


PARTS: dict[str, Callable[[House], str]] = {
    "clock": _clock,
    "inbox": _inbox,
    "lake": _lake,
    "warehouse": _warehouse,
    "journal": _journal,
    "files": _raw,
    "register": _register,
    "site": _site,
    "mortar up": _up,
}
"""What is examined, in order."""
