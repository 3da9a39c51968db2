"""The revisions of an indicator in sentences, in columns and in facts."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from transforms.figure import Unit, json_number, plain, print_figure, round_half_up
from transforms.triangle import Line, Triangle
from transforms.words import many

FIRST, LATEST = "First stated", "Latest"


def columns(triangle: Triangle) -> Sequence[str]:
    """The heads of the columns of figures."""
    return [FIRST, *(f"After {many(age, 'month')}" for age in triangle.ages), LATEST]


class Cell(NamedTuple):
    """One cell: the figure, empty where it is not known yet; and whether it is another than the one before it in its row."""

    text: str
    moved: bool


def rows(triangle: Triangle) -> Sequence[tuple[str, str, Sequence[Cell]]]:
    """Of each period its name, what it is called in full, and its cells."""
    return [(str(line.period), line.period.label, _cells(triangle, line)) for line in triangle.lines]


def _cells(triangle: Triangle, line: Line) -> Sequence[Cell]:
    known = [line.known[0], *(triangle.cell(line, age) for age in triangle.ages), line.known[-1]]
    cells, before = [], line.known[0]
    for each in known:
        cells.append(Cell(each.printed if each else "", each is not None and each.text != before.text))
        before = each or before
    return cells


def sentences(triangle: Triangle) -> Sequence[str]:
    """What the triangle comes to."""
    number = len(triangle.lines)
    if not number:
        return ["No figure of these periods is known."]
    revised = triangle.revised or "None"
    told = [
        f"{revised} of {many(number, 'figure')} {'was' if triangle.revised < 2 else 'were'} revised since first stated."
    ]
    mean, absolute = triangle.mean, triangle.mean_absolute
    if mean is None or absolute is None or not triangle.revised:
        return told
    lean = "too low" if mean > 0 else "too high"
    leaning = f": first figures were {lean} on average" if mean else ": first figures leaned to neither side"
    return [
        *told,
        f"Mean revision {_signed(mean, triangle)}{leaning}.",
        f"Mean absolute revision {_amount(absolute, triangle)}: how far off first figures were on average.",
    ]


def facts(triangle: Triangle) -> dict[str, Any]:
    """The triangle as other programs read it; means are in the indicator's unit."""
    return {
        "code": triangle.indicator.code,
        "name": triangle.indicator.name,
        "as_at": triangle.as_at.astimezone(triangle.council.zone).isoformat(),
        "columns": list(columns(triangle)),
        "rows": [
            {
                "period": str(line.period),
                "cells": [cell.text for cell in cells],
                "revision": json_number(line.revision),
                "known": [
                    {"since": each.since.astimezone(triangle.council.zone).isoformat(), "value_text": each.printed}
                    for each in line.known
                ],
            }
            for line, (_, _, cells) in zip(triangle.lines, rows(triangle), strict=True)
        ],
        "revised": triangle.revised,
        "mean_revision": json_number(triangle.mean),
        "mean_absolute_revision": json_number(triangle.mean_absolute),
        "sentences": list(sentences(triangle)),
    }


def _signed(value: Decimal, triangle: Triangle) -> str:
    sign = "+" if value > 0 else "\N{MINUS SIGN}" if value < 0 else ""
    return sign + _amount(abs(value), triangle)


def _amount(value: Decimal, triangle: Triangle) -> str:
    """How far apart figures are, one decimal finer than they are printed: of percentages in points."""
    unit, rounded = triangle.indicator.unit, round_half_up(value, triangle.indicator.decimals + 1)
    return f"{plain(rounded)} percentage points" if unit == Unit.PERCENT else print_figure(rounded, unit)
