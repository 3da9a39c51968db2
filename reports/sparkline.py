"""The geometry of a sparkline: a figure's last periods as one small line, with its target."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reports.scale import Frame, Scale
from transforms.judged import JudgedRow

WIDTH, HEIGHT, MARGIN = 112, 30, 4
FRAME = Frame(WIDTH, HEIGHT, MARGIN, MARGIN, MARGIN, MARGIN)
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
    scale = Scale(FRAME, known if target is None else [*known, target], len(values))
    last = len(values) - 1 - next(at for at, value in enumerate(reversed(values)) if value is not None)
    return Sparkline(
        scale.lines(values),
        scale.point(last, known[-1]),
        None if target is None else scale.y(target),
        f"{row.indicator.code}, {row.history[0][0].label} to {row.period.label}",
        _in_words(row),
    )


def _in_words(row: JudgedRow) -> str:
    text = row.indicator.text
    told = [f"{period}: {text(value) if value is not None else 'none'}" for period, value in row.history]
    target = f"; target {row.target_text}" if row.target else ""
    return ", ".join(told) + target
