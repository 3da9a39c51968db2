"""The revisions triangle of an indicator as one self-contained HTML page."""

from __future__ import annotations

from reports.document import period_words
from reports.letters import as_page
from reports.revisions_words import columns, rows, sentences
from transforms.file_word import group_word
from transforms.triangle import Triangle
from transforms.words import wall_time


def revisions_page(triangle: Triangle) -> bytes:
    """The triangle as UTF-8 HTML, the same bytes for the same knowledge."""
    page = as_page(
        "revisions.html.j2",
        triangle=triangle,
        columns=columns(triangle),
        rows=list(zip((period_words(line.period) for line in triangle.lines), rows(triangle), strict=True)),
        sentences=sentences(triangle),
        as_at_words=wall_time(triangle.as_at.astimezone(triangle.council.zone)),
    )
    return page.encode()


def file_name(triangle: Triangle) -> str:
    """How its file is called: `revisions-lpi-cs-1.html`."""
    return f"revisions-{group_word(triangle.indicator.code)}.html"
