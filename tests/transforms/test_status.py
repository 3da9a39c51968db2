from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.transforms.given import a_target, an_indicator, few, table
from transforms.figure import read_figure
from transforms.indicator import Polarity, ToleranceKind
from transforms.status import Status, distance_from, judge
from transforms.target import read_target

LIGHTS = {
    "RED": Status.REQUIRES_ATTENTION,
    "GREEN": Status.GOOD,
    "DATA ONLY": Status.DATA_ONLY,
}
GOOD, CAUTION, ATTENTION = Status.GOOD, Status.CAUTION, Status.REQUIRES_ATTENTION
BEST_FIRST = [GOOD, CAUTION, ATTENTION]


@pytest.mark.parametrize("tolerance", [10, 5])
@pytest.mark.parametrize(
    ("value", "target", "status"), [("64.56", "80", ATTENTION), ("63.73", "65", CAUTION), ("82.61", "80.00", GOOD)]
)
def test_the_rows_of_the_case_study_have_their_lights(value: str, target: str, status: Status, tolerance: int) -> None:
    indicator = an_indicator(tolerance=Decimal(tolerance))
    assert judge(Decimal(value), read_target(target), indicator) == status


def test_with_an_allowance_of_one_per_cent_lpi_cs_3_would_require_attention() -> None:
    assert judge(Decimal("63.73"), read_target("65"), an_indicator(tolerance=Decimal(1))) == ATTENTION


def test_published_rows_are_judged_as_their_councils_did(shared_data: Path) -> None:
    rows = [row for row in table(shared_data / "published" / "rag_rows.csv") if row["expected"] in LIGHTS]
    assert len(rows) == 11
    for row in rows:
        value, target = read_figure(row["value_as_printed"]), read_figure(row["target_as_printed"])
        assert value is not None
        found = judge(value, a_target(row["target_as_printed"] if target is not None else None), an_indicator())
        assert found == LIGHTS[row["expected"]], row["indicator"]


def test_published_rows_without_an_allowance_meet_their_target_or_do_not(shared_data: Path) -> None:
    rows = [row for row in table(shared_data / "published" / "rag_rows.csv") if row["expected"] not in LIGHTS]
    assert len(rows) == 14
    for row in rows:
        polarity = Polarity.MINIMISE if row["good_is"] == "low" else Polarity.MAXIMISE
        value = read_figure(row["value_as_printed"])
        assert value is not None
        found = judge(value, read_target(row["target_as_printed"]), an_indicator(polarity=polarity))
        met = row["expected"].startswith(("target achieved", "better than target", "on target"))
        assert (found == GOOD) == met, row["indicator"]


def test_business_rates_of_maidstone_are_red_by_the_tenth_of_the_target_and_not_by_ten_points() -> None:
    points = an_indicator(tolerance_kind=ToleranceKind.POINTS)
    assert judge(Decimal("27.72"), read_target("30.97"), an_indicator()) == ATTENTION
    assert judge(Decimal("27.72"), read_target("30.97"), points) == CAUTION


@pytest.mark.parametrize(
    ("value", "status"), [("80", GOOD), ("106", GOOD), ("79.99", CAUTION), ("72", CAUTION), ("71.99", ATTENTION)]
)
def test_where_more_is_better_exactly_the_allowance_below_is_still_caution(value: str, status: Status) -> None:
    assert judge(Decimal(value), read_target("80"), an_indicator()) == status


@pytest.mark.parametrize(
    ("value", "status"), [("12", GOOD), ("0", GOOD), ("12.01", CAUTION), ("13.2", CAUTION), ("13.21", ATTENTION)]
)
def test_where_less_is_better_exactly_the_allowance_above_is_still_caution(value: str, status: Status) -> None:
    assert judge(Decimal(value), read_target("12"), an_indicator(polarity=Polarity.MINIMISE)) == status


def test_benefit_claims_in_15_days_against_12_require_attention_because_less_is_better() -> None:
    assert judge(Decimal("15.3"), read_target("12"), an_indicator(polarity=Polarity.MINIMISE)) == ATTENTION
    assert judge(Decimal("15.3"), read_target("12"), an_indicator()) == GOOD


@pytest.mark.parametrize("polarity", [Polarity.ON_TARGET, Polarity.RANGE])
@pytest.mark.parametrize(
    ("value", "status"),
    [("60", GOOD), ("70", GOOD), ("77", CAUTION), ("77.01", ATTENTION), ("54", CAUTION), ("53.99", ATTENTION)],
)
def test_inside_a_range_is_good_and_near_either_end_is_caution(polarity: Polarity, value: str, status: Status) -> None:
    assert judge(Decimal(value), read_target("60 to 70"), an_indicator(polarity=polarity)) == status


def test_on_target_is_missed_on_either_side_alike() -> None:
    indicator = an_indicator(polarity=Polarity.ON_TARGET, tolerance_kind=ToleranceKind.ABSOLUTE, tolerance=Decimal(2))
    found = [judge(Decimal(value), read_target("50"), indicator) for value in ("47.99", "48", "50", "52", "52.01")]
    assert found == [ATTENTION, CAUTION, GOOD, CAUTION, ATTENTION]


def test_nobody_reads_that_80_is_short_of_80() -> None:
    target = read_target("80.0")
    assert judge(Decimal("79.96"), target, an_indicator(decimals=1)) == GOOD
    assert judge(Decimal("79.94"), target, an_indicator(decimals=1)) == CAUTION


def test_the_allowance_too_is_judged_at_the_printed_figure() -> None:
    assert judge(Decimal("71.995"), read_target("80"), an_indicator(decimals=2)) == CAUTION
    assert judge(Decimal("71.994"), read_target("80"), an_indicator(decimals=2)) == ATTENTION


@pytest.mark.parametrize(
    ("polarity", "value", "status"),
    [
        (Polarity.MAXIMISE, "75", CAUTION),
        (Polarity.MAXIMISE, "74.99", ATTENTION),
        (Polarity.MINIMISE, "85", CAUTION),
        (Polarity.MINIMISE, "85.01", ATTENTION),
    ],
)
def test_a_floor_standard_parts_caution_from_requires_attention(polarity: Polarity, value: str, status: Status) -> None:
    floor = Decimal(75) if polarity == Polarity.MAXIMISE else Decimal(85)
    indicator = an_indicator(polarity=polarity, tolerance_kind=ToleranceKind.FLOOR, tolerance=floor)
    assert judge(Decimal(value), read_target("80"), indicator) == status


def test_a_target_of_none_at_all_allows_what_is_stated_in_figures() -> None:
    indicator = an_indicator(
        polarity=Polarity.MINIMISE, tolerance_kind=ToleranceKind.ABSOLUTE, tolerance=Decimal(2), decimals=0
    )
    found = [judge(Decimal(value), read_target("0"), indicator) for value in (0, 1, 2, 3)]
    assert found == [GOOD, CAUTION, CAUTION, ATTENTION]


def test_without_an_allowance_a_miss_by_the_last_digit_requires_attention() -> None:
    assert judge(Decimal("79.99"), read_target("80"), an_indicator(tolerance=Decimal(0))) == ATTENTION


def test_without_a_target_or_a_direction_there_is_no_light() -> None:
    assert judge(Decimal(777), None, an_indicator()) == Status.DATA_ONLY
    assert judge(Decimal(777), read_target("1"), an_indicator(polarity=Polarity.NONE)) == Status.DATA_ONLY


def test_a_figure_is_as_far_from_its_target_as_it_misses_it() -> None:
    target = read_target("60 to 70")
    assert [distance_from(Decimal(value), target, Polarity.RANGE) for value in (55, 65, 73)] == [5, 0, 3]


def test_the_words_of_the_key_are_those_of_the_case_study() -> None:
    assert [status.label for status in BEST_FIRST] == ["Good", "Caution", "Requires Attention"]


def test_commentary_is_owed_unless_good() -> None:
    assert [status for status in Status if status.needs_commentary] == [CAUTION, ATTENTION]


FIGURES = st.decimals(-1000, 1000, places=3)


@few
@given(FIGURES, FIGURES, FIGURES, st.sampled_from([ToleranceKind.RELATIVE, ToleranceKind.POINTS, ToleranceKind.FLOOR]))
def test_a_better_figure_never_has_a_worse_light(
    one: Decimal, other: Decimal, goal: Decimal, kind: ToleranceKind
) -> None:
    target = read_target(str(goal))
    for polarity in (Polarity.MAXIMISE, Polarity.MINIMISE):
        indicator = an_indicator(polarity=polarity, tolerance_kind=kind)
        worse, better = sorted((one, other), reverse=polarity == Polarity.MINIMISE)
        lights = [BEST_FIRST.index(judge(value, target, indicator)) for value in (better, worse)]
        assert lights == sorted(lights)


@few
@given(FIGURES, FIGURES, st.decimals(0, 100, places=1))
def test_minimise_mirrors_maximise(value: Decimal, goal: Decimal, tolerance: Decimal) -> None:
    high = judge(value, read_target(str(goal)), an_indicator(tolerance=tolerance))
    low = judge(-value, read_target(str(-goal)), an_indicator(tolerance=tolerance, polarity=Polarity.MINIMISE))
    assert high == low
