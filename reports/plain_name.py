"""An indicator's name as it stands within a sentence that anybody reads."""

from __future__ import annotations

import re
from collections.abc import Collection

MEASURE = re.compile(
    r"(?:(?:min|max)imising )?(?:the )?(?:percentage|proportion|number|share) of (?:all )?(?:the )?", re.IGNORECASE
)
"""What a name says of how it is counted; the figure says it again."""

REFERENCE = re.compile(r"\s*\([^()]*(?:[A-Z]{2,} ?\d|\bgross\b|\bnet\b)[^()]*\)")
"""Brackets with another code, `(x BV 109a)`, or with how it is counted."""

AIM = re.compile(r"(?:improv|reduc|tackl)(?:ed|ing) ", re.IGNORECASE)
"""What a name wishes of that which it is about."""

COUNTED_IN = re.compile(r", in (?P<unit>[a-z]+s)$")
"""What the figure is counted in: that is said beside the figure."""


def plain_name(name: str, proper: Collection[str] = ()) -> str:
    """The name without how it is counted and without codes; what it is a part of comes after it, in brackets.

    `proper` are words that keep their capital at the beginning.

    >>> plain_name("Percentage of household waste sent for reuse")
    'household waste sent for reuse'
    >>> plain_name("Processing of planning applications: Major applications (x BV 109a)")
    'major applications (processing of planning applications)'
    >>> plain_name("CO2 reduction from local authority operations")
    'CO2 reduction from local authority operations'
    """
    bare = COUNTED_IN.sub("", REFERENCE.sub("", name).strip()).replace(", per ", " per ")
    whole, colon, part = bare.partition(": ")
    if not colon:
        return _within(whole, proper)
    return f"{_within(part, proper)} ({_within(AIM.sub('', whole, count=1), proper)})"


def counted_in(name: str) -> str:
    """What the name says that the figure is counted in; empty where it does not say.

    >>> plain_name("Average stay, in weeks"), counted_in("Average stay, in weeks")
    ('average stay', 'weeks')
    """
    found = COUNTED_IN.search(name)
    return found["unit"] if found else ""


def _within(text: str, proper: Collection[str]) -> str:
    """The text with a small first letter, but for names: those of several words with capitals, and abbreviations."""
    bare = MEASURE.sub("", text, count=1) if MEASURE.match(text) else text
    first, _, rest = bare.partition(" ")
    is_name = first in proper or not first[1:].islower() or rest[:1].isupper()
    return bare if is_name else bare[:1].lower() + bare[1:]
