"""The pages of reports that went out, each with all its versions and formats, and the calendar of those to come."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from reports.site.press import HOME, Crumb, Press, Sheet
from reports.site.site import Published, Site
from reports.site.words import FORMATS
from transforms.address import address_word

UP = [Crumb(HOME, "Home"), Crumb("reports/", "Reports")]


def report_files(site: Site) -> Iterator[tuple[str, bytes]]:
    """The files of every version, byte for byte as they went out."""
    for each in site.published:
        yield from ((f"{each.folder}{name}", content) for name, content in each.files.items())


def report_pages(press: Press) -> Iterator[tuple[str, bytes]]:
    """A page for each report and period."""
    for newest in press.site.newest:
        title = f"{newest.facts['title']}, {newest.facts['period_label']}"
        sheet = Sheet(newest.address, title, _description(newest), [*UP, _of_report(newest)])
        versions = press.site.versions(newest)
        yield sheet.file, press.page("report", sheet, newest=newest, versions=versions, formats=formats_of(newest))


def _description(newest: Published) -> str:
    lights = newest.facts["summary"]["sentences"][0] if newest.files else ""
    return f"{newest.facts['title']} for {newest.facts['audience']}. {lights}".strip()


def formats_of(version: Published) -> Sequence[tuple[str, str, str, bytes]]:
    """The files of a version in the order in which people look for them: ending, what it is, name and content."""
    stem = f"{version.issue.report}-{version.issue.period}."
    endings = {name.removeprefix(stem): name for name in version.files}
    return [
        (each, what, endings[each], version.files[endings[each]]) for each, what in FORMATS.items() if each in endings
    ]


def report_lists(press: Press) -> Iterator[tuple[str, bytes]]:
    """The list of all reports, those of each report by itself, and the release calendar."""
    newest = press.site.newest
    by_report: dict[str, list[Published]] = {}
    for each in newest:
        by_report.setdefault(each.issue.report, []).append(each)
    for listed in by_report.values():
        of = _of_report(listed[0])
        sheet = Sheet(of.address, of.name, f"Every report to {listed[0].facts['audience']} that was published.", UP)
        yield sheet.file, press.page("reports", sheet, listed=listed)
    about = f"The performance reports that {press.site.council} published, the latest first."
    sheet = Sheet("reports/", "Reports", about, UP[:1])
    yield sheet.file, press.page("reports", sheet, listed=newest)
    yield from _calendar(press)


def _calendar(press: Press) -> Iterator[tuple[str, bytes]]:
    site = press.site
    addresses = {(each.issue.report, each.issue.period): each for each in site.newest}
    went_out = [(each, _address(each.issues[0], addresses)) for each in site.releases if each.issues]
    to_come = [each for each in reversed(site.releases) if not each.issues]
    about = "The days on which performance reports will be published, and those that were."
    sheet = Sheet("release-calendar/", "Release calendar", about, UP[:1])
    yield sheet.file, press.page("calendar", sheet, to_come=to_come, went_out=went_out)


def _address(issue: Any, addresses: dict[Any, Published]) -> str:
    return addresses[issue.report, issue.period].address


def _of_report(of: Published) -> Crumb:
    """The page of all issues of a report, called as its audience is."""
    return Crumb(f"reports/{address_word(of.issue.report)}/", f"Reports to {of.facts['audience']}")
