from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from reports.document import Document
from reports.trend_chart import FRAME, levels_across, trend_chart, usual_range
from tests.reports.conftest import Q3, golden_figures
from transforms.judged import JudgedRow
from transforms.period import Period


@pytest.fixture
def row(make_report: Callable[..., Document]) -> JudgedRow:
    """LPI CS 1, a percentage with a target of 80%."""
    return next(row for row in make_report(golden_figures(), {}).rows if row.indicator.code == "LPI CS 1")


def series(*values: str | None) -> list[tuple[Period, Decimal | None]]:
    """Quarters up to the report's with these figures."""
    periods = [Q3.shifted(-3 * back) for back in reversed(range(len(values)))]
    return [(period, None if value is None else Decimal(value)) for period, value in zip(periods, values, strict=True)]


def test_one_figure_is_no_trend(row: JudgedRow) -> None:
    assert trend_chart(row, series(None, "64.56")) is None


def test_everything_lies_within_the_frame(row: JudgedRow) -> None:
    chart = trend_chart(row, series("60", "99", None, "61", "12", "64.56"))

    assert chart is not None
    points = [tuple(map(Decimal, place)) for place in chart.dots]
    assert all(FRAME.left <= x <= FRAME.width - FRAME.right for x, _ in points)
    heights = [y for _, y in points] + [Decimal(y) for y, _ in chart.levels] + [Decimal(chart.target or 0)]
    assert all(FRAME.top <= y <= FRAME.height - FRAME.bottom for y in heights)


def test_the_same_quarter_of_each_year_is_named(row: JudgedRow) -> None:
    chart = trend_chart(row, series(*["64"] * 12, "64.56"))

    assert chart is not None
    assert [words for _, words in chart.periods] == ["Q3 2006-07", "Q3 2007-08", "Q3 2008-09", "Q3 2009-10"]


def test_the_words_say_all_that_is_drawn(row: JudgedRow) -> None:
    chart = trend_chart(row, series(*["63", "65"] * 6, "64.56"))

    assert chart is not None
    assert "2009-10 Q2: 65.00%, 2009-10 Q3: 64.56%" in chart.description
    assert chart.legend.startswith("Dashed line: target 80%. Shaded: 59.")


def test_under_thirteen_figures_nothing_is_said_to_be_usual(row: JudgedRow) -> None:
    assert usual_range(row.indicator, [Decimal(63), Decimal(65)] * 6) is None


def test_the_usual_range_of_a_percentage_lies_between_none_and_all(row: JudgedRow) -> None:
    assert usual_range(row.indicator, [Decimal(2), Decimal(97)] * 7) == (0, 100)


def test_of_what_falls_below_nought_the_usual_range_may_too(row: JudgedRow) -> None:
    usual = usual_range(row.indicator, [Decimal(-5), Decimal(5)] * 7)

    assert usual is not None
    assert usual[0] < 0


@pytest.mark.parametrize(
    ("figures", "decimals", "levels"),
    [
        (("3", "4"), 0, "3 4"),
        (("0", "1000000"), 0, "0 500000 1000000"),
        (("7", "7"), 0, "7 8"),
        (("-3", "2"), 1, "-4 -2 0 2"),
    ],
)
def test_the_lines_across_are_round_figures(figures: tuple[str, ...], decimals: int, levels: str) -> None:
    across = levels_across([Decimal(figure) for figure in figures], decimals)

    assert " ".join(f"{level:f}" for level in across) == levels


def test_a_report_of_years_names_every_year(row: JudgedRow) -> None:
    year = Period.year(2009)
    figures = [(year.shifted(-12 * back), Decimal(60 + back)) for back in (3, 2, 1, 0)]

    chart = trend_chart(replace(row, period=year), figures)

    assert chart is not None
    assert [words for _, words in chart.periods] == ["2006-07", "2007-08", "2008-09", "2009-10"]
