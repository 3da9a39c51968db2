"""Gathers what speaks for and against collecting each indicator, over the years up to the end of a period."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from flows.knowing import judged_by
from infra.warehouse.post import reminded_since
from infra.warehouse.receipts import receipts_of
from infra.wiring import House
from transforms.code import code_key
from transforms.collected import Collected
from transforms.expected import expected_of
from transforms.figure_record import FigureRecord, figure_records
from transforms.housekeeping import YEARS, Upkeep
from transforms.indicator import Indicator
from transforms.judged import Judge, JudgedRow
from transforms.owed import first_day
from transforms.period import Length, Period
from transforms.receipt import days_of
from transforms.status import Status
from transforms.timeliness import deliveries
from transforms.used_in import reports_with


def upkeep_of(house: House, instant: datetime, period: Period) -> Mapping[str, Upkeep]:
    """The evidence on each indicator of a period, by `code_key`, over three years up to its end, as at an instant.

    Of what had ended before there was a register, and never came, nothing is said: nobody had collected it. Nor is
    anything of what is worked out from other indicators, which costs nobody anything.
    """
    months = periods_to(period, Length.MONTH)
    first = months[0].within(Length.YEAR).start
    with house.knowledge(instant) as knowledge:
        known = judged_by(knowledge, knowledge.observations(first=first, last=period.end))
        receipts = receipts_of(knowledge)
        reminded = reminded_since(knowledge.connection, first, knowledge.as_at)
    told = deliveries(known.judge, known.council, expected_of(known.judge, months), receipts, known.observations)
    since = first_day(known.judge)
    found = figure_records(told, receipts, known.observations)
    records = _by_code(each for each in found if each.came or each.asked.period.end >= since)
    collected = Collected(days_of(receipts, known.council), reminded)
    standing = {code_key(each.code): each for each in known.judge.register.standing(period) if each.is_sent}
    return {code: _upkeep(known.judge, each, period, records[code], collected) for code, each in standing.items()}


def periods_to(period: Period, length: Length) -> list[Period]:
    """The periods of a length within the years that are looked at, up to the end of a period, the earliest first."""
    last = Period.last_ended(period.end + timedelta(days=1), length, period.year_start)
    return [last.shifted(-length * back) for back in reversed(range(YEARS * Length.YEAR // length))]


def _by_code(records: Iterable[FigureRecord]) -> Mapping[str, list[FigureRecord]]:
    found: dict[str, list[FigureRecord]] = defaultdict(list)
    for record in records:
        found[code_key(record.asked.indicator.code)].append(record)
    return found


def _upkeep(
    judge: Judge, indicator: Indicator, period: Period, records: Sequence[FigureRecord], collected: Collected
) -> Upkeep:
    own = _rows(judge, indicator, period, indicator.frequency.length)
    is_monthly = indicator.frequency.length == Length.MONTH
    explained = _rows(judge, indicator, period, Length.QUARTER) if is_monthly else own
    required = [row for row in explained if row.status.needs_commentary]
    printed = [row.value_text for row in own if row.value is not None]
    judged = [row.status for row in own if row.status == Status.GOOD or row.status.needs_commentary]
    return Upkeep(
        indicator,
        judged=len(judged),
        good=judged.count(Status.GOOD),
        printed=len(printed),
        different=len(set(printed)),
        required=len(required),
        explained=sum(row.commentary_given for row in required),
        reports=tuple(reports_with(indicator, judge.register.latest)),
        effort=collected.effort(indicator.code, records),
    )


def _rows(judge: Judge, indicator: Indicator, period: Period, length: Length) -> list[JudgedRow]:
    """The rows of what was measured alike."""
    stood = ((each, judge.register.indicator(indicator.code, each)) for each in periods_to(period, length))
    return [judge.row(row, each) for each, row in stood if row and row.same_measure(indicator)]
