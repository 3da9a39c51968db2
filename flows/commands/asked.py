"""What a person names on the command line: a period, an instant."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from infra.clock import instant_text, parse_instant
from infra.wiring import House
from transforms.errors import UnreadablePeriod, UsageError
from transforms.period import Period
from transforms.read_period import named_period

FIRST_YEAR = 1900
"""Nothing was known before; and the first years of the calendar have no instants in every zone."""


def period_named(house: House, text: str) -> Period:
    """The period a person names on the command line. Raises `UsageError`."""
    try:
        return named_period(text, house.settings.year_start_month)
    except UnreadablePeriod as error:
        raise UsageError(
            error.message, "Name a month as 2009-12, a quarter as '2009-10 Q3', a year as 2009-10."
        ) from None


def known_at(house: House, text: str) -> datetime | None:
    """The instant a person names, a day meaning its end or, today, now; `None` for now. Raises `UsageError`."""
    if not text:
        return None
    try:
        instant = _instant(house, text)
    except (ValueError, OverflowError):
        instant = None
    if instant is None or instant.year < FIRST_YEAR:
        raise UsageError(f"'{text}' is no instant.", "Write 2010-01-18 or 2010-01-18T09:00:00Z.")
    return instant


def as_at(house: House, text: str) -> str:
    """The instant a person names, as a flow is told of it; empty for now. Raises `UsageError`."""
    instant = known_at(house, text)
    return instant_text(instant) if instant else ""


def folder_named(house: House, text: str) -> Path:
    """The folder a person names, by default that of the reports."""
    return Path(text) if text else house.workspace / "reports"


def _instant(house: House, text: str) -> datetime:
    zone = ZoneInfo(house.settings.timezone)
    if len(text) > len("2010-01-18"):
        return parse_instant(text, zone)
    if text == house.clock.today().isoformat():
        return house.clock.now()
    return parse_instant(f"{text}T23:59:59.999999", zone)
