from __future__ import annotations

import json
import string
from importlib.resources import files

import pytest

from expectations.commentary import check_commentary
from tests.transforms.given import Q3
from tests.transforms.test_commentary import PHRASES
from tests.transforms.test_commentary_claims import row as judged_row
from transforms.commentary import Commentary, Flaw, flaws_of
from transforms.commentary_claims import Against
from transforms.finding import ON_COMMENTARY, Severity
from transforms.stated_row import Source, StatedRow

RULES = json.loads(files("expectations").joinpath("commentary_rules.json").read_text("utf-8"))


def a_row(text: str) -> StatedRow:
    """A row of a return with a commentary in F7."""
    cells = {"code": "A7", "commentary": "F7"}
    return StatedRow(Source(0, "dev", "return.xlsx"), "Return", 7, cells, "NI 157a", Q3, commentary=text)


def test_every_flaw_has_its_words_and_no_other_has() -> None:
    assert set(RULES) == {*Flaw, *Against}
    assert all(rule.startswith(ON_COMMENTARY) for rule in RULES)


@pytest.mark.parametrize("rule", sorted(RULES))
def test_each_finding_says_what_is_missing_and_what_to_write(rule: str) -> None:
    message, remedy = RULES[rule]["message"], RULES[rule]["remedy"]

    assert message.endswith(".")
    assert remedy.endswith((".", "”"))
    assert "example" in remedy or rule in set(Against)
    assert {word for _, word, _, _ in string.Formatter().parse(message + remedy) if word} <= {
        "said", "claimed", "figure", "period", "target", "light", "previous", "previous_year", "before",
    }  # fmt: skip


@pytest.mark.parametrize("rule", sorted(set(RULES) - {*Against, "commentary-unchanged"}))
def test_the_example_of_a_good_one_mends_what_it_is_an_example_for(rule: str) -> None:
    _, example = RULES[rule]["remedy"].split("“", 1)
    found = [flaw.value for flaw in flaws_of(Commentary(example.split("”")[0], "", Q3), PHRASES)]

    assert rule not in found
    if rule == "commentary-says-nothing":
        assert found == []


def test_a_finding_names_the_cell_and_quotes_no_more_than_a_line() -> None:
    [finding] = check_commentary(a_row("Performance is below target. " * 9), judged_row("60"), "")

    assert (finding.severity, finding.sheet, finding.cell) == (Severity.WARNING, "Return", "F7")
    assert "below target. …” tells" in finding.message


def test_words_that_say_nothing_and_are_not_true_are_told_both() -> None:
    found = check_commentary(a_row("Performance has improved."), judged_row("60", "65", "70"), "")

    assert [finding.rule for finding in found] == ["commentary-says-nothing", "commentary-against-trend"]


def test_what_lacks_nothing_is_left_in_peace() -> None:
    words = "Two posts were vacant. Both were filled on 4 January, so we expect 80% again by April."

    assert check_commentary(a_row(words), judged_row("60", "65", "70"), "Two posts are vacant.") == []
