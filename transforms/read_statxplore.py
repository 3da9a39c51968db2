"""Reads an answer of DWP's Stat-Xplore, a table in JSON, as a sheet for each measure with one row for each of its cells.

    National - Regional - LA - OAs | Month    | Family Type | Households on Universal Credit | National … code
    North East                     | May 2018 | Total       | 50001 [r]                      | E12000001

Nothing is added up, left out or rounded: cells are perturbed by DWP against disclosure, so a total need not be the sum of
its parts and is a figure of its own. Source: Stat-Xplore online help, "Table Endpoint" (fields, items, cubes,
annotationMap); tests compare a recorded answer with the table that the House of Commons Library's client made of it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import chain, product
from math import prod
from typing import Any, NoReturn

from transforms.errors import UnreadableReturn
from transforms.figure import decimals_of, plain, round_half_up
from transforms.reading_limits import ROWS
from transforms.refused_file import too_many_rows
from transforms.workbook import Sheet, Workbook

BEGINS = re.compile(r'\s*\{\s*"')
MARKS = ("p", "e", "r")
"""Annotations that are symbols of government statistics: provisional, estimated, revised. They go behind the figures."""

NEGLIGIBLE = re.compile(r"\bnil or negligible\b")
"""What a database says of the cells it shows as `..` and answers as 0; they are marked `[low]`."""

NOT_THERE = ".."
AREA = re.compile(r"[EKNSW]\d{8}")
"""A code of the Office for National Statistics, which names an area more surely than its label."""

NOTES = "Notes"
LONGEST_SHEET_NAME = 60

Json = Mapping[str, Any]


def is_statxplore(text: str) -> bool:
    """Whether a text is an answer of Stat-Xplore, by what every one of them holds."""
    return BEGINS.match(text) is not None and '"cubes"' in text and '"fields"' in text


def read_statxplore(text: str) -> Workbook:
    """The sheets of an answer, and one of the notes on it. Raises `UnreadableReturn` where it is not as it was."""
    try:
        answer = json.loads(text, parse_float=Decimal, parse_int=Decimal, parse_constant=_no_number)
        return _workbook(answer)
    except (KeyError, IndexError, TypeError, AttributeError) as error:
        raise _changed("its parts are not where they were") from error
    except (ValueError, ArithmeticError, RecursionError) as error:
        raise _changed("it is cut off or no JSON") from error


def _workbook(answer: Json) -> Workbook:
    fields: Sequence[Json] = answer["fields"]
    if (rows := prod(len(field["items"]) for field in fields)) > ROWS:
        raise too_many_rows("", f"A{rows}")
    notes: Mapping[str, str] = answer.get("annotationMap", {})
    database = answer["database"]
    low = any(NEGLIGIBLE.search(notes.get(key, "")) for key in _keys(database))
    sheets = [
        Sheet(name, list(_rows(fields, measure, answer["cubes"][measure["uri"]], is_low=low)))
        for name, measure in _named(answer["measures"])
    ]
    told = [[str(database["label"])], *([key, text] for key, text in notes.items())]
    return Workbook((*sheets, Sheet(NOTES, told)))


def _named(measures: Sequence[Json]) -> Iterator[tuple[str, Json]]:
    """Each measure with a name for its sheet that no other has."""
    seen: dict[str, int] = {}
    for measure in measures:
        label = str(measure["label"])[:LONGEST_SHEET_NAME]
        seen[label] = seen.get(label, 0) + 1
        yield (label if seen[label] == 1 else f"{label} ({seen[label]})"), measure


def _rows(fields: Sequence[Json], measure: Json, cube: Json, *, is_low: bool) -> Iterator[list[str]]:
    """The header and a row for each cell of a cube, the last field running fastest."""
    areas = [field for field in fields if any(_area(item) for item in field["items"])]
    yield [
        *(str(field["label"]) for field in fields),
        str(measure["label"]),
        *(f"{field['label']} code" for field in areas),
    ]
    decimals = int(cube.get("precision", 0))
    everywhere = list(chain(_keys(measure), *map(_keys, fields)))
    for items, value in zip(
        product(*(field["items"] for field in fields)), _values(fields, cube["values"]), strict=True
    ):
        keys = {*everywhere, *chain(*map(_keys, items))}
        codes = [_area(item) or _label(item) for field, item in zip(fields, items, strict=True) if field in areas]
        yield [*map(_label, items), _cell(value, decimals, keys, is_low=is_low), *codes]


def _values(fields: Sequence[Json], values: Any) -> Iterator[Any]:
    """The values of nested lists in order. Raises `UnreadableReturn` where there are more or fewer than items."""
    if not fields:
        yield values
        return
    if not isinstance(values, list) or len(values) != len(fields[0]["items"]):
        raise _changed(f"it has more or fewer figures than items of '{fields[0]['label']}'")
    for value in values:
        yield from _values(fields[1:], value)


def _cell(value: Any, decimals: int, keys: set[str], *, is_low: bool) -> str:
    """A figure as it is printed, with its marks; digits beyond the cube's precision stay."""
    if value is None:
        return NOT_THERE
    figure = round_half_up(value, max(decimals, decimals_of(value.normalize())))
    marks = [mark for mark in MARKS if mark in keys]
    marks += ["low"] if is_low and not figure else []
    return " ".join([plain(figure), *(f"[{mark}]" for mark in marks)])


def _label(item: Json) -> str:
    return " + ".join(map(str, item["labels"]))


def _area(item: Json) -> str:
    """The code of the area that an item is; empty for what is none, or several together."""
    codes = [uri.rpartition(":")[2] for uri in item.get("uris", ())]
    return codes[0] if len(codes) == 1 and AREA.fullmatch(codes[0]) else ""


def _keys(annotated: Json) -> Sequence[str]:
    """The annotations of a thing."""
    keys: Sequence[str] = annotated.get("annotationKeys", ())
    return keys


def _no_number(text: str) -> NoReturn:
    raise ValueError(f"{text} is no number")


def _changed(what: str) -> UnreadableReturn:
    message = f"This is no answer of Stat-Xplore as it has always been: {what}."
    remedy = "Compare the query in register/queries with one that Stat-Xplore makes now, and ask for the feed again."
    return UnreadableReturn("statxplore-changed", message, remedy)
