"""A rebasing: from a day on an indicator's usual range is set anew, since the service itself changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from transforms import register_cell as cell
from transforms.code import code_key
from transforms.register_table import Cells, Table
from transforms.words import long_date


@dataclass(frozen=True, slots=True, order=True)
class Rebasing:
    """The day from which the range is set anew, and what changed then."""

    since: date
    reason: str

    @property
    def since_words(self) -> str:
        """Since when: `June 2008`, `16 June 2008`."""
        return f"{self.since:%B %Y}" if self.since.day == 1 else long_date(self.since)

    @property
    def words(self) -> str:
        """Since when, and why: `June 2008: new contractor`."""
        return f"{self.since_words}: {self.reason.rstrip('.')}"


Rebased = Mapping[str, tuple[Rebasing, ...]]
"""The rebasings of each indicator by `code_key`, in order of time."""


def read_rebased(table: Table, known_code: Callable[[str], str], year_start: int) -> Rebased:
    """The rows of `rebased.csv`; what is wrong with them is noted in the table."""
    found: dict[str, tuple[Rebasing, ...]] = {}
    for line, row in table.rows:
        cells = Cells(table, line, row)
        code = cells.get("code", known_code)
        since = cells.get("from", cell.day(year_start, first=True))
        reason = cells.get("reason", cell.text)
        if not cells.sound:
            continue
        before = found.get(code_key(code), ())
        if any(each.since == since for each in before):
            cells.fault("from", f"'{code}' has its range set anew twice from {long_date(since)}.")
        else:
            found[code_key(code)] = tuple(sorted((*before, Rebasing(since, reason))))
    return found
