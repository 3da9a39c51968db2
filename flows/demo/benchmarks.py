"""The figures of other councils, as the demo's benchmarking group sends them. All of them are invented, and say so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from decimal import Decimal

from flows.demo.returns import DemoReturn
from flows.demo.series import chance, demo_figure
from flows.demo.tables import demo_register, table
from flows.demo.workbooks import CellValue, Page, write_workbook
from transforms.figure import Unit
from transforms.indicator import Indicator
from transforms.observation import figure_of
from transforms.period import Length, Period
from transforms.rollup import roll_up

SENDER = "kent-benchmarking"
INVENTED = "These figures are invented for a demonstration. No council reported them."
HEADINGS = ("Code", "District", "Period", "Value", "Group")
SENT = {
    Period.year(2008): datetime(2009, 9, 21, 10, 5, tzinfo=UTC),
    Period.quarter(2009, 1): datetime(2009, 9, 21, 10, 6, tzinfo=UTC),
    Period.quarter(2009, 2): datetime(2009, 11, 10, 9, 40, tzinfo=UTC),
    Period.quarter(2009, 3): datetime(2010, 1, 18, 14, 20, tzinfo=UTC),
}
"""When the group sends the figures of a period."""

HUNDRED = Decimal(100)
STEADY = 0.8
"""How much of what parts a council from the others is the same in every period."""


def benchmark_files() -> Iterator[DemoReturn]:
    """The files of the benchmarking group, in the order in which they arrive."""
    for period, arrives in SENT.items():
        rows: list[Sequence[CellValue]] = [[f"Kent benchmarking group: {period.label}"], [INVENTED], [], HEADINGS]
        page = Page("Figures", [*rows, *_rows(period)])
        name = f"Kent benchmarking {period}.xlsx"
        yield DemoReturn(SENDER, name, arrives, write_workbook("xlsx", [page]))


def _rows(period: Period) -> Iterator[Sequence[CellValue]]:
    written = period.year_name.replace("-", "/")
    words = f"Q{period.quarter_number} {written}" if period.months == Length.QUARTER else written
    for row in table("benchmarks"):
        indicator = demo_register().indicator(row["code"], period)
        own = _own(indicator, period) if indicator else None
        if indicator is None or own is None:
            continue
        for council in table("councils"):
            value = _value(indicator, own, period, council["authority"], float(row["spread"]))
            yield [indicator.code, council["authority"], words, value, council["group"]]


def _own(indicator: Indicator, period: Period) -> Decimal | None:
    """The figure of the demo council itself, around which those of the others are spread."""
    length = indicator.frequency.length
    if period.months <= length:
        return figure_of(demo_figure(indicator, period), indicator)
    parts = list(period.parts(length))
    return roll_up(indicator, period, [demo_figure(indicator, part) for part in parts], parts).value


def _value(indicator: Indicator, own: Decimal, period: Period, authority: str, spread: float) -> Decimal:
    """A figure near the council's own, the same in every file that names the authority; its own is its own."""
    if authority == "Sevenoaks":
        return indicator.printed(own)
    named = f"{indicator.code} {authority}"
    off = STEADY * chance(named, Period.year(2008), "others") + (1 - STEADY) * chance(named, period, "others")
    value = own * Decimal(repr(round(1 + spread * off, 4)))
    return indicator.printed(min(value, HUNDRED) if indicator.unit == Unit.PERCENT else value)
