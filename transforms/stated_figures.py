"""The figures that one row of a return states: numbers, a gap, or a cell that is no number."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from transforms.errors import UnreadableFigure
from transforms.gap import Gap, stated_gap
from transforms.indicator import Indicator
from transforms.workbook import Cell, quoted, words_of
from transforms.written_figure import NO_KEY, SECONDS_IN, Assumption, Written, read_written

COUNTED = "denominator"
"""The part that counts cases, and never hours or days."""


@dataclass
class StatedFigures:
    """The numbers by field; the gap stated instead; or the first cell that is no number, with its field."""

    figures: dict[str, Decimal | None] = field(default_factory=dict)
    gap: Gap | None = None
    fault: str = ""
    fault_field: str = ""
    provisional: bool = False
    revised: bool = False
    assumed: tuple[Assumption, ...] = ()

    @property
    def is_blank(self) -> bool:
        """Whether nothing was supplied."""
        return not (self.gap or self.fault or any(figure is not None for figure in self.figures.values()))


def read_figures(
    said: Mapping[str, Cell], indicator: Indicator | None, key: Mapping[str, str] = NO_KEY
) -> StatedFigures:
    """The figures of the cells that are filled in, by field; `key` is what the sheet says of its marks."""
    read = StatedFigures()
    for name, cell in said.items():
        if gap := stated_gap(cell):
            return StatedFigures(gap=gap)
        try:
            written = read_part(name, cell, indicator, key)
        except UnreadableFigure as error:
            return StatedFigures(fault=error.message.removesuffix("."), fault_field=name)
        read.figures[name] = written.figure
        read.provisional |= written.provisional
        read.revised |= written.revised
        read.assumed += written.assumed
    if read.figures.get("denominator") == 0 and not read.figures.get("numerator"):
        read.figures["numerator"] = Decimal(0)
        read.gap = Gap.NO_CASES
    return read


def read_part(name: str, cell: Cell, indicator: Indicator | None, key: Mapping[str, str] = NO_KEY) -> Written:
    """One part of a figure; a numerator may be so many hours, but its unit is not known otherwise.

    Raises `UnreadableFigure`.
    """
    if name != "value" and "%" in words_of(cell):
        raise UnreadableFigure(f"'{quoted(words_of(cell))}' is a per cent, and not the number of the {name}.")
    unit = indicator.unit if indicator else None
    keeps_time = unit if unit in SECONDS_IN and name != COUNTED else None
    is_value = name == "value"
    has_decimals = is_value and indicator is not None and indicator.decimals > 0
    known_unit = unit if is_value else None
    return read_written(cell, known_unit, name, keeps_time=keeps_time, has_decimals=has_decimals, key=key)
