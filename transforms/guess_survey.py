"""Guesses whether a sheet has one row per answer, as surveys have; its answers are counted and never copied."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from transforms.guess_table import FEWEST_HEADS, HEADER_WITHIN, MOST_ARE, GuessedTable, cell_at, names_period
from transforms.layout import label_of
from transforms.layout_table import is_filled
from transforms.read_answers import PERSONAL
from transforms.workbook import Cell, Sheet, words_of

FEWEST_ROWS = 10
MOST_ANSWERS = 12
"""How many answers a question offers at most; a column with more is no question, or holds people's own words."""

LONGEST_ANSWER = 40
NAME = "name"
"""What measures have as well as people."""

COUNTED_TWICE = 2
"""How often answers are given on average, at least: what is said once each is nobody's choice among a few."""


@dataclass(frozen=True)
class Survey:
    """A table of answers: its questions with the answers seen, and the headings that say who somebody is."""

    table: GuessedTable
    personal: Sequence[str]
    questions: Mapping[str, Counter[str]]


class _Answers(GuessedTable):
    """A table each row of which is an answer, whether or not it has a figure."""

    @cached_property
    def body(self) -> Sequence[Sequence[Cell]]:
        """The rows under the header that say anything."""
        return [row for row in self.sheet.rows[self.header + 1 :] if any(words_of(cell) for cell in row)]


def guess_survey(sheet: Sheet) -> Survey | None:
    """The answers of a sheet: many rows, columns with few answers, and one that is personal or asks something."""
    widest = max((_heads(row) for row in sheet.rows[:HEADER_WITHIN]), default=0)
    header = next((at for at, row in enumerate(sheet.rows[:HEADER_WITHIN]) if _heads(row) == widest), 0)
    table = _Answers(sheet, header)
    if widest < FEWEST_HEADS or len(table.body) < FEWEST_ROWS or table.across:
        return None
    heads = {at: " ".join(words_of(head).split()) for at, head in enumerate(table.heads) if words_of(head)}
    personal = [head for head in heads.values() if PERSONAL.fullmatch(label_of(head))]
    questions = {head: counts for at, head in heads.items() if head not in personal and (counts := _answers(table, at))}
    asks = any(head.endswith("?") for head in questions)
    tells_who = len(personal) > 1 or any(label_of(head) != NAME for head in personal)
    return Survey(table, personal, questions) if questions and (tells_who or asks) else None


def _heads(row: Sequence[Cell]) -> int:
    """How many texts a row has, if it has nothing else."""
    filled = [cell for cell in row if words_of(cell)]
    return len(filled) if all(isinstance(cell, str) and not names_period(cell) for cell in filled) else 0


def _answers(table: GuessedTable, at: int) -> Counter[str] | None:
    """The answers of a column and how often each is given, or `None` where it is no question."""
    said = [" ".join(words_of(cell).split()) for row in table.body if is_filled(cell := cell_at(row, at))]
    counts = Counter(map(label_of, said))
    as_written = {label_of(answer): answer for answer in reversed(said)}
    is_choice = 1 < len(counts) <= MOST_ANSWERS and len(said) >= COUNTED_TWICE * len(counts)
    are_periods = sum(map(names_period, table.column(at))) >= MOST_ARE * len(said)
    if not is_choice or are_periods or max(map(len, counts)) > LONGEST_ANSWER:
        return None
    return Counter({as_written[answer]: number for answer, number in counts.items()})
