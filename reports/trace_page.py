"""The page on which a figure is followed back to its cells: self-contained HTML, for those within the council."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from reports import trace_words as words
from reports.as_html import environment
from reports.key import SIGNS
from reports.parts import NO_VERDICT
from transforms.council import Council
from transforms.surroundings import GAP, Surroundings
from transforms.traced import Step, Trace
from transforms.words import many, wall_time

_LOCAL, _LABEL = r"(?:\"[^\"@]{1,64}\"|[\w.!#$%&'*+/=?^`{|}~-]{1,254})", r"[\w-]{1,64}"
MAIL_ADDRESS = re.compile(rf"{_LOCAL}@(?:{_LABEL}(?:\.{_LABEL})*\.?…|…|{_LABEL}(?:\.{_LABEL})+)")
"""An address, whole or cut short with the text in which it stands."""

NOT_SHOWN = "[mail address]"
"""What stands for somebody's mail address, wherever it was written."""

Picture = Surroundings | str
"""What stands around the cells of a statement, or in words why it cannot be shown."""


@dataclass(frozen=True)
class Told:
    """What a page says of itself: whose figure it is and as at which instant."""

    council: Council
    as_at: datetime

    def at(self, instant: datetime) -> str:
        """An instant by the council's clock."""
        return wall_time(instant.astimezone(self.council.zone))

    @property
    def command(self) -> str:
        """The instant as a command takes it."""
        return self.as_at.isoformat().replace("+00:00", "Z")


def figure_page(traced: Trace, told: Told, pictures: Mapping[str, Picture], links: Mapping[str, str]) -> bytes:
    """A figure followed back, as UTF-8 HTML, the same bytes for the same knowledge.

    `pictures` are by the id of each statement, `links` lead to the pages of other indicators' figures, by their code.
    """
    used = sorted((step for step in traced.steps if step.used), key=_in_time)
    page = (
        _environment()
        .get_template("trace.html.j2")
        .render(
            traced=traced,
            row=traced.row,
            told=told,
            used=used,
            others=[step for step in traced.steps if not step.used],
            pictures=pictures,
            links=links,
            words=words,
            counted=words.counted_words(traced),
            signs=SIGNS,
            dash=NO_VERDICT,
            many=many,
            gap=GAP,
        )
    )
    return page.encode()


def _in_time(step: Step) -> Any:
    return step.observation.said.period.start, step.observation.said.period.months


@cache
def _environment() -> Environment:
    """The templates of pages that print no mail address, whoever wrote one into a cell or a reason."""
    made = environment().overlay(finalize=_without_mail_address)
    return made


def _without_mail_address(printed: object) -> object:
    """A text without mail addresses.

    >>> _without_mail_address("Ask ann.bell@council.example, please")
    'Ask [mail address], please'
    >>> _without_mail_address("Counted by o'hara/desk@council…")
    'Counted by [mail address]'
    """
    if isinstance(printed, Markup) or not isinstance(printed, str) or "@" not in printed:
        return printed
    return MAIL_ADDRESS.sub(NOT_SHOWN, printed)
