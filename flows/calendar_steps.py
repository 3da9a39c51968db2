"""The step that publishes the release calendar: on which day which report goes out, and what went out."""

from __future__ import annotations

from flows.issue_steps import REGULAR
from flows.report_steps import write_files
from infra.wiring import House
from reports.release_calendar import FILE, Release, calendar_page
from reports.scrutiny import AUDIENCE, title_for
from transforms.issue import release_day
from transforms.period import Period

AHEAD = 4
"""Periods that a calendar names beforehand: with a quarterly report, a year."""


def write_calendar(house: House) -> None:
    """Write the release calendar into `reports/`. Raises `UsageError` where that cannot be written."""
    page = calendar_page(releases(house), house.council.name, house.council.zone)
    write_files({FILE: page}, house.workspace / "reports")


def releases(house: House) -> list[Release]:
    """The reports to come and those that went out, each with its versions, the latest day first."""
    with house.glimpse() as knowledge:
        issued = knowledge.issues()
    to_come = {(regular.report, period) for regular in REGULAR for period in _ahead(house, regular.length)}
    return sorted(
        (
            Release(
                title_for(period), AUDIENCE, period, release_day(period),
                [issue for issue in issued if (issue.report, issue.period) == (report, period)],
            )
            for report, period in to_come | {(issue.report, issue.period) for issue in issued}
        ),
        key=lambda release: (release.day, release.title),
        reverse=True,
    )  # fmt: skip


def _ahead(house: House, length: int) -> list[Period]:
    today = house.clock.today()
    ended = Period.last_ended(today, length, house.council.year_start)
    coming = (ended.shifted(length * ahead) for ahead in range(AHEAD + 1))
    return [period for period in coming if release_day(period) >= today][:AHEAD]
