"""The icons of variation and assurance, drawn once for every format, in the manner of NHS England's "Making data count".

Blue is better, orange worse, grey chance; but no icon is told by its colour. Variation is round: an open ring with a wave is
chance; H is high and L low, in a disc for better, in a diamond for worse, in an open ring where neither way is better.
Assurance is square: P passes, F fails, ? may do either.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from transforms.variation import Assurance, Variation

SIDE = 24
"""User units."""

BLUE, ORANGE, GREY, PAPER = "#005ea5", "#a8470a", "#566573", "#ffffff"

DISC = "M1.5 12C1.5 6.2 6.2 1.5 12 1.5C17.8 1.5 22.5 6.2 22.5 12C22.5 17.8 17.8 22.5 12 22.5C6.2 22.5 1.5 17.8 1.5 12Z"
RING = "M2.5 12C2.5 6.75 6.75 2.5 12 2.5C17.25 2.5 21.5 6.75 21.5 12C21.5 17.25 17.25 21.5 12 21.5C6.75 21.5 2.5 17.25 2.5 12Z"
DIAMOND = "M12 0.6L23.4 12L12 23.4L0.6 12Z"
PLATE = "M5 2L19 2C20.7 2 22 3.3 22 5L22 19C22 20.7 20.7 22 19 22L5 22C3.3 22 2 20.7 2 19L2 5C2 3.3 3.3 2 5 2Z"
FRAME = "M5 3L19 3C20.1 3 21 3.9 21 5L21 19C21 20.1 20.1 21 19 21L5 21C3.9 21 3 20.1 3 19L3 5C3 3.9 3.9 3 5 3Z"
WAVE = "M6 13.4L9 10.2L12 13.6L15 10.2L18 12.8"
HIGH = "M9 7.5L9 16.5M15 7.5L15 16.5M9 12L15 12"
LOW = "M9.6 7.5L9.6 16.5L15 16.5"
PASS = "M9.4 17L9.4 7.2L12.6 7.2C16.3 7.2 16.3 12.6 12.6 12.6L9.4 12.6"
FAIL = "M9.6 17L9.6 7.2L15.2 7.2M9.6 12L14.2 12"
MAYBE = "M8.9 9.3C9.2 5.9 15.2 6 15.1 9.6C15 11.9 12.1 11.6 12 14.2"
DOT = "M10.7 17.2C10.7 16.5 11.3 15.9 12 15.9C12.7 15.9 13.3 16.5 13.3 17.2C13.3 17.9 12.7 18.5 12 18.5C11.3 18.5 10.7 17.9 10.7 17.2Z"


class Stroke(NamedTuple):
    """A path of absolute moves, lines and curves (M, L, C, Z): filled, or drawn as a line so many units wide."""

    path: str
    width: float = 0
    on_paper: bool = True
    """Whether it is in the icon's own colour; else in that of the paper, upon what is filled."""


@dataclass(frozen=True, slots=True)
class Icon:
    """What is drawn, from the bottom up, in one colour."""

    colour: str
    strokes: Sequence[Stroke]

    @property
    def svg(self) -> str:
        """The shapes of the icon for pages; the colour is that of the words around it."""
        return "".join(map(_shape, self.strokes))


def _shape(stroke: Stroke) -> str:
    colour = "currentColor" if stroke.on_paper else PAPER
    if not stroke.width:
        return f'<path d="{stroke.path}" fill="{colour}"/>'
    cut = "" if stroke.on_paper else ' class="cut"'
    return (
        f'<path{cut} d="{stroke.path}" fill="none" stroke="{colour}" stroke-width="{stroke.width}" '
        'stroke-linecap="round" stroke-linejoin="round"/>'
    )


def _filled(colour: str, shape: str, letter: str) -> Icon:
    return Icon(colour, (Stroke(shape), Stroke(letter, 2.3, on_paper=False)))


def _open(shape: str, *signs: Stroke) -> Icon:
    return Icon(GREY, (Stroke(shape, 1.9), *signs))


ICONS: Mapping[str, Icon] = {
    Variation.COMMON_CAUSE.value: _open(RING, Stroke(WAVE, 1.9)),
    Variation.IMPROVING_HIGH.value: _filled(BLUE, DISC, HIGH),
    Variation.IMPROVING_LOW.value: _filled(BLUE, DISC, LOW),
    Variation.CONCERNING_HIGH.value: _filled(ORANGE, DIAMOND, HIGH),
    Variation.CONCERNING_LOW.value: _filled(ORANGE, DIAMOND, LOW),
    Variation.NEUTRAL_HIGH.value: _open(RING, Stroke(HIGH, 2.1)),
    Variation.NEUTRAL_LOW.value: _open(RING, Stroke(LOW, 2.1)),
    Assurance.PASSING.value: _filled(BLUE, PLATE, PASS),
    Assurance.FAILING.value: _filled(ORANGE, PLATE, FAIL),
    Assurance.HIT_OR_MISS.value: _open(FRAME, Stroke(MAYBE, 2.1), Stroke(DOT)),
}
"""By the values of `Variation` and `Assurance`; what has no verdict has no icon."""
