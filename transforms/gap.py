"""The six reasons why there is no figure, each in words and in the shorthand of government statistics.

The shorthand is the Government Analysis Function's for symbols in tables: `[x]` not available,
`[z]` not applicable, `[c]` confidential; and for figures that are there, `[p]` provisional, `[r]` revised.
"""

from __future__ import annotations

from enum import StrEnum

PROVISIONAL_MARK = "[p]"
REVISED_MARK = "[r]"


class Gap(StrEnum):
    """Why a figure is missing. A gap is never blank, never 0, and never last month's figure."""

    AWAITING = "awaiting"
    LATE_EXTERNAL = "late-external"
    NOT_DUE = "not-due"
    NOT_MEASURED = "not-measured"
    NO_CASES = "no-cases"
    WITHHELD = "withheld"

    @property
    def shorthand(self) -> str:
        """`[x]`, `[z]` or `[c]`."""
        return _SHORTHAND[self]

    @property
    def words(self) -> str:
        """The reason as it stands within a sentence."""
        return self.value.replace("-", " ")

    @property
    def label(self) -> str:
        """One or two words for a cell; who and when is said beside it."""
        return self.value.replace("-external", "").replace("-", " ").replace("awaiting", "awaited").capitalize()


_SHORTHAND = {
    Gap.AWAITING: "[x]",
    Gap.LATE_EXTERNAL: "[x]",
    Gap.NOT_DUE: "[z]",
    Gap.NOT_MEASURED: "[z]",
    Gap.NO_CASES: "[z]",
    Gap.WITHHELD: "[c]",
}
_STATED = {
    "[c]": Gap.WITHHELD,
    "withheld": Gap.WITHHELD,
    "suppressed": Gap.WITHHELD,
    "confidential": Gap.WITHHELD,
    "[z]": Gap.NOT_MEASURED,
    "not applicable": Gap.NOT_MEASURED,
}


def stated_gap(cell: object) -> Gap | None:
    """The gap that a cell states instead of a figure: `[c]` withheld, `[z]` not applicable.

    >>> stated_gap(" [C] "), stated_gap("12")
    (<Gap.WITHHELD: 'withheld'>, None)
    """
    return _STATED.get(cell.strip().casefold()) if isinstance(cell, str) else None
