"""Addresses that stay: the word by which an indicator, a service or a theme is found, once given, is never another's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import count

from transforms.file_word import file_word

LONGEST = 200
"""Letters of a word: the name of a file has room for 255, and a period, a number and an ending come behind it."""

UNNAMED = "unnamed"
"""The word of what has neither letters nor digits in its name."""


def address_word(name: str) -> str:
    """A name as a part of an address, in small letters that need no escape.

    >>> address_word("NI 192"), address_word("Refuse & Recycling"), address_word("SCS:safer"), address_word("?")
    ('ni-192', 'refuse-and-recycling', 'scs-safer', 'unnamed')
    """
    return file_word(name.replace("&", " and ").replace(":", " "))[:LONGEST].rstrip("-") or UNNAMED


def settled(named: Iterable[tuple[str, str]]) -> Mapping[str, Sequence[str]]:
    """By key all words that a thing ever had, the one it has now as the last.

    `named` are keys with names, in the order in which they were first so called: who was first keeps the plain word, and
    whoever comes later is told apart by a number, whatever becomes of the first. What is renamed keeps its old words too.

    >>> settled([("CS", "Contact"), ("CC", "Contact"), ("CS", "Customer Services")])
    {'CS': ['contact', 'customer-services'], 'CC': ['contact-2']}
    """
    owners: dict[str, str] = {}
    words: dict[str, list[str]] = {}
    for key, name in named:
        word = next(word for word in _candidates(address_word(name)) if owners.setdefault(word, key) == key)
        earlier = [each for each in words.get(key, []) if each != word]
        words[key] = [*earlier, word]
    return words


def _candidates(word: str) -> Iterable[str]:
    yield word
    yield from (f"{word}-{number}" for number in count(2))
