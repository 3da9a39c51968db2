"""The year so far: what has been reached since its first month, and where it is likely to end."""

from __future__ import annotations

from reports.document import Document, Section
from reports.parts import Block, Grid, Head, Part, Prose, Words
from reports.year_words import METHOD, SEASONAL_METHOD, range_text, value_text
from transforms.code import code_key
from transforms.judged import JudgedRow
from transforms.words import upper_first
from transforms.year_so_far import YearSoFar

NOTHING = Words("\N{EN DASH}")
LEDE = (
    "From the year's first month to the end of the period, against what is due by then; and where the year is likely to end, "
    "with the range in which it should end in four years of five."
)


def year(document: Document) -> Block | None:
    """A table a section of the indicators of which either can be told, and how it was reckoned."""
    parts: list[Part] = [grid for section in document.sections if (grid := _grid(document, section))]
    return Block("year", "The year so far and its end", LEDE, [*parts, _how(document)]) if parts else None


def _grid(document: Document, section: Section) -> Grid | None:
    heads = [
        Head("Indicator"), Head("Year to date", True), Head("Due by then", True), Head("Traffic light"),
        Head("Year end, about", True), Head("In four years of five", True), Head("Target of the year", True), Head("Outlook"),
    ]  # fmt: skip
    told = [(row, document.years.get(code_key(row.indicator.code))) for row in section.measured]
    rows = [_row(row, so_far) for row, so_far in told if so_far]
    return Grid(f"{section.service}: the year so far and its end", heads, rows, section.service) if rows else None


def _row(row: JudgedRow, so_far: YearSoFar) -> list[Words]:
    lower = " (lower is better)" if row.indicator.lower_is_better else ""
    return [Words(f"{row.indicator.code} {row.indicator.name}{lower}"), *_to_date(row, so_far), *_year_end(row, so_far)]


def _to_date(row: JudgedRow, so_far: YearSoFar) -> list[Words]:
    to_date, unit = so_far.to_date, row.indicator.unit
    if to_date is None:
        return [NOTHING, NOTHING, NOTHING]
    target = Words(to_date.target.text(unit)) if to_date.target else NOTHING
    return [Words(value_text(to_date, row.indicator)), target, Words.of_status(to_date.status)]


def _year_end(row: JudgedRow, so_far: YearSoFar) -> list[Words]:
    end, indicator = so_far.forecast, row.indicator
    if end is None:
        return [NOTHING, NOTHING, NOTHING, NOTHING]
    target = Words(end.target.text(indicator.unit)) if end.target else NOTHING
    outlook = Words(upper_first(end.outlook)) if end.outlook else NOTHING
    return [Words(indicator.text(end.value)), Words(range_text(end, indicator)), target, outlook]


def _how(document: Document) -> Prose:
    seasonal = {each.forecast.is_seasonal for each in document.years.values() if each.forecast}
    rules = [METHOD] * (False in seasonal) + [f"Where figures go with the season: {_lower_first(SEASONAL_METHOD)}"] * (
        True in seasonal
    )
    ranges = "The range is as wide as four in five of the same rule's errors on the indicator's own past, and a quarter wider."
    none = "A dash: nothing can be told, as figures are missing, too few are known, or it is a stock or a survey."
    return Prose([*rules, *([ranges] if seasonal else []), none])


def _lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]
