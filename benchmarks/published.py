"""Figures that public bodies published, as if each were an indicator and its returns came month by month.

They are read where they lie, in `../shared/data` beside the repository, and are no part of it. Nobody here made them, so that
what they say of false holds is fair: they vary as real figures do, and nobody chose them to look sound.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import islice
from pathlib import Path

from benchmarks.councils import Sent
from flows.demo.lines import Line
from flows.demo.tables import demo_register
from flows.demo.workbooks import Page, write_workbook
from transforms.code import code_key
from transforms.figure import Unit
from transforms.indicator import Frequency, Indicator, RollUp
from transforms.observation import Stated, value_of
from transforms.period import Length, Period
from transforms.read_period import read_period
from transforms.register import Register, Sender, SenderKind

DATA = Path(__file__).resolve().parents[1].parent / "shared" / "data"

ROWS = 10
"""Figures in a return, of neighbouring bodies."""

HEADINGS = ("Code", "Period", "Numerator", "Denominator", "Value", "Commentary")

Series = dict[str, dict[Period, Stated]]


class PublishedFigures:
    """Series of one measure by many bodies, ten bodies a return; months are those at whose end a period ends."""

    def __init__(self, series: Series, pattern: Indicator, past: int) -> None:
        self._indicators = {name: _like(pattern, at) for at, name in enumerate(series)}
        self._series = {self._indicators[name].code: said for name, said in series.items()}
        self.register = _register(self._indicators.values())
        last = sorted({period.last_month for said in series.values() for period in said}, key=lambda month: month.start)
        self.months: Sequence[Period] = last[past:]

    def returns(self, month: Period) -> Sequence[Sent]:
        """The true returns of a month."""
        by_sender: dict[str, list[Line]] = defaultdict(list)
        for indicator, period in self._due(month):
            by_sender[indicator.sender].append(Line(indicator, self._series[indicator.code][period]))
        return [Sent(sender, month, lines) for sender, lines in by_sender.items()]

    def _due(self, month: Period) -> Iterator[tuple[Indicator, Period]]:
        for indicator in self._indicators.values():
            length = indicator.frequency.length
            period = month if length == Length.MONTH else month.within(length)
            if period.last_month == month and period in self._series[indicator.code]:
                yield indicator, period

    def figure(self, indicator: Indicator, period: Period) -> Stated | None:
        """A published figure."""
        return self._series[indicator.code].get(period)

    def known_before(self, month: Period) -> Mapping[str, Mapping[Period, Stated]]:
        """The published figures before a month, by code."""
        return {
            code: {period: stated for period, stated in sorted(said.items()) if period.end < month.end}
            for code, said in self._series.items()
        }

    def written(self, sent: Sent) -> tuple[str, bytes]:
        """A plain table."""
        rows = [[line.indicator.code, str(line.stated.period), *_cells(line), ""] for line in sent.lines]
        return f"{sent.sender} {sent.month}.csv", write_workbook("csv", [Page("Return", [HEADINGS, *rows])])


def _cells(line: Line) -> Sequence[Decimal | None]:
    said = line.stated
    return (said.numerator, said.denominator, None if said.has_parts else said.value)


def _like(pattern: Indicator, at: int) -> Indicator:
    return replace(pattern, code=f"PUB {at + 1:03d}", sender=f"bodies-{at // ROWS}")


def _register(indicators: Iterable[Indicator]) -> Register:
    by_code = {code_key(indicator.code): (indicator,) for indicator in indicators}
    names = dict.fromkeys(rows[0].sender for rows in by_code.values())
    senders = {name: Sender(name, name, SenderKind.DEPARTMENT, "", "", 15) for name in names}
    return Register(senders, {}, by_code, {})


def published(data: Path) -> Mapping[str, PublishedFigures]:
    """What is at hand, by what it is; nothing where the folder is absent."""
    if not data.is_dir():
        return {}
    percent = replace(
        demo_register().indicators[code_key("BV 8")][-1], frequency=Frequency.MONTHLY, decimals=1, themes=()
    )
    number = replace(percent, unit=Unit.NUMBER, scale=Decimal(1), decimals=0, rollup=RollUp.LATEST)
    quarterly, share = replace(percent, frequency=Frequency.QUARTERLY), replace(percent, rollup=RollUp.LATEST)
    return {
        "A&E seen within four hours, monthly, by hospital": PublishedFigures(_seen(data), percent, 13),
        "people on Universal Credit, monthly, by district": PublishedFigures(_claims(data, "count"), number, 13),
        "share on Universal Credit, monthly, by district": PublishedFigures(_claims(data, "rate"), share, 13),
        "major planning applications in time, quarterly, by district": PublishedFigures(_planning(data), quarterly, 4),
    }


WHOLE, EVERY = 36, 6
"""Of A&E's 428 series one of six of those without a gap, 47, about as many figures as a council's."""


def _seen(data: Path) -> Series:
    series: Series = defaultdict(dict)
    for row in _rows(data / "spc" / "ae_attendances.csv"):
        came, late = Decimal(row["attendances"]), Decimal(row["breaches"])
        period = Period.month(int(row["period"][:4]), int(row["period"][5:7]))
        said = Stated(period, value_of(came - late, came, Decimal(100)) if came else None, came - late, came)
        series[f"{row['org_code']} {row['type']}"][period] = said
    whole = {name: said for name, said in sorted(series.items()) if len(said) == WHOLE}
    return dict(islice(whole.items(), 0, None, EVERY))


def _claims(data: Path, measure: str) -> Series:
    rows = (row for row in _rows(data / "trafford" / "universal_credit.csv") if row["measure"] == measure)
    return _districts(row for row in rows if not row["area_code"].startswith("E05"))


def _planning(data: Path) -> Series:
    return _districts(_rows(data / "trafford" / "planning_applications_major.csv"))


def _districts(rows: Iterable[Mapping[str, str]]) -> Series:
    series: Series = defaultdict(dict)
    for row in rows:
        period = read_period(row["period"])
        series[row["area_name"]][period] = Stated(period, Decimal(row["value"]))
    return series


def _rows(path: Path) -> Iterator[Mapping[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        yield from csv.DictReader(lines)
