"""Marks behind a figure or a period: `54.34*`, `54.3 (p)`, `2006-07r`, `2016 ->`, `6 [note 1]`.

An asterisk behind a figure is taken as provisional by the rule that Kent's districts print over their tables:
"Some indicators will show an asterisk (*) after the figure. These are provisional values" (Maidstone, KPI update
of 11 December 2018). `p`, `r` and `e`, alone or in brackets, are the letters of government statistics for
provisional, revised and estimated (Government Analysis Function, "Symbols in tables"), which discourages the
asterisk itself, because it means many things. So each mark that is not in square brackets is an assumption, and said.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

MEANINGS = {"*": "provisional", "p": "provisional", "e": "provisional", "r": "revised", "->": "provisional"}
"""What marks are taken to mean; an estimate is shown as provisional. Others only say that there is a note."""

BEHIND = re.compile(
    r"\s*\[(?P<square>p|r|e|b|f|u|low|note \d+)\]"
    r"|\s*\((?P<round>[pre])\)"
    r"|(?<=[\d%)])\s?(?P<letter>[pre])"
    r"|\s*(?P<arrow>->|→)"
    r"|(?<=\S)\s*(?P<sign>\*{1,3}|[†‡§#]|[¹²³⁴⁵⁶⁷⁸⁹]+)",
    re.IGNORECASE,
)
MOST_MARKS = 3
UNSURE = re.compile(r"\b(?:provisional|estimate|to be confirmed|unaudited)", re.IGNORECASE)


class Marks(NamedTuple):
    """What stood behind a text: the mark as written, what it is taken to mean, and whether that is certain.

    `note` is what the sheet itself says of the mark.
    """

    text: str
    written: str = ""
    meaning: str = ""
    is_certain: bool = True
    note: str = ""

    @property
    def is_provisional(self) -> bool:
        """Whether what is marked is not final yet."""
        return self.meaning == "provisional"

    @property
    def is_revised(self) -> bool:
        """Whether what is marked was another figure before."""
        return self.meaning == "revised"

    def explained(self, key: Mapping[str, str]) -> Marks:
        """The marks as the sheet's own key explains them, where it does."""
        note = key.get(self.written, "")
        if not note:
            return self
        return self._replace(meaning="provisional" if UNSURE.search(note) else "", note=note)


def split_marks(text: str) -> Marks:
    """A text without the marks at its end, and the marks.

    >>> split_marks("54.34*")
    Marks(text='54.34', written='*', meaning='provisional', is_certain=False, note='')
    >>> split_marks("6 [note 1]").text, split_marks("Sep").written
    ('6', '')
    """
    rest, written, meaning, is_certain = text.strip(), "", "", True
    for _ in range(MOST_MARKS):
        found = next((each for each in BEHIND.finditer(rest) if each.end() == len(rest) and each.start() > 0), None)
        if found is None:
            break
        kind = found.lastgroup or ""
        mark = found[kind].casefold().replace("→", "->")
        written, rest = found.group().strip() + written, rest[: found.start()].rstrip()
        meaning = meaning or MEANINGS.get(mark, "")
        is_certain = is_certain and kind == "square"
    return Marks(rest, written, meaning, is_certain)


KEY = frozenset({"*", "**", "***", "†", "‡", "§", "#", "p", "r", "e", "->", "→"})


def key_of_marks(rows: Sequence[Sequence[object]]) -> Mapping[str, str]:
    """What a sheet itself says of its marks: rows with a mark and beside it words, and nothing else.

    >>> key_of_marks([["Cars", "6*"], ["", "*", "Not counting imports"]])
    {'*': 'Not counting imports'}
    """
    key: dict[str, str] = {}
    for row in rows:
        said = [str(cell).strip() for cell in row if isinstance(cell, str) and cell.strip()]
        if len(said) == 2 and said[0] in KEY and sum(cell not in {None, ""} for cell in row) == 2:
            key[said[0]] = said[1].strip(" .")
    return key
