"""Reads one layout of the register from its rows; every fault by line and column."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from difflib import get_close_matches
from typing import Any

from transforms import register_cell as cell
from transforms.code import code_key
from transforms.indicator import Indicator
from transforms.layout import Answer, AnswerPart, BareYear, Days, Item, Layout, Only, Part, Series, Where
from transforms.read_period import named_period
from transforms.register_cell import Wrong
from transforms.register_table import Cells, Table

TAKES: Mapping[Item, tuple[str, str]] = {
    Item.SENDER: ("words", "words"),
    Item.FILE: ("words", "words"),
    Item.SHEET: ("words", "words"),
    Item.HEADER: ("words", "words"),
    Item.LABEL: ("words", "words"),
    Item.SECTION: ("words", "words"),
    Item.PERIODS: ("value", "words value"),
    Item.PERIOD: ("words value", "words value"),
    Item.YEAR: ("value", "value"),
    Item.DAYS: ("value", "value"),
    Item.ONLY: ("words value", "words value"),
    Item.LEAVE: ("words", "words"),
    Item.CODE: ("words", "words"),
    Item.COMMENTARY: ("words", "words"),
    Item.SERIES: ("words part", "words code part value"),
    Item.ANSWER: ("words code part value", "words code part value"),
    Item.LEAST: ("value", "value"),
}
"""What each item must be told, and what it may be told, by column."""

ONCE = {Item.PERIODS, Item.YEAR, Item.DAYS, Item.CODE, Item.COMMENTARY, Item.LEAST}
APART = "|"
SMALLEST_LEAST, LARGEST_LEAST = 1, 1000


@dataclass(frozen=True, slots=True)
class Known:
    """What the rest of the register knows: senders, and indicators by `code_key`; `None` where it has faults itself."""

    senders: Mapping[str, object] | None
    indicators: Mapping[str, tuple[Indicator, ...]] | None
    year_start: int


def read_layout(table: Table, known: Known) -> Layout:
    """The layout of a file's rows; what is wrong with them is noted in the table."""
    name = table.name.partition("/")[2]
    if not cell.FOLDER_NAME.fullmatch(name):
        table.fault(1, "", f"'{name[:60]}' cannot name a layout; use up to 60 letters, digits, spaces, - and _.")
    read: dict[Item, list[Any]] = {item: [] for item in Item}
    lines: dict[tuple[object, ...], int] = {}
    for line, row in table.rows:
        cells = Cells(table, line, row)
        item = cells.get("item", _item)
        if item is None or not _is_whole(cells, item):
            continue
        value = _READ[item](cells, known)
        key = (item, "") if item in ONCE else (item, value)
        if cells.sound and key in lines:
            table.fault(line, "item", f"says again what line {lines[key]} says.")
        elif cells.sound:
            lines[key] = line
            read[item].append(value)
    layout = _layout(name, read)
    for column, message in _lacking(layout) if not table.faults else ():
        table.fault(1, column, message)
    for message in _strangers(layout, known) if not table.faults else ():
        table.fault(1, "code", message)
    return layout


def _item(text: str) -> Item:
    try:
        return Item(text.casefold())
    except ValueError:
        near = get_close_matches(text.casefold(), list(Item), n=1)
        hint = f"did you mean {near[0]}?" if near else f"the items are {', '.join(Item)}."
        raise Wrong(f"'{text}' is no item of a layout; {hint}") from None


def _is_whole(cells: Cells, item: Item) -> bool:
    """Whether a row has what its item needs and nothing that its item does not take."""
    needs, takes = TAKES[item]
    for column in ("words", "code", "part", "value"):
        text = cells.row.get(column, "")
        if not text and column in needs.split():
            cells.fault(column, f"is blank; {item} needs it.")
        elif text and column not in takes.split():
            cells.fault(column, f"'{text}' has no meaning for {item}, which takes {takes.replace(' ', ' and ')}.")
    return cells.sound


def _words(cells: Cells, _: Known) -> str:
    return str(cells.get("words", cell.text) or "")


def _split(cells: Cells, _: Known) -> tuple[str, ...]:
    words = tuple(" ".join(part.split()) for part in cells.row["words"].split(APART))
    if not all(words):
        cells.fault("words", "has nothing before or after a '|'.")
    return words


def _sender(cells: Cells, known: Known) -> str:
    name = _words(cells, known)
    if known.senders is not None and name not in known.senders:
        near = get_close_matches(name, list(known.senders), n=1)
        cells.fault("words", f"'{name}' is not in senders.csv{_hint(near)}")
    return name


def _periods(cells: Cells, known: Known) -> tuple[Where, str]:
    where = cells.get("value", _near_choice(Where))
    if where not in {Where.DOWN, None} and cells.row.get("words"):
        cells.fault("words", f"has no meaning for periods {where}; only those that run down a column name one.")
    return where, cells.row.get("words", "")


def _period(cells: Cells, known: Known) -> tuple[str, object]:
    return _words(cells, known), cells.get("value", lambda text: named_period(text, known.year_start))


def _code(cells: Cells, known: Known) -> str:
    code = str(cells.get("code", cell.text, "") or "")
    if not code or known.indicators is None:
        return code
    rows = known.indicators.get(code_key(code))
    if rows:
        if not rows[-1].is_sent:
            cells.fault("code", f"'{code}' is worked out from other indicators; no file gives its figure.")
        return rows[-1].code
    near = get_close_matches(code, [each[-1].code for each in known.indicators.values()], n=1)
    cells.fault("code", f"'{code}' is not in indicators.csv{_hint(near)}")
    return code


def _series(cells: Cells, known: Known) -> Series:
    part = cells.get("part", _near_choice(Part))
    scale = cells.get("value", cell.positive, Decimal(1))
    if part == Part.COMMENTARY and cells.row.get("value"):
        cells.fault("value", "is a scale, and a commentary has none.")
    return Series(_split(cells, known), _code(cells, known), part, scale)


def _answer(cells: Cells, known: Known) -> Answer:
    part = cells.get("part", _near_choice(AnswerPart))
    return Answer(_words(cells, known), _code(cells, known), part, cells.row["value"])


_READ: Mapping[Item, Callable[[Cells, Known], Any]] = {
    Item.SENDER: _sender,
    Item.FILE: _words,
    Item.SHEET: _words,
    Item.HEADER: _split,
    Item.LABEL: _words,
    Item.SECTION: _words,
    Item.PERIODS: _periods,
    Item.PERIOD: _period,
    Item.YEAR: lambda cells, _: cells.get("value", _near_choice(BareYear)),
    Item.DAYS: lambda cells, _: cells.get("value", _near_choice(Days)),
    Item.ONLY: lambda cells, known: Only(_words(cells, known), cells.row["value"]),
    Item.LEAVE: _words,
    Item.CODE: _words,
    Item.COMMENTARY: _words,
    Item.SERIES: _series,
    Item.ANSWER: _answer,
    Item.LEAST: lambda cells, _: cells.get("value", cell.whole(SMALLEST_LEAST, LARGEST_LEAST)),
}


def _near_choice(kind: Any) -> Callable[[str], Any]:
    """One of the words of `kind`; one that is nearly right is named."""

    def read(text: str) -> Any:
        near = get_close_matches(text.casefold(), list(kind), n=1)
        if near and text.casefold() != near[0]:
            raise Wrong(f"'{text}' is none of {', '.join(kind)}; did you mean {near[0]}?")
        return cell.choice(kind)(text)

    return read


def _hint(near: list[str]) -> str:
    return f"; did you mean {near[0]}?" if near else "."


def _layout(name: str, read: Mapping[Item, list[Any]]) -> Layout:
    where, column = next(iter(read[Item.PERIODS]), (Where.FILE, ""))
    return Layout(
        name=name,
        senders=tuple(read[Item.SENDER]),
        files=tuple(read[Item.FILE]),
        sheets=tuple(read[Item.SHEET]),
        header=tuple(read[Item.HEADER]),
        labels=tuple(read[Item.LABEL]),
        sections=tuple(read[Item.SECTION]),
        where=where,
        period_column=column,
        periods=tuple(read[Item.PERIOD]),
        year=next(iter(read[Item.YEAR]), None),
        days=next(iter(read[Item.DAYS]), None),
        only=tuple(read[Item.ONLY]),
        leave=tuple(read[Item.LEAVE]),
        code_column=next(iter(read[Item.CODE]), ""),
        commentary_column=next(iter(read[Item.COMMENTARY]), ""),
        series=tuple(read[Item.SERIES]),
        answers=tuple(read[Item.ANSWER]),
        least=next(iter(read[Item.LEAST]), 0),
    )


def _lacking(layout: Layout) -> Iterator[tuple[str, str]]:
    """What a layout cannot do without, and what contradicts itself."""
    if not (layout.senders or layout.files):
        yield "item", "no row says whose returns these are: give a sender, a file, or both."
    if not layout.header:
        yield "item", "no row gives the words of the header."
    if not (layout.series or layout.answers):
        yield "item", "no row says what is to be taken: give a series."
    if layout.series and layout.answers:
        yield "item", "has series and answers; give each a layout of its own."
    if layout.answers and (layout.commentary_column or layout.where == Where.ACROSS or layout.days):
        yield "item", "answers are counted: they have no commentary, no days and no periods across."
    if not layout.code_column and any(not series.code for series in layout.series):
        yield "code", "a series has no code, and no row names the column that holds codes."
    if layout.where == Where.SECTION and not layout.sections:
        yield "item", "periods stand in sections, and no row says what sections look like."
    if layout.days and layout.where not in {Where.ACROSS, Where.DOWN}:
        yield "item", "days are read across or down only."


def _strangers(layout: Layout, known: Known) -> Iterator[str]:
    """Indicators that none of the layout's senders may send."""
    codes = [*(series.code for series in layout.series), *(answer.code for answer in layout.answers)]
    for code in dict.fromkeys(filter(None, codes)) if layout.senders and known.indicators else ():
        rows = (known.indicators or {}).get(code_key(code), ())
        if rows and not {row.sender for row in rows} & set(layout.senders):
            yield f"'{code}' is sent by {rows[-1].sender}, and this layout is {', '.join(layout.senders)}'s."
