"""Data quality as self-contained HTML: all senders side by side, and a page for each with examples and what to do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reports import timeliness_page
from reports.letters import as_page
from reports.quality_chart import quarter_charts
from reports.quality_words import (
    FLAWS,
    MEANINGS,
    counted,
    flaws_in_words,
    place_in_words,
    remedies,
    score_in_words,
    strongest_and_weakest,
    subject,
    trend_in_words,
)
from transforms.data_quality import FEWEST_FACTS, Quality
from transforms.words import upper_first


@dataclass(frozen=True)
class Told(timeliness_page.Told):
    """What a page says of itself, and how the files are called."""

    name: str

    def page_of(self, sender: str) -> str:
        """The file of a sender's page."""
        return f"{self.name}-{sender}.html"


def all_page(told: Told, everybody: Quality, senders: Sequence[Quality]) -> bytes:
    """The page of all senders as UTF-8 HTML, the same bytes for the same facts."""
    page = as_page(
        "data_quality.html.j2",
        told=told,
        all=everybody,
        senders=senders,
        charts=quarter_charts(everybody),
        meanings=MEANINGS,
        fewest=FEWEST_FACTS,
        flaws=flaws_in_words,
        named=upper_first,
    )
    return page.encode()


def sender_page(told: Told, quality: Quality) -> bytes:
    """The page of one sender as UTF-8 HTML."""
    before = Quality(quality.sender, told.stretch.year_before(), quality.facts)
    page = as_page(
        "data_quality_sender.html.j2",
        told=told,
        sender=quality.sender,
        scores=list(zip(quality.scores, before.scores, strict=True)),
        has_facts=any(score.share.of for score in quality.scores),
        charts=quarter_charts(quality),
        meanings=MEANINGS,
        stands_out=strongest_and_weakest(quality),
        counted=counted(quality),
        kinds=FLAWS,
        in_words=score_in_words,
        flaws=flaws_in_words,
        place=place_in_words,
        subject=subject,
        remedies=remedies,
        trend=trend_in_words,
        named=upper_first,
        fewest=FEWEST_FACTS,
    )
    return page.encode()
