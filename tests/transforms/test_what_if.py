"""What other targets and allowances would change of lights and trends, beside the register that stood."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tests.transforms.given import NOVEMBER, Q2, Q3, Q4, a_register, always, an_indicator, said
from transforms.code import code_key
from transforms.errors import UsageError
from transforms.indicator import Frequency, Indicator, Polarity, RollUp, ToleranceKind
from transforms.judged import Judge
from transforms.read_setting import read_setting
from transforms.register import Register
from transforms.register_history import RegisterHistory
from transforms.status import Status
from transforms.supposed import Adjusted, Allowance, Supposed
from transforms.target import read_target
from transforms.trend import Trend
from transforms.what_if import allowance_text, outlook
from transforms.what_if_words import summary_of, turn_words

ONE = an_indicator(frequency=Frequency.QUARTERLY, rollup=RollUp.SUPPLIED)
OTHER = an_indicator(code="NI 157b", frequency=Frequency.QUARTERLY, rollup=RollUp.SUPPLIED)
KEY = code_key(ONE.code)


def with_target(target: str, *indicators: Indicator) -> Register:
    """A register of these indicators, all with one target for the year's quarters."""
    rows = indicators or (ONE, OTHER)
    return a_register(*rows, targets={row.code: dict.fromkeys((Q2, Q3, Q4), target) for row in rows})


def judge_by(register: RegisterHistory, one: str = "75", other: str = "85") -> Judge:
    """The judge over two figures of the third quarter, and 70 in the second."""
    figures = {
        KEY: {Q2: said(Q2, "70"), Q3: said(Q3, one)},
        code_key(OTHER.code): {Q2: said(Q2, "70"), Q3: said(Q3, other)},
    }
    return Judge(register, figures, {}, date(2010, 1, 18))


NOW = judge_by(always(with_target("80")))


def supposing(register: Register) -> Judge:
    return replace(NOW, register=Supposed(NOW.register.versions, register, [Q3]))


def adjusted(targets: dict[str, str] | None = None, allowances: dict[str, Allowance] | None = None) -> Judge:
    read = {key: read_target(text) for key, text in (targets or {}).items()}
    return replace(NOW, register=Adjusted(NOW.register.versions, read, allowances or {}, [Q3]))


def test_the_same_register_turns_nothing() -> None:
    found = outlook(NOW, supposing(with_target("80")), Q3)

    assert (found.lights, found.turns) == (2, [])
    assert summary_of(found) == "none of 2 lights would change; no trend would."


def test_another_target_turns_the_lights_that_it_turns_and_no_others() -> None:
    found = outlook(NOW, supposing(with_target("74")), Q3)

    [turn] = found.turns
    assert (turn.code, turn.now.status, turn.then.status) == ("NI 157a", Status.CAUTION, Status.GOOD)
    assert (turn.now.target, turn.then.target, turn.figure) == ("80%", "74%", "75.00%")
    assert summary_of(found) == "1 of 2 lights would change, 1 for the better; no trend would."
    assert list(turn_words(turn, Q3)) == ["Caution → Good", "target 80% → 74%"]


def test_a_target_taken_away_leaves_no_light_though_an_earlier_register_states_one() -> None:
    found = outlook(NOW, supposing(a_register(ONE, OTHER)), Q3)

    assert [turn.then.status for turn in found.turns] == [Status.DATA_ONLY, Status.DATA_ONLY]
    assert summary_of(found).startswith("2 of 2 lights would change;")


def test_an_indicator_that_is_dropped_or_new_is_told() -> None:
    new = replace(ONE, code="NI 157c")
    found = outlook(NOW, supposing(with_target("80", OTHER, new)), Q3)

    [dropped] = found.turns
    assert (dropped.code, dropped.then.label) == ("NI 157a", "Not in the register")
    assert (found.lights, len(found.lights_turned)) == (2, 1)


def test_a_setting_of_one_code_leaves_every_other_alone() -> None:
    found = outlook(NOW, adjusted({KEY: "60"}), Q3)

    assert [turn.code for turn in found.turns] == ["NI 157a"]


def test_an_allowance_in_points_turns_caution_to_requires_attention() -> None:
    found = outlook(NOW, adjusted(allowances={KEY: Allowance(Decimal(1), ToleranceKind.POINTS)}), Q3)

    [turn] = found.turns
    assert list(turn_words(turn, Q3)) == ["Caution → Requires Attention", "Caution within 10% of the target → 1 point"]
    assert summary_of(found).startswith("1 of 2 lights would change, 1 for the worse;")


def test_an_allowance_without_a_kind_is_counted_as_it_was() -> None:
    assert Allowance(Decimal(5), None).of(ONE).tolerance_kind == ToleranceKind.RELATIVE


def test_a_band_of_no_change_turns_the_trend_and_not_the_light() -> None:
    steady = replace(ONE, no_change_band=Decimal(6))
    found = outlook(NOW, supposing(with_target("80", steady, OTHER)), Q3)

    [turn] = found.turns
    assert (turn.now.short, turn.then.short) == (Trend.IMPROVING, Trend.NO_CHANGE)
    assert list(turn_words(turn, Q3)) == [
        "Caution, as before", "against July to September 2009: Improving → No Change",
    ]  # fmt: skip
    assert summary_of(found) == "none of 2 lights would change; the trend of 1 indicator would."


def test_periods_that_are_not_asked_about_stay_as_they_were_judged() -> None:
    for then in (supposing(with_target("10")), adjusted({KEY: "10"})):
        assert outlook(NOW, then, Q2).turns == []


def test_a_sum_is_due_its_share_of_a_target_in_each_month() -> None:
    row = an_indicator(rollup=RollUp.SUM, frequency=Frequency.MONTHLY)
    history = Adjusted(always(a_register(row)).versions, {KEY: read_target("30")}, {}, [Q3])

    assert history.target(row, NOVEMBER) == read_target("10")
    assert history.target(row, Q4) is None


@pytest.mark.parametrize(
    ("text", "code", "target"),
    [
        ("LPI CS 1 target=75%", "LPI CS 1", "75"),
        ("NI 157a  TARGET = 60 to 70", "NI 157a", "60 to 70"),
        ("BV 78a target=1,200", "BV 78a", "1200"),
    ],
)
def test_a_target_is_read_as_the_register_writes_it(text: str, code: str, target: str) -> None:
    setting = read_setting(text)

    assert (setting.code, setting.target, setting.allowance) == (code, read_target(target), None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5 points", Allowance(Decimal(5), ToleranceKind.POINTS)),
        ("1 point", Allowance(Decimal(1), ToleranceKind.POINTS)),
        ("7.5%", Allowance(Decimal("7.5"), ToleranceKind.RELATIVE)),
        ("10% of the target", Allowance(Decimal(10), ToleranceKind.RELATIVE)),
        ("3 absolute", Allowance(Decimal(3), ToleranceKind.ABSOLUTE)),
        ("floor 70%", Allowance(Decimal(70), ToleranceKind.FLOOR)),
        ("5", Allowance(Decimal(5), None)),
    ],
)
def test_an_allowance_says_what_it_is_counted_in(text: str, expected: Allowance) -> None:
    assert read_setting(f"NI 157a tolerance={text}").allowance == expected


@pytest.mark.parametrize(
    "text",
    ["", "LPI CS 1", "target=75", "LPI CS 1 target=", "LPI CS 1 polarity=minimise", "LPI CS 1 target=lots",
     "LPI CS 1 tolerance=some", "LPI CS 1 tolerance=-5", "LPI CS 1 tolerance=5 miles", "LPI CS 1 tolerance=1e9 points"],
)  # fmt: skip
def test_what_is_no_setting_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(UsageError) as refused:
        read_setting(text)

    assert "Write" in refused.value.remedy


@pytest.mark.parametrize(
    ("kind", "expected"),
    [("relative", "5% of the target"), ("points", "5 points"), ("absolute", "5%"), ("floor", "floor 5%")],
)
def test_an_allowance_is_said_as_people_say_it(kind: str, expected: str) -> None:
    row = an_indicator(tolerance=Decimal(5), tolerance_kind=ToleranceKind(kind), polarity=Polarity.MAXIMISE)

    assert allowance_text(row) == expected
