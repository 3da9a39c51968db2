"""What pulls data quality down in one figure, and where: what was sent back, refused, stated another way, late, not used."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from transforms.change import as_printed
from transforms.data_quality import Flaw, Lapse
from transforms.figure_record import FigureRecord, Found
from transforms.finding import Severity
from transforms.indicator import Frequency, Indicator, RollUp
from transforms.judged import JudgedRow
from transforms.layout_drift import DRIFT
from transforms.observation import Observation, State, Stated
from transforms.period import Period
from transforms.receipt import FileKey, key_of
from transforms.timeliness import WITHIN, HoldEnd, days_late, end_of, revisions_of
from transforms.words import long_date, many

ASSUMPTIONS = {"taken-as", "period-assumed", "part-of-a-period"}
"""Rules by which a cell was read for what it most likely means."""

CELL = re.compile(r"([A-Z]+)(\d+)")

HELD_FLAWS = {HoldEnd.RETURNED: Flaw.SENT_BACK, HoldEnd.CORRECTED: Flaw.CORRECTED_BEFORE}
Days = Mapping[FileKey, date]


def inaccurate(record: FigureRecord, days: Days, waiting: frozenset[str]) -> Lapse | None:
    """What of a figure was not so: sent back, corrected before a decision, or corrected since."""
    for held in record.stated:
        flaw = HELD_FLAWS.get(end_of(held, waiting)) if held.state == State.HELD else None
        if flaw:
            return _lapse_in(record, held, flaw, _ended(held))
    for said in record.each_period():
        for revision in revisions_of(record.expected, said, days):
            if not revision.announced:
                was, now = _both(revision.before.said, revision.after.said, record.asked.indicator)
                told = f"{was} became {now} on {long_date(days[key_of(revision.after)])}"
                return _lapse_in(record, revision.before, Flaw.CORRECTED, told)
    return None


def _ended(held: Observation) -> str:
    if held.decision:
        return f"{held.reason} Sent back by {held.decision.by}: {held.decision.reason}"
    return f"{held.reason} Another figure came before anybody decided"


def _both(was: Stated, now: Stated, indicator: Indicator) -> tuple[str, str]:
    """Two statements as a report prints them; where that is the same, by their parts."""
    texts = as_printed(was, indicator), as_printed(now, indicator)
    if texts[0] == texts[1] and was.has_parts and now.has_parts:
        return f"{was.numerator} of {was.denominator}", f"{now.numerator} of {now.denominator}"
    return texts


def refused(record: FigureRecord) -> list[Found]:
    """What of a figure was not taken."""
    return [each for each in record.found if each.finding.severity == Severity.ERROR]


def invalid(record: FigureRecord) -> Lapse | None:
    """What of a figure was refused; not where the sheet had changed, which is a matter of reliability."""
    period = record.asked.period
    return next((lapse_of(each, Flaw.REFUSED, period) for each in refused(record) if each.finding.rule != DRIFT), None)


def lapse_of(found: Found, flaw: Flaw, period: Period | None = None) -> Lapse:
    """What is said of a finding, on a figure of a period where it is known of which."""
    finding = found.finding
    place = found.receipt.file, finding.sheet, finding.cell
    about = period.label if period else finding.period
    return Lapse(flaw, finding.code, about, finding.message, *place, finding.remedy)


def unreliable(record: FigureRecord, before: FigureRecord | None, days: Days, today: date) -> Lapse | None:
    """In which way a figure was not stated as it was before, or as it has to be."""
    return (
        _first_of(record, {DRIFT}, Flaw.DRIFTED)
        or _without_parts(record)
        or _first_of(record, ASSUMPTIONS, Flaw.ASSUMED)
        or (_moved(record, before) if before else None)
        or _provisional(record, days, today)
    )


def _first_of(record: FigureRecord, rules: set[str], flaw: Flaw) -> Lapse | None:
    found = (each for each in record.found if each.finding.rule in rules)
    return next((lapse_of(each, flaw, record.asked.period) for each in found), None)


def _last(record: FigureRecord) -> Observation:
    return record.stated[-1]


def _without_parts(record: FigureRecord) -> Lapse | None:
    """A ratio that is added up to a quarter or a year needs what it was worked out from."""
    last, indicator = _last(record), record.asked.indicator
    wants = indicator.rollup == RollUp.RATIO and indicator.frequency != Frequency.ANNUAL
    if not wants or last.said.value is None or any(each.said.has_parts for each in record.stated):
        return None
    told = f"{as_printed(last.said, indicator)} stands alone, without numerator and denominator"
    return _lapse_in(record, last, Flaw.NO_PARTS, told)


def _moved(record: FigureRecord, before: FigureRecord) -> Lapse | None:
    """A figure stands where the one before did, in a list in the same column, across a sheet in the same row."""
    now = CELL.fullmatch(_last(record).cell)
    was = CELL.fullmatch(_last(before).cell) if before.stated else None
    if not now or not was or now[1] == was[1] or now[2] == was[2]:
        return None
    told = f"Stood in cell {was[0]} the time before, in {now[0]} this time"
    return _lapse_in(record, _last(record), Flaw.MOVED, told)


def _provisional(record: FigureRecord, days: Days, today: date) -> Lapse | None:
    """A figure that may change for longer than the quarter in which it is reported."""
    last = _last(record)
    since = days[key_of(last)]
    if not last.said.provisional or WITHIN.after(since) >= today:
        return None
    return _lapse_in(record, last, Flaw.PROVISIONAL, f"Marked as provisional since {long_date(since)}")


def late(record: FigureRecord, today: date) -> Lapse | None:
    """By how much a figure was late, or that it is owed."""
    due = record.expected.due
    if record.came is None:
        told = f"Due on {long_date(due)}, owed for {many(days_late(due, today), 'working day')} so far"
        return _lapse(record, Flaw.OWED, told)
    if record.came <= due:
        return None
    told = f"Due on {long_date(due)}, came {many(days_late(due, record.came), 'working day')} late"
    return _lapse_in(record, record.stated[0], Flaw.LATE, told) if record.stated else _lapse(record, Flaw.LATE, told)


def owed(record: FigureRecord) -> Lapse | None:
    """That a figure is not in."""
    return None if record.came else _lapse(record, Flaw.OWED, f"Due on {long_date(record.expected.due)}, not in yet")


def unexplained(row: JudgedRow) -> Lapse:
    """That nobody explained a figure that had to be explained."""
    told = f"{row.status.label} at {row.value_text}, and {row.indicator.owner} has not said why"
    return Lapse(Flaw.NO_COMMENTARY, row.indicator.code, row.period.label, told)


def _lapse_in(record: FigureRecord, said: Observation, flaw: Flaw, told: str) -> Lapse:
    asked = record.asked
    return Lapse(flaw, asked.indicator.code, said.said.period.label, told, said.file, said.sheet, said.cell)


def _lapse(record: FigureRecord, flaw: Flaw, told: str) -> Lapse:
    return Lapse(flaw, record.asked.indicator.code, record.asked.period.label, told)
