"""What differs between a report as it went out and as it would be printed now, cell by cell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from transforms.complete import TO_COME
from transforms.gap import PROVISIONAL_MARK, REVISED_MARK, Gap
from transforms.status import Status

Row = Mapping[str, Any]
"""A row as the JSON of a report has it."""

COMMENTARY = "Commentary"
SIGNS = (PROVISIONAL_MARK, REVISED_MARK)
AWAITED = "Awaited"
"""Every reason for which a figure is still to come: which of them it is changes with the days and is no news."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell that prints something else: the head of its column, what it was and what it is."""

    column: str
    was: str
    now: str

    @property
    def words(self) -> str:
        """The change as a list has it; a commentary is too long for that and stands with its indicator."""
        return "New commentary" if self.column == COMMENTARY else f"{self.column}: {self.was} became {self.now}"


@dataclass(frozen=True, slots=True)
class Differing:
    """An indicator of which something is printed otherwise."""

    code: str
    name: str
    cells: Sequence[Cell]

    @property
    def is_news(self) -> bool:
        """Whether a figure, a target, a light or a trend differs: a commentary alone is no reason to issue a report again."""
        return any(cell.column != COMMENTARY for cell in self.cells)


def differences(before: Mapping[str, Any], now: Mapping[str, Any], noun: str) -> list[Differing]:
    """What a reader of the report before would find changed, in the order of the report now.

    Both are a report as JSON. `noun` is the length of its period: month, quarter or year. Drawn histories and the marks of
    provisional and revised figures are not compared.
    """
    old, new = _rows(before), _rows(now)
    added = [_whole(row, "not in the report", "in the report") for code, row in new.items() if code not in old]
    gone = [_whole(row, "in the report", "not in the report") for code, row in old.items() if code not in new]
    kept = [_differing(old[code], row, noun) for code, row in new.items() if code in old]
    return [*(each for each in kept if each.cells), *added, *gone]


def _rows(facts: Mapping[str, Any]) -> dict[str, Row]:
    return {row["code"]: row for section in facts["sections"] for row in section["rows"]}


def _whole(row: Row, was: str, now: str) -> Differing:
    return Differing(row["code"], row["name"], [Cell("Indicator", was, now)])


def _differing(was: Row, now: Row, noun: str) -> Differing:
    pairs = zip(_printed(was, noun), _printed(now, noun), strict=True)
    cells = [Cell(column, old, new) for (column, old), (_, new) in pairs if old != new]
    if now["commentary_given"] and was["commentary"] != now["commentary"]:
        cells.append(Cell(COMMENTARY, was["commentary"], now["commentary"]))
    return Differing(now["code"], now["name"], cells)


def _printed(row: Row, noun: str) -> Iterable[tuple[str, str]]:
    """The cells of a row as they are read, by the head of their column."""
    previous, year = row["previous"], row["previous_year"]
    yield "Current value", _figure(row)
    yield "Current target", row["target_text"]
    yield "Traffic light", Status(row["status"]).label
    yield f"Previous {noun}", _compared(previous)
    yield "Short trend", previous["trend_label"]
    yield "Previous year", _compared(year)
    yield "Long trend", year["trend_label"]


def _figure(row: Row) -> str:
    if row["missing"]:
        return AWAITED if Gap(row["missing"]) in TO_COME else Gap(row["missing"]).label
    incomplete = [mark for mark in row["marks"] if mark not in SIGNS]
    return " ".join([row["value_text"], *(f"({mark})" for mark in incomplete)])


def _compared(earlier: Row) -> str:
    return AWAITED if earlier["value_text"] in {gap.label for gap in TO_COME} else str(earlier["value_text"])
