from __future__ import annotations

import json
from collections.abc import Callable
from fractions import Fraction
from itertools import accumulate
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from tests.transforms.given import few, table
from tests.transforms.oracle_series import judged_series
from tests.transforms.plot_the_dots import WORDS, part_of_seven_trend, plot_the_dots, seven_point_trend
from transforms.signal import (
    RUN,
    Rule,
    Signal,
    close_in_two_of_three,
    part_of_seven,
    run_ends,
    signals,
    trend_ends,
    two_of_three,
)
from transforms.spc import Limits, process_limits

WIDE = Limits(Fraction(-100), Fraction(0), Fraction(100))
"""Within these nothing is near a limit."""

RUNS = st.lists(st.tuples(st.integers(-2, 2), st.integers(1, 9)), min_size=1, max_size=8)
"""Steps and how often each is taken: series in which all rules occur."""


def walked(runs: list[tuple[int, int]]) -> list[Fraction]:
    """A series that begins at nought and takes these steps."""
    return [Fraction(at) for at in accumulate((step for step, times in runs for _ in range(times)), initial=0)]


SERIES = st.one_of(RUNS.map(walked), st.lists(st.integers(-9, 9).map(Fraction), min_size=2, max_size=40))


def told(points: list[Any], limits: Limits[Any]) -> list[str]:
    """What is said of each point, in the package's words."""
    return [WORDS[found] for found in signals(points, limits)]


@pytest.mark.parametrize(
    ("points", "ends"),
    [
        ([1, 2, 3, 4, 5, 6], [0] * 6),
        ([1, 2, 3, 3, 4, 5, 6], [0] * 7),
        ([1, 2, 3, 4, 5, 6, 7], [0] * 6 + [1]),
        ([7, 6, 5, 4, 3, 2, 1], [0] * 6 + [-1]),
        ([2, 1, 2, 3, 4, 5, 6, 7, 3], [0] * 7 + [1, 0]),
        ([], []),
    ],
)
def test_seven_that_rise_or_fall_are_a_trend_and_two_alike_break_it(points: list[int], ends: list[int]) -> None:
    assert trend_ends([Fraction(point) for point in points]) == ends


@pytest.mark.parametrize(
    ("sides", "ends"),
    [
        ([1] * 6, [0] * 6),
        ([1] * 8 + [-1], [0] * 6 + [1, 1, 0]),
        ([-1] * 8 + [1], [0] * 6 + [-1, -1, 0]),
        ([1, 1, 1, 0, 1, 1, 1, 1], [0] * 8),
        ([0] * 9, [0] * 9),
    ],
)
def test_seven_on_one_side_of_the_mean_are_a_shift_and_one_on_the_mean_breaks_it(
    sides: list[int], ends: list[int]
) -> None:
    assert run_ends(sides, RUN) == ends


@pytest.mark.parametrize(
    ("close", "sides", "among", "marked"),
    [
        ([1, 0, 1], [1, 1, 1], [1, 1, 1], [1, 0, 1]),
        ([0, 0, 1, 0, 1, 0, 0], [1] * 7, [0, 0, 1, 1, 1, 0, 0], [0, 0, 1, 0, 1, 0, 0]),
        ([0, 0, 1, 1, 0, 0, 0], [1] * 7, [0, 1, 1, 1, 1, 0, 0], [0, 0, 1, 1, 0, 0, 0]),
        ([1, 0, 1], [1, -1, 1], [0, 0, 0], [0, 0, 0]),
        ([1, 0, 0, 1], [1] * 4, [0, 0, 0, 0], [0, 0, 0, 0]),
        ([1, 0, 0, 1, 1], [1] * 5, [0, 0, 1, 1, 1], [0, 0, 0, 1, 1]),
        ([], [], [], []),
    ],
)
def test_of_three_on_one_side_the_two_near_the_limit_are_marked(
    close: list[bool], sides: list[int], among: list[bool], marked: list[bool]
) -> None:
    assert two_of_three(close, sides) == among
    assert close_in_two_of_three(close, sides) == marked


def test_all_seven_of_a_run_are_marked() -> None:
    assert part_of_seven([0, 0, 0, 0, 0, 0, 1, 0]) == [True] * 7 + [False]
    assert part_of_seven([0, 0, 0, 0, 0, 0, 0, -1, 0]) == [False, *[True] * 7, False]


@pytest.mark.parametrize(
    ("points", "causes"),
    [
        (
            [50, 52, 49, 51, 50, 52, 49, 51, 50, 52, 53, 54, 55, 56, 57, 58],
            ["7 Points Below CL"] * 8 + ["7 Point Trend (Increasing)"] * 6 + ["Above UCL"] * 2,
        ),
        (
            [60, 62, 59, 61, 60, 62, 59, 61, 60, 64, 65, 64, 66, 65, 64, 65],
            ["7 Points Below CL"] * 9 + ["7 Points Above CL"] * 7,
        ),
        ([*([1, -1] * 7), 5.5, -5.5], ["Common Cause"] * 16),
        (
            [1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1],
            ["Common Cause"] * 4 + ["Above UCL"] + ["Common Cause"] * 13,
        ),
    ],
    ids=["a trend", "a shift", "near limits on opposite sides", "one outlier"],
)
def test_of_several_rules_the_first_is_told(points: list[float], causes: list[str]) -> None:
    exact = [Fraction(point) for point in points]
    limits = process_limits(exact)
    assert limits is not None
    assert told(exact, limits) == causes


def test_a_point_on_a_limit_is_inside_it_and_one_beyond_is_not() -> None:
    points = [Fraction(100), Fraction(-100), Fraction("100.01"), Fraction("-100.01")]
    found = signals(points, WIDE)
    assert found == [None, None, Signal(Rule.OUTSIDE, high=True), Signal(Rule.OUTSIDE, high=False)]


def test_a_turning_point_tells_the_trend_that_follows() -> None:
    points = [Fraction(point) for point in [*range(1, 8), *range(6, 0, -1)]]
    found = [signal.high for signal in signals(points, WIDE) if signal]
    assert found == [True] * 6 + [False] * 7


def test_the_end_of_a_rise_rises_also_where_a_fall_begins_at_the_same_height() -> None:
    points = [Fraction(point) for point in [*range(1, 8), *range(7, 0, -1)]]
    assert [signal.high for signal in signals(points, WIDE) if signal] == [True] * 7 + [False] * 7


@few
@given(SERIES, st.booleans())
@example([Fraction(point) for point in [*range(12), *range(12), *range(12)]], True)
def test_every_point_of_any_series_is_told_as_the_package_of_the_nhs_tells_it(
    points: list[Fraction], screened: bool
) -> None:
    part = part_of_seven_trend(seven_point_trend(points))
    assume(not any(part[at] and part[at + 1] and points[at] == points[at + 1] for at in range(len(points) - 1)))
    expected, limits = plot_the_dots(points, screen_outliers=screened), process_limits(points, screened=screened)
    if len(set(points)) == 1:
        assert limits is None
        return
    assert limits is not None
    assert expected is not None
    assert (limits, told(points, limits)) == (expected[:3], expected.causes)


@pytest.mark.parametrize("kind", [Fraction, float])
def test_every_point_of_28_real_series_is_told_as_the_package_told_it(shared_data: Path, kind: type) -> None:
    points = 0
    for series in judged_series(shared_data / "spc"):
        figures = [kind(point) for point in series.points]
        limits = process_limits(figures[: series.fixed_on], screened=series.screened)
        assert limits is not None
        assert [float(limit) for limit in limits] == pytest.approx(series.limits, rel=1e-9), series.name
        assert told(figures, limits) == series.causes, series.name
        points += len(figures)
    assert points == 2 * 543


def test_montgomerys_two_samples_outside_the_limits_of_the_first_twenty_are_found(shared_data: Path) -> None:
    rows = sorted(table(shared_data / "spc" / "montgomery_6_5_I_chart.csv"), key=lambda row: float(row["x"]))
    points = [Fraction(row["y"]) for row in rows]
    limits = process_limits(points[:20])
    assert limits is not None
    outside = [bool(found and found.rule == Rule.OUTSIDE) for found in signals(points, limits)]
    assert outside == [row["sigma.signal"] == "True" for row in rows]
    assert [at + 1 for at, is_outside in enumerate(outside) if is_outside] == [39, 40]


def near(y: list[float], *, screened: bool = True) -> list[float]:
    """Mean, limits and near limits, as the Python port gives them."""
    limits = process_limits([Fraction(point) for point in y], screened=screened)
    assert limits is not None
    reach = (limits.upper - limits.mean) * 2 / 3
    return [float(each) for each in (limits.mean, limits.lower, limits.upper, limits.mean - reach, limits.mean + reach)]


VECTORS: dict[str, Callable[[dict[str, Any]], Any]] = {
    "seven_points_one_side_of_mean": lambda given: [abs(end) for end in run_ends(given["relative_to_mean"], RUN)],
    "seven_point_trend": lambda given: trend_ends([Fraction(point) for point in given["y"]]),
    "part_of_seven": lambda given: part_of_seven(given["flags"]),
    "two_in_three": lambda given: two_of_three(given["close"], given["relative_to_mean"]),
    "part_of_two_in_three": lambda given: close_in_two_of_three(given["close"], given["relative_to_mean"]),
}


def test_the_vectors_of_the_packages_in_r_and_python_come_out(shared_data: Path) -> None:
    vectors = json.loads((shared_data / "spc" / "rule_vectors_dev.json").read_text("utf-8"))
    assert len(vectors) == 20
    for vector in vectors:
        rule = vector["rule"]
        if rule in VECTORS:
            assert VECTORS[rule](vector["input"]) == vector["expected"], vector
        elif rule.startswith("limits ("):
            assert near(vector["input"]["y"]) == pytest.approx(vector["expected"]), vector
        elif rule.startswith("limits"):
            mean, lower, upper, *_ = near(vector["input"]["y"], screened="not" not in rule)
            assert {"upl": upper, "mean": mean, "lpl": lower} == pytest.approx(vector["expected"], abs=0.005), vector
        else:
            assert rule == "assurance", vector  # tests/transforms/test_variation.py
