"""The release calendar names the days to come, and each version that went out with its file."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from urllib.parse import unquote

import pytest
from lxml import html

from flows import calendar_steps
from flows.calendar_steps import releases, write_calendar
from flows.register_steps import apply_register
from infra.wiring import House
from tests.council import REPORTS, at
from tests.flows.issue_due import issue_due
from tests.flows.late_figure import LATE, LATER, NEXT, send
from transforms.period import Period
from transforms.register_history import RegisterHistory
from transforms.report_plan import Edition


def test_a_year_of_days_is_published_beforehand(house: House) -> None:
    coming = [(release.period, release.day.isoformat()) for release in reversed(releases(at(house, "2010-01-18")))]
    assert coming == [
        (Period.quarter(2009, 3), "2010-01-29"),
        (Period.quarter(2009, 4), "2010-04-30"),
        (Period.quarter(2010, 1), "2010-07-30"),
        (Period.quarter(2010, 2), "2010-10-29"),
    ]


def test_no_day_is_promised_for_a_report_of_which_nothing_is_measured(house: House) -> None:
    each = (
        REPORTS
        + """
[monthly]
title = "{group}"
audience = "A"
layout = "list"
period = "month"
per = "sender"
formats = ["html"]
"""
    )
    (house.workspace / "register" / "reports.toml").write_text(each, encoding="utf-8")
    apply_register(house)
    promised = {release.title for release in releases(at(house, "2010-01-18")) if release.period.months == 1}
    assert promised == {"Customer Services", "Development Services"}  # the county sends each quarter, the PCT each year


def test_a_calendar_of_a_thousand_reports_looks_each_period_up_once(
    went_out: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    with went_out.glimpse() as knowledge:
        [issue], register = knowledge.issues(), knowledge.register()
    issued = [replace(issue, version=version) for version in range(1, 201)]
    issued += [replace(issue, report=f"gone-{number}") for number in range(800)]
    looked_up: list[Period] = []
    whole = calendar_steps.editions_on

    def counted(register: RegisterHistory, period: Period) -> list[Edition]:
        looked_up.append(period)
        return whole(register, period)

    monkeypatch.setattr(calendar_steps, "editions_on", counted)
    found = calendar_steps.releases_of(issued, register, date(2010, 2, 1), 4)

    assert max(len(release.issues) for release in found) == 200
    assert len(looked_up) == len(set(looked_up))


def test_each_version_that_went_out_leads_to_its_own_file(went_out: House) -> None:
    send(at(went_out, NEXT), "dev", LATE, "bins")
    issue_due(at(went_out, LATER))
    write_calendar(at(went_out, LATER))

    folder = went_out.workspace / "reports"
    page = html.fromstring((folder / "release-calendar.html").read_bytes())
    links = {link.text: unquote(link.get("href")) for link in page.iter("a")}

    assert links == {
        "Version 2, 20 February 2010": "scrutiny-2009-10 Q3.html",
        "Version 1, 29 January 2010": "scrutiny-2009-10 Q3 version 1.html",
    }
    assert all((folder / name).is_file() for name in links.values())
