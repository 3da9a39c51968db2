"""Words that a person typed and that are kept for ever: a name, a reason, what is to be done."""

from __future__ import annotations

import unicodedata

from transforms.errors import DecisionRefused

LONGEST_NAME, LONGEST_REASON = 200, 4000


def kept_words(what: str, text: str, longest: int) -> str:
    """What was typed, without blanks around it, fit to be kept for ever; `what` it is, for whoever typed it.

    Raises `DecisionRefused`.
    """
    words = "".join(" " if unicodedata.category(letter) == "Zs" else letter for letter in text).strip()
    if not words:
        raise DecisionRefused(f"The {what} is missing.", "Write it: what is recorded says who, what and why.")
    if not words.isprintable():
        raise DecisionRefused(
            f"The {what} holds signs that cannot be printed.", "Write it on one line, in plain letters."
        )
    if len(words) > longest:
        raise DecisionRefused(f"The {what} has {len(words)} letters; {longest} are kept.", "Write it shorter.")
    return words
