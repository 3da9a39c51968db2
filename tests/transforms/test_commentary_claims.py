"""What a commentary claims of its figure, held against light and trends; in doubt nothing is said."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tests.transforms.given import Q2, Q3, Q3_BEFORE, a_register, an_indicator, said
from tests.transforms.test_commentary import PHRASES
from transforms.code import code_key
from transforms.commentary_claims import contradictions
from transforms.indicator import Frequency, Polarity, RollUp
from transforms.judged import Judge, JudgedRow
from transforms.register_history import Applied, RegisterHistory


def row(
    now: str, before: str | None = None, a_year_ago: str | None = None, polarity: Polarity = Polarity.MAXIMISE,
    target: str = "80",
) -> JudgedRow:  # fmt: skip
    """The third quarter's row with a figure, the one before and that of a year ago."""
    indicator = an_indicator(
        polarity=polarity, frequency=Frequency.QUARTERLY, rollup=RollUp.SUPPLIED, tolerance=Decimal(10)
    )
    stated = {Q3: said(Q3, now)}
    stated |= {period: said(period, value) for period, value in ((Q2, before), (Q3_BEFORE, a_year_ago)) if value}
    register = a_register(indicator, targets={indicator.code: {Q3: target}})
    history = RegisterHistory([Applied(date(2008, 4, 1), register)])
    return Judge(history, {code_key(indicator.code): stated}, {}, date(2010, 1, 18)).row(indicator, Q3)


def against(text: str, judged: JudgedRow) -> list[tuple[str, str]]:
    """What the claims of a text contradict, each with its words."""
    return [
        (claim.against.removeprefix("commentary-against-"), claim.words)
        for claim in contradictions(text, judged, PHRASES)
    ]


WORSE = row("60", "65", "70")
BETTER = row("60", "55", "50")


@pytest.mark.parametrize(
    "text",
    [
        "Performance has improved.", "Performance improved.", "This is an improvement on last quarter.", "The figure is better.",
        "Overall performance continues to improve.", "Staff were ill, but performance has improved since last year.",
    ],
)  # fmt: skip
def test_improved_where_both_trends_got_worse_is_told(text: str) -> None:
    assert [kind for kind, _ in against(text, WORSE)] == ["trend"]
    assert against(text, BETTER) == []


@pytest.mark.parametrize(
    "text",
    [
        "Performance has not improved.", "Performance hasn't improved.", "Performance is yet to improve.",
        "Performance will improve.", "We expect that performance is better by March.", "Performance should have improved.",
        "In Swanley performance has improved.", "Performance has improved since November.", "Performance has improved in December.",
        "An improvement plan has been agreed.", "Processes were improved.", "It needs to improve.", "If performance improved we would stop.",
        "Performance of the agency has improved.", "Recording has improved, so that more is counted.",
    ],
)  # fmt: skip
def test_what_is_denied_hoped_for_or_true_of_a_part_is_no_claim(text: str) -> None:
    assert against(text, WORSE) == []


def test_one_trend_alone_denies_nothing() -> None:
    for judged in (
        row("60", "55", "70"),
        row("60", "70", "55"),
        row("60", "60", "70"),
        row("60", "70"),
        row("60", None, "70"),
    ):
        assert against("Performance has improved. Performance has declined.", judged) == []


def test_worse_where_both_trends_improved_is_told() -> None:
    assert against("Performance has deteriorated.", BETTER) == [("trend", "Performance has deteriorated")]
    assert against("Performance has deteriorated.", WORSE) == []


def test_what_is_better_goes_by_the_indicator_and_what_rose_by_the_number() -> None:
    days = row("30", "25", "20", Polarity.MINIMISE, "20")

    assert against("Performance has improved.", days) == [("trend", "Performance has improved")]
    assert against("The figure has fallen.", days) == [("trend", "The figure has fallen")]
    assert against("The figure has risen.", days) == []
    assert against("The number of staff has fallen.", days) == []
    assert against("Performance has declined.", days) == []


@pytest.mark.parametrize(
    "text", ["We are on target.", "The target was met.", "Performance is above target.", "This meets the target."]
)
def test_on_target_where_attention_is_required_is_told(text: str) -> None:
    assert [kind for kind, _ in against(text, row("60"))] == ["light"]
    assert against(text, row("85")) == []


@pytest.mark.parametrize(
    "text",
    [
        "We are not on target.", "We expect to be on target by year end.", "Performance will be on target.", "Just below target.",
        "The target was met in two of three months.", "The annual target was met.", "The target was met last quarter.",
        "On target in December.", "Major applications are on target, as some are not.", "Back on target.", "Close to being on target.",
        "The year to date is on target.",
        "We are meeting the target for year-to-date collection.", "The team failed to meet the target.", "National performance is above target.",
        "Achievement of this indicator is expected to be within target levels by year end.",
    ],
)  # fmt: skip
def test_a_target_missed_hoped_for_or_met_in_part_is_no_claim(text: str) -> None:
    assert against(text, row("60")) == []


def test_caution_is_near_enough_to_be_on_target_but_does_not_meet_it() -> None:
    assert against("We are on target.", row("75")) == []
    assert against("The target was exceeded.", row("75")) == [("light", "target was exceeded")]


def test_above_target_is_true_of_what_should_be_low() -> None:
    assert against("Performance is above target.", row("30", polarity=Polarity.MINIMISE, target="20")) == []


def test_each_kind_is_told_once() -> None:
    told = against("Performance has improved. Performance is better. We are on target.", WORSE)

    assert told == [("trend", "Performance has improved"), ("light", "on target")]
