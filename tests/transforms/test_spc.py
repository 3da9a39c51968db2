from __future__ import annotations

from collections import defaultdict
from fractions import Fraction
from itertools import accumulate
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.transforms.given import few, table
from transforms.spc import Limits, process_limits, xmr_limits

A1 = [1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1]
B1 = [
    -0.56047565, -0.23017749, 1.55870831, 0.07050839, 0.12928774, 1.71506499, 0.46091621, -1.26506123, -0.68685285,
    -0.44566197, 1.22408180, 0.35981383, 0.40077145, 0.11068272, -0.55584113, 1.78691314, 0.49785048, -1.96661716,
    0.70135590, -0.47279141,
]  # fmt: skip
B2 = [*B1[:14], 10, *B1[15:]]
C8 = [*([1, -1] * 7), 5.5, -5.5]
D1 = [50, 52, 49, 51, 50, 52, 49, 51, 50, 52, 53, 54, 55, 56, 57, 58]
D2 = [60, 62, 59, 61, 60, 62, 59, 61, 60, 64, 65, 64, 66, 65, 64, 65]


def limits(points: list[float]) -> Limits:
    found = xmr_limits(points)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("points", "lower", "mean", "upper"),
    [
        pytest.param(A1, -0.7156, 1.9444, 4.6044, id="A1 one outlier screened"),
        pytest.param(B1, -3.01138, 0.1416238, 3.294627, id="B1"),
        pytest.param(B2, -2.383666, 0.6694159, 3.722497, id="B2 the 15th is 10"),
        pytest.param(C8, -6.175, 0, 6.175, id="C8"),
        pytest.param(D1, 48.181, 52.438, 56.694, id="D1 a trend"),
        pytest.param(D2, 57.525, 62.312, 67.1, id="D2 a shift"),
    ],
)
def test_limits_are_those_of_making_data_count(points: list[float], lower: float, mean: float, upper: float) -> None:
    assert limits(points) == pytest.approx((lower, mean, upper), abs=6e-4)


def test_limits_of_real_series_are_those_that_nhs_r_computed(shared_data: Path) -> None:
    series = defaultdict(list)
    for row in sorted(table(shared_data / "spc" / "series_dev.csv"), key=lambda row: row["x"]):
        if not row["fix"]:
            series[row["series"]].append(float(row["y"]))
    oracle = [
        row for row in table(shared_data / "spc" / "oracle_R_summary_dev.csv") if row["screen_outliers"] == "True"
    ]
    judged = [row for row in oracle if int(row["n"]) >= 13 and row["series"] in series]
    assert len(judged) == 15
    for row in judged:
        expected = [float(row[name]) for name in ("lpl", "mean", "upl")]
        assert limits(series[row["series"]]) == pytest.approx(expected, rel=1e-9), row["series"]


def test_limits_of_montgomerys_first_twenty_samples_are_those_of_the_book(shared_data: Path) -> None:
    rows = sorted(table(shared_data / "spc" / "montgomery_6_5_I_chart.csv"), key=lambda row: float(row["x"]))
    baseline = [float(row["y"]) for row in rows if row["baseline"] == "True"]
    assert len(baseline) == 20
    assert limits(baseline) == pytest.approx((279.78, 300.5, 321.22), abs=0.005)


def test_under_thirteen_points_there_is_no_verdict(shared_data: Path) -> None:
    assert xmr_limits(B1[:12]) is None
    assert xmr_limits(B1[:13]) is not None
    sevenoaks = [
        float(row["y"]) for row in table(shared_data / "spc" / "series_dev.csv") if row["series"] == "NI192_Sevenoaks"
    ]
    assert (len(sevenoaks), xmr_limits(sevenoaks)) == (12, None)


def test_a_moving_range_of_exactly_3267_thousandths_of_their_mean_is_left_out() -> None:
    ranges = [*[34, 33] * 5, 121, *[34] * 16]
    points = list(accumulate((size * (-1) ** at for at, size in enumerate(ranges)), initial=Fraction(0)))
    found = process_limits(points)
    assert (sum(ranges), len(ranges)) == (1000, 27)
    assert found is not None
    assert found.upper - found.mean == Fraction("2.66") * 879 / 26


def test_limits_are_computed_of_any_two_points_that_differ() -> None:
    assert process_limits([Fraction(1), Fraction(3)]) == (2 - Fraction("5.32"), 2, 2 + Fraction("5.32"))
    assert process_limits([Fraction(1)]) is None
    assert process_limits([Fraction(3)] * 20) is None


def test_a_series_that_never_varies_has_no_limits_and_raises_no_alarm() -> None:
    assert xmr_limits([100.0] * 24) is None


def test_a_series_of_hundreds_and_one_slip_has_too_little_variation_to_judge() -> None:
    assert xmr_limits([*([100.0] * 12), 91.0]) is None


POINTS = st.lists(st.integers(-1000, 1000).map(float), min_size=13, max_size=30)


@few
@given(POINTS, st.integers(-1000, 1000), st.integers(1, 100))
def test_limits_move_and_stretch_with_the_unit_of_the_figures(points: list[float], shift: int, scale: int) -> None:
    plain, moved = xmr_limits(points), xmr_limits([point * scale + shift for point in points])
    assert (plain is None) == (moved is None)
    if plain and moved:
        assert moved == pytest.approx([limit * scale + shift for limit in plain], abs=1e-6)


@few
@given(POINTS)
def test_limits_lie_evenly_about_the_mean_and_do_not_depend_on_the_direction_of_time(points: list[float]) -> None:
    found, backwards = xmr_limits(points), xmr_limits(points[::-1])
    assert found == (None if backwards is None else pytest.approx(backwards))
    if found:
        assert found.upper - found.mean == pytest.approx(found.mean - found.lower)
        assert found.upper > found.mean
