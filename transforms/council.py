"""The council's own facts that colour what is printed; a report as at an instant goes by those in force then."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from transforms.due import Roll
from transforms.period import APRIL


@dataclass(frozen=True, slots=True)
class Council:
    """Its name, the zone of its clock, the month its year starts in, and where due dates on a day off move."""

    name: str
    timezone: str = "Europe/London"
    year_start: int = APRIL
    roll: Roll = "next"

    @property
    def zone(self) -> ZoneInfo:
        """The zone of the clock on the council's wall."""
        return ZoneInfo(self.timezone)

    def day_of(self, instant: datetime) -> date:
        """The day it was in the council at an instant."""
        return instant.astimezone(self.zone).date()

    def facts(self) -> Mapping[str, str]:
        """The facts by name, as the lake keeps them."""
        return {
            "council": self.name,
            "timezone": self.timezone,
            "year_start_month": str(self.year_start),
            "due_rolls_to": self.roll,
        }


def council_of(facts: Mapping[str, str]) -> Council:
    """The council of facts that the lake kept; those that were never recorded are as a new council's are."""
    kept = {**Council("").facts(), **facts}
    roll: Roll = "previous" if kept["due_rolls_to"] == "previous" else "next"
    return Council(kept["council"], kept["timezone"], int(kept["year_start_month"]), roll)
