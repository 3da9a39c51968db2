"""A held figure drawn with its past: as a picture for pages, and as bars for mail, which shows no such pictures."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from reports.letters import as_page
from reports.scale import Frame, Scale

FRAME = Frame(width=460, height=100, top=16, right=90, bottom=28, left=10)
"""User units; as wide as the form in which the picture is seen. The margins hold its few words."""


@dataclass(frozen=True, slots=True)
class ShownFigure:
    """A figure of one period: as a report prints it or why there is none, what it was worked out from, and its size
    where it may be compared.
    """

    period: str
    text: str
    parts: str
    value: Decimal | None


def drawn_series(series: Sequence[ShownFigure], target: str = "", target_value: Decimal | None = None) -> str:
    """The picture of a series, its last figure marked, as the address of an image; empty where there is no line to
    draw, or no size of the last figure to mark.
    """
    *before, last = [figure.value for figure in series]
    known = [value for value in before if value is not None]
    if not known or last is None:
        return ""
    scale = Scale(FRAME, [*known, last, *([] if target_value is None else [target_value])], len(series))
    picture = as_page(
        "series.svg.j2",
        frame=FRAME,
        lines=scale.lines(before),
        dots=[scale.point(at, value) for at, value in enumerate(before) if value is not None],
        held=scale.point(len(before), last),
        held_text=series[-1].text,
        first=series[0].period,
        last=series[-1].period,
        target=target,
        target_y=None if target_value is None else scale.y(target_value),
    )
    return f"data:image/svg+xml;base64,{b64encode(picture.encode()).decode()}"


def bars(series: Sequence[ShownFigure], longest: int) -> list[int]:
    """The lengths of bars that begin at nought, one for each figure; nought where there is none to draw.

    None is drawn where a figure is below nought, to which no bar from one side could be true.
    """
    values = [figure.value or Decimal(0) for figure in series]
    largest = max(values, default=Decimal(0))
    if largest <= 0 or min(values) < 0:
        return [0] * len(values)
    return [round(value / largest * longest) for value in values]
