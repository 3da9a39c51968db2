"""The sheets beside a pre-filled return: how to fill it in, what each indicator means, and which return it is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import count
from typing import NamedTuple

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from reports.template_heights import height_for
from reports.template_looks import Looks
from transforms.asked_figure import AskedFigure
from transforms.indicator import Indicator
from transforms.words import upper_first

FORMAT_VERSION = 1
"""Counted up when a reader of the identity sheet would have to know."""

A4 = 9
STEPS = (
    ("Figures", (
        "Fill in the yellow cells with a border. Everything else is locked, so nothing can be broken.",
        "Numerator and Denominator: write the two numbers. What they come to is worked out beside them.",
        "Value: write the figure itself, with digits only. For 64.56% write 64.56.",
        "No cases at all: write 0 in Numerator and Denominator. Zero is a figure; an empty cell is not.",
        "Not known yet: leave the cells empty. The figure stays awaited, and you can send the file again.",
        "Not to be published, because it could identify somebody: write [c]. Not applicable: write [z].",
        "Provisional: choose Yes if the figure may still change.",
    )),
    ("Corrections", (
        "Figures that are here already were sent before. To correct one, write over it.",
        "Held for a check: the Policy Team is looking at it. If it is right, do nothing; if it is wrong, write over it.",
    )),
    ("Commentary", (
        "The column Check says Commentary needed where a figure is Caution or Requires Attention.",
        "Say why the figure is what it is, what is being done about it, and by when. It is printed as you write it.",
    )),
)  # fmt: skip
QUESTIONS = "Questions? Ask the Policy Team."
LONG_PERIOD = (
    "A row whose figure follows from the months you sent asks for a commentary only. "
    "A month that never came has a row of its own, at the top."
)


DEFINED = {"Code": 12.0, "Indicator": 46.0, "Owner": 28.0, "Definition": 70.0}
"""The columns of the definitions with their widths in letters; none of them is a figure's."""

DEFINED_FROM = 2
DEFINITIONS = "Definitions"


class Identity(NamedTuple):
    """Which return a workbook is, for a program that finds one years later."""

    sender: str
    period: str
    register_entry: str
    made_at: datetime
    codes: Sequence[str]


def add_guide(sheet: Worksheet, looks: Looks, sender: str, is_long_period: bool) -> None:
    """One short sheet of instructions."""
    _set_page(sheet, 105)
    sheet.fit_to_pages(1, 1)
    rows = count()
    _write_line(sheet, next(rows), "How to fill this in", looks.title, 30)
    for title, steps in (*STEPS, ("Sending it", _sending(sender))):
        extra = (LONG_PERIOD,) if is_long_period and title == "Figures" else ()
        _write_line(sheet, next(rows), title, looks.subtitle, 30)
        for step in (*extra, *steps):
            _write_line(sheet, next(rows), step, looks.plain, height_for([(step, 105)]))


def _write_line(sheet: Worksheet, row: int, text: str, look: Format, height: float) -> None:
    sheet.set_row(row, height)
    sheet.write_string(row, 0, text, look)


def _sending(sender: str) -> Sequence[str]:
    return (
        f"Save it as .xlsx or .ods, whichever your program offers, and put it into the folder {sender} of the inbox.",
        "Send it as often as you like: only what has changed counts. You get an answer to each file.",
        QUESTIONS,
    )


def add_definitions(sheet: Worksheet, looks: Looks, asked: Sequence[AskedFigure]) -> None:
    """What each indicator means, in full."""
    _set_page(sheet, DEFINED["Code"])
    _write_line(sheet, 0, "What each indicator means", looks.title, 30)
    for at, (head, width) in enumerate(DEFINED.items()):
        sheet.set_column(at, at, width)
        sheet.write_string(DEFINED_FROM, at, head, looks.head)
    indicators: dict[str, Indicator] = {each.indicator.code: each.indicator for each in asked}
    for row, indicator in enumerate(indicators.values(), start=DEFINED_FROM + 1):
        meaning = upper_first(indicator.definition) or "The register has no definition of it."
        texts = (indicator.code, indicator.name, indicator.owner, meaning)
        sheet.set_row(row, height_for(zip(texts, DEFINED.values(), strict=True)))
        for at, text in enumerate(texts):
            sheet.write_string(row, at, text, looks.words if at else looks.code)
    sheet.freeze_panes(DEFINED_FROM + 1, 1)
    sheet.repeat_rows(DEFINED_FROM)


def codes_defined(codes: Sequence[str]) -> str:
    """The cells in which the codes stand that are defined, as a formula names them."""
    return f"{DEFINITIONS}!$A${DEFINED_FROM + 2}:$A${DEFINED_FROM + 1 + len(codes)}"


def _set_page(sheet: Worksheet, width: float) -> None:
    sheet.set_column(0, 0, width)
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.hide_gridlines(2)
    sheet.protect("", {"format_columns": True, "format_rows": True})


def add_identity(sheet: Worksheet, identity: Identity) -> None:
    """A hidden sheet by which a program knows the return. It has no header of a table, so no reader takes rows from it."""
    facts = {
        "Mortar return": str(FORMAT_VERSION),
        "Sender": identity.sender,
        "For": identity.period,
        "Register": identity.register_entry,
        "Made at": identity.made_at.isoformat(),
        "Indicators": "; ".join(identity.codes),
    }
    for row, fact in enumerate(facts.items()):
        for at, text in enumerate(fact):
            sheet.write_string(row, at, text)
    sheet.protect("")
    sheet.very_hidden()
