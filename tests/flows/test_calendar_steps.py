"""The release calendar names the days to come, and each version that went out with its file."""

from __future__ import annotations

from urllib.parse import unquote

from lxml import html

from flows.calendar_steps import releases, write_calendar
from infra.wiring import House
from tests.council import at
from tests.flows.issue_due import issue_due
from tests.flows.late_figure import LATE, LATER, NEXT, send
from transforms.period import Period


def test_a_year_of_days_is_published_beforehand(house: House) -> None:
    coming = [(release.period, release.day.isoformat()) for release in reversed(releases(at(house, "2010-01-18")))]
    assert coming == [
        (Period.quarter(2009, 3), "2010-01-29"),
        (Period.quarter(2009, 4), "2010-04-30"),
        (Period.quarter(2010, 1), "2010-07-30"),
        (Period.quarter(2010, 2), "2010-10-29"),
    ]


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
