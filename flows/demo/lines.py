"""The lines of a return before they are laid out: what each sender owes for a month, and what went wrong with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from flows.demo.commentary import commentary_on
from flows.demo.series import FIRST_MONTH, demo_figure, period_ending
from flows.demo.tables import demo_register, table
from flows.demo.workbooks import CellValue
from transforms.errors import UnreadableFigure
from transforms.figure import parse_decimal
from transforms.indicator import Indicator
from transforms.observation import Stated
from transforms.period import Period
from transforms.read_period import named_period


@dataclass(frozen=True)
class Line:
    """One indicator's line. `mishaps` are the cells, by field, that hold something else than they should."""

    indicator: Indicator
    stated: Stated
    commentary: str = ""
    mishaps: Mapping[str, CellValue] = field(default_factory=dict)


def lines_of(sender: str, month: Period, final_after: int | None, *, mended: bool = False) -> Sequence[Line]:
    """The lines of a sender's return for a month, in the order of the register.

    A feed that counts first and finally (`final_after` months later) sends the month provisionally, and
    with it the final figures of the earlier month. `mended` leaves out what went wrong.
    """
    if final_after is None:
        return [*_lines(sender, month, {} if mended else _mishaps().get((sender, month), {}))]
    earlier = month.shifted(-final_after)
    final = _lines(sender, earlier, {}) if earlier >= FIRST_MONTH else ()
    return [*_lines(sender, month, {}, provisional=True), *final]


def _lines(
    sender: str, month: Period, mishaps: Mapping[str, Mapping[str, CellValue]], *, provisional: bool = False
) -> Iterator[Line]:
    for indicator in demo_register().standing(month):
        period = period_ending(indicator, month)
        if indicator.is_sent and indicator.sender == sender and period:
            figure = demo_figure(indicator, period, provisional=provisional)
            words = commentary_on(indicator.code, period)
            yield Line(indicator, figure, words, mishaps.get(indicator.code, {}))


@cache
def _mishaps() -> Mapping[tuple[str, Period], Mapping[str, Mapping[str, CellValue]]]:
    """`mishaps.csv` by sender and month, then by code and field."""
    found: dict[tuple[str, Period], dict[str, dict[str, CellValue]]] = {}
    for row in table("mishaps"):
        lines = found.setdefault((row["sender"], named_period(row["month"])), {})
        lines.setdefault(row["code"], {})[row["field"]] = _typed(row["says"])
    return found


def _typed(text: str) -> CellValue:
    if not text:
        return None
    try:
        return parse_decimal(text)
    except UnreadableFigure:
        return text
