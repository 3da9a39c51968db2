"""A comment as its cell has it; the error of a formula is nobody's words."""

from __future__ import annotations

import re

from transforms.workbook import Cell, words_of
from transforms.written_figure import Assumption

ERROR = re.compile(r"#(?:DIV/0!|N/A|NAME\?|NULL!|NUM!|REF!|VALUE!)|Err:\d{3}|=.* \(not calculated\)", re.DOTALL)


def read_comment(cell: Cell) -> tuple[str, tuple[Assumption, ...]]:
    """The words of a comment, and what is to be said where they are passed over.

    >>> read_comment("On track")
    ('On track', ())
    """
    words = words_of(cell)
    if not ERROR.fullmatch(words):
        return words, ()
    return "", (Assumption("commentary", words, "no comment", "it is the error of a formula"),)
