"""The geometry of a sparkline: a figure's last periods as one small line, with its target."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from transforms.judged import JudgedRow

WIDTH, HEIGHT, MARGIN = 112, 30, 4
"""User units of the drawing."""


@dataclass(frozen=True, slots=True)
class Sparkline:
    """A drawing in user units, `lines` broken where figures are missing, and the same in words."""

    lines: Sequence[str]
    dot: tuple[str, str] | None
    target: str | None
    title: str
    description: str
    width: int = WIDTH
    height: int = HEIGHT


def sparkline(row: JudgedRow) -> Sparkline | None:
    """The sparkline of a row; `None` under two figures: one point is no line."""
    values = [value for _, value in row.history]
    known = [value for value in values if value is not None]
    if len(known) < 2:
        return None
    target = row.target.low if row.target and not row.target.is_range else None
    scale = _Scale(known if target is None else [*known, target], len(values))
    last = len(values) - 1 - next(at for at, value in enumerate(reversed(values)) if value is not None)
    return Sparkline(
        scale.lines(values),
        scale.point(last, known[-1]),
        None if target is None else scale.y(target),
        f"{row.indicator.code}, {row.history[0][0].label} to {row.period.label}",
        _in_words(row),
    )


class _Scale:
    """Places figures on the drawing, the lowest at the foot."""

    def __init__(self, figures: Sequence[Decimal], periods: int) -> None:
        low, high = float(min(figures)), float(max(figures))
        room = 0 if high > low else 0.5  # what never changes is drawn half way up
        self.low, self.span = low - room, high - low + 2 * room
        self.step = (WIDTH - 2 * MARGIN) / max(periods - 1, 1)

    def y(self, value: Decimal) -> str:
        return f"{HEIGHT - MARGIN - (float(value) - self.low) / self.span * (HEIGHT - 2 * MARGIN):.1f}"

    def point(self, at: int, value: Decimal) -> tuple[str, str]:
        return f"{MARGIN + at * self.step:.1f}", self.y(value)

    def lines(self, values: Sequence[Decimal | None]) -> list[str]:
        """Point lists of the unbroken stretches of two and more."""
        stretches: list[list[str]] = [[]]
        for at, value in enumerate(values):
            if value is None:
                stretches.append([])
            else:
                stretches[-1].append(",".join(self.point(at, value)))
        return [" ".join(points) for points in stretches if len(points) > 1]


def _in_words(row: JudgedRow) -> str:
    text = row.indicator.text
    told = [f"{period}: {text(value) if value is not None else 'none'}" for period, value in row.history]
    target = f"; target {row.target_text}" if row.target else ""
    return ", ".join(told) + target
