"""What other settings would change, as Markdown for the desk: a table for each period."""

from __future__ import annotations

from collections.abc import Sequence

from reports.desk_notes import Note
from reports.markdown import rendered
from transforms.what_if import Outlook, Turn
from transforms.what_if_words import summary_of, turn_words


def what_if_note(settings: Sequence[str], outlooks: Sequence[Outlook]) -> Note:
    """The note; its sentence is about the last period."""
    periods = [(each.period.label, summary_of(each), [_line(turn, each) for turn in each.turns]) for each in outlooks]
    label, summary, _ = periods[-1]
    return Note(f"{label}: {summary}", rendered("what_if.md.j2", settings=settings, periods=periods))


def _line(turn: Turn, outlook: Outlook) -> tuple[str, str, str, str, str]:
    light, *why = turn_words(turn, outlook.period)
    return turn.code, turn.name, turn.figure, light, "; ".join(why)
