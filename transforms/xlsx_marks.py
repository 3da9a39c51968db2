"""What the reader does not tell of an xlsx: percentages, errors, formulas without a result, raised marks, far cells.

The fast reader gives 0.6456 for a cell that shows 64.56%, and a blank for one that shows #DIV/0! or was never
calculated; and a cell far away from all others brings its whole process down. All of it is told by the sheet's
own XML, through which one goes here before the fast reader may.
"""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from typing import NamedTuple
from xml.parsers import expat

from transforms.number_format import shows_percent
from transforms.reading_limits import CELLS, COLUMNS, ELEMENTS, ROWS, SHEETS
from transforms.refused_file import damaged, too_many_cells, too_many_columns, too_many_rows, too_many_sheets
from transforms.walk_xml import local, walk_xml, xml_parser
from transforms.workbook import column_index, column_letters
from transforms.xlsx_text import RichText, raised_texts
from transforms.zip_parts import ZipParts

ROOT = ""
BOOK, WORKSHEET, STYLES, TEXTS = "/officeDocument", "/worksheet", "/styles", "/sharedStrings"
"""How the types of relations end, in the old standard and in the strict one alike; a chart sheet's is another."""

PERCENT_FORMATS = frozenset({"9", "10"})
"""The numbers of the two percent formats that every workbook has."""

DIGITS = "0123456789"
FORMULA_LENGTH = 60

Marks = Mapping[int, Mapping[int, str]]
"""By row and column, counted from 0: `%` for a cell shown as per cent, else the text that a cell shows."""


class SheetMarks(NamedTuple):
    """The marks of a sheet and the numbers of its hidden rows, as the sheet shows them."""

    shown: Marks
    hidden_rows: AbstractSet[int]


class BookMarks(NamedTuple):
    """The marks of each sheet by its name, and whether serial dates count from 1904."""

    sheets: Mapping[str, SheetMarks]
    epoch_1904: bool


def marks_of(parts: ZipParts) -> BookMarks:
    """The marks of a workbook.

    Raises `UnreadableReturn` where it is damaged, reaches too far, or has a part that could do harm.
    """
    book = _Book(parts)
    if len(book.sheets) > SHEETS:
        raise too_many_sheets(len(book.sheets))
    percent = _percent_styles(parts, book.styles) if book.styles else frozenset()
    raised = raised_texts(parts, book.texts) if book.texts else {}
    found: dict[str, SheetMarks] = {}
    cells = 0
    for name, path in book.sheets.items():
        survey = _Survey(name, percent, raised)
        walk_xml(parts.chunks(path), survey.parser)
        survey.finish()
        cells += survey.reach
        if cells > CELLS:
            raise too_many_cells(name)
        found[name] = SheetMarks(survey.marks, survey.hidden_rows)
    _pass_over_the_rest(parts, set(book.sheets.values()))
    return BookMarks(found, book.epoch_1904)


def _pass_over_the_rest(parts: ZipParts, seen: AbstractSet[str]) -> None:
    """Look at the parts that nothing is taken from here but that the fast reader opens."""
    for name in sorted(parts.names - seen):
        if name.endswith((".xml", ".rels")):
            parts.refuse_doctype(name)


class _Book:
    """Where a workbook's parts are: found by their relations, as the fast reader finds them, not by their names."""

    def __init__(self, parts: ZipParts) -> None:
        self.epoch_1904 = False
        self.sheets: dict[str, str] = {}
        book = next(iter(_related(parts, ROOT, BOOK).values()), None)
        if book is None:
            raise damaged()
        self.paths = _related(parts, book, WORKSHEET)
        self.styles = next(iter(_related(parts, book, STYLES).values()), None)
        self.texts = next(iter(_related(parts, book, TEXTS).values()), None)
        walk_xml(parts.chunks(book), xml_parser(self._element))

    def _element(self, name: str, attributes: dict[str, str]) -> None:
        match local(name):
            case "workbookPr":
                self.epoch_1904 = attributes.get("date1904") in {"1", "true"}
            case "sheet":
                identity = next((value for key, value in attributes.items() if key.endswith(" id")), "")
                if path := self.paths.get(identity):
                    self.sheets[attributes.get("name", "")] = path


def _related(parts: ZipParts, part: str, kind: str) -> dict[str, str]:
    """The parts that are related to one in some way, by the relations' ids, as far as they are there."""
    folder, name = posixpath.split(part)
    relations = posixpath.join(folder, "_rels", f"{name}.rels")
    found: dict[str, str] = {}

    def start(_: str, attributes: dict[str, str]) -> None:
        path = posixpath.normpath(posixpath.join("/", folder, attributes.get("Target", ""))).lstrip("/")
        if attributes.get("Type", "").endswith(kind) and path in parts.names:
            found[attributes.get("Id", "")] = path

    if relations in parts.names:
        walk_xml(parts.chunks(relations), xml_parser(start))
    return found


def _percent_styles(parts: ZipParts, path: str) -> AbstractSet[str]:
    """The numbers of the cell styles whose number format is a percentage."""
    formats = set(PERCENT_FORMATS)
    styles: list[str] = []
    inside: list[str] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        inside.append(local(name))
        if inside[-1] == "numFmt" and shows_percent(attributes.get("formatCode", "")):
            formats.add(attributes.get("numFmtId", ""))
        elif inside[-2:] == ["cellXfs", "xf"]:
            styles.append(attributes.get("numFmtId", "0"))

    walk_xml(parts.chunks(path), xml_parser(start, lambda name: inside.pop()))
    return {str(number) for number, number_format in enumerate(styles) if number_format in formats}


class _Survey:
    """Goes through the cells of one sheet."""

    def __init__(self, sheet: str, percent: AbstractSet[str], raised: Mapping[str, str]) -> None:
        self.sheet, self.percent, self.raised = sheet, percent, raised
        self.marks: dict[int, dict[int, str]] = {}
        self.hidden_rows: set[int] = set()
        self.row = self.column = self.last_row = self.last_column = -1
        self.elements = 0
        self.kind = self.style = ""
        self.open = self.has_value = self.has_formula = False
        self.text: list[str] = []
        self.formula = ""
        self.parser: expat.XMLParserType = xml_parser(self._element)
        self.rich = RichText(self.parser)

    @property
    def reach(self) -> int:
        """How many cells lie between A1 and the last one filled."""
        return (self.last_row + 1) * (self.last_column + 1)

    def _element(self, name: str, attributes: dict[str, str]) -> None:
        self.elements += 1
        if self.elements > ELEMENTS:
            raise too_many_cells(self.sheet)
        match name[name.rfind(" ") + 1 :]:
            case "c":
                self._cell(attributes)
            case "v" if self.open:
                self._value()
            case "f" if self.open:
                self.has_formula = True
                self._listen()
            case "is" if self.open:
                self._value()
                self._inline()
            case "row":
                self._row(attributes)
            case _:
                self.finish()

    def _row(self, attributes: dict[str, str]) -> None:
        self.finish()
        number = attributes.get("r")
        self.row, self.column = int(number) - 1 if number else self.row + 1, -1
        if attributes.get("hidden") in {"1", "true"} and self.row < ROWS:
            self.hidden_rows.add(self.row + 1)

    def _cell(self, attributes: dict[str, str]) -> None:
        if self.open:
            self.finish()
        if reference := attributes.get("r"):
            letters = reference.rstrip(DIGITS)
            self.row, self.column = int(reference[len(letters) :]) - 1, column_index(letters)
        else:
            self.column += 1
        self.kind, self.style = attributes.get("t", "n"), attributes.get("s", "")
        self.open = True

    def _value(self) -> None:
        self.has_value = True
        if self.has_formula:
            self.formula = "".join(self.text)
        if self.has_formula or self.kind == "e" or (self.kind == "s" and self.raised):
            self._listen()
        if not self.has_formula:
            self._reach_here()

    def _inline(self) -> None:
        """Go through a text that stands in the cell itself, up to its end."""
        self.rich.begin()
        self.parser.StartElementHandler = self._inside_text
        self.parser.EndElementHandler = self._end_inside_text

    def _inside_text(self, name: str, attributes: dict[str, str]) -> None:
        self.elements += 1
        if self.elements > ELEMENTS:
            raise too_many_cells(self.sheet)
        self.rich.start(local(name), attributes)

    def _end_inside_text(self, name: str) -> None:
        self.rich.end(local(name))
        if local(name) == "is":
            self.parser.StartElementHandler, self.parser.EndElementHandler = self._element, None
            if (text := self.rich.text) is not None:
                self._mark(text)
            self.finish()

    def _reach_here(self) -> None:
        if self.row > self.last_row:
            self.last_row = self.row
            if self.row >= ROWS:
                raise too_many_rows(self.sheet, self._address())
        if self.column > self.last_column:
            self.last_column = self.column
            if self.column >= COLUMNS:
                raise too_many_columns(self.sheet, self._address())

    def _address(self) -> str:
        return f"{column_letters(self.column)}{self.row + 1}"

    def _listen(self) -> None:
        """Keep the text that comes now; that of most cells is nobody's concern here, and costs time."""
        self.text = []
        self.parser.CharacterDataHandler = self.text.append

    def finish(self) -> None:
        """Mark the cell that was open, if it shows anything else than the fast reader gives."""
        if not self.open:
            return
        text = "".join(self.text).strip()
        if self.has_formula and not self._has_result(text):
            self._mark(f"={(self.formula or text)[:FORMULA_LENGTH]} (not calculated)")
        elif self.kind == "e":
            self._mark(text)
        elif text in self.raised and self.kind == "s":
            self._mark(self.raised[text])
        elif self.has_value and self.kind == "n" and self.style in self.percent:
            self._mark("%")
        if self.has_formula or self.kind == "e" or self.raised:
            self.parser.CharacterDataHandler = None
            self.text, self.formula = [], ""
        self.open = self.has_value = self.has_formula = False

    def _has_result(self, text: str) -> bool:
        """Whether a formula was calculated; an empty text is a result, an empty number is none."""
        return self.has_value and (bool(text) or self.kind == "str")

    def _mark(self, mark: str) -> None:
        self._reach_here()
        self.marks.setdefault(self.row, {})[self.column] = mark
