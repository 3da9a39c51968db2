from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.transforms.given import a_target, an_indicator, few
from transforms.indicator import Polarity, ToleranceKind
from transforms.limits import Band, limits_of
from transforms.status import Status, judge

TENTHS = st.integers(-400, 400).map(lambda tenths: Decimal(tenths) / 10)


def within(band: Band, value: Decimal) -> bool:
    return (band.low is None or value >= band.low) and (band.high is None or value <= band.high)


@few
@given(
    value=TENTHS,
    target=st.sampled_from(["0", "20", "-20.5", "10 to 30", "-5 to 5"]),
    tolerance=st.sampled_from([Decimal(0), Decimal(5), Decimal("10.5")]),
    kind=st.sampled_from(ToleranceKind),
    polarity=st.sampled_from([polarity for polarity in Polarity if polarity != Polarity.NONE]),
)
def test_the_limits_give_the_light_that_the_report_gives(
    value: Decimal, target: str, tolerance: Decimal, kind: ToleranceKind, polarity: Polarity
) -> None:
    indicator = an_indicator(decimals=1, tolerance=tolerance, tolerance_kind=kind, polarity=polarity)
    limits = limits_of(a_target(target), indicator)

    assert limits is not None
    light = Status.CAUTION if within(limits.caution, value) else Status.REQUIRES_ATTENTION
    assert judge(value, a_target(target), indicator) == (Status.GOOD if within(limits.good, value) else light)


@pytest.mark.parametrize(("target", "polarity"), [(None, Polarity.MAXIMISE), ("80", Polarity.NONE)])
def test_where_there_is_no_light_there_are_no_limits(target: str | None, polarity: Polarity) -> None:
    assert limits_of(a_target(target), an_indicator(polarity=polarity)) is None
