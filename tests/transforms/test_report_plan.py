"""Which reports a declaration makes, and which indicators are in them."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from tests.transforms.given import DECEMBER, Q3, a_register, an_indicator
from transforms.errors import UnknownItem
from transforms.period import Length, Period
from transforms.register import Register, Service
from transforms.register_history import Applied, RegisterHistory
from transforms.report_plan import (
    COMMITTEES_REPORT,
    Edition,
    Grouping,
    Recipient,
    ReportPlan,
    Selection,
    editions_called,
    editions_on,
)

SERVICES = {
    "refuse": Service("refuse", "Refuse & Recycling", "Environment", "Head of Refuse", "Cllr Green"),
    "streets": Service("streets", "Street Cleaning", "Environment", "Head of Streets", "Cllr Green"),
    "housing": Service("housing", "Housing", "Housing", "Head of Housing", ""),
}
BINS = an_indicator(code="LPI RR 1", service="refuse", themes=("LPI", "QSI:performance"), public=True)
WASTE = an_indicator(code="NI 192", service="refuse", themes=("NI", "SCS:green"), public=True)
LITTER = an_indicator(code="NI 195a", service="streets", themes=("NI", "SCS:green"), public=False)
HOMES = an_indicator(code="NI 155", service="housing", themes=("NI", "SCS:caring"), public=False)
ALL = (BINS, WASTE, LITTER, HOMES)


def declared(*plans: ReportPlan) -> RegisterHistory:
    register = replace(a_register(*ALL), services=SERVICES, declared={plan.report: plan for plan in plans})
    return RegisterHistory([Applied(date(2008, 1, 7), register)])


def plan(
    report: str = "monthly", *, length: Length = Length.MONTH, per: Grouping | None = None, **said: object
) -> ReportPlan:
    return ReportPlan(report, "{group} - {period}", "For {group}", ("indicators",), length, per=per, **said)  # type: ignore[arg-type]


def names(history: RegisterHistory, period: Period = DECEMBER) -> list[str]:
    return [edition.name for edition in editions_on(history, period)]


def codes(edition: Edition, register: Register) -> list[str]:
    return [indicator.code for indicator in ALL if edition.takes(indicator, register)]


@pytest.mark.parametrize(
    ("per", "made"),
    [
        (None, ["monthly"]),
        (Grouping.SERVICE, ["monthly-refuse-recycling", "monthly-street-cleaning", "monthly-housing"]),
        (Grouping.DEPARTMENT, ["monthly-environment", "monthly-housing"]),
        (Grouping.PORTFOLIO_HOLDER, ["monthly-cllr-green"]),
        (Grouping.OUTCOME, ["monthly-green", "monthly-caring"]),
    ],
)
def test_one_report_is_made_for_each_group_in_the_order_of_the_services(per: Grouping | None, made: list[str]) -> None:
    assert names(declared(plan(per=per))) == made


def departments(*names: str) -> RegisterHistory:
    """A council that makes a report for each of its departments, which are so called."""
    services = {str(at): Service(str(at), f"Service {at}", name, "", "") for at, name in enumerate(names)}
    measured = [an_indicator(code=f"LPI {service}", service=service) for service in services]
    plans = {"monthly": plan(per=Grouping.DEPARTMENT)}
    return RegisterHistory(
        [Applied(date(2008, 1, 7), replace(a_register(*measured), services=services, declared=plans))]
    )


@pytest.mark.parametrize(
    "hostile",
    [
        "../../etc",
        "<script>alert(1)</script>",
        "=cmd|' /C calc'!A0",
        "x" * 4000,
        "日本",
        "-",
        "a/b\\c:d*?[x]",
        "{period}",
        "שלום",
    ],
)
def test_a_groups_name_is_never_a_path_nor_too_long_for_a_file(hostile: str) -> None:
    [name] = names(departments(hostile))
    assert re.fullmatch(r"monthly(-[a-z0-9]+)+", name)
    assert len(name) < 100


def test_groups_whose_names_lose_letters_keep_reports_of_their_own() -> None:
    assert len(set(names(departments("日本", "日", "Cllr 山田", "Cllr 田中", "x" * 4000, "x" * 3999, "-", "+")))) == 8


def test_groups_of_the_same_word_are_one_and_lose_nothing() -> None:
    history = departments("Housing & Care", "Housing, Care")
    [edition] = editions_on(history, DECEMBER)
    standing = history.standing(DECEMBER)
    assert [each for each in standing if edition.takes(each, history.latest)] == standing


def test_no_two_reports_have_the_same_name() -> None:
    each, one = plan("monthly", per=Grouping.DEPARTMENT), plan("monthly-housing")
    assert names(declared(each, one)) == ["monthly-environment", "monthly-housing"]


def test_every_indicator_of_a_group_is_in_its_report_and_in_no_other() -> None:
    history = declared(plan(per=Grouping.SERVICE))
    found = {each.name: codes(each, history.latest) for each in editions_on(history, DECEMBER)}
    assert found == {
        "monthly-refuse-recycling": ["LPI RR 1", "NI 192"],
        "monthly-street-cleaning": ["NI 195a"],
        "monthly-housing": ["NI 155"],
    }


@pytest.mark.parametrize(
    ("selection", "chosen"),
    [
        (Selection(), [each.code for each in ALL]),
        (Selection(themes=("NI",)), ["NI 192", "NI 195a", "NI 155"]),
        (Selection(themes=("SCS:",)), ["NI 192", "NI 195a", "NI 155"]),
        (Selection(themes=("SCS:caring", "QSI:")), ["LPI RR 1", "NI 155"]),
        (Selection(services=("refuse",), themes=("NI",)), ["NI 192"]),
        (Selection(departments=("Environment",)), ["LPI RR 1", "NI 192", "NI 195a"]),
        (Selection(codes=("ni155",)), ["NI 155"]),
        (Selection(public_only=True), ["LPI RR 1", "NI 192"]),
        (Selection(senders=("nobody",)), []),
    ],
)
def test_an_indicator_is_in_a_report_if_it_meets_every_condition(selection: Selection, chosen: list[str]) -> None:
    history = declared(plan(selection=selection))
    assert codes(Edition(plan(selection=selection)), history.latest) == chosen


def test_a_declaration_that_selects_nothing_makes_no_report() -> None:
    assert names(declared(plan(selection=Selection(themes=("BV",))))) == []


def test_a_report_may_go_out_on_some_quarters_only() -> None:
    digest = plan(length=Length.QUARTER, quarters=(1, 2, 4))
    assert [digest.is_on(Period.quarter(2009, number)) for number in (1, 2, 3, 4)] == [True, True, False, True]
    assert not digest.is_on(DECEMBER)
    assert not replace(digest, regular=False).is_on(Period.quarter(2009, 1))


def test_titles_name_the_period_as_the_case_study_does() -> None:
    assert Edition(COMMITTEES_REPORT).title(Q3) == "P&G Committee - Quarter 3 Report"
    assert Edition(plan(per=Grouping.SERVICE), "Housing").title(DECEMBER) == "Housing - December 2009"
    public = replace(COMMITTEES_REPORT, title="How we are doing, {dates}")
    assert Edition(public).title(Q3) == "How we are doing, October to December 2009"
    assert Edition(plan(per=Grouping.SERVICE), "Housing").audience == "For Housing"


def test_each_groups_report_goes_to_its_own_recipients_and_to_those_of_all() -> None:
    everybody, ours, theirs = (
        Recipient("policy@c.example"),
        Recipient("a@c.example", "Housing"),
        Recipient("b@c.example", "X"),
    )
    sent = plan(per=Grouping.SERVICE, recipients=(everybody, ours, theirs, ours))
    assert Edition(sent, "Housing").recipients == ["policy@c.example", "a@c.example"]


def test_each_outcome_is_looked_at_closely_once_a_year() -> None:
    edition = Edition(plan(length=Length.QUARTER, focus=("Safer", "Healthy", "Green", "Caring")))
    assert [edition.focus(Period.quarter(2009, number)) for number in (1, 2, 3, 4)] == [
        "Safer",
        "Healthy",
        "Green",
        "Caring",
    ]
    assert Edition(plan()).focus(DECEMBER) == ""


def test_a_report_is_asked_for_by_its_own_name_or_all_of_a_declaration_by_that() -> None:
    history = declared(plan(per=Grouping.DEPARTMENT))
    assert [each.name for each in editions_called("monthly-housing", history, DECEMBER)] == ["monthly-housing"]
    assert len(editions_called("monthly", history, DECEMBER)) == 2


@pytest.mark.parametrize(
    ("name", "said"), [("cabinet", "There is no report 'cabinet'"), ("monthly", "has no indicators in December 2009")]
)
def test_a_report_that_is_not_there_is_said_to_be_so(name: str, said: str) -> None:
    history = declared(plan(selection=Selection(themes=("BV",))))
    with pytest.raises(UnknownItem, match=said):
        editions_called(name, history, DECEMBER)


def test_a_report_counts_as_declared_from_when_it_was_without_a_break() -> None:
    with_it = declared(plan()).latest
    without = replace(with_it, declared={"other": plan("other")})
    days = [date(2009, month, 1) for month in (1, 2, 3, 4)]
    versions = [Applied(day, each) for day, each in zip(days, (with_it, without, with_it, with_it), strict=True)]

    assert RegisterHistory(versions).declared_since("monthly") == days[2]
    assert RegisterHistory(versions[:2]).declared_since("monthly") is None
