"""A held figure as its checker sees it: what was odd, its past, where it stands and who sent it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from reports.drawn_series import ShownFigure, drawn_series
from reports.markdown import Markdown, link, rendered


@dataclass(frozen=True, slots=True)
class HeldFigure:
    """A figure that waits for a checker; `past` runs up to the period before it, `workbook` is the address of the file
    as it was sent.
    """

    code: str
    name: str
    figure: ShownFigure
    reason: str
    past: Sequence[ShownFigure]
    target: str
    target_value: Decimal | None
    lower_is_better: bool
    commentary: str
    sender: str
    provider: str
    came: str
    file: str
    sheet: str
    cell: str
    workbook: str

    @property
    def place(self) -> str:
        """Where in the file it stands."""
        return f"sheet '{self.sheet}', cell {self.cell}" if self.sheet else f"cell {self.cell}"

    @property
    def series(self) -> Sequence[ShownFigure]:
        """Its past and itself, the oldest first."""
        return [*self.past, self.figure]


def as_page(held: HeldFigure) -> str:
    """All that is known of a held figure as Markdown, with a table of its past."""
    return _rendered(held, table=True)


def as_note(held: HeldFigure, page: str, refusal: str = "") -> str:
    """The same in short, to stand above a form: the table is on a page of its own, whose address is given. Where a
    decision was refused, the words in which it was come first, and of the rest stands what must, for the form gets no
    longer.
    """
    return _rendered(held, table=False, refusal=refusal, page=link("Its past in a table", page))


def _rendered(held: HeldFigure, *, table: bool, refusal: str = "", page: str = "") -> str:
    drawn = drawn_series(held.series, held.target, held.target_value)
    return rendered(
        "held_figure.md.j2",
        held=held,
        refusal=refusal,
        picture=Markdown(f"![The figure and its past, drawn]({drawn})") if drawn else "",
        workbook=link("Open the file", held.workbook),
        page=page,
        table=table,
        newest_first=list(reversed(held.past)),
    )
