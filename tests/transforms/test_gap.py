from __future__ import annotations

from transforms.gap import PROVISIONAL_MARK, REVISED_MARK, Gap


def test_there_are_six_reasons_for_no_figure_each_with_its_shorthand() -> None:
    assert {gap.value: gap.shorthand for gap in Gap} == {
        "awaiting": "[x]",
        "late-external": "[x]",
        "not-due": "[z]",
        "not-measured": "[z]",
        "no-cases": "[z]",
        "withheld": "[c]",
    }


def test_provisional_and_revised_figures_are_marked_as_government_statistics_are() -> None:
    assert (PROVISIONAL_MARK, REVISED_MARK) == ("[p]", "[r]")


def test_every_reason_is_said_in_words_that_no_other_has() -> None:
    assert len({gap.label for gap in Gap}) == len({gap.words for gap in Gap}) == 6
    assert all(gap.label[0].isupper() for gap in Gap)


def test_a_late_figure_from_outside_is_called_late_and_one_of_our_own_awaited() -> None:
    assert (Gap.LATE_EXTERNAL.label, Gap.AWAITING.label, Gap.NO_CASES.label) == ("Late", "Awaited", "No cases")
