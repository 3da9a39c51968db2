"""The metadata beside a CSV file, by the W3C's CSV on the Web: what each column is, so that programs can tell too.

The file is found by its name, `<file>-metadata.json` ("Model for Tabular Data and Metadata on the Web", 5.3); the
vocabulary is that of "Metadata Vocabulary for Tabular Data". The Transparency Code asks for data in such open formats.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from urllib.parse import quote

CONTEXT = ["http://www.w3.org/ns/csvw", {"@language": "en-GB"}]
BOOLEAN = {"base": "boolean", "format": "yes|no"}


class About(NamedTuple):
    """What a file as a whole is: its name, what it is called and holds, whose it is, as at when."""

    file: str
    title: str
    description: str
    publisher: str
    modified: datetime


@dataclass(frozen=True)
class Columns:
    """The columns of a file in their order: each one's name for people, and what it is.

    `key` tells rows apart, in `always` no cell is ever empty, and in those of `choices` only these words can stand.
    """

    titles: Mapping[str, tuple[str, str]]
    key: Sequence[str]
    always: Collection[str]
    choices: Mapping[str, Sequence[str]]
    numbers: Collection[str]
    days: Collection[str] = ()

    def schema(self) -> dict[str, Any]:
        """The columns as the vocabulary describes them."""
        return {"columns": [self._column(name) for name in self.titles], "primaryKey": list(self.key)}

    def _column(self, name: str) -> dict[str, Any]:
        title, description = self.titles[name]
        separated = {"separator": ";"} if name == "target" else {}
        return {
            "name": name,
            "titles": [name, title],
            "dc:description": description,
            "datatype": self._datatype(name),
            "null": [""],
            "required": name in self.always,
            **separated,
        }

    def _datatype(self, name: str) -> str | dict[str, str]:
        if name in self.numbers:
            return "number"
        if name in self.days:
            return "date"
        if name == "lower_is_better":
            return BOOLEAN
        return {"base": "string", "format": "|".join(self.choices[name])} if name in self.choices else "string"


def tabular_metadata(about: About, columns: Columns, more: Mapping[str, str] | None = None) -> bytes:
    """The metadata of a CSV file by RFC 4180 in UTF-8, as UTF-8 JSON; `more` are further properties of the whole."""
    table = {
        "@context": CONTEXT,
        "url": quote(about.file),
        "dc:title": about.title,
        "dc:description": f"{about.description} An apostrophe before a text keeps spreadsheets from reading a formula.",
        "dc:publisher": about.publisher,
        "dc:language": "en-GB",
        "dc:modified": {"@value": about.modified.isoformat(), "@type": "xsd:dateTime"},
        **(more or {}),
        "dialect": {"encoding": "utf-8", "header": True, "lineTerminators": ["\r\n"], "doubleQuote": True},
        "tableSchema": columns.schema(),
    }
    return (json.dumps(table, ensure_ascii=False, indent=1) + "\n").encode()
