from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from reports.document import Document
from reports.sparkline import HEIGHT, WIDTH, sparkline
from tests.reports.conftest import Q3, Figures, stated
from transforms.judged import JudgedRow


def row(make_report: Callable[..., Document], values: list[str | None]) -> JudgedRow:
    """The row of LPI CS 1 with these quarters, the last being the report's."""
    periods = [Q3.shifted(-3 * back) for back in reversed(range(len(values)))]
    figures: Figures = {"LPI CS 1": {p: stated(p, v) for p, v in zip(periods, values, strict=True) if v is not None}}
    return next(row for row in make_report(figures, {}).rows if row.indicator.code == "LPI CS 1")


def test_one_figure_is_no_line(make_report: Callable[..., Document]) -> None:
    assert sparkline(row(make_report, ["64.56"])) is None


def test_the_line_is_broken_where_a_figure_is_missing(make_report: Callable[..., Document]) -> None:
    drawn = sparkline(row(make_report, ["60", "61", None, "62", "63"]))

    assert drawn is not None
    assert [len(line.split()) for line in drawn.lines] == [2, 2]


@pytest.mark.parametrize("values", [["60", "60", "60"], ["0", "1000000"], ["79.99", "80.01"]])
def test_everything_is_drawn_within_the_frame(make_report: Callable[..., Document], values: list[str | None]) -> None:
    drawn = sparkline(row(make_report, values))

    assert drawn is not None
    points = [tuple(map(Decimal, point.split(","))) for line in drawn.lines for point in line.split()]
    assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in points)
    assert drawn.target is not None
    assert 0 <= Decimal(drawn.target) <= HEIGHT


def test_what_never_changes_is_drawn_half_way_up(make_report: Callable[..., Document]) -> None:
    drawn = sparkline(row(make_report, ["80", "80", "80"]))

    assert drawn is not None
    assert {point.split(",")[1] for point in drawn.lines[0].split()} == {f"{HEIGHT / 2:.1f}"}


def test_higher_is_drawn_higher(make_report: Callable[..., Document]) -> None:
    drawn = sparkline(row(make_report, ["60", "70"]))

    assert drawn is not None
    first, last = (Decimal(point.split(",")[1]) for point in drawn.lines[0].split())
    assert last < first


def test_the_drawing_says_in_words_what_it_shows(make_report: Callable[..., Document]) -> None:
    drawn = sparkline(row(make_report, ["62.93", "64.56"]))

    assert drawn is not None
    assert drawn.description.endswith("2009-10 Q2: 62.93%, 2009-10 Q3: 64.56%; target 80%")
