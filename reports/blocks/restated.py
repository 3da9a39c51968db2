"""What of the past is judged otherwise than in earlier reports, because somebody decided so."""

from __future__ import annotations

from reports.document import Document
from reports.parts import Block, Prose

HEADING = "Judged anew"
LEDE = "These settings were changed for a period that had been reported. What is judged by them may read otherwise than before."


def restated(document: Document) -> Block | None:
    """The settings of printed periods that were restated, each with who decided it, when and why."""
    if not document.restated:
        return None
    told = [f"{each.act.code}: {each.words}" for each in document.restated]
    return Block("restated", HEADING, LEDE, [Prose(told, is_list=True)])
