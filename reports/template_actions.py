"""The sheet of a pre-filled return on which its sender says what is being done: what is open, and room for more."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from xlsxwriter.worksheet import Worksheet

from reports.template_heights import height_for
from reports.template_looks import Looks
from transforms.action import Action

SHEET = "Actions"
COLUMNS = {"Code": 12.0, "Action": 56.0, "Who": 26.0, "By when": 14.0, "Done": 14.0, "Outcome": 46.0}
"""The columns with their widths in letters. Their heads are the words by which any reader of returns knows them."""

HELP = (
    "What is being done about figures that need it: who does it, and by when. All of it may stay empty.",
    "When something is done, write the day and what came of it. An action is known by its words, so they are locked.",
)
HEADER = len(HELP) + 2
ROOM = 12
"""Empty rows for new actions; whoever needs more may write below them."""

A4 = 9
DAY_HELP = "A day, such as 31/03/2010."


def add_actions(sheet: Worksheet, actions: Sequence[Action], codes: str, looks: Looks) -> None:
    """Write the sheet: the open actions, whose words are locked, and empty rows for indicators whose codes stand in the
    cells named.
    """
    _set_page(sheet)
    sheet.write_string(0, 0, "Actions", looks.title)
    for row, line in enumerate(HELP, start=1):
        sheet.write_string(row, 0, line, looks.soft)
    for at, (head, width) in enumerate(COLUMNS.items()):
        sheet.set_column(at, at, width)
        sheet.write_string(HEADER, at, head, looks.head)
    for row, action in enumerate(actions, start=HEADER + 1):
        _add_open(sheet, row, action, looks)
    first = HEADER + 1 + len(actions)
    for row in range(first, first + ROOM):
        sheet.set_row(row, height_for([]))
        for at, head in enumerate(COLUMNS):
            sheet.write_blank(row, at, None, looks.write_day if head in {"By when", "Done"} else looks.write_words)
    last = first + ROOM - 1
    sheet.data_validation(first, 0, last, 0, _one_of(codes))
    day = {"validate": "any", "input_title": "Day", "input_message": DAY_HELP}
    sheet.data_validation(HEADER + 1, 3, last, 4, day)


def _one_of(codes: str) -> dict[str, object]:
    """What may be chosen for a code; another one may be typed, since the sender may have more than are asked for now."""
    return {
        "validate": "list", "source": f"={codes}", "show_error": False, "input_title": "Code",
        "input_message": "The code of the indicator that it is about.",
    }  # fmt: skip


def _add_open(sheet: Worksheet, row: int, action: Action, looks: Looks) -> None:
    sheet.set_row(row, height_for(zip((action.what, action.who, action.outcome), (56.0, 26.0, 46.0), strict=True)))
    sheet.write_string(row, 0, action.code, looks.code)
    sheet.write_string(row, 1, action.what, looks.words)
    sheet.write_string(row, 2, action.who, looks.write_words)
    _write_day(sheet, row, 3, action.by_when, looks)
    _write_day(sheet, row, 4, None, looks)
    sheet.write_string(row, 5, action.outcome, looks.write_words)


def _write_day(sheet: Worksheet, row: int, column: int, day: date | None, looks: Looks) -> None:
    if day:
        sheet.write_datetime(row, column, day, looks.write_day)
    else:
        sheet.write_blank(row, column, None, looks.write_day)


def _set_page(sheet: Worksheet) -> None:
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEADER)
    sheet.freeze_panes(HEADER + 1, 0)
    sheet.hide_gridlines(2)
    sheet.set_row(0, 30)
    sheet.set_row(HEADER, 24)
    sheet.protect("", {"format_columns": True, "format_rows": True, "insert_rows": True})
