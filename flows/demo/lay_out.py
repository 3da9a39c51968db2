"""Lays the lines of a return out as pages, with the titles, headings, gaps and notes its sender is used to."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal

from flows.demo.habits import Habit, in_words
from flows.demo.lines import Line
from flows.demo.series import demo_figure
from flows.demo.tables import demo_register
from flows.demo.workbooks import CellValue, Page
from transforms.figure import Unit, plain
from transforms.indicator import Frequency
from transforms.period import Length, Period
from transforms.rollup import roll_up

Headings = Sequence[tuple[str, str]]

PERIOD_HEADING = ("period", "Period")
"""Where a sheet's heading tells the month, what is longer than a month needs a column that says so."""


def lay_out(lines: Sequence[Line], habit: Habit, month: Period) -> Sequence[Page]:
    """The pages of a return for a month; the second holds what is longer than a month."""
    longer = [line for line in lines if line.indicator.frequency != Frequency.MONTHLY]
    if not (longer and habit.longer_sheet):
        return [_page(habit.sheet, lines, habit.headings, habit, month)]
    monthly = [line for line in lines if line.indicator.frequency == Frequency.MONTHLY]
    return [
        _page(habit.sheet, monthly, habit.headings, habit, month),
        _page(habit.longer_sheet, longer, _with_period(habit.headings), habit, month),
    ]


def _with_period(headings: Headings) -> Headings:
    if any(field == "period" for field, _ in headings):
        return headings
    return [*headings[:1], PERIOD_HEADING, *headings[1:]]


def _page(sheet: str, lines: Sequence[Line], headings: Headings, habit: Habit, month: Period) -> Page:
    titles = [[in_words(title, month)] for title in habit.titles]
    rows: list[Sequence[CellValue]] = [*titles, *([[]] if titles else []), [words for _, words in headings]]
    rows.extend(_body(lines, headings, habit))
    if habit.notes:
        rows.extend([[], *([note] for note in habit.notes)])
    return Page(in_words(sheet, month), rows, len(titles), habit.day_format)


def _body(lines: Sequence[Line], headings: Headings, habit: Habit) -> Iterator[Sequence[CellValue]]:
    """The lines; where they are of several services, each service under its name and after a blank row."""
    services = {line.indicator.service for line in lines}
    service = ""
    for line in lines:
        if line.indicator.service != service and len(services) > 1 and habit.titles:
            service = line.indicator.service
            yield from ([], [demo_register().services[service].name])
        yield [_cell(line, field, habit) for field, _ in headings]


def _cell(line: Line, field: str, habit: Habit) -> CellValue:
    if field in line.mishaps:
        return line.mishaps[field]
    value = _CELLS[field](line, habit)
    return _as_text(value, line, field) if habit.figures == "text" and isinstance(value, Decimal) else value


def _as_text(value: Decimal, line: Line, field: str) -> str:
    """A figure as people type it: thousands with commas, and the sign of its unit."""
    unit = line.indicator.unit
    if unit == Unit.POUNDS and field != "denominator":
        return f"£{value:,f}"
    return f"{value:,f}" + ("%" if unit == Unit.PERCENT and field not in {"numerator", "denominator"} else "")


def _value(line: Line) -> CellValue:
    value, indicator = line.stated.value, line.indicator
    if value is None:
        return None
    if indicator.unit == Unit.YES_NO:
        return "Yes" if value else "No"
    return indicator.printed(value)


def _code(line: Line, habit: Habit) -> CellValue:
    return line.indicator.code.replace(" ", "") if habit.codes == "close" else line.indicator.code


def _target(line: Line) -> CellValue:
    target = demo_register().target(line.indicator, line.stated.period)
    if target is None:
        return None
    return f"{plain(target.low)} to {plain(target.high)}" if target.is_range else target.low


def _so_far(line: Line) -> CellValue:
    """The figure since 1 April, as far as the indicator rolls up."""
    year = line.stated.period.within(Length.YEAR)
    length = line.indicator.frequency.length
    parts = [part for part in year.parts(length) if part <= line.stated.period]
    rolled = roll_up(line.indicator, year, [demo_figure(line.indicator, part) for part in parts], parts)
    return None if rolled.value is None else line.indicator.printed(rolled.value)


_CELLS: Mapping[str, Callable[[Line, Habit], CellValue]] = {
    "code": _code,
    "name": lambda line, _: line.indicator.name,
    "period": lambda line, habit: habit.period_cell(line.stated.period),
    "numerator": lambda line, _: line.stated.numerator,
    "denominator": lambda line, _: line.stated.denominator,
    "value": lambda line, _: _value(line),
    "count": lambda line, _: None if line.stated.has_parts else _value(line),
    "target": lambda line, _: _target(line),
    "so_far": lambda line, _: _so_far(line),
    "commentary": lambda line, _: line.commentary or None,
    "provisional": lambda line, _: "Yes" if line.stated.provisional else "No",
    "empty": lambda line, _: None,
}
"""What each field of a habit's headings puts into its column."""
