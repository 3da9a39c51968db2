"""Names as words of which files and addresses are made."""

from __future__ import annotations

from functools import lru_cache
from hashlib import sha256
from unicodedata import normalize

LONGEST_WORD = 60
"""Letters of a group's name that the name of a file has room for."""


def file_word(name: str) -> str:
    """A name as part of a file's name and of an address: `refuse-recycling`.

    >>> file_word("Tŷ & Environmental Services")
    'ty-environmental-services'
    """
    plain_letters = normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    return "-".join("".join(letter if letter.isalnum() else " " for letter in plain_letters).split())


@lru_cache(maxsize=4096)
def group_word(group: str) -> str:
    """The name of a group as part of its report's name. Where letters are lost, a checksum tells it from others.

    >>> group_word("Refuse & Recycling"), group_word("Łódź 4")
    ('refuse-recycling', 'odz-4-ef2559ae')
    """
    word = file_word(group)
    letters = (letter for letter in normalize("NFKD", group.casefold()) if letter.isalnum())
    if word and len(word) <= LONGEST_WORD and all(letter.isascii() for letter in letters):
        return word
    checksum = sha256(group.encode()).hexdigest()[:8]
    return f"{word[:LONGEST_WORD]}-{checksum}".lstrip("-")
