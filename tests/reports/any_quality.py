"""Data quality of everything that can go wrong, for tests of its pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from reports.quality_page import Told
from tests.council import utc
from tests.transforms.given import a_sender
from tests.transforms.records import COUNCIL
from transforms.data_quality import Dimension, Fact, Flaw, Lapse, Quality
from transforms.league import Stretch
from transforms.register import Sender

TO = date(2010, 1, 20)
TOLD = Told(COUNCIL, Stretch.year_to(TO), utc("2010-01-20T09:05:00"), "data-quality")
LONG_NAME = "Environmental Health, Building Control and Licensing: a shared service of two councils"
LONG_FILE = "West Kent PCT data with a name that is quite long and has noplaceatwhichitcouldbebrokenbyanybrowser24.xls"
FLAWS = {
    Dimension.ACCURACY: (Flaw.SENT_BACK, Flaw.CORRECTED_BEFORE, Flaw.CORRECTED),
    Dimension.VALIDITY: (Flaw.REFUSED,),
    Dimension.RELIABILITY: (Flaw.DRIFTED, Flaw.NO_PARTS, Flaw.ASSUMED, Flaw.MOVED, Flaw.PROVISIONAL),
    Dimension.TIMELINESS: (Flaw.LATE, Flaw.OWED),
    Dimension.RELEVANCE: (Flaw.NO_REPORT, Flaw.NO_TARGET),
    Dimension.COMPLETENESS: (Flaw.OWED, Flaw.NO_COMMENTARY),
}
"""What can pull each dimension down."""


def facts() -> Iterator[Fact]:
    """Two years, each flaw three times; of the first quarter there is too little to say."""
    for dimension, flaws in FLAWS.items():
        yield from (Fact(dimension, TO - timedelta(days=10 * at)) for at in range(68))
        for at, flaw in enumerate(flaws * 3):
            said = f"<b>{flaw.value}</b> & so on"
            lapse = Lapse(flaw, "NI 157a", f"Month {at}", said, LONG_FILE, "Returns", "D7", "Mend it.")
            yield Fact(dimension, TO - timedelta(days=30 * at), lapse)


def everything(sender: Sender | None = None) -> Quality:
    """A sender of whom there is all of it to tell."""
    return Quality(sender or replace(a_sender("dev"), name=LONG_NAME), TOLD.stretch, list(facts()))


def few() -> Quality:
    """A sender of whom there is too little to say."""
    return Quality(a_sender("pct"), TOLD.stretch, [Fact(Dimension.TIMELINESS, TO)])


def both() -> Sequence[Quality]:
    """The senders of a page."""
    return [everything(), few()]
