"""Writes the pages on which figures are followed back, beside the reports that link to them.

A page is no file of a report: it is made of what the lake keeps, as at the report's own instant, so that it can be made
again at any time and is the same bytes. Reports of one instant share their pages.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from threading import Lock

from flows.report_steps import write_files
from flows.trace import Evidence, evidence_at
from infra.wiring import House
from reports.document import Document
from reports.trace_page import Picture, Told, figure_page
from transforms.code import code_key
from transforms.figure_address import page_name
from transforms.observation import Key
from transforms.surroundings import surroundings
from transforms.traced import Step, Trace

LINKING = "html"
"""The format whose figures are linked."""

KEPT = 2
"""Instants whose evidence is kept: the reports of a morning stand on the same one."""

_one_writes = Lock()


class FigurePages:
    """The pages of a council as at an instant, each made when it is first asked for."""

    def __init__(self, house: House, instant: datetime) -> None:
        self.evidence: Evidence = evidence_at(house, instant)
        self.told = Told(self.evidence.known.council, instant)
        self._written: set[Path] = set()

    def write(self, figures: Iterable[Key], folder: Path) -> list[Path]:
        """Write the pages of some figures, and of those from which they are made; returns where they lie.

        Raises `UsageError` where the folder cannot be written.
        """
        waiting, paths = list(figures), dict[Path, None]()
        while waiting:
            code, period = waiting.pop()
            path = folder / page_name(self.evidence.words[code_key(code)], period)
            paths[path] = None
            if path in self._written and path.exists():
                continue
            traced = self.evidence.trace(code, period)
            write_files({path.name: self.page(traced)}, folder)
            self._written.add(path)
            waiting += [(each.indicator.code, each.period) for each in traced.inputs]
        return list(paths)

    def page(self, traced: Trace) -> bytes:
        """The page of a figure."""
        pictures = {step.observation.observation_id: self._picture(step) for step in traced.steps}
        links = {
            each.indicator.code: page_name(self.evidence.words[code_key(each.indicator.code)], each.period)
            for each in traced.inputs
        }
        return figure_page(traced, self.told, pictures, links)

    def _picture(self, step: Step) -> Picture:
        stated = step.observation
        opened = self.evidence.files.open(stated.sha256)
        if isinstance(opened, str):
            return opened
        return surroundings(opened, stated.sheet, step.roles) or "the file has no such cell as it is read now."


def write_figure_pages(house: House, document: Document, formats: Sequence[str], folder: Path) -> list[Path]:
    """Write the pages to which a report links, beside it. Of reports that are written side by side one goes on at a time.

    Raises `UsageError` where the folder cannot be written.
    """
    if LINKING not in formats or not document.figure_pages:
        return []
    with _one_writes:
        return pages_as_at(house, document.as_at).write(document.figure_pages, folder / document.figures_folder)


@lru_cache(maxsize=KEPT)
def pages_as_at(house: House, instant: datetime) -> FigurePages:
    """The pages of a council as at an instant."""
    return FigurePages(house, instant)
