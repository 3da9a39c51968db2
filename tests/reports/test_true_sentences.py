"""No sentence of a report is false of its rows: each is read and worked out anew, of any report there could be."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import pytest
from hypothesis import HealthCheck, given, settings

from reports.built import blocks_of
from reports.document import Document
from reports.parts import Prose
from reports.summary import sentences
from tests.reports.any_document import THINGS, documents
from tests.reports.read_sentences import Check, Reader
from tests.reports.sentence_kinds import DIGEST, EXCEPTIONS, PERCEPTION, SUMMARY
from transforms.judged import JudgedRow

pytestmark = pytest.mark.slow

Said = tuple[Reader, str, Sequence[tuple[str, Check]]]
"""A sentence, the rows it is about, and how sentences of its kind are read."""


def left_out(outcome: Prose) -> Check:
    """Reads of how many nothing is said in an outcome: those that none of its sentences names."""
    named = " ".join(outcome.texts)
    return lambda reader, said: int(said["rest"]) == sum(not is_named(row, named) for row in reader.rows)


def is_named(row: JudgedRow, text: str) -> bool:
    (thing,) = set(row.indicator.name.split()) & set(THINGS)
    return bool(re.search(rf"\b{thing}\b", text))


def all_said(document: Document) -> Iterator[Said]:
    """Every sentence that a report computes, with how it is to be read."""
    own, latest = (Reader(document, rows) for rows in (document.rows, [document.latest(row) for row in document.rows]))
    yield from ((own, sentence, SUMMARY) for sentence in sentences(document.rows))
    blocks = blocks_of(document)
    yield latest, blocks["exceptions"].lede, EXCEPTIONS
    for name, patterns in (("exceptions", EXCEPTIONS), ("perception", PERCEPTION)):
        parts = blocks[name].parts if name in blocks else []
        yield from ((latest, text, patterns) for part in parts if isinstance(part, Prose) for text in part.texts)
    *outcomes, closing = (part for part in blocks["digest"].parts if isinstance(part, Prose))
    for outcome, section in zip(outcomes, document.sections, strict=True):
        reader = Reader(document, [document.latest(row) for row in section.rows])
        rest = (r"(?P<rest>\d+) more things? (?:is|are) measured and not mentioned here\.", left_out(outcome))
        yield from ((reader, text, [*DIGEST, rest]) for text in [outcome.heading, *outcome.texts])
    yield latest, closing.texts[0], DIGEST


anything = settings(
    max_examples=150, deadline=None, database=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)


@anything
@given(documents())
def test_every_sentence_is_true_of_the_rows(document: Document) -> None:
    false = [sentence for reader, sentence, patterns in all_said(document) if not reader.holds(sentence, patterns)]

    assert false == []


@anything
@given(documents())
def test_an_outcome_is_told_in_six_sentences_and_passes_over_nothing_that_got_worse(document: Document) -> None:
    *outcomes, _ = (part for part in blocks_of(document)["digest"].parts if isinstance(part, Prose))

    for outcome, section in zip(outcomes, document.sections, strict=True):
        reader = Reader(document, [document.latest(row) for row in section.rows])
        begun = [text.split()[0] for text in outcome.texts]
        assert len(outcome.texts) <= 6
        assert ("Better" in begun, "Worse" in begun) == (
            bool(reader.that_went("better")),
            bool(reader.that_went("worse")),
        )
        missed = bool(reader.lit("caution", "red"))
        assert [any(text.startswith(first) for text in outcome.texts) for first in (("Furthest", "The one missed"), ("What is", "Nothing that"))] == [missed, missed]  # fmt: skip
        unnamed = [row for row in reader.rows if not is_named(row, " ".join(outcome.texts))]
        assert ("not mentioned here" in outcome.texts[-1]) == bool(unnamed)


SWAPS = [
    ("better", "worse"), ("Better", "Worse"), ("rose", "fell"), ("nearer to", "further from"), ("at least", "no more than"),
    ("improving", "getting worse"), ("met", "missed"), ("nearly", "more than"), ("due by", "done on"),
    ("Furthest from its target", "The one missed"),
]  # fmt: skip


def spoilt(sentence: str) -> Iterator[str]:
    """A sentence made false: a word turned into its opposite, or any of its numbers one more.

    But not those of `1 in 20`: there 1 in 21 may be as true.
    """
    for one, other in SWAPS:
        both = rf"\b(?:{one}|{other})\b"
        turned = re.sub(both, lambda found, one=one, other=other: other if found[0] == one else one, sentence)
        if turned != sentence and not (one == "better" and "neither better nor worse" in sentence):
            yield turned
    for found in re.finditer(r"(?<![\w.])(?<! in )\d+(?!\w| in \d)", sentence):
        yield f"{sentence[: found.start()]}{int(found[0]) + 1}{sentence[found.end() :]}"


@anything
@given(documents())
def test_a_sentence_that_is_turned_round_is_found_to_be_false(document: Document) -> None:
    believed = [
        (sentence, wrong)
        for reader, sentence, patterns in all_said(document)
        for wrong in spoilt(sentence)
        if reader.holds(wrong, patterns)
    ]

    assert believed == []


KINDS = (
    "Better", "Worse", "rose", "nearer to", "Furthest", "The one missed", "What is being", "done on", "referred", "not done yet",
    "go apart", "nearly", "more than", "about", "not final yet", "on one comparison", "both the last", "withheld",
    "incomplete", "not due yet", "None of the", "one of them for", "in the year to", "only part", "no figure of",
)  # fmt: skip


def test_the_reports_that_are_tried_say_of_everything() -> None:
    """What is tried depends on all that is loaded, so more are looked through than are read back above."""
    unsaid = set(KINDS)

    @settings(anything, max_examples=900)
    @given(documents())
    def gather(document: Document) -> None:
        if unsaid:
            said = " ".join(sentence for _, sentence, _ in all_said(document))
            unsaid.difference_update([kind for kind in unsaid if kind in said])

    gather()
    assert unsaid == set()
