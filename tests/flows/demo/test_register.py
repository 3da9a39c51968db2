"""The demo council's register: enough of everything, and the case study's rows word for word."""

from __future__ import annotations

from decimal import Decimal

import pytest

from transforms.indicator import Frequency, Polarity, ToleranceKind
from transforms.period import Period
from transforms.register import Register, SenderKind

Q3 = Period.quarter(2009, 3)

QUALITY_SERVICES = {
    "Customer Services",
    "Development Services",
    "Housing Benefits",
    "Local Tax",
    "Refuse and Recycling",
    "Social Housing",
    "Street Cleaning",
}


def test_it_holds_at_least_84_indicators_and_14_services_and_14_senders(register: Register) -> None:
    assert len(register.indicators) >= 84
    assert len(register.services) >= 14
    assert len(register.senders) == 14
    assert {sender.kind for sender in register.senders.values()} == set(SenderKind)


def test_the_seven_quality_service_areas_are_among_the_services(register: Register) -> None:
    assert QUALITY_SERVICES <= {service.name for service in register.services.values()}


@pytest.mark.parametrize(
    ("code", "name", "target", "service"),
    [
        (
            "LPI CS 1",
            "Percentage of phone calls answered within 20 seconds by the Contact Centre",
            "80%",
            "Customer Services",
        ),
        (
            "LPI CS 3",
            "Percentage of all queries answered at first point of contact by the Contact Centre",
            "65%",
            "Customer Services",
        ),
        (
            "NI 157a",
            "Processing of planning applications: Major applications (x BV 109a)",
            "80.00%",
            "Development Services",
        ),
    ],
)
def test_the_rows_of_the_case_study_are_as_printed(
    register: Register, code: str, name: str, target: str, service: str
) -> None:
    indicator = register.indicator(code, Q3)
    assert indicator is not None and (indicator.code, indicator.name) == (code, name)
    stated = register.target(indicator, Q3)
    assert stated is not None and stated.text(indicator.unit) == target
    assert register.services[indicator.service].name == service


def test_every_polarity_frequency_and_tolerance_is_used(register: Register) -> None:
    rows = [row for rows in register.indicators.values() for row in rows]
    assert {row.polarity for row in rows} == set(Polarity)
    assert {row.frequency for row in rows} == set(Frequency)
    assert {row.tolerance_kind for row in rows} == set(ToleranceKind)
    assert any(row.is_cumulative for row in rows)


def test_who_answers_for_an_indicator_does_not_send_it(register: Register) -> None:
    assert all(row.owner != row.provider for rows in register.indicators.values() for row in rows)


def test_an_invented_indicator_says_so(register: Register) -> None:
    rows = [row for rows in register.indicators.values() for row in rows]
    real = {row.code for row in rows if "Invented for this demonstration." not in row.definition}
    assert {code for code in real if code.startswith("LPI")} == {"LPI CS 1", "LPI CS 3"}
    assert all(row.definition.endswith(".") for row in rows)


def test_a_definition_that_changed_in_april_2009_is_not_compared_with_itself(register: Register) -> None:
    before = register.indicator("LPI RR 5", Period.month(2009, 3))
    after = register.indicator("LPI RR 5", Period.month(2009, 4))
    assert before is not None and after is not None and not before.same_measure(after)


def test_what_counts_up_from_april_has_a_target_for_each_month(register: Register) -> None:
    indicator = register.indicator("BV 9")
    assert indicator is not None
    targets = [register.target(indicator, month) for month in Period.year(2009).parts(1)]
    figures = [target.low for target in targets if target]
    assert len(figures) == 12 and figures == sorted(figures) and figures[-1] == Decimal("98.70")
