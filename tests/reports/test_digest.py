from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from reports.blocks.digest import digest
from reports.document import Document, Section
from reports.parts import Prose
from tests.reports.full import action, referral
from transforms.code import code_key
from transforms.indicator import Polarity
from transforms.judged import JudgedRow
from transforms.period import Period
from transforms.status import Status
from transforms.target import read_target
from transforms.trend import Trend


def told(document: Document) -> list[Prose]:
    """The outcomes of a digest and its closing."""
    block = digest(document)
    assert block
    return [part for part in block.parts if isinstance(part, Prose)]


def rows_of(golden: Document) -> Sequence[JudgedRow]:
    """The case study's three rows."""
    return [row for row in golden.rows if row.value is not None]


def of(golden: Document, *rows: JudgedRow) -> Document:
    """A digest of one outcome."""
    return replace(golden, sections=[Section("Inclusive", rows)], actions={})


def test_the_case_studys_rows_are_told_to_every_household(golden: Document) -> None:
    outcome, closing = told(of(golden, *rows_of(golden)))

    assert (
        outcome.heading == "Inclusive: of 3 things that can be compared with the year before, 2 got better and 1 worse"
    )
    assert outcome.texts == [
        (
            "Better than a year before: major applications (processing of planning applications) rose to nearly 5 in 6 "
            "(82.61%, from 70.37%); and queries answered at first point of contact by the Contact Centre rose to 63.73% "
            "(from 60.54%)."
        ),
        (
            "Worse than a year before: phone calls answered within 20 seconds by the Contact Centre fell to 64.56% "
            "(from 75.94%)."
        ),
        "1 of the 3 targets was met.",
        (
            "Furthest from its target is phone calls answered within 20 seconds by the Contact Centre, at 64.56%, where at "
            "least 80% was aimed at."
        ),
        "Nothing that we know of is under way about any of the 2 that are not on target.",
    ]
    assert closing.texts == ["Of 3 things measured, 3 have a figure of October to December 2009."]


def test_what_is_done_is_told_in_the_words_of_who_does_it_and_of_what_nothing_is(golden: Document) -> None:
    document = of(golden, *rows_of(golden))
    recruit = {code_key("LPI CS 1"): [referral(), action("Recruit two advisers.", date(2010, 3, 31))]}

    assert told(replace(document, actions=recruit))[0].texts[-1] == (
        "What is being done about it: “Recruit two advisers”, by 31 March 2010. Nothing that we know of is under "
        "way about 1 of the 2 that are not on target."
    )


@pytest.mark.parametrize(
    ("by_when", "done", "words"),
    [
        (date(2010, 1, 10), None, "“Recruit”, due by 10 January 2010 and not done yet"),
        (None, None, "“Recruit”"),
        (date(2010, 1, 10), date(2010, 1, 8), "“Recruit”, done on 8 January 2010"),
    ],
)
def test_what_is_overdue_is_not_told_as_if_it_were_under_way(
    golden: Document, by_when: date | None, done: date | None, words: str
) -> None:
    document = of(golden, rows_of(golden)[0])
    recruit = {code_key("LPI CS 1"): [action("Recruit", by_when, done)]}

    assert told(replace(document, actions=recruit))[0].texts[-1] == f"What is being done about it: {words}."


def test_an_issue_that_was_referred_says_to_whom(golden: Document) -> None:
    document = replace(of(golden, rows_of(golden)[0]), actions={code_key("LPI CS 1"): [referral()]})

    assert told(document)[0].texts[-1] == (
        "What is being done about it: “Ask for an options paper”, referred to Cabinet, due by 10 January 2010 and not done yet."
    )


def test_what_was_done_before_the_period_is_no_longer_told(golden: Document) -> None:
    long_done = {code_key("LPI CS 1"): [action("Recruit", None, date(2009, 5, 1))]}

    document = replace(of(golden, rows_of(golden)[0]), actions=long_done)

    assert told(document)[0].texts[-1] == "Nothing that we know of is under way about it."


def test_an_older_figure_says_of_when_it_is(golden: Document) -> None:
    row = rows_of(golden)[2]
    asked = replace(row, value=None)
    earlier = replace(row, period=Period.year(2008))

    document = replace(of(golden, asked), last_rows={code_key(row.indicator.code): earlier})

    outcome, closing = told(document)
    assert outcome.texts[0].endswith("nearly 5 in 6 (82.61%, from 70.37%) in the year to March 2009.")
    assert closing.texts == ["Of 1 thing measured, 1 has only an older figure."]


def test_lower_is_better_where_it_is(golden: Document) -> None:
    row = rows_of(golden)[0]
    waits = replace(row.indicator, name="Average wait of visitors, in minutes", polarity=Polarity.MINIMISE, themes=())
    moved = replace(row.previous_year, trend=Trend.IMPROVING)
    shown = replace(
        row, indicator=waits, value_text="4.2", previous_year=moved, target=read_target("4"), status=Status.CAUTION
    )

    texts = told(of(golden, shown))[0].texts

    assert texts[0] == "Better than a year before: average wait of visitors fell to 4.2 minutes (from 75.94%)."
    assert texts[2] == "The one missed is average wait of visitors, at 4.2 minutes, where no more than 4% was aimed at."


def test_what_is_unknown_is_named_at_the_end(golden: Document) -> None:
    outcome, closing = told(of(golden, *[row for row in golden.rows if row.value is None]))

    assert outcome.heading == "Inclusive: nothing can be compared with the year before"
    assert outcome.texts == [
        "Nothing here can be held against a target.",
        "5 more things are measured and not mentioned here.",
    ]
    assert closing.texts == [
        (
            "Of 5 things measured, 5 have no figure of the last three years (visitors to reception; council tax collected "
            "since April; and 3 more)."
        )
    ]


def test_a_digest_speaks_no_jargon(golden: Document) -> None:
    block = digest(golden)
    assert block
    said = " ".join(text for part in told(golden) for text in [part.heading, *part.texts]).casefold()

    words = ["indicator", "requires attention", "caution", "traffic", "polarity", "lpi cs", "ni 157", "bv 109"]
    assert not [word for word in [*words] if word in said]
