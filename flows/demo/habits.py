"""How each sender fills in its spreadsheet: the kind of file, the headings, the way a period is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from flows.demo.series import FIRST_MONTH
from flows.demo.tables import table
from flows.demo.workbooks import CellValue
from transforms.period import Length, Period
from transforms.read_period import EPOCH_1900, named_period


@dataclass(frozen=True, slots=True)
class Habit:
    """One row of `habits.csv`.

    `headings` are the columns from left to right, each a field and the words over it. `months` says how
    the Month column is filled: as the first or last day, as a serial number, or by a pattern. `figures`
    are numbers or text. What is longer than a month stands on a sheet of its own where `longer_sheet` names one.
    """

    kind: str
    file: str
    sheet: str
    longer_sheet: str
    titles: Sequence[str]
    headings: Sequence[tuple[str, str]]
    months: str
    figures: str
    codes: str
    notes: Sequence[str]
    encoding: str
    delimiter: str

    @property
    def day_format(self) -> str:
        """How a date is shown: the first of a month as its month."""
        return "dd/mm/yyyy" if self.months == "last day" else "mmm-yy"

    def period_cell(self, period: Period) -> CellValue:
        """What the sender types into the period's cell: quarters and years are always words."""
        if period.months == Length.QUARTER:
            return f"Q{period.quarter_number} {_year_with_stroke(period)}"
        if period.months == Length.YEAR:
            return _year_with_stroke(period)
        return _day(period, self.months) or in_words(self.months or "{mon}-{yy}", period)


def habit_of(sender: str, month: Period) -> Habit:
    """The sender's habit for the return of a month: one of that month alone counts before the usual one."""
    rows = _habits()[sender]
    return rows.get(str(month)) or rows.get("odd" if month.start.month % 2 else "even") or rows[""]


def in_words(pattern: str, month: Period) -> str:
    """A heading or a file's name for a month: `{mon}-{yy}` is Dec-09, `{n}` counts the months of the demo."""
    first = month.start
    number = (first.year - FIRST_MONTH.start.year) * 12 + first.month - FIRST_MONTH.start.month + 1
    return pattern.format(
        mon=f"{first:%b}", month=f"{first:%B}", mm=f"{first:%m}", yy=f"{first:%y}", yyyy=first.year, n=number
    )


def _day(month: Period, way: str) -> date | int | None:
    days: Mapping[str, date | int] = {
        "first day": month.start,
        "last day": month.end,
        "serial": (month.start - EPOCH_1900) // timedelta(days=1),
    }
    return days.get(way)


def _year_with_stroke(period: Period) -> str:
    return period.year_name.replace("-", "/")


@cache
def _habits() -> Mapping[str, Mapping[str, Habit]]:
    habits: dict[str, dict[str, Habit]] = {}
    for row in table("habits"):
        habits.setdefault(row["sender"], {})[_when(row["when"])] = _habit(row)
    return habits


def _when(text: str) -> str:
    return text if text in {"", "odd", "even"} else str(named_period(text))


def _habit(row: Mapping[str, str]) -> Habit:
    return Habit(
        row["kind"],
        row["file"],
        row["sheet"],
        row["longer_sheet"],
        _listed(row["titles"]),
        tuple(_headings(row["headings"])),
        row["months"],
        row["figures"],
        row["codes"],
        _listed(row["notes"]),
        row["encoding"] or "utf-8",
        row["delimiter"] or ",",
    )


def _headings(text: str) -> Iterator[tuple[str, str]]:
    for heading in _listed(text):
        field, _, words = heading.partition("=")
        yield field, words


def _listed(text: str) -> Sequence[str]:
    return tuple(text.split("|")) if text else ()
