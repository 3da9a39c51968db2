"""The phrases by which commentaries are looked through, as a table of lists and phrases.

A phrase is found as whole words, without case. A space stands for a hyphen too, `*` for the rest of a word, and a name between
angle brackets for any phrase of that list: `<figure of> has improv*`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

NAMED = re.compile(r"<([\w ]+)>")


@dataclass(frozen=True)
class Phrases:
    """Each list of phrases as one pattern."""

    patterns: Mapping[str, re.Pattern[str]]

    @classmethod
    def of(cls, rows: Iterable[tuple[str, str]]) -> Phrases:
        """The phrases of a table with rows of list and phrase. Raises `KeyError` where a phrase names no list above it."""
        lists: dict[str, list[str]] = {}
        for name, phrase in rows:
            pieces = NAMED.split(phrase)
            pattern = "".join(_any(lists[piece]) if at % 2 else _plain(piece) for at, piece in enumerate(pieces))
            lists.setdefault(name, []).append(pattern)
        return cls(
            {name: re.compile(rf"(?<!\w){_any(of_list)}(?!\w)", re.IGNORECASE) for name, of_list in lists.items()}
        )

    def has(self, name: str, text: str) -> bool:
        """Whether a phrase of a list stands in a text."""
        return self.patterns[name].search(text) is not None

    def is_whole(self, name: str, text: str) -> bool:
        """Whether a text is a phrase of a list, from end to end."""
        return self.patterns[name].fullmatch(text) is not None

    def without(self, name: str, text: str) -> str:
        """A text without the phrases of a list."""
        return self.patterns[name].sub(" ", text)


def _any(patterns: Sequence[str]) -> str:
    """Any of some patterns, parted by their first letters: two hundred alternatives at each word would take long."""
    parted: dict[str, list[str]] = {}
    for pattern in patterns:
        first = pattern[0] if pattern[0].isalpha() else ""
        parted.setdefault(first, []).append(pattern.removeprefix(first))
    return "(?:" + "|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in parted.items()) + ")"


def _plain(piece: str) -> str:
    return re.sub(r"(\\ )+", r"[\\s-]+", re.escape(piece)).replace(r"\*", r"\w*")
