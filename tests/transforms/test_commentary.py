"""Whether a commentary says why, what and by when, by the words of the council's own table."""

from __future__ import annotations

import csv
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.transforms.given import Q3, few
from transforms.commentary import Commentary, Flaw, flaws_of, is_nearly, latest_within
from transforms.commentary_time import gives_time
from transforms.commentary_words import Phrases
from transforms.period import Period

NAME = "Percentage of phone calls answered within 20 seconds by the Contact Centre"
WHY = "Two of the six posts were vacant."
WHAT = "Both posts have been advertised."
WHEN = "We should be back at 80% by April 2010."


def table() -> list[tuple[str, str]]:
    """The rows of the table of phrases."""
    text = files("expectations").joinpath("commentary_words.csv").read_text("utf-8")
    return [(row["list"], row["phrase"]) for row in csv.DictReader(text.splitlines())]


PHRASES = Phrases.of(table())


def flaws(text: str, period: Period = Q3, before: str = "") -> list[str]:
    """The flaws of a text, without what all names of rules begin with."""
    said = Commentary(text, NAME, period, before)
    return [flaw.removeprefix("commentary-") for flaw in flaws_of(said, PHRASES)]


@pytest.mark.parametrize(
    "text",
    [
        "As above", "see last month.", "N/A", "n/a", "-", "tbc", "Under review.", "Ongoing", "Commentary not required", "...",
        "Performance is below target.", "The percentage of phone calls answered within 20 seconds was 64.56%.",
        "Performance has improved but remains below target.", "This will be looked at.", "We will monitor this closely.",
        "Performance is again slightly below the target for the quarter and is being monitored.",
    ],
)  # fmt: skip
def test_what_gives_no_reason_no_action_and_no_time_says_nothing(text: str) -> None:
    assert flaws(text) == ["says-nothing"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{WHY} {WHAT} {WHEN}", []),
        (f"{WHAT} {WHEN}", ["no-reason"]),
        (f"{WHY} Performance was 64% against a target of 80% by year end.", ["no-action"]),
        (f"{WHY} {WHAT}", ["no-date"]),
        (f"{WHY} This is being looked into and should improve by April.", ["nobody-acts"]),
        ("Staff sickness.", ["no-action", "no-date"]),
    ],
)
def test_each_part_that_is_missing_is_named(text: str, expected: list[str]) -> None:
    assert flaws(text) == expected


@pytest.mark.parametrize(
    "reason",
    [
        "Four large families waited for a home with four bedrooms.",
        "New claims were a fifth above last summer's.",
        "The same two partners were late each month.",
        "Calls are passed on too often by the services.",
        "Level 3 needs impact assessments of all services.",
    ],
)
def test_a_reason_needs_no_because(reason: str) -> None:
    assert flaws(f"{reason} {WHAT} {WHEN}") == []


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("by the end of March", True), ("from 1 February 2010", True), ("by 26/02/2010", True), ("in Q4", True),
        ("by May", True), ("in quarter four", True), ("in 2010", True), ("in 2010/11", True), ("by Jan 10", True),
        ("in December", False), ("on 17 December 2009", False), ("in quarter 3", False), ("in 2008/09", False),
        ("since March 2009", False), ("it may rise", False), ("the march of progress", False), ("12 of 30", False),
    ],
)  # fmt: skip
def test_a_time_counts_unless_it_lies_behind_the_period(words: str, expected: bool) -> None:
    assert gives_time(f"We heard this {words}.", Q3, past_too=False) is expected


def test_what_was_done_on_a_day_that_is_past_has_its_day() -> None:
    assert flaws(f"{WHY} Both were filled on 14 December 2009.") == []
    assert flaws("Both officers fell ill on 14 December 2009. Cover was agreed.") == ["no-date"]


@pytest.mark.parametrize(
    "when", ["next quarter", "by year end", "by winter", "within six weeks", "in three months' time", "this month"]
)
def test_a_time_may_be_said_without_a_date(when: str) -> None:
    assert flaws(f"{WHY} {WHAT} Calls should be answered in time {when}.") == []


def test_the_words_of_last_time_are_known_again_though_a_word_in_ten_differs() -> None:
    before = f"{WHY} {WHAT} Callers wait longer than they did in the spring of last year. {WHEN}"

    assert flaws(before.upper().replace(".", " ;"), before=before) == ["unchanged"]
    assert flaws(before.replace("April", "July"), before=before) == ["unchanged"]
    assert (
        flaws(before.replace(WHY, "Three people fell ill in November, and the lines were down twice."), before=before)
        == []
    )
    assert flaws(before, before="") == []


@few
@given(st.text(max_size=200))
def test_any_text_is_its_own_words_again_and_none_is_a_fault_of_ours(text: str) -> None:
    assert is_nearly(text, text)
    assert set(flaws_of(Commentary(text, NAME, Q3), PHRASES)) <= set(Flaw)


def test_a_very_long_commentary_takes_no_longer_than_three_pages_do() -> None:
    assert flaws("word " * 200_000, before="words " * 200_000) != ["unchanged"]


def test_the_commentary_of_a_quarter_is_its_own_or_that_of_its_last_month() -> None:
    october, december = Period.month(2009, 10), Period.month(2009, 12)

    assert latest_within({october: "first", december: "last"}, Q3) == "last"
    assert latest_within({Q3: "own", december: "last"}, Q3) == "own"
    assert latest_within({Period.month(2009, 9): "before"}, Q3) is None


def test_each_phrase_is_found_by_itself_and_stands_once_in_its_list() -> None:
    rows = table()

    assert len(set(rows)) == len(rows)
    for name, phrase in rows:
        if "<" not in phrase:
            assert PHRASES.has(name, phrase.replace("*", "x")), phrase


def test_a_phrase_may_name_the_phrases_of_a_list_above_it() -> None:
    phrases = Phrases.of([("of", "the figure"), ("rose", "<of> rose"), ("rose", "<of> has ris*")])

    assert phrases.has("rose", "In all The  Figure has risen.")
    assert not phrases.has("rose", "the figures rose")
    with pytest.raises(KeyError):
        Phrases.of([("rose", "<of> rose")])
