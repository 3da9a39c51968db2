"""Variation and assurance: the two icons of "Making data count" beside a light.

Variation tells whether the latest figure is chance or change, and whether the change is good; assurance whether the target
can be relied on. NHSRplotthedots 0.2.2: `ptd_calculate_point_type.R`, `ptd_calculate_assurance_type.R`.
"""

from __future__ import annotations

from enum import StrEnum
from fractions import Fraction

from transforms.indicator import Polarity
from transforms.signal import Signal
from transforms.spc import Limits
from transforms.target import Target


class Variation(StrEnum):
    """What a figure says beside its own past; the last three where there is no verdict."""

    COMMON_CAUSE = "common-cause"
    IMPROVING_HIGH = "improving-high"
    IMPROVING_LOW = "improving-low"
    CONCERNING_HIGH = "concerning-high"
    CONCERNING_LOW = "concerning-low"
    NEUTRAL_HIGH = "neutral-high"
    NEUTRAL_LOW = "neutral-low"
    NO_VARIATION = "no-variation"
    TOO_LITTLE = "too-little-variation"
    TOO_FEW = "too-few-figures"

    @property
    def label(self) -> str:
        """The words beside the icon."""
        return {
            "common-cause": "Common cause",
            "improving-high": "Special cause: improving, high",
            "improving-low": "Special cause: improving, low",
            "concerning-high": "Special cause: concerning, high",
            "concerning-low": "Special cause: concerning, low",
            "neutral-high": "Special cause: high",
            "neutral-low": "Special cause: low",
            "no-variation": "No variation",
            "too-little-variation": "Too little variation to judge",
            "too-few-figures": "Too few figures to judge",
        }[self.value]

    @property
    def has_icon(self) -> bool:
        """Whether there is a verdict."""
        return self not in {Variation.NO_VARIATION, Variation.TOO_LITTLE, Variation.TOO_FEW}

    @property
    def is_improving(self) -> bool:
        """Whether something changed for the better."""
        return self in {Variation.IMPROVING_HIGH, Variation.IMPROVING_LOW}

    @property
    def is_concerning(self) -> bool:
        """Whether something changed for the worse."""
        return self in {Variation.CONCERNING_HIGH, Variation.CONCERNING_LOW}


class Assurance(StrEnum):
    """Whether the target is met or missed whatever chance does."""

    PASSING = "consistently-passing"
    FAILING = "consistently-failing"
    HIT_OR_MISS = "hit-or-miss"

    @property
    def label(self) -> str:
        """The words beside the icon."""
        return {
            "consistently-passing": "Consistently passing",
            "consistently-failing": "Consistently failing",
            "hit-or-miss": "Hit or miss",
        }[self.value]


def variation_of(signal: Signal | None, polarity: Polarity) -> Variation:
    """The icon of one point: without a better direction a signal is neither improving nor concerning."""
    if signal is None:
        return Variation.COMMON_CAUSE
    if polarity not in {Polarity.MAXIMISE, Polarity.MINIMISE}:
        return Variation.NEUTRAL_HIGH if signal.high else Variation.NEUTRAL_LOW
    if signal.high:
        return Variation.IMPROVING_HIGH if polarity == Polarity.MAXIMISE else Variation.CONCERNING_HIGH
    return Variation.IMPROVING_LOW if polarity == Polarity.MINIMISE else Variation.CONCERNING_LOW


def assurance_of(
    limits: Limits[float] | Limits[Fraction], target: Target | None, polarity: Polarity
) -> Assurance | None:
    """Whether the target lies beyond the limits and on which side; `None` without a target or a better direction.

    A target on a limit is hit or miss.
    """
    if target is None or polarity not in {Polarity.MAXIMISE, Polarity.MINIMISE}:
        return None
    more = polarity == Polarity.MAXIMISE
    bound = Fraction(target.low if more else target.high)
    if bound > limits.upper:
        return Assurance.FAILING if more else Assurance.PASSING
    if bound < limits.lower:
        return Assurance.PASSING if more else Assurance.FAILING
    return Assurance.HIT_OR_MISS
