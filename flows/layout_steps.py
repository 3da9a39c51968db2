"""Drafts a layout from a workbook, with what the register knows of the sender's indicators."""

from __future__ import annotations

from pathlib import Path

from infra.safe_reader import safe_reader
from infra.wiring import House
from transforms.errors import UnknownItem, UnreadableReturn, UsageError
from transforms.propose_layout import Draft, propose_layout


def draft_layout(house: House, path: Path, sender: str) -> Draft:
    """A layout for a file like this one; its words matched to the sender's indicators, or to all.

    Raises `UsageError` where the file cannot be read or has no table, `UnknownItem` where there is no such sender.
    """
    with house.glimpse() as known:
        register = known.register().latest
    if sender and sender not in register.senders:
        raise UnknownItem(f"There is no sender '{sender}'.", f"The senders are {', '.join(register.senders)}.")
    indicators = [
        rows[-1] for rows in register.indicators.values() if rows[-1].is_sent and sender in {"", rows[-1].sender}
    ]
    try:
        book = safe_reader().read(path.read_bytes())
        return propose_layout(book, path.name, sender, indicators, house.settings.year_start_month)
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}.", "Name a file that is there.") from error
    except UnreadableReturn as error:
        raise UsageError(f"{path}: {error.message}", error.remedy) from error
