"""The page of one indicator: beneath its figure all that is known of it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from reports.blocks.beside_others import QUARTILES, place_words
from reports.site.press import HOME, Crumb, Sheet, file_of, linked_data
from reports.site.site import Named, Site, Subject
from reports.site.words import BETTER, standing
from reports.trend_chart import TrendChart, trend_chart
from transforms.judged import JudgedRow
from transforms.judged_signal import signal_in
from transforms.period import Length, Period
from transforms.status import Status

HEADS = {Length.MONTH: "Month by month", Length.QUARTER: "Quarter by quarter", Length.YEAR: "Year by year"}


def indicator_page(site: Site, subject: Subject, service: Named | None) -> tuple[Sheet, dict[str, Any]]:
    """What is said of the page, and what stands on it."""
    indicator, row = subject.indicator, subject.row
    above = [Crumb(HOME, "Home"), Crumb("services/", "Services")]
    if service:
        above.append(Crumb(f"services/{service.words[-1]}/", service.name))
    said = standing(row) if row else "No figure has been published yet."
    title = f"{indicator.name} ({indicator.code})"
    sheet = Sheet(subject.address, title, f"{said} {indicator.definition}".strip(), above)
    return sheet, {
        "subject": subject,
        "service": service,
        "last": next((each for each in subject.rows if each.value is not None), None) if _is_without(row) else None,
        "chart": _chart(subject),
        "tables": [
            (HEADS[Length(rows[0].period.months)], rows) for rows in (subject.reported, subject.measured) if rows
        ],
        "better": BETTER[indicator.polarity],
        "noticed": [each for each in subject.corrections if each.was_published],
        "place_words": place_words,
        "quartiles": QUARTILES,
        "linked": linked_data(_dataset(site, subject, title)),
    }


def _is_without(row: JudgedRow | None) -> bool:
    return row is not None and row.value is None


def _chart(subject: Subject) -> TrendChart | None:
    """All figures that were measured alike, in the periods in which it is measured; else in quarters."""
    for rows in (subject.measured, subject.reported):
        whole = [row for row in rows if row.is_whole]
        if len(whole) > 1:
            series = _series(rows, whole[0])
            signal = signal_in(series, whole[0].indicator, whole[0].period, whole[0].target, subject.rebased)
            return trend_chart(whole[0], series, signal)
    return None


def _series(rows: Sequence[JudgedRow], latest: JudgedRow) -> Sequence[tuple[Period, Decimal | None]]:
    told = [row for row in reversed(rows) if row.period <= latest.period]
    return [(row.period, row.value if _alike(row, latest) else None) for row in told]


def _alike(row: JudgedRow, latest: JudgedRow) -> bool:
    return row.status != Status.NOT_JUDGED and row.indicator.same_measure(latest.indicator)


def _dataset(site: Site, subject: Subject, title: str) -> dict[str, Any]:
    """The indicator's figures as a data set, as search engines of data look for it."""
    at = f"{site.base}{subject.address}" if site.base else ""
    periods = [row.period for row in subject.rows if row.value is not None]
    covers = {"temporalCoverage": f"{min(p.start for p in periods)}/{max(p.end for p in periods)}"} if periods else {}
    return {
        "@type": "Dataset",
        "name": title,
        "description": subject.indicator.definition or title,
        "creator": {"@type": "GovernmentOrganization", "name": site.council},
        "dateModified": site.as_at.astimezone(site.zone).date().isoformat(),
        "isAccessibleForFree": True,
        "distribution": {
            "@type": "DataDownload",
            "encodingFormat": "text/csv",
            "contentUrl": f"{at}{subject.word}.csv",
        },
        **covers,
        **({"url": file_of(at).removesuffix("index.html")} if at else {}),
    }
