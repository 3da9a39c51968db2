"""A pre-filled return: what the head of a section opens each month, and sends back as it is.

Its header row is in the words every reader of returns knows, so that it needs no layout of its own. Only the cells
to fill in are open; the sheet is protected without a password, against slips and not against anybody.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from reports.template_actions import HEADER as ACTIONS_HEADER
from reports.template_actions import SHEET as ACTIONS
from reports.template_actions import add_actions
from reports.template_guide import (
    DEFINITIONS,
    QUESTIONS,
    Identity,
    add_definitions,
    add_guide,
    add_identity,
    codes_defined,
)
from reports.template_heights import let_grow
from reports.template_looks import FACE, Looks
from reports.template_rows import COLUMNS, LETTERS, add_rows, mark_rows
from reports.template_words import COMMENTARY_NEEDED, PLEASE_CHECK, TO_FILL_IN, check_words
from reports.workbook_parts import Parts
from transforms.action import Action
from transforms.asked_figure import AskedFigure
from transforms.period import Length, Period
from transforms.register import Sender
from transforms.words import long_date
from transforms.workbook import column_letters

SHEET = "Return"
HEADER = 5
"""The row of the header, counted from 0: four lines and a gap stand above it."""

LATEST_COLUMN = len(COLUMNS) - 1
A4 = 9
PROTECTED = {"format_columns": True, "format_rows": True}
"""Whoever fills it in may widen a column and heighten a row."""


@dataclass(frozen=True)
class Template:
    """A return before it is filled in. `made_at` is the instant whose knowledge it holds, `due` its last day."""

    council: str
    sender: Sender
    period: Period
    due: date
    asked: Sequence[AskedFigure]
    made_at: datetime
    register_entry: str
    actions: Sequence[Action] = ()

    @property
    def codes(self) -> Sequence[str]:
        """The codes of the indicators that are asked for, each once."""
        return list(dict.fromkeys(asked.indicator.code for asked in self.asked))

    @property
    def is_judged(self) -> bool:
        """Whether any of its figures has a target, so that something may have to be done."""
        return any(asked.row.target for asked in self.asked)

    @property
    def title(self) -> str:
        """What it is, as its first lines and its properties say it."""
        what = "return" if self.period.months == Length.MONTH else "figures and commentary"
        return f"{self.sender.name}: {what} for {self.period.label}"


def template_workbook(template: Template) -> bytes:
    """The workbook; the same template gives the same bytes."""
    sink = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
               "default_format_properties": dict(FACE)}  # fmt: skip
    with xlsxwriter.Workbook(sink, options) as book:
        book.set_properties(
            {
                "title": template.title,
                "author": template.council,
                "created": template.made_at.astimezone(UTC).replace(tzinfo=None),
            }
        )
        looks = Looks(book)
        _add_return(book.add_worksheet(SHEET), template, looks)
        if template.is_judged:
            add_actions(book.add_worksheet(ACTIONS), template.actions, codes_defined(template.codes), looks)
        add_guide(book.add_worksheet("How to fill this in"), looks, template.sender.sender, _is_long(template))
        add_definitions(book.add_worksheet(DEFINITIONS), looks, template.asked)
        add_identity(book.add_worksheet("Identity"), _identity(template))
    parts = Parts.of(sink.getvalue())
    let_grow(parts, "xl/worksheets/sheet1.xml", HEADER + 2)
    if template.is_judged:
        let_grow(parts, "xl/worksheets/sheet2.xml", ACTIONS_HEADER + 2)
    return parts.packed()


def _is_long(template: Template) -> bool:
    return template.period.months > Length.MONTH


def _identity(template: Template) -> Identity:
    made_at, entry = template.made_at, template.register_entry
    return Identity(template.sender.sender, str(template.period), entry, made_at, template.codes)


def _add_return(sheet: Worksheet, template: Template, looks: Looks) -> None:
    _set_page(sheet, template)
    _add_lines(sheet, template, looks)
    last = HEADER + len(template.asked)
    sheet.add_table(
        HEADER, 0, last, LATEST_COLUMN,
        {"name": "Figures", "autofilter": False, "style": None, "columns": [{"header": c.head} for c in COLUMNS]},
    )  # fmt: skip
    for at, column in enumerate(COLUMNS):
        sheet.set_column(at, at, column.width)
        sheet.write_string(HEADER, at, column.head, looks.head_right if column.is_figure else looks.head)
    add_rows(sheet, template.asked, HEADER + 1, looks)
    mark_rows(sheet, HEADER + 1, last, looks)
    table = f"A{HEADER + 1}:{column_letters(LATEST_COLUMN)}{last + 1}"
    sheet.ignore_errors({"number_stored_as_text": table, "formula_differs": table})
    sheet.protect("", PROTECTED)
    sheet.set_selection(*_first_open(template.asked) * 2)


def _first_open(asked: Sequence[AskedFigure]) -> tuple[int, int]:
    """Where the cursor stands when it is opened: in the first cell to fill in."""
    row = next((at for at, each in enumerate(asked) if each.is_owed), 0)
    fields = asked[row].fields if asked else ()
    wanted = fields[0] if fields else "commentary"
    return HEADER + 1 + row, next(at for at, column in enumerate(COLUMNS) if column.field == wanted)


def _set_page(sheet: Worksheet, template: Template) -> None:
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEADER)
    sheet.print_area(0, 0, HEADER + len(template.asked), LATEST_COLUMN)
    sheet.set_footer(f'&L&"Arial"&11{_in_footer(template.title)}&R&"Arial"&11Page &P of &N')
    sheet.freeze_panes(HEADER + 1, 2)
    sheet.hide_gridlines(2)


def _in_footer(text: str) -> str:
    """A text in which an ampersand is no command; a page's foot has room for 255 letters in all."""
    return text[:150].replace("&", "&&")


def _add_lines(sheet: Worksheet, template: Template, looks: Looks) -> None:
    due = f"Due on {long_date(template.due)}. Fill in the yellow cells with a border; the rest is locked. {QUESTIONS}"
    lines = ((template.council, looks.soft, 18), (template.title, looks.title, 28), (due, looks.soft, 20))
    for row, (text, look, height) in enumerate(lines):
        sheet.set_row(row, height)
        sheet.write_string(row, 0, text, look)
    sheet.set_row(3, 20)
    sheet.write_formula(3, 0, _to_do_formula(len(template.asked)), looks.strong, to_do(template.asked))
    sheet.set_row(4, 6)
    sheet.set_row(HEADER, 24)


def to_do(asked: Sequence[AskedFigure]) -> str:
    """What is left to do, as the line above the table first says it."""
    said = [check_words(each) for each in asked]
    figures, commentaries = (sum(words in each for each in said) for words in (TO_FILL_IN, COMMENTARY_NEEDED))
    return _to_do_words(str(figures), str(commentaries), str(sum(PLEASE_CHECK in each for each in said)))


def _to_do_words(figures: str, commentaries: str, checks: str) -> str:
    return (
        f"Still to do · Figures to fill in: {figures} · Commentaries needed: {commentaries} · Cells to check: {checks}"
    )


def _to_do_formula(rows: int) -> str:
    where = f"{LETTERS['check']}{HEADER + 2}:{LETTERS['check']}{HEADER + 1 + rows}"
    counts = (f'"&COUNTIF({where},"*{words}*")&"' for words in (TO_FILL_IN, COMMENTARY_NEEDED, PLEASE_CHECK))
    return f'="{_to_do_words(*counts)}"'
