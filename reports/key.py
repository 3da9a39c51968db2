"""The key of a report's symbols: its lights, its trends, and the shorthands of government statistics in words."""

from __future__ import annotations

from transforms.gap import PROVISIONAL_MARK, REVISED_MARK, Gap
from transforms.trend import Trend

TRENDS = (Trend.IMPROVING, Trend.NO_CHANGE, Trend.GETTING_WORSE)
SIGNS = {
    PROVISIONAL_MARK: "Provisional: the figure may still change.",
    REVISED_MARK: "Revised: the figure was corrected after it first came in.",
    Gap.AWAITING.shorthand: "Not available: the figure is awaited, or late from outside the council.",
    Gap.NOT_DUE.shorthand: "Not applicable: not due yet, not measured in this period, or no cases.",
    Gap.WITHHELD.shorthand: "Confidential: withheld, for example as it could identify somebody.",
}
"""The shorthands of government statistics in words, one line each."""
