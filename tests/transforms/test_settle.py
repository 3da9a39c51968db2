from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.transforms.given import DECEMBER, NOVEMBER, OCTOBER, a_file, a_row, few, said
from transforms.code import code_key
from transforms.finding import Counts, Finding, Severity, Verdict
from transforms.observation import Said, State
from transforms.settle import Outcome, Seen, Settling, is_duplicate, stated_by
from transforms.stated_row import StatedRow

ERROR = Finding(Severity.ERROR, "not-a-number", "'five' is not a number.", "Write digits only.", cell="D2")
HOLD = Finding(Severity.HOLD, "decimal-point", "826.1% is ten times the usual.", "Check it.", cell="D2")
WARNING = Finding(Severity.WARNING, "period-assumed", "Read as October.", "Write Oct-09.")


def settle(
    *rows: StatedRow, findings: dict[int, list[Finding]] | None = None, before: Settling | None = None
) -> Outcome:
    settling = Settling(rows, {}, findings or {}, "register 1", *((before.said, before.seen) if before else ()))
    return settling.outcomes([a_file(rows[0].source.file_id if rows else 0)])[0]


def settled(*rows: StatedRow, findings: dict[int, list[Finding]] | None = None) -> Settling:
    settling = Settling(rows, {}, findings or {}, "register 1")
    settling.outcomes([a_file()])
    return settling


def test_good_rows_are_taken_in_the_order_they_stand_in() -> None:
    outcome = settle(a_row(period=OCTOBER, value=1), a_row(period=DECEMBER, value=2, row=3))
    assert (outcome.verdict, outcome.counts) == (Verdict.ACCEPTED, Counts(accepted=2))
    assert [(taken.position, taken.state, taken.reason) for taken in outcome.taken] == [
        (0, State.ACCEPTED, ""),
        (1, State.ACCEPTED, ""),
    ]


def test_good_rows_of_a_return_go_in_while_bad_ones_go_back() -> None:
    outcome = settle(a_row(value=1), a_row(period=NOVEMBER, number_fault="five"), findings={1: [ERROR]})
    assert (outcome.verdict, outcome.counts) == (Verdict.PARTLY, Counts(accepted=1, refused=1))
    assert [taken.position for taken in outcome.taken] == [0]
    assert [finding for _, finding in outcome.findings] == [ERROR]


def test_an_odd_figure_waits_with_its_reason_and_names_its_observation() -> None:
    outcome = settle(a_row(value="826.1"), findings={0: [HOLD]})
    [taken] = outcome.taken
    assert (outcome.verdict, taken.state, taken.reason) == (Verdict.HELD, State.HELD, HOLD.message)
    assert outcome.findings == [(taken.observation_id, HOLD)]


def test_an_impossible_figure_that_is_odd_as_well_goes_back() -> None:
    outcome = settle(a_row(value=1), findings={0: [HOLD, ERROR]})
    assert (outcome.verdict, outcome.counts, list(outcome.taken)) == (Verdict.REFUSED, Counts(refused=1), [])


def test_a_warning_does_not_stop_a_figure() -> None:
    assert settle(a_row(value=1), findings={0: [WARNING]}).counts == Counts(accepted=1)


def test_the_same_bytes_again_change_nothing() -> None:
    again = settle(a_row(value=1), before=settled(a_row(value=1)))
    assert (again.verdict, list(again.taken), list(again.findings)) == (Verdict.DUPLICATE, [], [])


def test_the_same_bytes_under_another_name_change_nothing_either() -> None:
    rows = [a_row(value=1), a_row(value=1, file_id=1)]
    outcomes = Settling(rows, {}, {}, "register 1").outcomes([a_file(0, "same"), a_file(1, "same")])
    assert [outcome.verdict for outcome in outcomes] == [Verdict.ACCEPTED, Verdict.DUPLICATE]


def test_the_same_figures_in_another_file_are_unchanged() -> None:
    again = settle(a_row(value="80.0", file_id=1), before=settled(a_row(value="80.00")))
    assert (again.verdict, again.counts, list(again.taken)) == (Verdict.ACCEPTED, Counts(unchanged=1), [])


@pytest.mark.parametrize(
    "changed",
    [{"value": 81}, {"value": 80, "provisional": True}, {"out_of": (4, 5)}, {"value": 80, "commentary": "Why"}],
    ids=str,
)
def test_a_figure_that_says_anything_new_is_taken(changed: dict[str, Any]) -> None:
    again = settle(a_row(file_id=1, **changed), before=settled(a_row(value=80)))
    assert again.counts == Counts(accepted=1)


def test_a_figure_sent_back_to_what_it_was_is_taken_again() -> None:
    before = settled(a_row(value=80), a_row(value=81, row=3))
    assert settle(a_row(value=80, file_id=1), before=before).counts == Counts(accepted=1)


def test_a_later_file_of_a_batch_is_settled_against_the_earlier_ones() -> None:
    rows = [a_row(value=1), a_row(value=1, file_id=1), a_row(value=2, file_id=2)]
    outcomes = Settling(rows, {}, {}, "register 1").outcomes([a_file(number) for number in range(3)])
    assert [outcome.counts for outcome in outcomes] == [Counts(accepted=1), Counts(unchanged=1), Counts(accepted=1)]


def test_a_blank_row_says_nothing_and_is_not_counted() -> None:
    outcome = settle(a_row(is_blank=True), a_row(period=NOVEMBER, value=1))
    assert (outcome.verdict, outcome.counts) == (Verdict.ACCEPTED, Counts(accepted=1))


def test_a_blank_cell_does_not_take_back_a_figure_that_was_sent() -> None:
    before = settled(a_row(value=80))
    assert settle(a_row(is_blank=True, file_id=1), before=before).taken == []
    assert before.said[code_key("NI 157a"), DECEMBER] == Said(said(DECEMBER, 80), "")


def test_commentary_alone_is_taken_once_and_is_no_figure() -> None:
    row = a_row(is_blank=True, commentary="Two were late.")
    first, before = settle(row), settled(row)
    assert (first.counts, len(first.taken), first.verdict) == (Counts(), 1, Verdict.ACCEPTED)
    assert settle(row._replace(source=a_row(file_id=1).source), before=before).taken == []


def test_a_file_that_could_not_be_read_is_refused_with_its_finding() -> None:
    [outcome] = Settling([], {0: [ERROR]}, {}, "register 1").outcomes([a_file()])
    assert (outcome.verdict, outcome.findings) == (Verdict.REFUSED, [("", ERROR)])


@pytest.mark.parametrize(
    ("verdict", "register", "duplicate"),
    [
        (Verdict.ACCEPTED, "register 2", True),
        (Verdict.HELD, "register 2", True),
        (Verdict.REFUSED, "register 1", True),
        (Verdict.REFUSED, "register 2", False),
        (Verdict.PARTLY, "register 2", False),
    ],
)
def test_what_was_refused_is_read_again_once_the_register_has_changed(
    verdict: Verdict, register: str, duplicate: bool
) -> None:
    assert is_duplicate(Seen(verdict, "register 1", 1), register) is duplicate


def test_a_file_read_again_under_a_new_register_has_an_identity_of_its_own() -> None:
    first = Settling([a_row(value=1)], {}, {0: [ERROR]}, "register 1")
    [refused] = first.outcomes([a_file()])
    [taken] = Settling([a_row(value=1)], {}, {}, "register 2", first.said, first.seen).outcomes([a_file()])
    assert (refused.verdict, taken.verdict) == (Verdict.REFUSED, Verdict.ACCEPTED)
    assert refused.return_id != taken.return_id


def test_a_file_refused_under_two_registers_has_a_third_identity_under_the_next() -> None:
    settling = Settling([a_row(value=1)], {}, {0: [ERROR]}, "register 1")
    identities = [settling.outcomes([a_file()])[0].return_id]
    for register in ("register 2", "register 3"):
        settling = Settling([a_row(value=1)], {}, {0: [ERROR]}, register, settling.said, settling.seen)
        identities.append(settling.outcomes([a_file()])[0].return_id)
    assert len(set(identities)) == 3


def test_a_row_without_a_period_is_never_taken() -> None:
    outcome = settle(a_row(period=None, value=1))
    assert (list(outcome.taken), outcome.counts) == ([], Counts())


def test_two_rows_of_a_file_have_identities_of_their_own_and_the_same_row_always_the_same() -> None:
    rows = [a_row(value=1), a_row(value=1, period=NOVEMBER, row=3)]
    first, second = settle(*rows), settle(*rows)
    assert len({taken.observation_id for taken in first.taken}) == 2
    assert first == second


def test_a_row_without_a_period_states_nothing() -> None:
    with pytest.raises(ValueError, match="row 2"):
        stated_by(a_row(period=None, value=1))


FIGURES = st.one_of(st.none(), st.integers(0, 3))
ROWS = st.lists(
    st.builds(
        lambda period, value, comment: a_row(period=period, value=value, is_blank=value is None, commentary=comment),
        st.sampled_from([OCTOBER, NOVEMBER, DECEMBER]), FIGURES, st.sampled_from(["", "Why", "How"]),
    ),
    max_size=8, unique_by=lambda row: row.period,
)  # fmt: skip


@few
@given(ROWS)
def test_sending_the_same_rows_twice_takes_nothing_the_second_time(rows: Sequence[StatedRow]) -> None:
    before = settled(*rows)
    again = settle(*(row._replace(source=a_row(file_id=1).source) for row in rows), before=before)
    assert list(again.taken) == []
    assert (again.counts.accepted, again.counts.held) == (0, 0)


@few
@given(ROWS, st.sets(st.integers(0, 7)), st.sets(st.integers(0, 7)))
def test_every_row_is_taken_held_refused_known_or_blank(
    rows: Sequence[StatedRow], bad: set[int], odd: set[int]
) -> None:
    findings = {number: [ERROR] * (number in bad) + [HOLD] * (number in odd) for number in range(len(rows))}
    outcome = settle(*rows, findings=findings)
    blank = [row for number, row in enumerate(rows) if row.is_blank and number not in bad]
    counts = outcome.counts
    assert counts.accepted + counts.held + counts.refused + counts.unchanged + len(blank) == len(rows)
    assert len(outcome.taken) == counts.accepted + counts.held + sum(bool(row.commentary) for row in blank)
