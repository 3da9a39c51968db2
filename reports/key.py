"""The key of a report's symbols: its lights, its trends, and the shorthands of government statistics in words."""

from __future__ import annotations

from typing import NamedTuple

from transforms.gap import PROVISIONAL_MARK, REVISED_MARK, Gap
from transforms.status import Status
from transforms.trend import Trend
from transforms.variation import Assurance, Variation

TRENDS = (Trend.IMPROVING, Trend.NO_CHANGE, Trend.GETTING_WORSE)
SIGNS = {
    PROVISIONAL_MARK: "Provisional: the figure may still change.",
    REVISED_MARK: "Revised: the figure was corrected after it first came in.",
    Gap.AWAITING.shorthand: "Not available: the figure is awaited, or late from outside the council.",
    Gap.NOT_DUE.shorthand: "Not applicable: not due yet, not measured in this period, or no cases.",
    Gap.WITHHELD.shorthand: "Confidential: withheld, for example as it could identify somebody.",
}
"""The shorthands of government statistics in words, one line each."""
LIGHT_MEANINGS = {
    Status.GOOD: "The target is met.",
    Status.CAUTION: "The target is missed by no more than the indicator's allowance, 10% of the target as a rule.",
    Status.REQUIRES_ATTENTION: "The target is missed by more than the allowance.",
    Status.DATA_ONLY: "There is no target to judge the figure by.",
    Status.NOT_JUDGED: "No figure, or not yet a whole one; commentary follows with it.",
}
TREND_MEANINGS = {
    Trend.IMPROVING: "Better than the figure it is compared with; where lower is better, a lower figure.",
    Trend.NO_CHANGE: "The same as printed, or within the band in which a change says nothing.",
    Trend.GETTING_WORSE: "Worse than the figure it is compared with.",
    Trend.NOT_COMPARABLE: "What is measured changed between the two, or only one of them is a whole period.",
    Trend.NONE: "One of the two figures is missing, or no direction is better.",
}


class IconMeaning(NamedTuple):
    """Icons that mean the same but for high and low, what they are called, and what they say."""

    icons: tuple[str, ...]
    label: str
    meaning: str


ICON_MEANINGS = (
    IconMeaning((Variation.COMMON_CAUSE,), "Common cause", "Where chance puts it: no need to ask why it moved."),
    IconMeaning(
        (Variation.IMPROVING_HIGH, Variation.IMPROVING_LOW),
        "Special cause: improving",
        "High (H) or low (L): something changed for the better.",
    ),
    IconMeaning(
        (Variation.CONCERNING_HIGH, Variation.CONCERNING_LOW),
        "Special cause: concerning",
        "High or low: something changed for the worse.",
    ),
    IconMeaning(
        (Variation.NEUTRAL_HIGH, Variation.NEUTRAL_LOW),
        "Special cause",
        "High or low: something changed; neither way is better.",
    ),
    IconMeaning((Assurance.PASSING,), "Consistently passing", "All of its usual range meets the target."),
    IconMeaning((Assurance.HIT_OR_MISS,), "Hit or miss", "The target may be met or missed by chance."),
    IconMeaning((Assurance.FAILING,), "Consistently failing", "None of its usual range meets the target."),
)
"""The icons of variation, then those of assurance."""

ICONS_TELL = (
    "Signal or noise: each figure beside its own past, from 13 figures on. The first icon says whether something changed, "
    "the second, a square, whether the target can be relied on."
)
