"""The step that publishes the release calendar: on which day which report goes out, and what went out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
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
    editions = _Editions(register)
    versions: dict[tuple[str, Period], list[Issue]] = {}
    for issue in issued:
        versions.setdefault((issue.report, issue.period), []).append(issue)
    promised = [
        (edition.name, period)
        for length in Length
        for period in _ahead(today, length, year_start)
        for edition in editions.that_go_out(period)
        if today <= _day(edition, period) < _in_a_year(today)
    ]
    about = [each for each in dict.fromkeys([*versions, *promised]) if shows(each[0])]
    found = [_release(*each, editions.on(each[1]).get(each[0]), versions.get(each, [])) for each in about]
    return sorted(found, key=lambda release: (release.day, release.title), reverse=True)


class _Editions:
    """The reports that can be made on each period, looked up once however many went out on it."""

    def __init__(self, register: RegisterHistory) -> None:
        self._register = register
        self._known: dict[Period, Mapping[str, Edition]] = {}

    def on(self, period: Period) -> Mapping[str, Edition]:
        """All of a period by their names."""
        if period not in self._known:
            self._known[period] = {edition.name: edition for edition in editions_on(self._register, period)}
        return self._known[period]

    def that_go_out(self, period: Period) -> list[Edition]:
        """Those that go out on it: not where nothing of theirs is measured so often."""
        latest, standing = self._register.latest, self._register.standing(period)
        measured = [indicator for indicator in standing if indicator.frequency.length <= period.months]
        planned = (edition for edition in self.on(period).values() if edition.plan.is_on(period))
        return [each for each in planned if any(each.takes(indicator, latest) for indicator in measured)]


def _release(report: str, period: Period, edition: Edition | None, versions: Sequence[Issue]) -> Release:
    if edition is None:
        return Release(report, "", period, release_day(period), versions)
    return Release(edition.title(period), edition.audience, period, _day(edition, period), versions)


def _day(edition: Edition, period: Period) -> date:
    return release_day(period, edition.plan.release)


def _ahead(today: date, length: Length, year_start: int) -> list[Period]:
    """The periods of a length of which reports may go out within a year."""
    ended = Period.last_ended(today, length, year_start)
    return [ended.shifted(length * ahead) for ahead in range(Length.YEAR // length + 1)]


def _in_a_year(today: date) -> date:
    """The first day that the calendar does not reach."""
    return Period.month(today.year, today.month).shifted(Length.YEAR).start
