from __future__ import annotations

import io
import zipfile

import pytest

from tests.transforms.feeds import a_feed
from transforms.errors import FeedNotData, FeedUnanswered
from transforms.feed import FeedKind
from transforms.feed_answer import ending_of

FILE = a_feed()
STATXPLORE = a_feed(kind=FeedKind.STATXPLORE)
CSV = b"Code,Value,Period\nNI 192,33.1%,Q3 2009/10\n"
JSON = b'{"fields": [], "cubes": {}}'
XLS = b"\xd0\xcf\x11\xe0" + b"\0" * 600
PAGE = b"\xef\xbb\xbf\r\n<!DOCTYPE html><html><body>Sorry, something went wrong.</body></html>"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"


def a_zip() -> bytes:
    """A zip, as every workbook is."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as book:
        book.writestr("content.xml", "x" * 1000)
    return packed.getvalue()


@pytest.mark.parametrize(
    ("content", "content_type", "url", "ending"),
    [
        (CSV, "text/csv; charset=utf-8", "a.csv", ".csv"),
        (CSV, "application/octet-stream", "a", ".csv"),
        (CSV, "", "a", ".csv"),
        (XLS, "application/vnd.ms-excel", "a.xls", ".xls"),
        (JSON, "application/json", "a", ".json"),
        (a_zip(), XLSX_TYPE, "download", ".xlsx"),
        (a_zip(), ODS_TYPE, "a.xlsx", ".ods"),
        (a_zip(), "application/octet-stream", "a.ods", ".ods"),
        (a_zip(), "text/html", "a.ODS", ".ods"),
        (a_zip(), "", "a", ".xlsx"),
    ],
)
def test_what_came_is_called_by_what_it_is(content: bytes, content_type: str, url: str, ending: str) -> None:
    feed = a_feed(url=f"https://waste.example/{url}")

    assert ending_of(feed, content, content_type, has_length=True) == ending


@pytest.mark.parametrize(
    ("content", "content_type"),
    [
        (PAGE, "text/csv"),
        (PAGE, "text/html"),
        (b"Please sign in", "text/html; charset=utf-8"),
        (CSV, XLSX_TYPE),
        (b"%PDF-1.4 ...", "text/csv"),
        (b"<?xml version='1.0'?><error/>", "text/csv"),
        (b'{"error": "none"}', "application/json"),
        (b"", "text/csv"),
    ],
    ids=["page called csv", "page", "words", "csv called xlsx", "pdf", "xml", "other json", "nothing"],
)
def test_what_is_no_file_of_figures_is_no_data_whatever_the_server_calls_it(content: bytes, content_type: str) -> None:
    with pytest.raises(FeedNotData, match="kent-waste gave no figures") as raised:
        ending_of(FILE, content, content_type, has_length=True)
    assert "Waste statistics" in raised.value.remedy


def test_half_a_workbook_and_half_an_answer_are_asked_for_again() -> None:
    for feed, content, content_type in (
        (FILE, a_zip()[:-30], XLSX_TYPE),
        (FILE, a_zip()[:100], "application/octet-stream"),
        (STATXPLORE, JSON[:-1], "application/json"),
        (STATXPLORE, b"", "application/json"),
        (STATXPLORE, b"[" * 100_000, "application/json"),
    ):
        with pytest.raises(FeedUnanswered):
            ending_of(feed, content, content_type, has_length=True)


def test_where_the_length_is_not_said_only_what_has_an_end_of_its_own_is_whole() -> None:
    assert ending_of(FILE, a_zip(), XLSX_TYPE, has_length=False) == ".xlsx"
    assert ending_of(STATXPLORE, JSON, "application/json", has_length=False) == ".json"
    for content in (CSV, XLS):
        with pytest.raises(FeedNotData, match="does not say how long"):
            ending_of(FILE, content, "text/csv", has_length=False)


def test_json_of_another_shape_is_left_to_be_read_and_a_page_is_not() -> None:
    assert ending_of(STATXPLORE, b'{"tables": []}', "application/json", has_length=True) == ".json"
    with pytest.raises(FeedNotData, match="A web page came"):
        ending_of(STATXPLORE, PAGE, "text/html", has_length=True)
