from __future__ import annotations

from dataclasses import replace

import pytest

from tests.transforms.given import DECEMBER, TODAY, a_file, a_register, number
from transforms.errors import UnreadableReturn
from transforms.finding import Finding, Severity
from transforms.period import APRIL
from transforms.read_batch import ReadBatch
from transforms.read_workbook import read_workbook
from transforms.settle import SentFile
from transforms.stated_row import StatedRow
from transforms.workbook import Workbook

RETURN = "Code,Period,Numerator,Denominator\nNI 157a,Dec-09,7,9\n"


def read(*files: tuple[SentFile, str]) -> ReadBatch:
    batch = ReadBatch()
    for file, text in files:
        batch.add(file, opened(text.encode()), a_register(), APRIL, TODAY)
    return batch


def opened(content: bytes) -> Workbook | UnreadableReturn:
    try:
        return read_workbook(content)
    except UnreadableReturn as refusal:
        return refusal


def rows(text: str) -> list[StatedRow]:
    return read((a_file(), text)).rows


def finding(file: SentFile, text: str) -> Finding:
    batch = read((file, text))
    assert batch.rows == []
    return batch.unreadable[file.file_id][0]


def test_rows_of_many_files_keep_the_file_they_came_from() -> None:
    batch = read((a_file(0), RETURN), (a_file(1), RETURN.replace("Dec", "Nov")))
    assert [(row.source.file_id, row.source.file) for row in batch.rows] == [(0, "return 0.xlsx"), (1, "return 1.xlsx")]
    assert batch.unreadable == {}


def test_a_file_that_cannot_be_read_does_not_hinder_the_others() -> None:
    batch = read((a_file(0), ""), (a_file(1), RETURN), (a_file(2), "Dear all"))
    assert [row.source.file_id for row in batch.rows] == [1]
    assert {number: found[0].rule for number, found in batch.unreadable.items()} == {0: "empty-file", 2: "no-table"}


def test_a_file_that_cannot_be_read_is_an_error_with_a_remedy_for_its_sender() -> None:
    found = finding(a_file(), "Code,Value,Actual\nNI 157a,1,2\n")
    assert (found.severity, found.rule, found.cell) == (Severity.ERROR, "two-columns-alike", "C1")
    assert found.message
    assert found.remedy


@pytest.mark.parametrize(("sender", "named"), [("finance", "'finance'"), ("", "beside the senders' folders")])
def test_a_file_in_nobodys_folder_is_not_read_at_all(sender: str, named: str) -> None:
    found = finding(replace(a_file(), sender=sender), RETURN)
    assert found.rule == "unknown-sender"
    assert named in found.message


def test_a_row_that_only_says_again_what_stands_above_counts_once() -> None:
    [row] = rows(RETURN + "ni157A,2009-12,7,9\n")
    assert (row.code, row.period, row.row) == ("NI 157a", DECEMBER, 2)


def test_a_row_that_says_something_else_of_the_same_figure_is_kept_for_the_check() -> None:
    assert [row.numerator for row in rows(RETURN + "NI 157a,Dec-09,8,9\n")] == [7, 8]


def test_the_same_figure_of_another_month_is_another_figure() -> None:
    assert len(rows(RETURN + "NI 157a,Nov-09,7,9\n")) == 2


def test_rows_without_a_readable_period_are_all_kept_for_the_check() -> None:
    assert len(rows("Code,Period,Value\nNI 157a,soon,1\nNI 157a,soon,1\n")) == 2


def test_the_same_return_from_two_files_is_read_from_both() -> None:
    assert len(read((a_file(0), RETURN), (a_file(1), RETURN)).rows) == 2


def test_a_return_written_with_semicolons_and_a_title_is_read_as_well() -> None:
    [row] = rows(
        "Return for December 2009;;\r\n;;\r\nPI ref;Actual;Comments\r\nNI 157a;77,78;x\r\n".replace("77,78", "77.78")
    )
    assert (row.period, row.value, row.commentary, row.cell("value")) == (DECEMBER, number("77.78"), "x", "B4")
