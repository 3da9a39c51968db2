"""Reads what figures are worked out from: `formulas.csv` and `groups.csv` of the register, each row with its dates."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

from transforms import register_cell as cell
from transforms.code import code_key
from transforms.figure import Unit
from transforms.formula import Expression, Formula, Part, Reference, references
from transforms.formula_sense import check_sums, check_units, faults_of_feeder
from transforms.group import Group, Member
from transforms.indicator import Indicator
from transforms.parse_formula import parse_formula
from transforms.parted import overlap, parted
from transforms.register_cell import Wrong
from transforms.register_table import Cells, Table

Rows = Mapping[str, tuple[Indicator, ...]]
"""Indicators by `code_key`."""

MOST_STEPS, MOST_WAYS = 10, 1_000
"""From a figure down to what is sent: steps one below the other, and ways that lead there, of each of which a page tells."""

PARTS_GIVEN, VALUE_GIVEN = ["numerator", "denominator"], ["value"]


@dataclass(frozen=True)
class Dated:
    """One row of the files: what a figure is made of from `first` to `last`, or one member of its group."""

    cells: Cells
    key: str
    made_of: Formula | Member
    first: date
    last: date

    @property
    def named(self) -> str:
        """The column of its code."""
        return "group" if isinstance(self.made_of, Member) else "code"

    def feeders(self) -> Iterator[tuple[str, Reference | Member]]:
        """What it is made of, and in which column that stands."""
        if isinstance(self.made_of, Member):
            yield "member", self.made_of
        else:
            yield from ((part.value, each) for part, term in self.made_of.terms for each in references(term))

    def holds_for(self, indicator: Indicator) -> bool:
        """Whether it holds on some day on which a row of an indicator stands."""
        return overlap(indicator, self.first, self.last)

    def overlaps(self, other: Dated) -> bool:
        """Whether both hold on some day."""
        return self.first <= other.last and other.first <= self.last


def made_indicators(formulas: Table, groups: Table, indicators: Rows | None, year_start: int) -> Rows | None:
    """The indicators, those that are worked out with what they are made of. What is wrong is noted in the tables.

    `indicators` are `None` where their own file has faults; then only what stands in the rows themselves is looked at.
    """
    found = [*_dated(formulas, _formula, year_start), *_dated(groups, _member, year_start)]
    if indicators is None:
        return None
    known = [dated for dated in found if _is_known(dated, indicators)]
    for dated in known:
        for indicator in filter(dated.holds_for, indicators[dated.key]):
            _check(dated, indicator, indicators)
    _check_twice(known)
    _check_circles(known)
    if not (formulas.faults or groups.faults):
        _check_ways(known)
    if formulas.faults or groups.faults:
        return indicators
    return {key: tuple(part for row in rows for part in _parted(row, known)) for key, rows in indicators.items()}


def _dated(table: Table, read: Callable[[Cells], Formula | Member | None], year_start: int) -> Iterator[Dated]:
    for line, row in table.rows:
        cells = Cells(table, line, row)
        made_of = read(cells)
        code = cells.get("group" if isinstance(made_of, Member) else "code", cell.text)
        first, last = (cells.get(column, cell.day(year_start, first=column == "from")) for column in ("from", "to"))
        if first and last and first > last:
            cells.fault("to", "lies before `from`.")
        if cells.sound and made_of:
            yield Dated(cells, code_key(code), made_of, first or date.min, last or date.max)


def _member(cells: Cells) -> Member:
    return Member(cells.get("member", cell.text), cells.get("weight", cell.positive, Decimal(1)))


def _formula(cells: Cells) -> Formula | None:
    given = [part.value for part in Part if cells.row.get(part.value)]
    if given not in (PARTS_GIVEN, VALUE_GIVEN):
        cells.fault(given[0] if given else "value", "give a numerator and a denominator, or a value alone.")
        return None
    terms = {name: cells.get(name, partial(_expression, Part(name))) for name in given}
    texts = tuple(" ".join(cells.row[name].split()) for name in given)
    if not cells.sound:
        return None
    formula = Formula(terms.get("numerator"), terms.get("denominator"), terms.get("value"), texts)
    if not formula.references:
        cells.fault(given[0], "names no indicator that it is worked out from.")
    return formula


def _expression(part: Part, text: str) -> Expression:
    return parse_formula(cell.text(text), part)


def _is_known(dated: Dated, indicators: Rows) -> bool:
    """Whether all its codes stand in `indicators.csv`; those that do not are noted."""
    if dated.key not in indicators:
        dated.cells.fault(dated.named, f"'{dated.cells.row[dated.named]}' is not in indicators.csv.")
    for column, feeder in dated.feeders():
        if feeder.key not in indicators:
            dated.cells.fault(column, f"'{feeder.code}'{_place(feeder)} is not in indicators.csv.")
    return dated.cells.sound


def _place(feeder: Reference | Member) -> str:
    return f" at sign {feeder.at}" if isinstance(feeder, Reference) else ""


def _check(dated: Dated, indicator: Indicator, indicators: Rows) -> None:
    """Note what makes no sense of a formula or group for one row of its indicator."""
    noted: set[tuple[str, str]] = set()
    for column, feeder in dated.feeders():
        part = feeder.part if isinstance(feeder, Reference) else None
        for row in filter(dated.holds_for, indicators[feeder.key]):
            noted |= {(column, fault) for fault in faults_of_feeder(row, part, indicator)}
    for column, fault in sorted(noted):
        dated.cells.fault(column, fault)
    if isinstance(dated.made_of, Member):
        if indicator.unit != Unit.PERCENT:
            dated.cells.fault(
                "group", f"'{indicator.code}' counts {indicator.unit}; the score of a group is a percent."
            )
    elif not noted:
        _check_terms(dated.cells, dated.made_of, indicator, indicators)


def _check_terms(cells: Cells, formula: Formula, indicator: Indicator, indicators: Rows) -> None:
    def unit_of(reference: Reference) -> Unit:
        return indicators[reference.key][-1].unit

    for part, term in formula.terms:
        try:
            check_units(term, unit_of, indicator) if part == Part.VALUE else check_sums(term, unit_of)
        except Wrong as wrong:
            cells.fault(part.value, str(wrong))


def _check_twice(found: Sequence[Dated]) -> None:
    """Note what is said twice for the same time: two formulas, a formula and a group, one member twice."""
    for at, later in enumerate(found):
        for earlier in found[:at]:
            if earlier.key != later.key or not earlier.overlaps(later):
                continue
            both = isinstance(earlier.made_of, Member) and isinstance(later.made_of, Member)
            if not both or _member_key(earlier) == _member_key(later):
                column, words = ("member", "is a member twice") if both else (later.named, "is worked out twice")
                text = later.cells.row[column]
                later.cells.fault(column, f"'{text}' {words} for the same time; give `from` and `to`.")
                break


def _member_key(dated: Dated) -> str:
    return dated.made_of.key if isinstance(dated.made_of, Member) else ""


def _check_circles(found: Sequence[Dated]) -> None:
    """Note every row by which a figure would feed itself, whatever the dates."""
    feeds: dict[str, set[str]] = {}
    for dated in found:
        feeds.setdefault(dated.key, set()).update(feeder.key for _, feeder in dated.feeders())
    reached = {key: _reached(key, feeds) for key in feeds}
    for dated in found:
        for column, feeder in dated.feeders():
            if dated.key == feeder.key or dated.key in reached.get(feeder.key, ()):
                dated.cells.fault(column, f"'{feeder.code}'{_place(feeder)} is itself worked out from this one.")
                break


def _check_ways(found: Sequence[Dated]) -> None:
    """Note what stands on so many figures, one by way of another, that nobody could follow it back."""
    feeds: dict[str, set[str]] = {}
    for dated in found:
        feeds.setdefault(dated.key, set()).update(feeder.key for _, feeder in dated.feeders())
    for dated in found:
        if not _can_be_followed(dated.key, feeds):
            dated.cells.fault(
                dated.named,
                f"'{dated.cells.row[dated.named]}' is worked out by more than {MOST_STEPS} steps, or along more than "
                f"{MOST_WAYS} ways; make it of fewer.",
            )


def _can_be_followed(key: str, feeds: Mapping[str, set[str]]) -> bool:
    ahead, ways = Counter({key: 1}), 0
    for _ in range(MOST_STEPS + 1):
        following: Counter[str] = Counter()
        for code, times in ahead.items():
            following.update(dict.fromkeys(feeds.get(code, ()), times))
        ahead, ways = following, ways + following.total()
        if not ahead:
            return ways <= MOST_WAYS
    return False


def _reached(key: str, feeds: Mapping[str, set[str]]) -> set[str]:
    """All that feeds a code, by however many steps."""
    reached: set[str] = set()
    ahead = [key]
    while ahead:
        new = feeds.get(ahead.pop(), set()) - reached
        reached |= new
        ahead.extend(new)
    return reached


def _parted(row: Indicator, found: Sequence[Dated]) -> Iterator[Indicator]:
    """A row of the register parted by the days on which what it is made of changes."""
    mine = [dated for dated in found if dated.key == code_key(row.code) and dated.holds_for(row)]
    for day, piece in parted(row, ((dated.first, dated.last) for dated in mine)):
        yield replace(piece, made_of=_made_of([dated for dated in mine if dated.first <= day <= dated.last]))


def _made_of(standing: Sequence[Dated]) -> Any:
    members = tuple(dated.made_of for dated in standing if isinstance(dated.made_of, Member))
    return Group(members) if members else next((dated.made_of for dated in standing), None)
