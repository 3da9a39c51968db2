"""The answer to a return as a person reads it: plain text and a page, by mail and beside the file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from transforms.answer import Answer, by_sheet
from transforms.finding import Finding

Part = tuple[str, str, str, Mapping[str, Sequence[Finding]]]


def as_text(answer: Answer, council: str, *, marked: bool) -> str:
    """The answer as plain text; `marked` where the sender's workbook goes back with it."""
    return (
        _texts()
        .get_template("answer.txt.j2")
        .render(answer=answer, council=council, marked=marked, parts=_parts(answer))
    )


def as_page(answer: Answer, council: str, *, marked: bool) -> str:
    """The answer as one self-contained HTML page."""
    return (
        _pages()
        .get_template("answer.html.j2")
        .render(answer=answer, council=council, marked=marked, parts=_parts(answer))
    )


def _parts(answer: Answer) -> list[Part]:
    """What is asked of the sender first, then what is being checked, then what was assumed."""
    parts = [
        ("error", "To mend", "These were not taken. What to do stands under each.", answer.to_mend),
        ("hold", "Being checked", "These look odd, so a person looks at them first. If they are right, do nothing.",
         answer.being_checked),
        ("warning", "Taken, with a note", "These were taken as said here. If that is right, do nothing.", answer.assumed),
    ]  # fmt: skip
    return [(kind, title, lead, by_sheet(found)) for kind, title, lead, found in parts if found]


@cache
def _texts() -> Environment:
    return Environment(
        loader=PackageLoader("reports"),
        autoescape=False,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def _pages() -> Environment:
    return _texts().overlay(autoescape=True)
