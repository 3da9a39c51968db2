"""Pages written as true files of each kind: read back as they were, and the same bytes again."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from flows.demo.workbooks import Page, write_workbook
from transforms.read_workbook import read_workbook

PAGES = [
    Page(
        "Dec 2009",
        [
            ["A title over all columns"],
            ["Code", "Month", "Value"],
            ["NI 157a", date(2009, 12, 1), Decimal("82.61")],
            [],
            ["LPI CS 1", None, Decimal(12345)],
            ["A note in £"],
        ],
        titles=1,
    ),
    Page("Second", [["only"]], titles=1),
]
START = {"xlsx": b"PK\x03\x04", "xls": b"\xd0\xcf\x11\xe0", "ods": b"PK\x03\x04", "csv": b"A title"}


@pytest.mark.parametrize("kind", START)
def test_a_file_is_of_the_kind_its_name_says(kind: str) -> None:
    assert write_workbook(kind, PAGES).startswith(START[kind])


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods"])
def test_texts_numbers_and_dates_are_read_back_where_they_stood(kind: str) -> None:
    first, second = read_workbook(write_workbook(kind, PAGES)).sheets
    assert (first.name, second.name) == ("Dec 2009", "Second")
    assert list(first.rows[0]) == ["A title over all columns", "", ""]
    assert list(first.rows[2]) == ["NI 157a", date(2009, 12, 1), 82.61]
    assert list(first.rows[4]) == ["LPI CS 1", "", 12345]
    assert first.rows[5][0] == "A note in £"


def test_a_csv_holds_the_first_page_in_the_encoding_asked_for() -> None:
    content = write_workbook("csv", PAGES, encoding="cp1252", delimiter=";")
    assert b"NI 157a;01/12/2009;82.61\r\n" in content
    assert content.endswith(b"A note in \xa3\r\n")


@pytest.mark.parametrize("kind", START)
def test_the_same_pages_give_the_same_bytes(kind: str) -> None:
    assert write_workbook(kind, PAGES) == write_workbook(kind, PAGES)
