from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from reports.template_workbook import template_workbook
from tests.reports.test_template_workbook import REGISTER, SENT, a_template
from tests.transforms.given import DECEMBER, TODAY, YEAR, a_file, an_indicator
from tests.transforms.test_stated_action import an_action
from transforms.period import APRIL
from transforms.read_batch import ReadBatch
from transforms.read_workbook import read_workbook
from transforms.stated_action import FollowUp, follow_up_of

RECRUIT = an_action("Recruit two officers", by_when=date(2010, 3, 31), outcome="Advertised")
FIRST = 6


def sent_back(write: Callable[[Worksheet], None]) -> ReadBatch:
    """What the inbox reads of the return with one action open, after something was written on its sheet of actions."""
    book = load_workbook(io.BytesIO(template_workbook(replace(a_template(DECEMBER, *SENT), actions=[RECRUIT]))))
    write(book["Actions"])
    sink = io.BytesIO()
    book.save(sink)
    batch = ReadBatch()
    batch.add(a_file(), read_workbook(sink.getvalue()), REGISTER, APRIL, TODAY)
    return batch


def untouched(sheet: Worksheet) -> None:
    """Leave it as it is."""


def test_an_open_action_is_there_and_sent_back_as_it_is_says_nothing_new() -> None:
    batch = sent_back(untouched)

    [action] = batch.actions
    assert action.key == RECRUIT.key
    assert not action.said.adds_to(follow_up_of(RECRUIT))
    assert batch.unreadable == {}


def test_a_day_written_beside_it_says_that_it_is_done() -> None:
    def write(sheet: Worksheet) -> None:
        sheet.cell(FIRST, 5).value = datetime(2010, 1, 11)
        sheet.cell(FIRST, 6).value = "Both began"

    [action] = sent_back(write).actions

    assert (action.key, action.said) == (
        RECRUIT.key,
        FollowUp("Tom", date(2010, 3, 31), date(2010, 1, 11), "Both began"),
    )


def test_a_new_action_is_written_below_and_the_figures_are_read_as_without_it() -> None:
    def write(sheet: Worksheet) -> None:
        for column, text in enumerate(("LPI 2", "Train", "Ann Bell", "31/03/2010"), start=1):
            sheet.cell(FIRST + 1, column).value = text

    batch = sent_back(write)

    assert [(action.code, action.what) for action in batch.actions] == [("NI 157a", RECRUIT.what), ("LPI 2", "Train")]
    assert batch.rows == sent_back(untouched).rows


def test_words_that_make_an_action_are_locked_and_what_is_asked_for_is_open() -> None:
    book = load_workbook(io.BytesIO(template_workbook(replace(a_template(DECEMBER, *SENT), actions=[RECRUIT]))))

    known, new = ([cell.protection.locked for cell in book["Actions"][row][:6]] for row in (FIRST, FIRST + 1))

    assert known == [True, True, False, False, False, False]
    assert new == [False] * 6
    assert "An action is known by its words" in str(book["Actions"]["A3"].value)


def test_where_nothing_is_judged_no_actions_are_asked_for() -> None:
    plain = a_template(YEAR, indicators=(an_indicator(code="LPI 9"),))

    assert "Actions" not in load_workbook(io.BytesIO(template_workbook(plain))).sheetnames
