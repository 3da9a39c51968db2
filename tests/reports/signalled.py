"""The golden report with a past of so many quarters for its first indicator, and with the verdict on its last figure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from reports.document import Document
from tests.reports.conftest import Q3
from transforms.code import code_key
from transforms.judged_signal import signal_in
from transforms.rebasing import Rebasing

CODE = "LPI CS 1"
LAST = Decimal("64.56")


def with_past(
    golden: Document, past: Sequence[Decimal], *, rebased: Sequence[Rebasing] = (), **said: object
) -> Document:
    """The report whose first row has these figures up to the quarter's own, and differs in what is said of it."""
    row = next(row for row in golden.rows if row.indicator.code == CODE)
    changed = replace(row, indicator=replace(row.indicator, **said))  # type: ignore[arg-type]
    figures = [*past, LAST]
    periods = [Q3.shifted(-3 * back) for back in range(len(figures) - 1, -1, -1)]
    series = list(zip(periods, figures, strict=True))
    signal = signal_in(series, changed.indicator, Q3, changed.target, rebased)
    section = replace(golden.sections[0], rows=[changed, *golden.sections[0].rows[1:]])
    return replace(
        golden,
        sections=[section, *golden.sections[1:]],
        long_history={code_key(CODE): series},
        signals={code_key(CODE): signal} if signal else {},
    )


def wobbling(points: int) -> list[Decimal]:
    """Figures that tell nothing."""
    return [Decimal(64 + at % 3) for at in range(points)]


def broken() -> list[Decimal]:
    """A past with which the last figure breaks, for the worse."""
    return [Decimal(90 + at % 2) for at in range(12)]
