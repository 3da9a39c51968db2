"""One row of a return, its cells read as far as they can be, and what could not be read."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from transforms.gap import Gap
from transforms.period import Period
from transforms.written_figure import Assumption


class Source(NamedTuple):
    """The file a row came from: its number in the batch, its sender, its name."""

    file_id: int
    sender: str
    file: str


class StatedRow(NamedTuple):
    """What one row says. `cells` are the addresses of its fields, which a layout may find in different rows, or as
    the range of what was summed.

    A fault holds the words of the cell that could not be read, and `fault_field` the field it stands for, or where a missing figure belongs;
    `assumed` is what was read otherwise than it was written, `revised` whether the sender marks the figure so.
    """

    source: Source
    sheet: str
    row: int
    cells: Mapping[str, str]
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
    assumed: tuple[Assumption, ...] = ()
    revised: bool = False

    def cell(self, field: str) -> str:
        """The address of a field's cell, or of the code's where there is no such cell."""
        return self.cells.get(field) or self.cells["code"]

    def first_cell(self, field: str) -> str:
        """The first cell of a field whose figure is a sum of several, `B3` of `B3:AF3`: the one that can be marked."""
        return self.cell(field).partition(":")[0]

    @property
    def figure_field(self) -> str:
        """The field that holds the figure, or should: the value where it was stated, else the numerator."""
        if self.is_blank and self.fault_field:
            return self.fault_field
        stated = self.value is not None or (self.is_blank and "value" in self.cells)
        return "value" if stated or "numerator" not in self.cells else "numerator"
