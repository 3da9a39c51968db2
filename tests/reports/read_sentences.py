"""Reads the sentences of a report as a stranger would, and holds what they say against the rows.

Nothing of what wrote the sentences is used: better and worse, on target and not, shares and fractions are worked out anew from
figures, targets, and which way is better. A sentence that is not understood is as bad as one that is false.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from reports.document import Document
from tests.reports.any_document import THINGS
from transforms.action import Action
from transforms.code import code_key
from transforms.figure import Unit
from transforms.indicator import Polarity, ToleranceKind
from transforms.judged import JudgedRow

Check = Callable[["Reader", re.Match[str]], bool]
WHEN = r"(?P<when> in (?:the year to )?(?:[A-Z][a-z]+ to )?[A-Z][a-z]+ \d{4})?"


def is_partial(row: JudgedRow) -> bool:
    """Whether a figure is made of some of its months."""
    return any(" of " in mark for mark in row.marks)


def miss(row: JudgedRow) -> Decimal | None:
    """By how much a whole figure misses its target; `None` of what has neither."""
    if row.value is None or row.target is None or is_partial(row) or row.indicator.polarity == Polarity.NONE:
        return None
    return off(row.value, row)


def off(value: Decimal, row: JudgedRow) -> Decimal:
    """How far a value is off the target of a row, in the direction that matters."""
    assert row.target
    under, over = max(Decimal(0), row.target.low - value), max(Decimal(0), value - row.target.high)
    return {Polarity.MAXIMISE: under, Polarity.MINIMISE: over}.get(row.indicator.polarity, max(under, over))


def light(row: JudgedRow) -> str:
    """The light of a row."""
    missed = miss(row)
    if missed is None:
        return "none"
    if not missed:
        return "good"
    relative = row.indicator.tolerance_kind == ToleranceKind.RELATIVE
    allowed = abs(bound(row)) * row.indicator.tolerance / 100 if relative else row.indicator.tolerance
    return "caution" if missed <= allowed else "red"


def bound(row: JudgedRow) -> Decimal:
    """The side of the target that is missed."""
    assert row.target and row.value is not None
    return row.target.low if row.value < row.target.low else row.target.high


def went(row: JudgedRow, before: Decimal | None) -> str:
    """Whether a figure is better than an earlier one: `better`, `worse`, `neither`, or `unknown`."""
    if row.value is None or before is None or is_partial(row) or row.indicator.polarity == Polarity.NONE:
        return "unknown"
    if row.indicator.polarity in {Polarity.MAXIMISE, Polarity.MINIMISE}:
        gain = (row.value - before) * (1 if row.indicator.polarity == Polarity.MAXIMISE else -1)
    elif row.target is None:
        return "unknown"
    else:
        gain = off(before, row) - off(row.value, row)
    if abs(gain) <= row.indicator.no_change_band:
        return "neither"
    return "better" if gain > 0 else "worse"


def in_year(row: JudgedRow) -> str:
    """How a row went within a year."""
    return went(row, row.previous_year.value)


def furthest(row: JudgedRow) -> tuple[bool, Decimal]:
    """By what share of its target a row misses it, a target of nought first."""
    missed, of = miss(row) or Decimal(0), abs(bound(row))
    return (False, missed / of) if of else (True, missed)


def number(text: str) -> Decimal:
    """A figure as it is printed."""
    if text in {"Yes", "No"}:
        return Decimal(int(text == "Yes"))
    return Decimal(re.sub(r"[£,%]| days?", "", text))


def is_share(number: int, of: int, percent: str) -> bool:
    """Whether a whole percentage is that of so many of so many, halves up."""
    return int(percent) == (200 * number + of) // (2 * of)


def is_fraction(words: str, row: JudgedRow) -> bool:
    """Whether words for a share are true of a row, and flatter it by no more than a point."""
    assert row.value is not None and row.indicator.unit == Unit.PERCENT
    if words in {"all", "none"}:
        return row.value == (100 if words == "all" else 0)
    said = re.fullmatch(r"(about |more than |nearly |)(\d+) in (\d+)", words)
    assert said, f"no fraction: {words}"
    fraction, share = Fraction(100 * int(said[2]), int(said[3])), Fraction(row.value)
    flatters = {Polarity.MAXIMISE: fraction - share, Polarity.MINIMISE: share - fraction}
    holds = {
        "": share == fraction, "about ": abs(share - fraction) <= Fraction(1, 2), "more than ": share > fraction,
        "nearly ": share < fraction,
    }  # fmt: skip
    return holds[said[1]] and abs(share - fraction) <= 2 and flatters.get(row.indicator.polarity, 0) <= 1


@dataclass(frozen=True)
class Reader:
    """Reads sentences about these rows of a document."""

    document: Document
    rows: Sequence[JudgedRow]

    def holds(self, sentence: str, patterns: Iterable[tuple[str, Check]]) -> bool:
        """Whether a sentence is understood, and is true. Figures that cannot be read are false ones."""
        for pattern, check in patterns:
            if found := re.fullmatch(pattern, sentence):
                try:
                    return check(self, found)
                except (ArithmeticError, AssertionError, KeyError, ValueError):
                    return False
        return False

    def of(self, text: str) -> JudgedRow:
        """The row that a text speaks of."""
        (thing,) = (thing for thing in THINGS if re.search(rf"\b{thing}\b", text))
        (row,) = (row for row in self.rows if re.search(rf"\b{thing}\b", row.indicator.name))
        return row

    def lit(self, *lights: str) -> list[JudgedRow]:
        """The rows of these lights."""
        return [row for row in self.rows if light(row) in lights]

    def that_went(self, *ways: str) -> list[JudgedRow]:
        """The rows that went so within the year."""
        return [row for row in self.rows if in_year(row) in ways]

    def when(self, row: JudgedRow, text: str) -> bool:
        """Whether a text says of when the figure is; nothing means the report's own period."""
        if row.period == self.document.period:
            return not text
        return text.endswith(f"{row.period.end:%B %Y}") and ("the year to" in text) == (row.period.months == 12)

    def stands(self, row: JudgedRow, text: str) -> bool:
        """Whether `about 1 in 3 (33.1%) in the year to March 2009` is true of a row."""
        said = re.fullmatch(rf"(?P<first>.+?)(?: \((?P<brackets>.+)\))?{WHEN}", text)
        assert said
        brackets = said["brackets"].split(", ") if said["brackets"] else []
        return self.figures(row, said["first"], brackets) and self.when(row, said["when"] or "")

    def figures(self, row: JudgedRow, first: str, brackets: list[str]) -> bool:
        """Whether figure, words for it, and whether it is final are those of a row."""
        provisional = "not final yet" in brackets
        told = [each for each in brackets if each != "not final yet"]
        figure, words = (told[0], first) if told else (first, "")
        right = number(figure) == row.value and (not words or is_fraction(words, row))
        return right and provisional == ("[p]" in row.marks) and len(told) <= 1

    def moved(self, clause: str) -> bool:
        """Whether `burglaries fell to 12 (from 14)` is true."""
        said = re.fullmatch(
            r"(?P<name>.+) (?P<way>rose|fell|changed|moved (?:nearer to|further from) its target,) to (?P<first>.+?) "
            rf"\((?P<brackets>.+)\){WHEN}",
            clause,
        )
        assert said
        row = self.of(said["name"])
        now, before = row.value, row.previous_year.value
        assert now is not None and before is not None
        (earlier,) = (each for each in said["brackets"].split(", ") if each.startswith("from "))
        rest = [each for each in said["brackets"].split(", ") if each != earlier]
        ways = {
            "rose": now > before,
            "fell": now < before,
            "changed": now != before and row.indicator.unit == Unit.YES_NO,
        }
        way = (
            ways[said["way"]]
            if said["way"] in ways
            else (off(now, row) < off(before, row)) == ("nearer" in said["way"])
        )
        right = number(earlier.removeprefix("from ")) == before and self.figures(row, said["first"], rest)
        return way and right and self.when(row, said["when"] or "")

    def changes(self, said: re.Match[str]) -> bool:
        """Whether what is said to have got better, or worse, did; no less of it than of two."""
        way = "better" if said["way"] == "Better" else "worse"
        clauses = said["told"].split("; and ")
        rows = [self.of(clause) for clause in clauses]
        return (
            len(clauses) == min(2, len(self.that_went(way)))
            and all(in_year(row) == way for row in rows)
            and all(self.moved(clause) for clause in clauses)
        )

    def targets(self, said: re.Match[str]) -> bool:
        """Whether so many targets of so many were met, and the one named was."""
        met, judged = len(self.lit("good")), len(self.lit("good", "caution", "red"))
        told = {"None": 0, "All": judged}.get(said["met"], -1)
        right = (told if told >= 0 else int(said["met"])) == met and int(said["of"]) == judged
        return right and self.named_met(said)

    def the_one_target(self, said: re.Match[str]) -> bool:
        """Whether the only target was met, or missed."""
        met, judged = len(self.lit("good")), len(self.lit("good", "caution", "red"))
        return judged == 1 and met == (said["met"] == "met") and self.named_met(said)

    def named_met(self, said: re.Match[str]) -> bool:
        """Whether what is named as on target is, with its figure."""
        if said["name"] is None:
            return True
        row = self.of(said["name"])
        return light(row) == "good" and self.stands(row, said["stands"])

    def missed(self, said: re.Match[str]) -> bool:
        """Whether what is said to be furthest from its target is, and what was aimed at."""
        row, others = self.of(said["name"]), self.lit("caution", "red")
        only = said["which"] == "The one missed"
        assert row.target and only == (len(others) == 1)
        furthest_of_all = light(row) != "good" and furthest(row) == max(map(furthest, others))
        return furthest_of_all and self.stands(row, said["stands"]) and self.aimed(row, said["aim"])

    def aimed(self, row: JudgedRow, text: str) -> bool:
        """Whether a target is told as it was meant."""
        assert row.target
        ways = {Polarity.MAXIMISE: "at least ", Polarity.MINIMISE: "no more than "}
        way = "" if row.indicator.unit == Unit.YES_NO else ways.get(row.indicator.polarity, "")
        bounds = [number(each) for each in text.removeprefix(way).split(" to ")]
        return text.startswith(way) and bounds in ([row.target.low], [row.target.low, row.target.high])

    def under_way(self, row: JudgedRow) -> list[Action]:
        """What is not done, or was done since the period began."""
        start = self.document.period.start
        found = self.document.actions.get(code_key(row.indicator.code), [])
        return [each for each in found if each.done is None or each.done >= start]

    def silent(self) -> int:
        """Of how many that are not on target nothing is under way."""
        return sum(not self.under_way(row) for row in self.lit("caution", "red"))

    def done(self, said: re.Match[str]) -> bool:
        """Whether something is done about what is named, as it is told; and nothing about so many others."""
        missed = self.lit("caution", "red")
        row = max(missed, key=furthest) if said["about"] == "it" else self.of(said["about"])
        (action,) = (each for each in self.under_way(row) if each.what == f"{said['what']}.")
        silent = (int(said["silent"]), int(said["of"])) if said["silent"] else (0, len(missed))
        rest = silent == (self.silent(), len(missed))
        return light(row) in {"caution", "red"} and self.standing(action, said["standing"]) and rest

    def standing(self, action: Action, text: str) -> bool:
        """Whether an action is told to be referred, due, overdue or done as it is."""
        referred = ", referred to Cabinet" if action.kind == "referral" else ""
        if action.done:
            when = f", done on {action.done.day} {action.done:%B %Y}"
        elif not action.by_when:
            when = ""
        else:
            day = f"{action.by_when.day} {action.by_when:%B %Y}"
            overdue = action.by_when < self.document.today
            when = f", due by {day} and not done yet" if overdue else f", by {day}"
        return text == referred + when

    def known(self, said: re.Match[str]) -> bool:
        """Whether of so many there is a whole figure of the period, an older one, part of one, or none."""
        none = [row for row in self.rows if row.value is None]
        part = [row for row in self.rows if row.value is not None and is_partial(row)]
        own = [row for row in self.rows if row.period == self.document.period and row not in [*none, *part]]
        counts = [len(own), len(self.rows) - len(own) - len(part) - len(none), len(part), len(none)]
        told = [int(said[name] or 0) for name in ("own", "older", "part", "none")]
        return told == counts and int(said["all"]) == len(self.rows)
