from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.transforms.given import a_target, an_indicator, few
from transforms.figure import Unit
from transforms.indicator import Polarity
from transforms.trend import Trend, trend

OPPOSITE = {
    Trend.IMPROVING: Trend.GETTING_WORSE,
    Trend.GETTING_WORSE: Trend.IMPROVING,
    Trend.NO_CHANGE: Trend.NO_CHANGE,
}


def moved(now: str, before: str, target: str | None = None, **changes: Any) -> Trend:
    return trend(Decimal(now), Decimal(before), an_indicator(**changes), target=a_target(target))


@pytest.mark.parametrize(
    ("now", "before", "expected"),
    [
        ("64.56", "62.93", Trend.IMPROVING),
        ("64.56", "75.94", Trend.GETTING_WORSE),
        ("63.73", "62.25", Trend.IMPROVING),
        ("63.73", "60.54", Trend.IMPROVING),
        ("82.61", "85.71", Trend.GETTING_WORSE),
        ("82.61", "70.37", Trend.IMPROVING),
    ],
)
def test_the_trends_of_the_case_study_come_out(now: str, before: str, expected: Trend) -> None:
    assert moved(now, before) == expected


@pytest.mark.parametrize(("now", "before"), [("15.4", "18.3"), ("15.3", "15.4")])
def test_fewer_days_for_a_benefit_claim_are_an_improvement(now: str, before: str) -> None:
    assert moved(now, before, polarity=Polarity.MINIMISE) == Trend.IMPROVING


def test_figures_that_print_alike_have_not_changed() -> None:
    assert moved("5.24", "5.16", decimals=1) == Trend.NO_CHANGE
    assert moved("5.25", "5.24", decimals=1) == Trend.IMPROVING


def test_a_change_no_larger_than_the_band_is_no_change() -> None:
    assert moved("51.5", "50", no_change_band=Decimal("1.5")) == Trend.NO_CHANGE
    assert moved("51.51", "50", no_change_band=Decimal("1.5")) == Trend.IMPROVING
    assert moved("48.49", "50", no_change_band=Decimal("1.5")) == Trend.GETTING_WORSE


@pytest.mark.parametrize(
    "changed", [{"definition": "Decided in 8 weeks"}, {"unit": Unit.NUMBER}, {"scale": Decimal(1000)}], ids=str
)
def test_across_a_change_of_the_measure_figures_are_not_comparable(changed: dict[str, Any]) -> None:
    found = trend(Decimal(2), Decimal(1), an_indicator(), indicator_before=an_indicator(**changed))
    assert found == Trend.NOT_COMPARABLE


def test_a_definition_typed_anew_in_other_case_and_spacing_is_the_same_definition() -> None:
    retyped = an_indicator(definition="  major Applications decided  in 13 weeks ")
    assert trend(Decimal(2), Decimal(1), an_indicator(), indicator_before=retyped) == Trend.IMPROVING


def test_a_new_owner_or_target_allowance_does_not_break_the_series() -> None:
    before = an_indicator(owner="Somebody else", tolerance=Decimal(5), name="Major applications")
    assert trend(Decimal(2), Decimal(1), an_indicator(), indicator_before=before) == Trend.IMPROVING


@pytest.mark.parametrize(("now", "before"), [(None, Decimal(1)), (Decimal(1), None), (None, None)])
def test_without_two_figures_there_is_no_trend(now: Decimal | None, before: Decimal | None) -> None:
    assert trend(now, before, an_indicator()) == Trend.NONE


def test_a_figure_without_a_better_direction_has_no_trend() -> None:
    assert moved("2", "1", polarity=Polarity.NONE) == Trend.NONE


def test_nearer_to_the_target_is_better_where_neither_more_nor_less_is() -> None:
    assert moved("52", "45", "50", polarity=Polarity.ON_TARGET) == Trend.IMPROVING
    assert moved("45", "52", "50", polarity=Polarity.ON_TARGET) == Trend.GETTING_WORSE
    assert moved("48", "52", "50", polarity=Polarity.ON_TARGET) == Trend.NO_CHANGE
    assert moved("61", "69", "60 to 70", polarity=Polarity.RANGE) == Trend.NO_CHANGE


def test_nearer_to_no_target_cannot_be_told() -> None:
    assert moved("52", "45", polarity=Polarity.ON_TARGET) == Trend.NONE


def test_the_words_of_the_key_are_those_of_the_case_study() -> None:
    labels = [found.label for found in (Trend.IMPROVING, Trend.NO_CHANGE, Trend.GETTING_WORSE)]
    assert labels == ["Improving", "No Change", "Getting Worse"]


FIGURES = st.decimals(-1000, 1000, places=3)


@few
@given(FIGURES, FIGURES, st.decimals(0, 5, places=1), st.sampled_from([Polarity.MAXIMISE, Polarity.MINIMISE]))
def test_what_improved_one_way_got_worse_the_other_way(
    one: Decimal, other: Decimal, band: Decimal, polarity: Polarity
) -> None:
    indicator = an_indicator(no_change_band=band, polarity=polarity)
    assert trend(one, other, indicator) == OPPOSITE[trend(other, one, indicator)]


@few
@given(FIGURES, FIGURES)
def test_what_improves_where_more_is_better_gets_worse_where_less_is(one: Decimal, other: Decimal) -> None:
    high, low = an_indicator(), an_indicator(polarity=Polarity.MINIMISE)
    assert trend(one, other, high) == OPPOSITE[trend(one, other, low)]
