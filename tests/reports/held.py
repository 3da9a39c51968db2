"""A held figure for tests."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from reports.drawn_series import ShownFigure
from reports.held_figure import HeldFigure

HELD = HeldFigure(
    code="LPI HB 3",
    name="Benefit decisions found correct when checked",
    figure=ShownFigure("December 2009", "107.03%", "137 of 128", Decimal("107.03")),
    reason="137 is more than the 128 it is counted out of.",
    past=[
        ShownFigure("October 2009", "97.50%", "117 of 120", Decimal("97.5")),
        ShownFigure("November 2009", "99.23%", "129 of 130", Decimal("99.23")),
    ],
    target="98.00%",
    target_value=Decimal(98),
    lower_is_better=False,
    commentary="Nine came twice.",
    sender="Benefits",
    provider="Ann Bell",
    came="16 January 2010",
    file="Benefits return.xlsx",
    sheet="Dec",
    cell="D9",
    workbook="http://127.0.0.1:4200/returns/ab/Benefits%20return.xlsx",
)


def held(**otherwise: Any) -> HeldFigure:
    """A held figure, in some ways otherwise."""
    return replace(HELD, **otherwise)
