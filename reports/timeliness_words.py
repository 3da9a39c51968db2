"""What a record of timeliness says in sentences: what went well, what the rest cost, what would help.

Facts only, each computed from the record and true of it, what went well first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from transforms.due import Roll
from transforms.finding import Severity
from transforms.issue import Issue
from transforms.layout_drift import DRIFT
from transforms.league import Row, Stretch, Tally
from transforms.no_table import NO_TABLE
from transforms.shortcoming import Shortcoming, fitting_day, would_keep
from transforms.timeliness import Delivery, HoldEnd
from transforms.words import joined, long_date, many, upper_first

ADVISED = 3
"""Kinds of finding whose remedy is said among what would help: more than that nobody keeps in mind."""

SHEETS_OF_THEIR_OWN = {NO_TABLE, DRIFT}
"""What is found where a sheet looks otherwise than it is read."""

KINDS = {
    Severity.ERROR: "Not taken",
    Severity.HOLD: "Held for a check",
    Severity.WARNING: "Taken, with a note",
}
"""What became of what was found."""

ENDED = {
    HoldEnd.RELEASED: "released",
    HoldEnd.RETURNED: "sent back",
    HoldEnd.CORRECTED: "corrected before a decision",
    HoldEnd.WAITING: "not decided yet",
}
"""How holds ended."""

NAMED = 3
"""Codes named in a line; more are counted."""


def stretch_in_words(stretch: Stretch) -> str:
    """Which returns are told of."""
    if stretch.period:
        return f"Returns for {stretch.period.label}"
    return f"Returns due in the twelve months to {long_date(stretch.to)}"


def title_of(rule: str) -> str:
    """What a rule is called on a page: `Not a number`."""
    return upper_first(rule.replace("-", " "))


def usual_in_words(tally: Tally) -> str:
    """When a return usually comes: `4 days early`."""
    if not tally.usual:
        return "on the day" if tally.usual == 0 else ""
    return f"{many(abs(tally.usual), 'day')} {'late' if tally.usual > 0 else 'early'}"


def went_well(row: Row) -> list[str]:
    """What went well; where that is little, at least what came."""
    tally, before = row.tally, row.before
    said = [
        _of_all(tally.on_time.number, tally.on_time.of, "came by the day it was due", "came by the day they were due"),
        _of_all(tally.right_first_time.number, tally.right_first_time.of, "was right the first time",
                "were right the first time"),
        _released(tally.holds[HoldEnd.RELEASED]),
        "Nothing is owed: every figure that was asked for is in." if tally.deliveries and not tally.owed else "",
        _better(tally, before) if row.is_comparable else "",
    ]  # fmt: skip
    return [sentence for sentence in said if sentence] or [_came(tally)]


def _of_all(number: int, of: int, one: str, some: str) -> str:
    if not number:
        return ""
    if number == of:
        return f"Every one of the {of} returns {one}." if of > 1 else f"The return {one}."
    return f"{number} of {of} returns {one if number == 1 else some}."


def _released(number: int) -> str:
    if not number:
        return ""
    was = "figure looked odd and was right" if number == 1 else "figures looked odd and were right"
    return f"{number} {was}: the checker released {'it' if number == 1 else 'them'}."


def _better(tally: Tally, before: Tally) -> str:
    if tally.on_time.fraction <= before.on_time.fraction:
        return ""
    return f"More came on time than in the year before, when it was {before.on_time.text}."


def _came(tally: Tally) -> str:
    asked = tally.figures_in_time.of
    owed = sum(len(each.missing) for each in tally.deliveries)
    return f"{asked - owed} of {many(asked, 'figure')} that were asked for are in."


def remarks(delivery: Delivery) -> str:
    """What else is to be said of one return, in short; nothing where it came in one file and as a whole."""
    ends = {end: delivery.holds.count(end) for end in HoldEnd}
    said = [
        f"{joined(_some(delivery.missing))} missing" if delivery.missing else "",
        f"{len(delivery.refused)} not taken" if delivery.refused else "",
        *(f"{number} held, {ENDED[end]}" for end, number in ends.items() if number),
        f"{len(delivery.corrected)} corrected later" if delivery.corrected else "",
        f"{len(delivery.files)} files" if len(delivery.files) > 1 else "",
    ]
    return upper_first("; ".join(part for part in said if part))


def _some(codes: Sequence[str]) -> list[str]:
    rest = len(codes) - NAMED
    return [*codes[:NAMED], f"{rest} more"] if rest > 0 else list(codes)


def costs(tally: Tally, issues: Sequence[Issue], reminders: int) -> list[str]:
    """What late and faulty returns cost those who read them, as far as it was recorded."""
    reports = joined([f"{upper_first(issue.report)}, {issue.period.label}" for issue in issues])
    brought = sum(bool(each.files) for each in tally.deliveries)
    came_late = [each for each in tally.late if each.came]
    said = [
        f"{_were(len(came_late), 'return')} late, {_together(sum(each.days for each in came_late), len(came_late))}."
        if came_late
        else "",
        *(f"{upper_first(each.expected.label)} is owed, for {many(each.days, 'working day')} so far: "
          f"{joined(_some(each.missing))}." for each in tally.owed),
        f"{many(len(issues), 'report')} went out without figures that were due: {reports}." if issues else "",
        f"{many(reminders, 'reminder')} went out after the day." if reminders else "",
        f"{_times(tally.refused)} a figure, a sheet or a file could not be taken." if tally.refused else "",
        f"It took {len(tally.received)} files to bring {many(brought, 'return')}."
        if len(tally.received) > brought
        else "",
        *_held(tally),
        f"{_were(tally.corrected, 'figure')} corrected after the council had reckoned with "
        f"{'it' if tally.corrected == 1 else 'them'}." if tally.corrected else "",
    ]  # fmt: skip
    return [sentence for sentence in said if sentence]


def _together(days: int, returns: int) -> str:
    return f"by {many(days, 'working day')}" + (" together" if returns > 1 else "")


def _held(tally: Tally) -> Iterator[str]:
    number = sum(tally.holds.values())
    ended = joined([f"{tally.holds[end]} {ENDED[end]}" for end in HoldEnd if tally.holds[end]])
    if number:
        yield f"{many(number, 'figure')} had to be looked at by a checker: {ended}."


def _times(number: int) -> str:
    return {1: "Once", 2: "Twice"}.get(number, f"{number} times")


def _were(number: int, noun: str) -> str:
    return f"{many(number, noun)} {'was' if number == 1 else 'were'}"


def helps(row: Row, found: Sequence[Shortcoming], roll: Roll) -> list[str]:
    """What would help, as far as it follows from the record."""
    said = [*_another_day(row, roll), *_in_parts(row.tally), *_remedies(found)]
    if any(each.severity == Severity.ERROR for each in found):
        said.append("We can send a pre-filled return, with your codes, the period and your last figures in it.")
    if row.tally.corrected:
        said.append("Mark what may still change as provisional: a final figure is then expected, and no correction.")
    return said or ["Nothing needs to change."]


def _another_day(row: Row, roll: Roll) -> Iterator[str]:
    """A due day by which nearly all would have been in time: who cannot have figures by the 15th is not careless."""
    deliveries = [each for each in row.tally.deliveries if each.expected.feed is None]
    day = fitting_day(deliveries, row.sender.due_day, roll)
    if day is not None:
        kept = would_keep(deliveries, day, roll)
        yield (
            f"Had the day been the {ordinal(day)} and not the {ordinal(row.sender.due_day)}, "
            f"{kept} of {many(len(deliveries), 'return')} would have been on time. If your own figures are not ready "
            "sooner, say so, and we agree on another day."
        )


def _in_parts(tally: Tally) -> Iterator[str]:
    figures, returns = tally.figures_in_time, tally.on_time
    if figures.number and figures.fraction > returns.fraction:
        yield (
            f"{figures.text} of the figures were in by their day. A return may come in parts: send what is ready, and "
            "the rest when it is; what was taken stays."
        )


def _remedies(found: Sequence[Shortcoming]) -> Iterator[str]:
    errors = [each for each in found if each.severity == Severity.ERROR]
    yield from (f"{title_of(each.rule)}: {each.example.remedy}" for each in errors[:ADVISED] if each.example.remedy)
    if SHEETS_OF_THEIR_OWN & {each.rule for each in errors}:
        yield "If your sheet has to look as it does, tell us: we describe it once, and it is read as it is."


def ordinal(day: int) -> str:
    """A day of a month as a sentence says it: `15th`, `22nd`."""
    ending = "th" if day in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
    return f"{day}{ending}"
