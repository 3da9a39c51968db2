"""An indicator: a measured thing with a code, and how the council judges it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from transforms.figure import Unit, print_figure, round_half_up
from transforms.formula import Formula
from transforms.group import Group
from transforms.period import Length, Period


class Polarity(StrEnum):
    """Which way is better."""

    MAXIMISE = "maximise"
    MINIMISE = "minimise"
    ON_TARGET = "on-target"
    RANGE = "range"
    NONE = "none"


class Frequency(StrEnum):
    """How often the indicator is measured."""

    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    ANNUAL = "annual"

    @property
    def length(self) -> Length:
        """The length of the periods it is measured in."""
        return {"monthly": Length.MONTH, "quarterly": Length.QUARTER, "annual": Length.YEAR}[self.value]

    @property
    def adverb(self) -> str:
        """As a sentence says it: monthly, quarterly, annually."""
        return "annually" if self == Frequency.ANNUAL else self.value


class RollUp(StrEnum):
    """How figures of short periods make the figure of a longer one."""

    RATIO = "ratio"
    SUM = "sum"
    MEAN = "mean"
    LATEST = "latest"
    MAX = "max"
    MIN = "min"
    SUPPLIED = "supplied"
    NONE = "none"


class ToleranceKind(StrEnum):
    """What the tolerance between Good and Requires Attention is counted in."""

    RELATIVE = "relative"
    POINTS = "points"
    ABSOLUTE = "absolute"
    FLOOR = "floor"


DEFAULT_TOLERANCE = Decimal(10)
"""Per cent of the target: Maidstone's published rule, "within 10%"."""

CUMULATIVE = "cumulative"
"""The theme of what counts up from the start of the financial year."""

SEASONAL = "seasonal"
"""The theme of what goes with the season, and is compared with its own season."""

PERCENT_SCALE = Decimal(100)


@dataclass(frozen=True, slots=True)
class Indicator:
    """One row of the register: what stood for the periods from `valid_from` to `valid_to`.

    `made_of` is what its figure is worked out from; nobody sends that of one which has it. `profile` are the shares of the
    year's target that January to December have in it, as parts of their sum; where it is empty they are equal.
    """

    code: str
    name: str
    service: str
    sender: str
    owner: str
    provider: str
    unit: Unit
    decimals: int
    polarity: Polarity
    frequency: Frequency
    rollup: RollUp
    scale: Decimal
    tolerance: Decimal
    tolerance_kind: ToleranceKind
    no_change_band: Decimal
    themes: tuple[str, ...]
    public: bool
    valid_from: date | None
    valid_to: date | None
    definition: str
    made_of: Formula | Group | None = None
    profile: tuple[Decimal, ...] = ()

    @property
    def is_sent(self) -> bool:
        """Whether somebody sends its figures; else they are worked out from those of other indicators."""
        return self.made_of is None

    @property
    def lower_is_better(self) -> bool:
        """What members asked to read in words wherever it holds."""
        return self.polarity == Polarity.MINIMISE

    @property
    def is_cumulative(self) -> bool:
        """Whether the figure counts up from the start of the financial year (theme `cumulative`)."""
        return CUMULATIVE in self.themes

    @property
    def takes_profile(self) -> bool:
        """Whether a month is due a share of the year's target: of a percentage the whole target holds for every month."""
        return self.is_cumulative or self.rollup == RollUp.SUM

    @property
    def is_seasonal(self) -> bool:
        """Whether the figure goes with the season (theme `seasonal`)."""
        return SEASONAL in self.themes

    @property
    def is_flow(self) -> bool:
        """Whether the figure counts what happened in the period, so that two alike in a row are odd."""
        return self.rollup in {RollUp.SUM, RollUp.RATIO}

    @property
    def is_part_of_whole(self) -> bool:
        """Whether the numerator is counted within the denominator, so that it cannot be larger."""
        return self.unit == Unit.PERCENT

    def printed(self, figure: Decimal) -> Decimal:
        """The figure at the decimals a report prints, by which it is judged."""
        return round_half_up(figure, self.decimals)

    def text(self, figure: Decimal) -> str:
        """The figure as a report prints it, with its unit."""
        return print_figure(self.printed(figure), self.unit)

    def covers(self, period: Period) -> bool:
        """Whether this row of the register stands for the period."""
        begun = self.valid_from is None or period.end >= self.valid_from
        return begun and (self.valid_to is None or period.start <= self.valid_to)

    def rolls_up_with(self, other: Indicator, period: Period) -> bool:
        """Whether a month's figure under this row may go into that of a longer period, for which another row stands.

        What is sent for some months of a register, and worked out for others, has no figure of them all.
        """
        is_whole = other.stands_throughout(period) or other.frequency.length >= period.months
        return self.same_measure(other) and (is_whole or self.is_sent == other.is_sent)

    def stands_throughout(self, period: Period) -> bool:
        """Whether this row of the register stands on every day of the period."""
        begun = self.valid_from is None or self.valid_from <= period.start
        return begun and (self.valid_to is None or period.end <= self.valid_to)

    def same_measure(self, other: Indicator) -> bool:
        """Whether figures under both rows may be compared: the same definition, unit, scale and formula or group."""
        if self.made_of and other.made_of and not self.made_of.same_as(other.made_of):
            return False
        return (_words(self.definition), self.unit, self.scale) == (_words(other.definition), other.unit, other.scale)


def _words(text: str) -> list[str]:
    return text.casefold().split()
