"""Quality Service Indicators: each service area by performance, benchmarking, turnaround time, value for money, accreditation
and satisfaction. A part without an indicator, or without a figure, is shown as the gap it is.

Case study: "bringing together the components of performance, benchmarking, turn around time, value for money, accreditation
(internally and externally) and customer/user satisfaction ratings ... However there is a relative shortage of robust
satisfaction data in some areas."
"""

from __future__ import annotations

from collections.abc import Sequence

from reports.blocks.beside_lights import LIGHT, with_icons
from reports.document import Document, Section, period_words
from reports.parts import Block, Grid, Head, Part, Prose, Words
from reports.summary import LIGHTS
from transforms.judged import JudgedRow
from transforms.status import Status
from transforms.words import joined

THEME = "QSI:"
COMPONENTS = {
    "performance": "Performance",
    "benchmarking": "Benchmarking",
    "turn-around-time": "Turnaround time",
    "value-for-money": "Value for money",
    "accreditation": "Accreditation",
    "satisfaction": "Satisfaction",
}
NO_INDICATOR = "No indicator"


def quality(document: Document) -> Block | None:
    """A table of all areas, then each area component by component, with its latest figures."""
    areas = [section for section in document.sections if any(_component(row) for row in section.rows)]
    if not areas:
        return None
    heads = [Head("Service area"), *(Head(name) for name in COMPONENTS.values())]
    overview = Grid(
        "Lights of each service area, component by component", heads, [_area(document, area) for area in areas]
    )
    lede = "Each area in the round: what it does, beside whom, how fast, at what cost, to which standard, and what people think."
    gaps = [Prose(_gaps(document, areas), "What is not known", is_list=True)]
    return Block(
        "quality", "Quality Service Indicators", lede, [overview, *gaps, *(_detail(document, a) for a in areas)]
    )


def _component(row: JudgedRow) -> str:
    named = (theme.removeprefix(THEME) for theme in row.indicator.themes if theme.startswith(THEME))
    return next((name for name in named if name in COMPONENTS), "")


def _rows(document: Document, area: Section, component: str) -> list[JudgedRow]:
    """The rows of a part of an area, each with the latest figure there is."""
    own = [row for row in area.rows if f"{THEME}{component}" in row.indicator.themes]
    return [document.latest(row) for row in own]


def _area(document: Document, area: Section) -> list[Words]:
    return [Words(area.service), *(_cell(_rows(document, area, component)) for component in COMPONENTS)]


def _cell(rows: Sequence[JudgedRow]) -> Words:
    if not rows:
        return Words(NO_INDICATOR)
    known = [row for row in rows if row.value is not None]
    if not known:
        return Words("No figure")
    if len(known) == 1:
        return Words.of_light(known[0])
    counts = [
        (light, sum(row.status == light for row in known)) for light in (*LIGHTS, Status.DATA_ONLY, Status.NOT_JUDGED)
    ]
    worst = next(
        (light for light in (Status.REQUIRES_ATTENTION, Status.CAUTION, Status.GOOD) if dict(counts)[light]), None
    )
    told = joined([f"{number} {light.label}" for light, number in counts if number])
    return Words(told, light=worst.value if worst else "")


def _gaps(document: Document, areas: Sequence[Section]) -> list[str]:
    """What is not known of each area: what nobody measures in one sentence, then what has no news."""
    found = [gap for area in areas for gap in (_unmeasured(document, area), *_without_news(document, area)) if gap]
    return found or ["Every component of every area has an indicator, and its figure is in."]


def _unmeasured(document: Document, area: Section) -> str:
    names = [name for component, name in COMPONENTS.items() if not _rows(document, area, component)]
    told = joined([name.casefold() for name in names])
    return f"{area.service}: no indicator of {told}." if names else ""


def _without_news(document: Document, area: Section) -> list[str]:
    return [_gap(document, area, component) for component in COMPONENTS if _rows(document, area, component)]


def _gap(document: Document, area: Section, component: str) -> str:
    """Why a component with indicators is not known now: none has a figure, or none since a period."""
    name = COMPONENTS[component].casefold()
    known = [row for row in _rows(document, area, component) if row.value is not None]
    if not known:
        return f"{area.service}: no figure of {name} is known within the last three years."
    last = max(known, key=lambda row: row.period.end)
    if last.period.end < document.period.year_before().end:
        return f"{area.service}: no {name} data since {last.period.label}."
    return ""


def _detail(document: Document, area: Section) -> Part:
    heads = [
        Head("Component"), Head("Indicator"), Head("Period"), Head("Latest figure", True), Head("Target", True),
        Head(LIGHT), Head("Long trend"),
    ]  # fmt: skip
    named = [(name, row) for component, name in COMPONENTS.items() for row in _rows(document, area, component)]
    caption = f"{area.service}: the latest figures, component by component"
    grid = Grid(caption, heads, [_line(name, row) for name, row in named], area.service)
    return with_icons(grid, [row for _, row in named], document)


def _line(name: str, row: JudgedRow) -> list[Words]:
    return [
        Words(name), Words(f"{row.indicator.code} {row.indicator.name}"), Words(period_words(row.period)), Words(row.value_text),
        Words(row.target_text), Words.of_light(row), Words.of_trend(row.previous_year.trend),
    ]  # fmt: skip
