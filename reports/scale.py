"""Places the figures of a series on a drawing."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple


class Frame(NamedTuple):
    """A drawing's size and the margins within which a series is drawn, in user units."""

    width: int
    height: int
    top: int
    right: int
    bottom: int
    left: int


class Scale:
    """Places figures of evenly spaced periods within a frame, the lowest at the foot."""

    def __init__(self, frame: Frame, figures: Sequence[Decimal], periods: int) -> None:
        low, high = float(min(figures)), float(max(figures))
        room = 0 if high > low else 0.5  # what never changes is drawn half way up
        self._frame, self._low, self._span = frame, low - room, high - low + 2 * room
        self._step = (frame.width - frame.left - frame.right) / max(periods - 1, 1)

    def y(self, value: Decimal) -> str:
        """How far down a figure lies."""
        up = (float(value) - self._low) / self._span * (self._frame.height - self._frame.top - self._frame.bottom)
        return f"{self._frame.height - self._frame.bottom - up:.1f}"

    def point(self, at: int, value: Decimal) -> tuple[str, str]:
        """Where the figure of the period in place `at` lies."""
        return f"{self._frame.left + at * self._step:.1f}", self.y(value)

    def column(self, at: int) -> tuple[str, str]:
        """How far right the room of the period in place `at` begins and ends, half way to its neighbours."""
        left, right = self._frame.left, self._frame.width - self._frame.right
        middle = left + at * self._step
        return f"{max(left, middle - self._step / 2):.1f}", f"{min(right, middle + self._step / 2):.1f}"

    def lines(self, values: Sequence[Decimal | None]) -> list[str]:
        """Point lists of the unbroken stretches of two and more."""
        stretches: list[list[str]] = [[]]
        for at, value in enumerate(values):
            if value is None:
                stretches.append([])
            else:
                stretches[-1].append(",".join(self.point(at, value)))
        return [" ".join(points) for points in stretches if len(points) > 1]
