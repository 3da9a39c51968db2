"""Drafts a layout from a workbook. A draft says what it is unsure of: a person reads it before it is applied."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from transforms.code import code_key
from transforms.errors import UnreadableReturn
from transforms.figure import plain
from transforms.find_periods import find_periods
from transforms.find_table import SYNONYMS
from transforms.guess_survey import Survey, guess_survey
from transforms.guess_table import GuessedTable, cell_at, guess_table
from transforms.indicator import Indicator
from transforms.layout import AnswerPart, Item, Part, Where, label_of
from transforms.layout_periods import BARE_YEAR
from transforms.period import APRIL
from transforms.read_day import day_of
from transforms.register_table import LAYOUT_COLUMNS, Row
from transforms.row_period import file_text, heading_text
from transforms.words import joined
from transforms.workbook import Workbook, words_of

LEFT_OUT = re.compile(r"^(?:grand |sub-?)?total\b|%|\bper ?cent|\baverage\b|\btarget\b|\bytd\b|\bsource\b")
LIKE, SURE = 0.6, 0.85
"""How alike two names must be for a guess, and for one that need not be asked about."""

MOST_SERIES = 60
MOST_LABELS = 30
HEADER_WORDS = 4
NAMED = 8

NO_ANSWER = re.compile(r"(?:do ?n['’o]t know|not sure|unsure|prefer not to say|not applicable|no opinion)\b.*")
LEAST = 10
"""Fewer answers than this are withheld, unless the draft's reader knows better."""


class Draft(NamedTuple):
    """The rows of a layout, and what its reader should look at."""

    rows: list[Row]
    unsure: list[str]


def propose_layout(
    workbook: Workbook, file: str, sender: str, indicators: Sequence[Indicator], year_start: int = APRIL
) -> Draft:
    """A layout for a workbook like this one, its labels matched to indicators by name.

    Raises `UnreadableReturn` where no sheet has a table of figures.
    """
    shown = [sheet for sheet in workbook.sheets if not sheet.hidden]
    if survey := next(filter(None, map(guess_survey, shown)), None):
        return _Drafter(survey.table, [survey.table], indicators, year_start).draft_answers(survey, file, sender)
    tables = [table for sheet in shown if (table := guess_table(sheet))]
    if not tables:
        message = "No sheet has a row of headings with figures under it."
        raise UnreadableReturn("no-table", message, "Write the layout by hand: docs/layouts.md says how.")
    table = max(tables, key=lambda each: (_named(each, indicators), len(each.body) * len(each.figures)))
    return _Drafter(table, tables, indicators, year_start).draft(file, sender)


class _Drafter:
    """Drafts the layout of one table."""

    def __init__(
        self, table: GuessedTable, tables: Sequence[GuessedTable], indicators: Sequence[Indicator], year_start: int
    ) -> None:
        self.table = table
        self.tables = tables
        self.indicators = indicators
        self.year_start = year_start
        self.rows: list[Row] = []
        self.unsure: list[str] = []
        self.unmatched: list[str] = []

    def draft_answers(self, survey: Survey, file: str, sender: str) -> Draft:
        """Draft a layout that counts answers; of personal columns nothing is drafted, not even the heading."""
        stem = self._whose(file, sender)
        heads = list(survey.questions)[:HEADER_WORDS]
        self._add(Item.HEADER, " | ".join(map(_pattern, heads)), note=f"found in row {self.table.header + 1}")
        self._periods(stem)
        for question, answers in survey.questions.items():
            indicator, _ = self._nearest(question)
            for answer, seen in answers.most_common():
                part = AnswerPart.LEAVE if NO_ANSWER.fullmatch(label_of(answer)) else AnswerPart.DENOMINATOR
                code, note = indicator.code if indicator else "", f"seen {seen} times"
                self._add(Item.ANSWER, _pattern(question), code, part, answer, note)
        self._add(Item.LEAST, value=str(LEAST), note="fewer answers than this are withheld")
        self._ask("each row is one answer: make those that count as a success `numerator`, and give each its code")
        if survey.personal:
            self._ask(f"{len(survey.personal)} columns look personal and are left out: {joined(survey.personal)}")
        return Draft(self.rows, self.unsure)

    def draft(self, file: str, sender: str) -> Draft:
        stem = self._whose(file, sender)
        self._sheet()
        self._add(Item.HEADER, " | ".join(self._header_words()), note=f"found in row {self.table.header + 1}")
        where = self._periods(stem)
        across = where == Where.ACROSS
        if self.table.labels != [0] and not across:
            for at in self.table.labels:
                if self._head(at) and not self._is_comment(at):
                    self._add(Item.LABEL, _pattern(self._head(at)))
        self._series(across=across)
        if self.unmatched:
            told = joined([f"'{text}'" for text in self.unmatched[:NAMED]])
            more = f" and {len(self.unmatched) - NAMED} more" if len(self.unmatched) > NAMED else ""
            self._ask(f"no indicator has a name like {told}{more}: give their codes, or leave them out")
        return Draft(self.rows, self.unsure)

    def _whose(self, file: str, sender: str) -> str:
        """Say whose files these are and what they are called; gives the name without what is behind its point."""
        self._add(Item.SENDER, sender, note="" if sender else "whose returns these are")
        stem = file_text(file)
        self._add(Item.FILE, f"{re.sub('[0-9]+', '*', stem)}*", note="what the names of such files look like")
        return stem

    def _add(
        self, item: Item, words: str = "", code: str = "", part: str = "", value: str = "", note: str = ""
    ) -> None:
        cells = (item.value, words, code, part, value, note)
        self.rows.append(dict(zip(LAYOUT_COLUMNS, cells, strict=True)))

    def _ask(self, question: str) -> str:
        self.unsure.append(question)
        return question

    def _sheet(self) -> None:
        others = [each.sheet.name for each in self.tables if each.sheet is not self.table.sheet]
        alike = [each for each in self.tables if self._header_labels(each) == self._header_labels(self.table)]
        if len(alike) < 2 and self.table.sheet.name:
            note = self._ask(f"other sheets have figures too: {', '.join(others[:8])}") if others else ""
            self._add(Item.SHEET, self.table.sheet.name, note=note)

    def _is_comment(self, at: int) -> bool:
        return SYNONYMS.get(label_of(self._head(at))) == "commentary"

    def _header_labels(self, table: GuessedTable) -> list[str]:
        return [label_of(head) for at, head in enumerate(table.heads) if at not in table.across]

    def _header_words(self) -> list[str]:
        words = [self._head(at) for at in range(len(self.table.heads)) if at not in self.table.across]
        words = [word for word in words if word] or [self._head(at) for at in self.table.across]
        return [_pattern(word) for word in words[:HEADER_WORDS]]

    def _head(self, at: int) -> str:
        return " ".join(words_of(cell_at(self.table.heads, at)).split())

    def _periods(self, stem: str) -> Where:
        """Say where periods stand; the row is added with what is unsure of it."""
        heads = [self.table.heads[at] for at in self.table.across]
        if len(heads) > 1 or (heads and self.table.down is None):
            self._add(Item.PERIODS, value=Where.ACROSS)
            days = [day for head in heads if (day := day_of(head))]
            if len({(day.year, day.month) for day in days}) < len(days):
                self._add(
                    Item.DAYS, value="complete", note=self._ask("the headings are days, which are summed by month")
                )
            self._year(any(BARE_YEAR.fullmatch(words_of(head)) for head in heads))
            return Where.ACROSS
        if self.table.down is not None:
            self._add(Item.PERIODS, self._head(self.table.down), value=Where.DOWN)
            cells = self.table.column(self.table.down)
            self._year(any(BARE_YEAR.fullmatch(words_of(cell)) for cell in cells))
            return Where.DOWN
        where, note = self._around(stem)
        self._add(Item.PERIODS, value=where, note=note)
        return where

    def _year(self, is_bare: bool) -> None:
        if is_bare:
            note = self._ask("a bare year: does it name the financial year that begins or that ends in it?")
            self._add(Item.YEAR, value="begins", note=note)

    def _around(self, stem: str) -> tuple[Where, str]:
        above = heading_text(self.table.sheet.rows[: self.table.header], self.year_start, epoch_1904=False)
        for where, text in ((Where.HEADING, above), (Where.SHEET, self.table.sheet.name), (Where.FILE, stem)):
            if found := find_periods(text, year_start=self.year_start):
                return where, f"found there: {found[0].label}"
        return Where.FILE, self._ask("no period is found anywhere; put one into the file's name")

    def _series(self, *, across: bool) -> None:
        columns = [at for at in self.table.figures if at not in self.table.across]
        comments = [at for at in self.table.labels if self._is_comment(at)]
        for at in comments[:1]:
            self._add(Item.COMMENTARY, self._head(at))
        rows = self._row_labels([at for at in self.table.labels if at not in comments])
        if not across and len(rows) > MOST_LABELS:
            self._only([at for at in self.table.labels if at not in comments])
            rows = [""]
        if across:
            names = [[row] for row in rows]
            self._leave(columns)
        else:
            names = [list(filter(None, [row, self._head(at)])) for row in rows or [""] for at in columns]
        names = self._without_repeats(names)
        for words in names[:MOST_SERIES]:
            self._one(words)
        if len(names) > MOST_SERIES:
            self._ask(f"{len(names) - MOST_SERIES} more series are not drafted")

    def _without_repeats(self, names: Sequence[list[str]]) -> list[list[str]]:
        once = list({tuple(words): words for words in names}.values())
        if len(once) < len(names):
            self._ask("some words stand over several columns: a second `header` row may tell them apart")
        return once

    def _row_labels(self, columns: Sequence[int]) -> list[str]:
        """The labels of rows with figures, each once, of the column that tells most of them apart."""
        by_column = [
            {label_of(cell): " ".join(words_of(cell).split()) for cell in self.table.column(at)} for at in columns
        ]
        return list(max(by_column, key=len, default={}).values())

    def _only(self, columns: Sequence[int]) -> None:
        headings = " or ".join(self._head(at) for at in columns)
        note = self._ask(f"there are too many rows for a series each: say which to read, by {headings}")
        finest = max(columns, key=lambda at: len({label_of(cell) for cell in self.table.column(at)}))
        self._add(Item.ONLY, _pattern(self._head(finest)), value="?", note=note)

    def _leave(self, columns: Sequence[int]) -> None:
        for at in columns:
            self._add(Item.LEAVE, _pattern(self._head(at)), note="names no period")

    def _one(self, words: Sequence[str]) -> None:
        """Draft one series, or what should be left out."""
        text = " ".join(words)
        indicator, likeness = self._nearest(text)
        if indicator is None and LEFT_OUT.search(label_of(words[0])):
            note = "looks like a total, an average or a percentage of other rows"
            self._add(Item.LEAVE, _pattern(words[0]), note=note)
            return
        if indicator is None:
            self.unmatched.append(text)
            note = "no indicator has such a name: give its code, or make this row a leave"
        else:
            note = f"matched by its name: {indicator.name}" + ("" if likeness > SURE else self._like(likeness, text))
        part = next((field for word in words if (field := SYNONYMS.get(label_of(word))) in set(Part)), Part.VALUE)
        code, scale = indicator.code if indicator else "", self._scale(indicator, words)
        self._add(Item.SERIES, " | ".join(_pattern(word) for word in words), code, part, scale, note)

    def _like(self, likeness: float, text: str) -> str:
        self._ask(f"'{text}' is matched to an indicator by a name that is only {likeness:.0%} alike")
        return ", which is only a guess"

    def _nearest(self, text: str) -> tuple[Indicator | None, float]:
        scored = [(_likeness(text, indicator), indicator) for indicator in self.indicators]
        likeness, best = max(scored, key=lambda each: each[0], default=(0.0, None))
        return (best, likeness) if likeness >= LIKE else (None, likeness)

    def _scale(self, indicator: Indicator | None, words: Sequence[str]) -> str:
        """The scale of a percentage whose figures are all fractions of 1."""
        if indicator is None or not indicator.is_part_of_whole:
            return ""
        at = next((at for at in self.table.figures if self._head(at) == words[-1]), None)
        cells = self.table.column(at) if at is not None else list(self._row_cells(words[0]))
        numbers = [cell for cell in cells if isinstance(cell, int | float)]
        is_fraction = bool(numbers) and all(0 <= number <= 1 for number in numbers) and any(numbers)
        return plain(indicator.scale) if is_fraction else ""

    def _row_cells(self, label: str) -> Iterator[object]:
        for row in self.table.body:
            if any(label_of(cell) == label_of(label) for cell in row):
                yield from (cell_at(row, at) for at in self.table.across)


def _named(table: GuessedTable, indicators: Sequence[Indicator]) -> int:
    """How many headings of a table hold the code of an indicator."""
    return sum(any(_has_code(words_of(head), each) for each in indicators) for head in table.heads)


def _has_code(text: str, indicator: Indicator) -> bool:
    code = re.escape(code_key(indicator.code))
    return re.search(rf"{code}(?!\d)", code_key(text)) is not None


def _likeness(text: str, indicator: Indicator) -> float:
    return (
        1.0 if _has_code(text, indicator) else SequenceMatcher(None, label_of(text), label_of(indicator.name)).ratio()
    )


def _pattern(text: str) -> str:
    """A text as a pattern: what separates words in a layout is any letter."""
    return text.replace("|", "?")
