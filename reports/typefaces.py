"""The faces that reports are set in, and the letters that none of them has.

Source Sans 3 for all that it has, DejaVu Sans for the rest: Greek and Cyrillic beyond the usual, Hebrew, Arabic, signs and
some emoji. PDF/UA-1 allows no letter without a shape, so what neither has is printed as its name in Unicode.
"""

from __future__ import annotations

import struct
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "fonts"
UNSEEN = {"Cc", "Cf"}
"""Unicode's categories of letters that have no shape and only say how others are to be shown."""

Group = tuple[int, int]
"""The first and the last of consecutive letters."""


def words_for_letters_without_a_face(letters: frozenset[str]) -> Mapping[str, str]:
    """For each of some letters that no face has, what is printed instead: `[rocket]`; nothing for what is never seen."""
    return {letter: _word(letter) for letter in sorted(letters - _repertoire() - set("\n\t"))}


def _word(letter: str) -> str:
    if unicodedata.category(letter) in UNSEEN or "VARIATION SELECTOR" in unicodedata.name(letter, ""):
        return ""
    return f"[{unicodedata.name(letter, f'U+{ord(letter):04X}').lower()}]"


@cache
def _repertoire() -> frozenset[str]:
    """The letters that a face has; of the weights of one face each has the same."""
    fonts = sorted(FOLDER.glob("*.ttf"))
    return frozenset(chr(code) for font in fonts for first, last in _groups(font) for code in range(first, last + 1))


def _groups(font: Path) -> Iterator[Group]:
    """What a font has, by the widest table of its `cmap`, format 12 (OpenType specification, `cmap`)."""
    content = font.read_bytes()
    tables = struct.unpack_from(">H", content, 4)[0]
    records = (struct.unpack_from(">4sIII", content, 12 + 16 * at) for at in range(tables))
    start = next(offset for tag, _, offset, _ in records if tag == b"cmap")
    number = struct.unpack_from(">H", content, start + 2)[0]
    offsets = (struct.unpack_from(">HHI", content, start + 4 + 8 * at)[2] for at in range(number))
    for offset in offsets:
        if struct.unpack_from(">H", content, start + offset)[0] == 12:
            groups = struct.unpack_from(">I", content, start + offset + 12)[0]
            yield from (struct.unpack_from(">II", content, start + offset + 16 + 12 * at) for at in range(groups))
