"""The rows of a pre-filled return: what is known, locked; what is asked for, open, with what may be typed there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from reports.template_formulas import check, comes_to
from reports.template_heights import height_for
from reports.template_looks import ATTENTION, CAUTION, GOOD, Looks
from reports.template_words import (
    COMMENTARY_NEEDED,
    GAPS,
    HELD,
    PLEASE_CHECK,
    check_words,
    earlier_words,
    message_beside,
    period_text,
    target_words,
)
from transforms.asked_figure import PARTS, AskedFigure
from transforms.figure import Unit
from transforms.status import Status
from transforms.workbook import column_letters


class Column(NamedTuple):
    """A column: what it holds, what stands over it, its width in letters, whether figures are aligned in it."""

    field: str
    head: str
    width: float
    is_figure: bool = False


COLUMNS = (
    Column("code", "Code", 11),
    Column("name", "Indicator", 31),
    Column("period", "Period", 13.5),
    Column("target", "Target", 12, is_figure=True),
    Column("previous", "Period before", 13, is_figure=True),
    Column("previous_year", "A year before", 13, is_figure=True),
    Column("numerator", "Numerator", 13, is_figure=True),
    Column("denominator", "Denominator", 15, is_figure=True),
    Column("value", "Value", 10.5, is_figure=True),
    Column("provisional", "Provisional", 13.5),
    Column("comes_to", "Comes to", 12, is_figure=True),
    Column("check", "Check", 21),
    Column("commentary", "Commentary", 46),
)
"""Only the words of a return stand over what a reader is to take; those over the rest are none that it knows."""

LETTERS = {column.field: column_letters(at) for at, column in enumerate(COLUMNS)}
"""The letters of each column, by what it holds."""

LONG_COMMENTARY = 1000
"""Letters after which a commentary is asked to be shorter: twice the longest of the case study's."""

LEAST_LINES = 2
"""Room for what Check may come to say, and for a short commentary."""

MARKS = [mark for mark, _ in GAPS.values()]
NEVER_NEGATIVE = {Unit.PERCENT, Unit.DAYS, Unit.HOURS}
"""Units of which a figure below zero is a slip; a net cost or a net change may be below zero."""


def add_rows(sheet: Worksheet, asked: Sequence[AskedFigure], first: int, looks: Looks) -> None:
    """Write a row for each figure asked for, from row `first` on, counted from 0."""
    for row, each in enumerate(asked, start=first):
        at = {field: f"{letters}{row + 1}" for field, letters in LETTERS.items()}
        _add_known(sheet, each, at, looks)
        _add_figures(sheet, each, at, looks)
        _add_formulas(sheet, each, at, looks)
        _add_commentary(sheet, each, at, looks)
        sheet.set_row(row, _height(each))


def _height(asked: AskedFigure) -> float:
    texts = _known_texts(asked) | {"check": check_words(asked), "commentary": asked.commentary}
    return height_for(((texts[column.field], column.width) for column in COLUMNS if column.field in texts), LEAST_LINES)


def _add_known(sheet: Worksheet, asked: AskedFigure, at: Mapping[str, str], looks: Looks) -> None:
    known = {"code": looks.code, "name": looks.words, "period": looks.words}
    for field, text in _known_texts(asked).items():
        sheet.write_string(at[field], text, known.get(field, looks.earlier))


def _known_texts(asked: AskedFigure) -> dict[str, str]:
    row = asked.row
    return {
        "code": asked.indicator.code,
        "name": asked.indicator.name,
        "period": period_text(asked.period),
        "target": target_words(asked),
        "previous": earlier_words(row.previous, asked.previous, asked),
        "previous_year": earlier_words(row.previous_year, asked.previous_year, asked),
    }


def _add_figures(sheet: Worksheet, asked: AskedFigure, at: Mapping[str, str], looks: Looks) -> None:
    for field in (*PARTS, "value"):
        if field not in asked.fields:
            sheet.write_blank(at[field], None, looks.closed)
            continue
        is_choice = asked.indicator.unit == Unit.YES_NO
        _write(
            sheet,
            at[field],
            _typed(asked, field),
            looks.choose if is_choice else looks.write_figure(field, asked.indicator),
        )
        sheet.data_validation(at[field], _yes_no(asked, field) if is_choice else _number(asked, field, at))
    if not asked.fields:
        sheet.write_blank(at["provisional"], None, looks.closed)
        return
    stated = asked.stated
    _write(sheet, at["provisional"], "Yes" if stated and stated.provisional else None, looks.choose)
    sheet.data_validation(
        at["provisional"],
        _list("Choose Yes if the figure may still change; leave it empty, or choose No, if it is final."),
    )


def _write(sheet: Worksheet, cell: str, typed: Decimal | str | None, look: Format) -> None:
    if typed is None:
        sheet.write_blank(cell, None, look)
    elif isinstance(typed, str):
        sheet.write_string(cell, typed, look)
    else:
        sheet.write_number(cell, float(typed), look)


def _typed(asked: AskedFigure, field: str) -> Decimal | str | None:
    """What its sender would have typed for the figure that is known: a correction is an edit."""
    stated = asked.stated
    if stated is None:
        return None
    if stated.gap in GAPS:
        return GAPS[stated.gap][0] if field == asked.fields[0] else None
    known: Decimal | None = getattr(stated, field)
    if field == "value" and stated.has_parts:
        return None
    if asked.indicator.unit == Unit.YES_NO and known is not None:
        return "Yes" if known else "No"
    return known


def _list(message: str) -> dict[str, Any]:
    return {
        "validate": "list", "source": ["Yes", "No"], "input_message": message,
        "error_title": "Yes or No", "error_message": "Choose Yes or No from the list, or leave the cell empty.",
    }  # fmt: skip


def _yes_no(asked: AskedFigure, field: str) -> dict[str, Any]:
    return _list(message_beside(asked, field))


def _number(asked: AskedFigure, field: str, at: Mapping[str, str]) -> dict[str, Any]:
    """What may be typed as a figure: a number that makes sense there, or a mark that stands for one."""
    rule, words = _rule(asked, field, at)
    marks = ",".join(f'{at[field]}="{mark}"' for mark in MARKS)
    return {
        "validate": "custom", "value": f"=OR({marks},AND(ISNUMBER({at[field]}),{rule}))",
        "input_title": field.capitalize(), "input_message": message_beside(asked, field),
        "error_title": f"{field.capitalize()} of {asked.indicator.code}"[:32], "error_message": words,
        "error_type": "warning" if _may_be_kept(asked, field) else "stop",
    }  # fmt: skip


def _may_be_kept(asked: AskedFigure, field: str) -> bool:
    """Whether odd is not impossible: whoever corrects both parts types the larger numerator first."""
    return field == "numerator" and asked.indicator.is_part_of_whole


def _rule(asked: AskedFigure, field: str, at: Mapping[str, str]) -> tuple[str, str]:
    cell, (top, bottom) = at[field], (at[part] for part in PARTS)
    if field == "denominator":
        words = "A denominator is a number above 0. Where there were no cases, write 0 here and in Numerator."
        return f"OR({cell}>0,AND({cell}=0,N({top})=0))", words
    if field == "numerator" and asked.indicator.is_part_of_whole:
        words = "A numerator is a number, not below 0 and not above its denominator. Keep it only if you will correct the other too."
        return f'{cell}>=0,OR({cell}<={bottom},{bottom}="")', words
    if asked.indicator.unit in NEVER_NEGATIVE:
        return (
            f"{cell}>=0",
            "Write a number that is not below 0: digits only. If there is none yet, leave the cell empty.",
        )
    return "TRUE", "Write a number: digits only. If there is none yet, leave the cell empty."


def _add_formulas(sheet: Worksheet, asked: AskedFigure, at: Mapping[str, str], looks: Looks) -> None:
    look, figure = looks.figure(asked.indicator), asked.figure
    if asked.fields:
        sheet.write_formula(at["comes_to"], comes_to(asked, at), look, "" if figure is None else float(figure))
    else:
        _write(sheet, at["comes_to"], figure, look)
    formula, words = check(asked, at), check_words(asked)
    if formula:
        sheet.write_formula(at["check"], formula, looks.words, words)
    else:
        sheet.write_string(at["check"], words, looks.words)


def _add_commentary(sheet: Worksheet, asked: AskedFigure, at: Mapping[str, str], looks: Looks) -> None:
    _write(sheet, at["commentary"], asked.commentary or None, looks.write_words)
    sheet.data_validation(
        at["commentary"],
        {
            "validate": "length", "criteria": "<=", "value": LONG_COMMENTARY, "input_title": "Commentary",
            "input_message": "Why the figure is what it is, what is being done, and by when. "
                             "The report prints it as you write it.",
            "error_type": "warning", "error_title": "A long commentary",
            "error_message": f"This is more than {LONG_COMMENTARY} letters. The report prints all of it; can it be shorter?",
        },
    )  # fmt: skip


def mark_rows(sheet: Worksheet, first: int, last: int, looks: Looks) -> None:
    """Tint what is said in words already: the light, what to check, and the commentary that is needed."""
    said = f"${LETTERS['check']}{first + 1}"
    checks = f"{LETTERS['check']}{first + 1}:{LETTERS['check']}{last + 1}"
    for words, colours in (
        (PLEASE_CHECK, ATTENTION), ("missing", ATTENTION), ("Numbers only", ATTENTION), ("Write 64.56", ATTENTION),
        (HELD, CAUTION), (Status.REQUIRES_ATTENTION.label, ATTENTION), (Status.CAUTION.label, CAUTION),
        (Status.GOOD.label, GOOD),
    ):  # fmt: skip
        rule = {"type": "formula", "criteria": f'=ISNUMBER(SEARCH("{words}",{said}))', "stop_if_true": True}
        sheet.conditional_format(checks, rule | {"format": looks.light(colours)})
    commentaries = f"{LETTERS['commentary']}{first + 1}:{LETTERS['commentary']}{last + 1}"
    needed = {"type": "formula", "criteria": f'=ISNUMBER(SEARCH("{COMMENTARY_NEEDED}",{said}))'}
    sheet.conditional_format(commentaries, needed | {"format": looks.needed})
