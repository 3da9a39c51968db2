from __future__ import annotations

import json
import string
from importlib.resources import files

import pytest

from expectations.suite import SUITE_OF, suite_named
from expectations.words import FIGURES, Words
from transforms.register import SenderKind

ALL = sorted(path.name.removesuffix(".json") for path in files("expectations").joinpath("suites").iterdir())
FIELDS = {
    "code",
    "period",
    "value",
    "numerator",
    "denominator",
    "figure",
    "fault",
    "missing_part",
    "odd_part",
    "each_assumption",
}


def test_every_kind_of_sender_has_a_suite_of_its_own() -> None:
    assert set(SUITE_OF) == set(SenderKind)
    assert len(set(SUITE_OF.values())) == len(SenderKind)
    assert set(SUITE_OF.values()) <= set(ALL)


@pytest.mark.parametrize("name", ALL)
def test_every_expectation_says_in_plain_words_what_is_wrong_and_what_to_do(name: str) -> None:
    suite = suite_named(name)

    assert len(suite.rules) == len(suite.expectations)
    for rule in suite.rules.values():
        assert rule.message.endswith("."), rule.rule
        assert rule.remedy.endswith((".", "?")), rule.rule
        assert rule.field in FIELDS, rule.rule


@pytest.mark.parametrize("name", ALL)
def test_every_word_a_message_leaves_open_can_be_filled_in(name: str) -> None:
    for rule in suite_named(name).rules.values():
        for _, word, _, _ in string.Formatter().parse(rule.message + rule.remedy):
            assert word is None or word in FIGURES or hasattr(Words, f"_{word}"), f"{rule.rule}: {word}"


def test_what_holds_for_every_return_is_written_once() -> None:
    own = json.loads(files("expectations").joinpath("suites", "figures.json").read_text("utf-8"))["expectations"]

    for name in SUITE_OF.values():
        assert [rule.rule for rule in suite_named(name).rules.values()][: len(own)] == [e["meta"]["rule"] for e in own]
