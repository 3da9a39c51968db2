"""A report as one self-contained HTML page that reads without scripts, on a phone, on paper and in grey."""

from __future__ import annotations

from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from reports.built import BUILDERS, blocks_of
from reports.document import Document, period_words
from reports.icon import ICONS
from reports.key import ICON_MEANINGS, ICONS_TELL, SIGNS, TRENDS
from reports.parts import SIGNAL, Words
from reports.revised import revised_words
from reports.row_facts import beside
from reports.sparkline import sparkline
from reports.summary import LIGHTS, counts, requires_attention, sentences
from transforms.judged import HISTORY, JudgedRow


def as_html(document: Document) -> bytes:
    """The report as UTF-8 HTML, the same bytes for the same document."""
    template = environment().get_template("report.html.j2")
    period = document.period
    page = template.render(
        document=document,
        lights=LIGHTS,
        trends=TRENDS,
        signs=SIGNS,
        icons=ICONS if document.has_icons else {},
        icon_meanings=ICON_MEANINGS,
        icons_tell=ICONS_TELL,
        signal_head=SIGNAL,
        counts=counts(document.rows),
        sentences=sentences(document.rows),
        red=requires_attention(document.rows),
        places=document.places,
        built=BUILDERS,
        blocks=blocks_of(document),
        revised=revised_words(document.changes),
        large=_large(document),
        drawn=HISTORY,
        previous=(period_words(period.previous()), period.previous().last_month.label),
        previous_year=(period_words(period.year_before()), period.year_before().last_month.label),
    )
    return page.encode()


def _large(document: Document) -> dict[str, tuple[JudgedRow, dict[str, Any]]]:
    """What is known of each indicator that may be printed large, by its code."""
    latest = (document.latest(row) for row in document.rows)
    return {row.indicator.code: (row, beside(row, document)) for row in latest}


@cache
def environment() -> Environment:
    """The templates of whole pages, with the style sheet that reports share."""
    environment = Environment(
        loader=PackageLoader("reports"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals |= {
        "sparkline": sparkline,
        "signal_words": Words.of_signal,
        "style": Markup(environment.get_template("report.css").render()),
        "period_words": period_words,
    }
    environment.filters |= {"css_text": _css_text}
    return environment


def _css_text(text: str) -> Markup:
    """A text inside the quotes of a style sheet, where HTML's escapes do not hold."""
    return Markup("".join(letter if letter.isalnum() or letter == " " else f"\\{ord(letter):x} " for letter in text))
