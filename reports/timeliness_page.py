"""The record of timeliness as self-contained HTML: the table of all senders, and the page to bring to one of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from reports.late_mark import marks_of, strip_of
from reports.letters import as_page
from reports.timeliness_words import (
    KINDS,
    costs,
    helps,
    ordinal,
    remarks,
    stretch_in_words,
    title_of,
    usual_in_words,
    went_well,
)
from transforms.council import Council
from transforms.issue import Issue
from transforms.league import FEWEST, Row, Stretch, Tally, by_month
from transforms.shortcoming import shortcomings_of
from transforms.timeliness import Delivery, HoldEnd
from transforms.words import wall_time

LISTED = 8
"""Kinds of findings on a page: what else there was is counted, so that the page stays one to read together."""


@dataclass(frozen=True)
class Told:
    """What a page says of itself: whose record it is, of when, and as at which instant."""

    council: Council
    stretch: Stretch
    as_at: datetime

    @property
    def as_at_words(self) -> str:
        """The instant by the council's clock."""
        return wall_time(self.as_at.astimezone(self.council.zone))

    @property
    def words(self) -> str:
        """Which returns are told of."""
        return stretch_in_words(self.stretch)


def league_page(told: Told, rows: Sequence[Row], deliveries: Sequence[Delivery]) -> bytes:
    """The table of all senders as UTF-8 HTML, the same bytes for the same record."""
    page = as_page(
        "timeliness.html.j2",
        told=told,
        rows=rows,
        all=Tally(deliveries),
        months=by_month(deliveries),
        fewest=FEWEST,
        ends=HoldEnd,
        strips={row.sender.sender: strip_of(row.tally.deliveries) for row in rows},
        usual=usual_in_words,
    )
    return page.encode()


def sender_page(told: Told, row: Row, missed: Sequence[Issue], reminders: int) -> bytes:
    """One sender's record as UTF-8 HTML; `missed` are the reports that went out without its figures, and so many
    `reminders` went out after the day.
    """
    found = shortcomings_of(row.tally.received)
    page = as_page(
        "timeliness_sender.html.j2",
        told=told,
        row=row,
        tally=row.tally,
        returns=list(zip(row.tally.deliveries, marks_of(row.tally.deliveries), strict=True)),
        found=found[:LISTED],
        more=len(found[LISTED:]),
        kinds=KINDS,
        well=went_well(row),
        costs=costs(row.tally, missed, reminders),
        helps=helps(row, found, told.council.roll),
        usual=usual_in_words(row.tally),
        remarks=remarks,
        short_date=_short_date,
        title_of=title_of,
        ordinal=ordinal,
    )
    return page.encode()


def _short_date(day: date) -> str:
    """`16 Feb 2009`."""
    return f"{day.day} {day:%b %Y}"
