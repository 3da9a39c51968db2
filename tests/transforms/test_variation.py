from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

import pytest

from tests.transforms.given import a_target
from tests.transforms.oracle_series import POLARITIES, judged_series
from transforms.indicator import Polarity
from transforms.signal import Rule, Signal, signals
from transforms.spc import Limits, process_limits
from transforms.variation import Assurance, Variation, assurance_of, variation_of

HIGH, LOW = (Signal(Rule.SHIFT, high=high) for high in (True, False))
TYPES = {
    Variation.COMMON_CAUSE: "common_cause",
    Variation.IMPROVING_HIGH: "special_cause_improvement",
    Variation.IMPROVING_LOW: "special_cause_improvement",
    Variation.CONCERNING_HIGH: "special_cause_concern",
    Variation.CONCERNING_LOW: "special_cause_concern",
    Variation.NEUTRAL_HIGH: "special_cause_neutral_high",
    Variation.NEUTRAL_LOW: "special_cause_neutral_low",
}
ASSURANCES = {
    None: "",
    Assurance.PASSING: "consistent_pass",
    Assurance.FAILING: "consistent_fail",
    Assurance.HIT_OR_MISS: "inconsistent",
}


@pytest.mark.parametrize(
    ("signal", "polarity", "expected"),
    [
        (HIGH, Polarity.MAXIMISE, Variation.IMPROVING_HIGH),
        (LOW, Polarity.MAXIMISE, Variation.CONCERNING_LOW),
        (HIGH, Polarity.MINIMISE, Variation.CONCERNING_HIGH),
        (LOW, Polarity.MINIMISE, Variation.IMPROVING_LOW),
        (HIGH, Polarity.NONE, Variation.NEUTRAL_HIGH),
        (LOW, Polarity.ON_TARGET, Variation.NEUTRAL_LOW),
        (HIGH, Polarity.RANGE, Variation.NEUTRAL_HIGH),
        (None, Polarity.MAXIMISE, Variation.COMMON_CAUSE),
    ],
)
def test_polarity_decides_whether_a_signal_is_good(
    signal: Signal | None, polarity: Polarity, expected: Variation
) -> None:
    assert variation_of(signal, polarity) == expected


def test_what_has_no_verdict_has_no_icon() -> None:
    assert {each for each in Variation if not each.has_icon} == {
        Variation.NO_VARIATION,
        Variation.TOO_LITTLE,
        Variation.TOO_FEW,
    }
    assert all(each.label for each in [*Variation, *Assurance])


@pytest.mark.parametrize(
    ("lower", "upper", "more", "less"),
    [
        (1, 3, Assurance.FAILING, Assurance.PASSING),
        (5, 7, Assurance.PASSING, Assurance.FAILING),
        (1, 5, Assurance.HIT_OR_MISS, Assurance.HIT_OR_MISS),
        (1, 4, Assurance.HIT_OR_MISS, Assurance.HIT_OR_MISS),
        (4, 7, Assurance.HIT_OR_MISS, Assurance.HIT_OR_MISS),
    ],
)
def test_a_target_beyond_the_limits_is_always_met_or_never(
    lower: int, upper: int, more: Assurance, less: Assurance
) -> None:
    limits = Limits(Fraction(lower), Fraction(lower + upper, 2), Fraction(upper))
    assert assurance_of(limits, a_target("4"), Polarity.MAXIMISE) == more
    assert assurance_of(limits, a_target("4"), Polarity.MINIMISE) == less


def test_of_a_target_that_is_a_range_the_end_counts_that_is_easier_to_meet() -> None:
    limits = Limits(Fraction(4), Fraction(5), Fraction(6))
    assert assurance_of(limits, a_target("3 to 8"), Polarity.MAXIMISE) == Assurance.PASSING
    assert assurance_of(limits, a_target("3 to 8"), Polarity.MINIMISE) == Assurance.PASSING


@pytest.mark.parametrize("polarity", [Polarity.NONE, Polarity.ON_TARGET, Polarity.RANGE])
def test_without_a_target_or_a_better_direction_nothing_is_assured(polarity: Polarity) -> None:
    limits = Limits(Fraction(1), Fraction(2), Fraction(3))
    assert assurance_of(limits, a_target("4"), polarity) is None
    assert assurance_of(limits, None, Polarity.MAXIMISE) is None


def test_the_icons_of_28_real_series_are_those_of_the_nhs_package(shared_data: Path) -> None:
    judged = 0
    for series in judged_series(shared_data / "spc"):
        limits = process_limits(series.points[: series.fixed_on], screened=series.screened)
        assert limits is not None
        found = [TYPES[variation_of(signal, series.polarity)] for signal in signals(series.points, limits)]
        assert found == series.types, series.name
        assert ASSURANCES[assurance_of(limits, a_target(series.target), series.polarity)] == series.assurance, (
            series.name
        )
        judged += 1
    assert judged == 56


def test_the_vectors_of_assurance_come_out(shared_data: Path) -> None:
    vectors = json.loads((shared_data / "spc" / "rule_vectors_dev.json").read_text("utf-8"))
    [stated, expected] = [
        each for vector in vectors if vector["rule"] == "assurance" for each in (vector["input"], vector["expected"])
    ]
    polarity, target = POLARITIES[stated["direction"]], a_target(str(stated["target"]))
    found = [
        assurance_of(Limits(Fraction(lpl), Fraction(lpl + upl, 2), Fraction(upl)), target, polarity)
        for lpl, upl in stated["lpl_upl"]
    ]
    assert [ASSURANCES[each] for each in found] == expected
