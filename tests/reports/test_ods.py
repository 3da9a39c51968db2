"""What the OpenDocument workbook says of itself, beside its cells, which are read back elsewhere."""

from __future__ import annotations

import io
import zipfile

import pytest
from lxml import etree

from reports.as_ods import as_ods
from reports.document import Document
from tests.reports.full import full

OFFICE = "urn:oasis:names:tc:opendocument:xmlns:{}:1.0"
NAMESPACES = {name: OFFICE.format(name) for name in ("office", "table", "text", "style", "meta")} | {
    "dc": "http://purl.org/dc/elements/1.1/",
    "fo": OFFICE.format("xsl-fo-compatible"),
}


@pytest.fixture
def archive(golden: Document) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(as_ods(full(golden))))


def found(archive: zipfile.ZipFile, part: str, path: str) -> list[str]:
    """The texts or attributes that a path leads to."""
    return [str(each) for each in etree.fromstring(archive.read(part)).xpath(path, namespaces=NAMESPACES)]


def test_title_author_language_and_instant_are_set(archive: zipfile.ZipFile) -> None:
    told = {name: found(archive, "meta.xml", f"//{name}/text()") for name in ("dc:title", "dc:creator", "dc:language")}

    assert told == {
        "dc:title": ["P&G Committee - Quarter 3 Report, October to December 2009"],
        "dc:creator": ["Sevenoaks District Council"],
        "dc:language": ["en-GB"],
    }
    assert found(archive, "meta.xml", "//meta:creation-date/text()") == ["2010-01-18T09:05:00Z"]
    assert found(archive, "styles.xml", "//style:default-style//@fo:language") == ["en"]
    assert found(archive, "styles.xml", "//style:default-style//@fo:country") == ["GB"]


def test_each_sheet_but_the_cover_has_one_table_with_one_row_of_heads(archive: zipfile.ZipFile) -> None:
    sheets = found(archive, "content.xml", "//table:table/@table:name")
    heads = found(archive, "content.xml", "//table:table[count(table:table-header-rows/table:table-row)=1]/@table:name")
    ranges = found(archive, "content.xml", "//table:database-range/@table:target-range-address")

    assert heads == sheets[1:]
    assert [address.split("'")[1] for address in ranges] == sheets[1:]
    assert all(".A4:" in address for address in ranges)
    assert set(found(archive, "content.xml", "//table:database-range/@table:display-filter-buttons")) == {"false"}


def test_nothing_is_merged_hidden_or_a_formula(archive: zipfile.ZipFile) -> None:
    for path in (
        "//table:covered-table-cell",
        "//@table:formula",
        "//@table:visibility",
        "//@table:number-columns-spanned",
    ):
        assert found(archive, "content.xml", path) == []


def test_links_lead_to_sheets_that_are_there(archive: zipfile.ZipFile) -> None:
    links = found(archive, "content.xml", "//text:a/@*[local-name()='href']")
    sheets = found(archive, "content.xml", "//table:table/@table:name")

    assert {link.split("'")[1] for link in links} == set(sheets[1:])
