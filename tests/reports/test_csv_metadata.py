"""The CSV's metadata against the rules of CSV on the Web, and every cell of the CSV against the metadata."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any
from urllib.parse import unquote

from reports.as_csv import as_csv
from reports.csv_metadata import csv_metadata
from reports.document import Document, Section
from tests.reports.conftest import ASIDE, Q3, golden_figures
from transforms.period import Period
from transforms.target import Target

NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_]*")
"""What a column's name may be: it becomes part of an address."""


def tables(document: Document) -> tuple[dict[str, Any], list[list[str]]]:
    """The metadata and the rows of a report, its header row first."""
    return json.loads(csv_metadata(document)), list(csv.reader(io.StringIO(as_csv(document).decode(), newline="")))


def is_of(text: str, column: Mapping[str, Any]) -> bool:
    """Whether a cell's text is of its column's datatype, by the metadata alone."""
    if text in column["null"]:
        return not column["required"]
    datatype = column["datatype"]
    if datatype == "number":
        return all(re.fullmatch(r"-?\d+(\.\d+)?(e-?\d+)?", part) for part in text.split(column.get("separator", "\0")))
    return datatype == "string" or bool(re.fullmatch(datatype["format"], text))


def test_the_columns_are_those_of_the_file_in_their_order(golden: Document) -> None:
    metadata, rows = tables(golden)
    columns = metadata["tableSchema"]["columns"]

    assert [column["name"] for column in columns] == rows[0]
    assert all(NAME.fullmatch(column["name"]) and column["name"] in column["titles"] for column in columns)
    assert all(column["dc:description"].endswith(".") for column in columns)
    assert set(metadata["tableSchema"]["primaryKey"]) <= set(rows[0])


def test_every_cell_is_of_its_datatype_and_every_row_has_a_key_of_its_own(golden: Document) -> None:
    metadata, (head, *rows) = tables(golden)
    columns, key = metadata["tableSchema"]["columns"], metadata["tableSchema"]["primaryKey"]

    wrong = [(row[1], column["name"], cell) for row in rows for column, cell in zip(columns, row, strict=True)
             if not is_of(cell, column)]  # fmt: skip
    assert not wrong
    assert len({tuple(row[head.index(name)] for name in key) for row in rows}) == len(rows) == len(golden.rows)


def test_a_target_that_is_a_range_is_a_list_of_two_numbers(golden: Document) -> None:
    row = replace(golden.rows[0], target=Target(Decimal(60), Decimal("70.5")))
    metadata, (head, cells) = tables(replace(golden, sections=[Section("Customer Services", [row])]))
    column = next(each for each in metadata["tableSchema"]["columns"] if each["name"] == "target")

    assert cells[head.index("target")] == "60.0;70.5"
    assert is_of("60.0;70.5", column)
    assert not is_of("60.0 to 70.5", column)


def test_it_names_the_file_the_council_and_the_instant(golden: Document) -> None:
    metadata, _ = tables(golden)

    assert unquote(metadata["url"]) == "scrutiny-2009-10 Q3.csv"
    assert metadata["dc:title"] == "P&G Committee - Quarter 3 Report, October to December 2009"
    assert (metadata["dc:publisher"], metadata["dc:language"]) == ("Sevenoaks District Council", "en-GB")
    assert metadata["dc:modified"]["@value"] == "2010-01-18T09:05:00+00:00"
    assert metadata["dc:temporal"] == "2009-10-01/2009-12-31"


def test_it_has_nothing_but_what_the_vocabulary_knows(golden: Document) -> None:
    metadata, _ = tables(golden)
    told = {"name", "titles", "datatype", "null", "required", "separator"}

    assert metadata["@context"][0] == "http://www.w3.org/ns/csvw"
    assert {key for key in metadata if not key.startswith("dc:")} == {"@context", "url", "dialect", "tableSchema"}
    assert all(
        {key for key in column if not key.startswith("dc:")} <= told for column in metadata["tableSchema"]["columns"]
    )


def test_a_comma_a_quote_and_a_line_break_stay_in_their_cell(make_report: Callable[..., Document]) -> None:
    said = f'{ASIDE}, and\n"more"'
    document = make_report(golden_figures(), {"LPI CS 1": {Period.month(2009, 12): said}})
    _, (head, *rows) = tables(document)

    assert document.period == Q3
    assert rows[0][head.index("commentary")] == said
