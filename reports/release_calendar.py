"""The release calendar: when each report goes out, published beforehand, and each version that went out.

Government statistics are announced by a release calendar (Code of Practice for Statistics, T3 "Orderly release"); a
council's committees know from it what they will read when.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote
from zoneinfo import ZoneInfo

from reports.as_html import environment
from transforms.issue import Issue
from transforms.period import Period
from transforms.words import long_date

FILE = "release-calendar.html"


@dataclass(frozen=True, slots=True)
class Release:
    """A report on a period, the day on which it goes out at the latest, and its versions, the first one first."""

    title: str
    audience: str
    period: Period
    day: date
    issues: Sequence[Issue]


@dataclass(frozen=True, slots=True)
class Version:
    """A version that went out: its day, why, and where it is to be read."""

    number: int
    day: str
    why: str
    address: str


def calendar_page(releases: Sequence[Release], council: str, zone: ZoneInfo) -> bytes:
    """The calendar as UTF-8 HTML, the latest day first; a report may go out before its day, once nothing is awaited."""
    went_out = [(release, _versions(release.issues, zone)) for release in releases if release.issues]
    to_come = [release for release in reversed(releases) if not release.issues]
    page = environment().get_template("release_calendar.html.j2")
    return page.render(council=council, to_come=to_come, went_out=went_out, long_date=long_date).encode()


def _versions(issues: Sequence[Issue], zone: ZoneInfo) -> list[Version]:
    newest = max(issue.version for issue in issues)
    return [
        Version(
            issue.version,
            long_date(issue.as_at.astimezone(zone)),
            issue.why.words,
            quote(_page_of(issue, is_newest=issue.version == newest)),
        )
        for issue in sorted(issues, key=lambda issue: -issue.version)
    ]


def _page_of(issue: Issue, *, is_newest: bool) -> str:
    name = issue.file_of("html" if issue.has("html") else "json")
    return name if is_newest else issue.name_aside(name)
