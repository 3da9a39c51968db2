"""The bytes of an OpenDocument spreadsheet, a report's and a return's of the demo: a matter of what stands in it alone."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest
from odf.element import Element

from flows.demo.workbooks import Page, write_workbook
from reports.as_ods import as_ods
from reports.document import Document
from tests.reports.full import full

Write = Callable[[], bytes]


@pytest.fixture(params=["report", "return"])
def write(request: pytest.FixtureRequest, golden: Document) -> Write:
    """Writes a spreadsheet, the same each time."""
    if request.param == "report":
        return lambda: as_ods(full(golden))
    return lambda: write_workbook("ods", [Page("Dec 2009", [["Code", "Value"], ["NI 157a", 82]])])


def test_its_kind_shows_in_its_first_bytes(write: Write) -> None:
    with zipfile.ZipFile(io.BytesIO(write())) as archive:
        first = archive.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
        assert archive.read("mimetype") == b"application/vnd.oasis.opendocument.spreadsheet"


def test_no_part_is_dated_by_the_clock(write: Write) -> None:
    with zipfile.ZipFile(io.BytesIO(write())) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_what_the_process_wrote_before_does_not_show(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    before = write()
    monkeypatch.setattr(Element, "namespaces", {"urn:example:read-before": "before", **Element.namespaces})
    assert write() == before
