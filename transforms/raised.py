"""Raised letters of a cell, such as the note mark of 512¹: read as a mark, never as one more digit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

NUMBERS = re.compile(r"[\d\s,;()\[\]]*\d[\d\s,;()\[\]]*", re.ASCII)
"""What points to notes: numbers, whatever parts them; the raised letters of 1st point to none."""

ONE_DIGIT = str.maketrans("123456789", "¹²³⁴⁵⁶⁷⁸⁹")


class Raised(str):
    """A piece of a text that stands raised."""

    __slots__ = ()


def joined_text(pieces: Sequence[str]) -> str:
    """The text of some pieces, numbers that stand raised as marks; a text raised as a whole is only small.

    >>> joined_text(["512", Raised("1")]), joined_text(["512", Raised("10")]), joined_text([Raised("512")])
    ('512¹', '512 [note 10]', '512')
    """
    written = [piece for piece in pieces if piece.strip()]
    if all(isinstance(piece, Raised) for piece in written):
        return "".join(pieces)
    runs = groupby(pieces, key=lambda piece: isinstance(piece, Raised))
    return "".join(_mark("".join(run)) if is_raised else "".join(run) for is_raised, run in runs)


def _mark(text: str) -> str:
    if not NUMBERS.fullmatch(text):
        return text
    numbers: list[str] = re.findall(r"\d+", text)
    if len(numbers) == 1 and len(numbers[0].strip("0")) == len(numbers[0]) == 1:
        return numbers[0].translate(ONE_DIGIT)
    return "".join(f" [note {number}]" for number in numbers)
