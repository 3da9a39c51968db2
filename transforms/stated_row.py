"""One row of a return, its cells read as far as they can be, and what could not be read."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from transforms.gap import Gap
from transforms.period import Period


class Source(NamedTuple):
    """The file a row came from: its number in the batch, its sender, its name."""

    file_id: int
    sender: str
    file: str


class StatedRow(NamedTuple):
    """What one row says. `letters` are the columns of its fields; a cell is a letter and the row's number.

    A fault holds the words of the cell that could not be read, and `fault_field` the column it stands in.
    """

    source: Source
    sheet: str
    row: int
    letters: Mapping[str, str]
    code: str
    period: Period | None = None
    period_text: str = ""
    period_fault: str = ""
    period_assumed: bool = False
    period_is_part: bool = False
    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    gap: Gap | None = None
    number_fault: str = ""
    fault_field: str = ""
    is_blank: bool = False
    provisional: bool = False
    commentary: str = ""

    def cell(self, field: str) -> str:
        """The address of a field's cell, or of the code's where the table has no such column."""
        return f"{self.letters.get(field) or self.letters['code']}{self.row}"

    @property
    def figure_field(self) -> str:
        """The field that holds the figure, or should: the value where it was stated, else the numerator."""
        stated = self.value is not None or (self.is_blank and "value" in self.letters)
        return "value" if stated or "numerator" not in self.letters else "numerator"
