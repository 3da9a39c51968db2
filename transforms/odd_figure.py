"""What is odd of a figure beside its own past, and beside the past of the other figures of its return."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from transforms.history import PARTS, Past, Point
from transforms.indicator import Indicator
from transforms.period import Period
from transforms.usual_range import UsualRange

VALUE_STRANGE, PART_STRANGE = 0.05, 0.1
"""By what share a value or a part must be off for its figure to be looked for in other rows."""


class Oddity(NamedTuple):
    """What is odd of a figure, in columns of the check frame.

    `off` tells by what share the value is off what its past calls for, from `lower` to `upper`; 0 is not odd, `None` is not
    known. `part_off` tells the same of the odder of numerator and denominator, which `odd_part` names. `like_code` is the
    indicator of the same return whose past the figure fits, `same_as` the earlier period whose figure it is to the last
    digit, and `repeats_for_once` whether it is the last one's, though no two in a row were ever alike.
    """

    off: float | None = None
    lower: float | None = None
    upper: float | None = None
    odd_part: str | None = None
    part_off: float | None = None
    part_lower: float | None = None
    part_upper: float | None = None
    like_code: str | None = None
    same_as: str | None = None
    repeats_for_once: bool = False

    @property
    def is_strange(self) -> bool:
        """Whether it is unlike enough its own past to be somebody else's."""
        return (self.off or 0.0) > VALUE_STRANGE or (self.part_off or 0.0) > PART_STRANGE


@dataclass(slots=True)
class Beside:
    """A figure of a return beside its past; `file_id` numbers the return."""

    file_id: int
    indicator: Indicator
    past: Past
    point: Point

    def oddity(self) -> Oddity:
        """What is odd of it beside its own past."""
        value = self._off("value", self.point.value)
        odd_part, (part_off, part_range) = self._oddest_part()
        same_as = self.past.same_as(self.point, float(10**-self.indicator.decimals))
        return Oddity(
            *_columns(value),
            odd_part,
            *_columns((part_off, part_range)),
            None,
            str(Period(same_as, self.past.period.months, self.past.period.year_start)) if same_as else None,
            self.past.repeats_for_once(self.point),
        )

    def _oddest_part(self) -> tuple[str | None, _Off]:
        offs = {
            part: self._off(part, number) for part in PARTS[1:] if (number := getattr(self.point, part)) is not None
        }
        part = max(offs, key=lambda name: offs[name][0] or 0.0, default=None)
        return (part, offs[part]) if part else (None, (None, None))

    def _off(self, part: str, figure: float) -> _Off:
        seasonal = self.indicator.is_seasonal or self.indicator.is_cumulative
        usual = self.past.usual_range(part, figure, seasonal=seasonal)
        return (usual.off(figure), usual) if usual else (None, None)

    def fits(self, point: Point) -> bool:
        """Whether this one's past explains another figure, by its parts where it has any."""
        has_parts = self.point.denominator is not None
        if not self.past.points or has_parts != (point.denominator is not None):
            return False
        return all(not self._off(part, getattr(point, part))[0] for part in (PARTS[1:] if has_parts else PARTS[:1]))


_Off = tuple[float | None, UsualRange | None]


def _columns(off: _Off) -> tuple[float | None, float | None, float | None]:
    usual = off[1]
    return (off[0], usual.lower, usual.upper) if usual else (None, None, None)


def oddities(figures: Sequence[Beside]) -> list[Oddity]:
    """What is odd of each figure of some returns.

    A strange figure that fits another indicator of its return, whose own figure is strange too, is that one's.
    """
    found = [figure.oddity() for figure in figures]
    strange = [(figure, at) for at, figure in enumerate(figures) if found[at].is_strange]
    for figure, at in strange:
        others = (other for other, _ in strange if other.file_id == figure.file_id and other is not figure)
        if other := next(_that_fit(figure, others), None):
            found[at] = found[at]._replace(like_code=other.indicator.code)
    return found


def _that_fit(figure: Beside, others: Iterable[Beside]) -> Iterator[Beside]:
    for other in others:
        same_length = other.past.period.months == figure.past.period.months
        if same_length and other.indicator.code != figure.indicator.code and other.fits(figure.point):
            yield other
