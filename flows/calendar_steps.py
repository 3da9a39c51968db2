"""The step that publishes the release calendar: on which day which report goes out, and what went out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from flows.report_steps import write_files
from infra.wiring import House
from reports.release_calendar import FILE, Release, calendar_page
from transforms.issue import Issue, release_day
from transforms.period import Length, Period
from transforms.register_history import RegisterHistory
from transforms.report_plan import Edition, editions_on


def write_calendar(house: House) -> None:
    """Write the release calendar into `reports/`. Raises `UsageError` where that cannot be written."""
    page = calendar_page(releases(house), house.council.name, house.council.zone)
    write_files({FILE: page}, house.workspace / "reports")


def releases(house: House) -> list[Release]:
    """The reports to come and those that went out, each with its versions, the latest day first."""
    with house.glimpse() as knowledge:
        issued, register = knowledge.issues(), knowledge.register()
    return releases_of(issued, register, house.clock.today(), house.council.year_start)


def releases_of(
    issued: Sequence[Issue],
    register: RegisterHistory,
    today: date,
    year_start: int,
    shows: Callable[[str], bool] = lambda report: True,
) -> list[Release]:
    """The releases of a year from a day on and those of the past, of the reports that are to be shown."""
    promised = {
        (edition.name, period): edition
        for length in Length
        for period in _ahead(today, length, year_start)
        for edition in editions_on(register, period)
        if edition.plan.is_on(period) and today <= _day(edition, period) < _in_a_year(today)
    }
    went_out = {(issue.report, issue.period): None for issue in issued}
    about = [each for each in {**went_out, **promised} if shows(each[0])]
    found = [_release(*each, promised.get(each), register, issued) for each in about]
    return sorted(found, key=lambda release: (release.day, release.title), reverse=True)


def _release(
    report: str, period: Period, edition: Edition | None, register: RegisterHistory, issued: Sequence[Issue]
) -> Release:
    known = edition or next((each for each in editions_on(register, period) if each.name == report), None)
    versions = [issue for issue in issued if (issue.report, issue.period) == (report, period)]
    if known is None:
        return Release(report, "", period, release_day(period), versions)
    return Release(known.title(period), known.audience, period, _day(known, period), versions)


def _day(edition: Edition, period: Period) -> date:
    return release_day(period, edition.plan.release)


def _ahead(today: date, length: Length, year_start: int) -> list[Period]:
    """The periods of a length of which reports may go out within a year."""
    ended = Period.last_ended(today, length, year_start)
    return [ended.shifted(length * ahead) for ahead in range(Length.YEAR // length + 1)]


def _in_a_year(today: date) -> date:
    """The first day that the calendar does not reach."""
    return Period.month(today.year, today.month).shifted(Length.YEAR).start
