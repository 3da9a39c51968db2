"""The words of a pre-filled return: what stands in its cells, and what appears beside a cell as it is filled in."""

from __future__ import annotations

from transforms.asked_figure import AskedFigure, parts_text
from transforms.figure import Unit
from transforms.gap import Gap
from transforms.indicator import Polarity
from transforms.judged import NOT_REQUIRED, Compared
from transforms.period import Length, Period
from transforms.rollup import Figure
from transforms.status import Status, judge
from transforms.words import upper_first

TO_FILL_IN = "To fill in"
HELD = "Held for a check"
COMMENTARY_NEEDED = "Commentary needed"
PLEASE_CHECK = "please check"

LONGEST_MESSAGE = 255
"""What Excel shows beside a cell and not a letter more."""

GAPS = {Gap.WITHHELD: ("[c]", "Withheld"), Gap.NOT_MEASURED: ("[z]", "Not applicable")}
"""What may be written instead of a figure, and how it is answered."""

UNIT_WORDS = {
    Unit.PERCENT: "per cent: for 64.56% write 64.56",
    Unit.NUMBER: "digits",
    Unit.DAYS: "days",
    Unit.HOURS: "hours",
    Unit.POUNDS: "pounds",
    Unit.RATIO: "digits",
    Unit.GRADE: "digits",
}


def period_text(period: Period) -> str:
    """A period as every reader of returns takes it, and only so: `December 2009`, `Q3 2009/10`, `2009/10`."""
    if period.months == Length.MONTH:
        return period.label
    year = period.year_name.replace("-", "/")
    return f"Q{period.quarter_number} {year}" if period.months == Length.QUARTER else year


def target_words(asked: AskedFigure) -> str:
    """What is to be reached, and which way is better: `80% or more`, `25 days or less`."""
    row, polarity = asked.row, asked.indicator.polarity
    if row.target is None:
        return "No target; lower is better" if asked.indicator.lower_is_better else "No target"
    aim = {Polarity.MAXIMISE: " or more", Polarity.MINIMISE: " or less"}.get(polarity, "")
    return row.target_text + ("" if asked.indicator.unit == Unit.YES_NO else aim)


def earlier_words(earlier: Compared, figure: Figure, asked: AskedFigure) -> str:
    """An earlier figure and, under it, what it was worked out from."""
    return "\n".join(filter(None, [earlier.value_text, parts_text(figure, asked.indicator)]))


def status_words(status: Status, *, explained: bool) -> str:
    """A light in words, and whether a commentary is still needed for it."""
    if status.needs_commentary and not explained:
        return f"{status.label}. {COMMENTARY_NEEDED}"
    return status.label


def check_words(asked: AskedFigure) -> str:
    """How the row stands before anybody types: what its formula gives at first."""
    explained = bool(asked.commentary.strip())
    if not asked.fields:
        return settled_words(asked, explained=explained)
    stated = asked.stated
    if stated is None:
        return TO_FILL_IN
    if asked.said.waits:
        return HELD
    if stated.gap == Gap.NO_CASES:
        return "No cases"
    if stated.gap:
        return GAPS[stated.gap][1]
    figure = asked.figure
    light = Status.DATA_ONLY if figure is None else judge(figure, asked.row.target, asked.indicator)
    return status_words(light, explained=explained)


def settled_words(asked: AskedFigure, *, explained: bool) -> str:
    """How a row stands whose figure is not asked for: its light, or why it has none."""
    row = asked.row
    if row.missing:
        return row.value_text if row.missing == Gap.NOT_MEASURED else row.missing.label
    if row.status == Status.NOT_JUDGED:
        return row.status_label
    if row.status == Status.GOOD and not explained:
        return f"{row.status.label}. {NOT_REQUIRED}"
    return status_words(row.status, explained=explained)


def message_beside(asked: AskedFigure, field: str) -> str:
    """What appears beside a cell when it is chosen: what to write, what is measured, why it is held."""
    said = [f"{HELD}: {asked.held_because}"] if asked.held_because else []
    return _clipped(" ".join([*said, _what_to_write(asked, field), upper_first(asked.indicator.definition)]).strip())


def _what_to_write(asked: AskedFigure, field: str) -> str:
    part_of_whole = asked.indicator.is_part_of_whole
    if field == "numerator":
        return "How many met the standard." if part_of_whole else "The total that is divided."
    if field == "denominator":
        what = "How many there were in all." if part_of_whole else "How many it is divided by."
        return f"{what} If there were none, write 0 here and in Numerator."
    if asked.indicator.unit == Unit.YES_NO:
        return "Choose Yes or No."
    return f"The figure in {UNIT_WORDS[asked.indicator.unit]}."


def _clipped(text: str) -> str:
    if len(text) <= LONGEST_MESSAGE:
        return text
    return text[: LONGEST_MESSAGE - 1].rpartition(" ")[0] + "…"
