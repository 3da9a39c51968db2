"""A report as a tagged PDF (PDF/UA-1), set by Typst from the same facts that the JSON prints.

No text of a report is ever read as markup: the facts go in as one JSON value. The same document gives the same bytes.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

import typst

from reports.as_json import as_facts
from reports.document import Document
from reports.icon import ICONS
from reports.row_heads import with_row_heads
from reports.typefaces import FOLDER, words_for_letters_without_a_face

SOURCES = Path(__file__).parent / "typst"
STANDARD = "ua-1"
ICON_SHAPES = json.dumps({name: icon.svg.replace("currentColor", icon.colour) for name, icon in ICONS.items()})
_setting = Lock()
"""One compiler serves all threads, in turn."""


def as_pdf(document: Document) -> bytes:
    """The report as PDF, stamped with the instant it is as at."""
    facts = as_facts(document)
    named = words_for_letters_without_a_face(_letters(facts))
    with _setting:
        pdf = _compiler().compile(
            sys_inputs={
                "facts": json.dumps(facts, ensure_ascii=False),
                "named": json.dumps(named),
                "icons": ICON_SHAPES,
            },
            pdf_standards=[STANDARD],
            timestamp=int(document.as_at.timestamp()),
        )
    return with_row_heads(pdf)


def _letters(facts: object) -> frozenset[str]:
    """Every letter of the texts."""
    if isinstance(facts, str):
        return frozenset(facts)
    within = facts.values() if isinstance(facts, dict) else facts if isinstance(facts, list) else ()
    return frozenset[str]().union(*map(_letters, within))


@cache
def _compiler() -> Any:
    """The compiler, which keeps what it has read: the reports after the first are set in half the time."""
    faces = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FOLDER])
    return typst.Compiler(SOURCES / "report.typ", root=SOURCES, font_paths=faces)
