"""A report as a Word document, for the committee's clerk: every look is a style with a name, and every table has its head."""

from __future__ import annotations

import io
from datetime import UTC

from docx.opc.constants import RELATIONSHIP_TYPE

from reports.built import BUILDERS, blocks_of
from reports.document import Document
from reports.docx_blocks import PRINTED, add_icon_key
from reports.docx_page import Page, add_words, strong
from reports.docx_parts import add_block
from reports.packed import packed, unpacked
from reports.parts import Words
from reports.table import LANGUAGE, plain_text
from transforms.issue import FIRST_VERSION

UPRIGHT = {"form", "digest", "replaced", "restated", "changes"}
"""Blocks that stand on portrait pages, where a report is made of nothing else."""


def as_docx(document: Document) -> bytes:
    """The report as a Word document, the same bytes for the same document."""
    page = Page(upright=UPRIGHT.issuperset(document.layout))
    _describe(page, document)
    _add_title(page, document)
    built = blocks_of(document)
    for name in document.layout:
        if name in built:
            add_block(page, document, built[name])
        elif name not in BUILDERS:
            PRINTED[name](page, document)
    if document.explains_icons_apart:
        add_icon_key(page)
    page.foot(f"{document.audience} \N{MIDDLE DOT} {document.period.last_month.label}")
    sink = io.BytesIO()
    page.written.save(sink)
    return packed(unpacked(sink.getvalue()))


def _describe(page: Page, document: Document) -> None:
    """Say in the document's properties what it is; the template's own picture of itself goes."""
    told = page.written.core_properties
    instant = document.as_at.astimezone(UTC).replace(tzinfo=None)
    told.title = plain_text(f"{document.title}, {document.period.label}")[:255]
    told.subject = plain_text(document.audience)[:255]
    told.author = told.last_modified_by = plain_text(document.council)[:255]
    told.language, told.comments, told.keywords = LANGUAGE, "", ""
    told.created = told.modified = instant
    relations = page.written.part.package.rels
    for key in [key for key, each in relations.items() if each.reltype == RELATIONSHIP_TYPE.THUMBNAIL]:
        del relations[key]


def _add_title(page: Page, document: Document) -> None:
    page.say(document.council, "Report Council")
    page.heading(document.title, 1)
    page.say(document.subtitle, "Report Audience")
    as_at = page.say(style="Report As At")
    add_words(as_at, Words(f"Data as at {document.as_at_words}"))
    if document.version and document.version > FIRST_VERSION:
        strong(as_at, f" \N{MIDDLE DOT} Version {document.version}")
