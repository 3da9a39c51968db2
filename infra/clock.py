"""The clock: one place that tells the time, and can be told it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from transforms.errors import SettingsError


class Clock:
    """The time of day; on a day set by `today` the hours go on as they are, at an instant they stand.

    `today` is a date (`2010-01-18`), for demonstrations and tests, or a full instant with its zone.
    """

    def __init__(self, zone: ZoneInfo, today: str = "") -> None:
        self.zone = zone
        self._day, self._instant = _parse(today)

    def now(self) -> datetime:
        """The instant, in UTC."""
        if self._instant:
            return self._instant
        now = datetime.now(self.zone)
        if self._day:
            now = now.replace(year=self._day.year, month=self._day.month, day=self._day.day)
        return now.astimezone(UTC)

    def today(self) -> date:
        """The day where the council is."""
        return self.now().astimezone(self.zone).date()


def _parse(today: str) -> tuple[date | None, datetime | None]:
    if not today:
        return None, None
    try:
        if len(today) == len("2010-01-18"):
            return date.fromisoformat(today), None
        return None, parse_instant(today)
    except ValueError as error:
        raise SettingsError(f"today: '{today}' is neither a day nor an instant.", "Write 2010-01-18.") from error


def parse_instant(text: str, zone: ZoneInfo | None = None) -> datetime:
    """An ISO 8601 instant; without a zone of its own it is taken in `zone`. Raises `ValueError`."""
    instant = datetime.fromisoformat(text)
    if instant.tzinfo is None:
        if zone is None:
            raise ValueError(f"'{text}' has no time zone")
        instant = instant.replace(tzinfo=zone)
    return instant.astimezone(UTC)


def instant_text(instant: datetime) -> str:
    """An instant as the lake and the warehouse write it: in UTC, to the microsecond, so that texts sort by time."""
    return f"{instant.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%f}Z"
