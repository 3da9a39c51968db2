"""How `mortar check` tells what layouts took from where."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flows.commands.printing import file_named, print_line
from transforms.found_figure import SeriesTaken, Taken
from transforms.settle import SentFile
from transforms.words import many


def taken_facts(taken: Sequence[Taken]) -> dict[str, Any]:
    """What was taken, under a key of its own that only files read by a layout have."""
    return {"taken": [_facts(each) for each in taken]} if taken else {}


def _facts(taken: Taken) -> dict[str, Any]:
    series = [each._asdict() for each in taken.series]
    return {**taken._asdict(), "series": series}


def print_taken(file: SentFile, taken: Sequence[Taken]) -> None:
    """A line for each sheet, and under it one for each series."""
    for each in taken:
        sheet = f"sheet '{each.sheet}'" if each.sheet else "the file"
        of_rows = f"{each.rows_taken} of {many(each.rows, 'row')} with figures"
        print_line(f"{file_named(file)}: {of_rows} taken from {sheet} by the layout {each.layout}:")
        for series in each.series:
            print_line(f"  {series.words} → {series.code} {series.part}: {_cells(series)}")


def _cells(series: SeriesTaken) -> str:
    if not series.figures:
        return "no figure"
    extent = series.first if series.first == series.last else f"{series.first} to {series.last}"
    return f"{many(series.figures, 'figure')}, {extent}"
