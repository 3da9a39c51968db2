"""A commentary: which one speaks for a period, and whether its words say anything.

Members asked for "better explanations for why performance is as it is and what is being done" (case study). A commentary
is looked through for a reason, an action and a time by when, by the words that managers use. Where in doubt nothing is
said: a sentence that is not understood may be the reason.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from transforms.commentary_time import gives_time
from transforms.commentary_words import Phrases
from transforms.period import Period
from transforms.words import loose

READ = 6_000
"""Letters of a commentary that are looked through: three pages, more than anybody prints."""

NEARLY = 0.9
"""From which share of words in common a commentary is the one of last time: about one word in ten differs."""

COMPARED = 400
"""Words that are compared with last time's."""

SENTENCE = re.compile(r"(?<=[.;!?])\s+|\n+")
FEW = 2
"""Words that a sentence has beside those on the figure itself, if it gives a reason that is not recognised as one."""

ALL = 3
"""Reason, action and time: a commentary that has none of them says nothing."""


class Flaw(StrEnum):
    """What a reader misses in a commentary, the names of the rules."""

    SAYS_NOTHING = "commentary-says-nothing"
    UNCHANGED = "commentary-unchanged"
    NO_REASON = "commentary-no-reason"
    NO_ACTION = "commentary-no-action"
    NOBODY_ACTS = "commentary-nobody-acts"
    NO_DATE = "commentary-no-date"


@dataclass(frozen=True, slots=True)
class Commentary:
    """A commentary with what it is about: the name of the indicator, the period, and what was said of the one before."""

    text: str
    name: str
    period: Period
    before: str = ""


def latest_within(given: Mapping[Period, str], period: Period) -> str | None:
    """The commentary that speaks for a period: its own, or that of its last part which has one; `None` where none has."""
    within = [said for said in given if period.contains(said)]
    return given[max(within, key=lambda said: (said.end, said.months))] if within else None


def plain_text(text: str) -> str:
    """A text with ordinary signs, as it is looked through."""
    return unicodedata.normalize("NFKC", text[:READ]).replace("’", "'").replace("‘", "'").strip()


def flaws_of(said: Commentary, phrases: Phrases) -> list[Flaw]:
    """What a commentary lacks. Of one that says nothing, and of last time's, nothing else is told."""
    text = plain_text(said.text)
    if _says_nothing(text, phrases):
        return [Flaw.SAYS_NOTHING]
    if said.before and is_nearly(text, plain_text(said.before)):
        return [Flaw.UNCHANGED]
    sentences = [sentence for sentence in SENTENCE.split(text) if loose(sentence)]
    found = {
        Flaw.NO_REASON: not any(_may_give_reason(sentence, said.name, phrases) for sentence in sentences),
        **_without_action(text, phrases),
        Flaw.NO_DATE: not any(_gives_time(sentence, said.period, phrases) for sentence in sentences),
    }
    flaws = [flaw for flaw, holds in found.items() if holds]
    return [Flaw.SAYS_NOTHING] if len(flaws) == ALL else flaws


def _says_nothing(text: str, phrases: Phrases) -> bool:
    """Whether it is a stock phrase, or has no word of three letters."""
    words = loose(text)
    return phrases.is_whole("nothing", words) or not re.search(r"[^\W\d_]{3}", words)


def is_nearly(text: str, before: str) -> bool:
    """Whether two texts are the same but for one word in ten.

    >>> is_nearly("Two posts are vacant. Cover is being sought.", "Two posts are vacant; cover is being sought")
    True
    """
    now, then = (loose(each).split()[:COMPARED] for each in (text, before))
    if now == then:
        return True
    matcher = SequenceMatcher(None, then, now, autojunk=False)
    return matcher.real_quick_ratio() >= NEARLY and matcher.quick_ratio() >= NEARLY and matcher.ratio() >= NEARLY


def _may_give_reason(sentence: str, name: str, phrases: Phrases) -> bool:
    """Whether a sentence has the words of a reason, or is neither about the figure nor about what is done."""
    if phrases.has("reason", sentence):
        return True
    if phrases.has("action", sentence) or phrases.has("vague", sentence) or phrases.has("outlook", sentence):
        return False
    known = set(loose(name).split())
    others = [
        word
        for word in loose(sentence).split()
        if word not in known and not word.isdigit() and not phrases.is_whole("figure", word)
    ]
    return len(others) >= FEW


def _without_action(text: str, phrases: Phrases) -> Mapping[Flaw, bool]:
    acts = _acts(phrases.without("vague", text), phrases)
    is_vague = phrases.has("vague", text)
    return {Flaw.NO_ACTION: not acts and not is_vague, Flaw.NOBODY_ACTS: not acts and is_vague}


def _acts(text: str, phrases: Phrases) -> bool:
    """Whether a text has the words of an action, or those of something that was done."""
    return phrases.has("action", text) or phrases.has("done", text)


def _gives_time(sentence: str, period: Period, phrases: Phrases) -> bool:
    """Whether a sentence says by when; what is said to be done may have been done on a day that is past."""
    acts = _acts(sentence, phrases)
    return phrases.has("when", sentence) or gives_time(sentence, period, past_too=acts)
