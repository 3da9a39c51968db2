from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.transforms.given import DECEMBER, Q3, Q3_BEFORE, an_indicator, at, few
from tests.transforms.lists import read_sheets, read_text, said_of
from transforms.comparison import Comparison, OtherFigure, Theirs, authority_key, by_group, compared
from transforms.finding import Severity
from transforms.indicator import Polarity
from transforms.settle_lists import Lists
from transforms.stated_comparison import latest_of_each
from transforms.workbook import Sheet

HEADER = "Code,Authority,Period,Value,Group\n"
FIGURES = st.lists(st.decimals(0, 100, places=2), min_size=1, max_size=15)
EITHER_WAY = st.sampled_from([Polarity.MAXIMISE, Polarity.MINIMISE])


def beside(own: str, *theirs: str, polarity: Polarity = Polarity.MAXIMISE, decimals: int = 1) -> Comparison | None:
    """A figure of Sevenoaks beside those of councils A, B, C …"""
    figures = [Theirs(chr(ord("A") + at), Decimal(value)) for at, value in enumerate(theirs)]
    indicator = an_indicator(polarity=polarity, decimals=decimals)
    return compared(Decimal(own), figures, indicator, Q3, "Kent", "Sevenoaks")


def place(comparison: Comparison | None) -> tuple[int, bool, int]:
    assert comparison is not None
    return comparison.rank, comparison.is_joint, comparison.quartile


def test_the_best_comes_first_whichever_way_is_better() -> None:
    more, less = beside("80", "70", "90"), beside("80", "70", "90", polarity=Polarity.MINIMISE)
    assert more and less

    assert [figure.authority for figure in more.figures] == ["B", "Sevenoaks", "A"]
    assert [figure.authority for figure in less.figures] == ["A", "Sevenoaks", "B"]


def test_equal_figures_share_the_better_rank_and_the_next_follows_after_them() -> None:
    assert place(beside("80", "90", "80", "70"))[:2] == (2, True)
    assert place(beside("70", "90", "80", "80"))[:2] == (4, False)


def test_figures_are_compared_as_they_are_printed() -> None:
    assert place(beside("80.04", "80.02", "79.9"))[:2] == (1, True)
    assert place(beside("80.04", "80.02", "79.9", decimals=2))[:2] == (1, False)


@pytest.mark.parametrize(("better", "quartile"), [(0, 1), (2, 1), (3, 2), (5, 2), (6, 2 + 1), (8, 3), (9, 4), (12, 4)])
def test_of_thirteen_councils_three_are_in_the_first_quartile(better: int, quartile: int) -> None:
    theirs = ["90"] * better + ["70"] * (12 - better)

    assert place(beside("80", *theirs))[2] == quartile


def test_the_figure_in_the_middle_is_of_the_whole_group_own_included() -> None:
    odd, even = beside("80", "70", "90"), beside("80", "70", "90", "95")

    assert odd and even
    assert (odd.median, even.median) == (Decimal("80.0"), Decimal("85.0"))


@pytest.mark.parametrize("polarity", [Polarity.ON_TARGET, Polarity.RANGE, Polarity.NONE])
def test_where_none_is_better_none_has_a_rank(polarity: Polarity) -> None:
    assert beside("80", "70", polarity=polarity) is None


def test_alone_nobody_has_a_rank() -> None:
    assert beside("80") is None


def test_what_others_say_of_the_council_itself_is_left_out() -> None:
    theirs = [Theirs("Sevenoaks DC", Decimal(99)), Theirs("Dover", Decimal(70))]

    comparison = compared(Decimal(80), theirs, an_indicator(), Q3, "Kent", "Sevenoaks District Council (demonstration)")

    assert comparison
    assert [figure.value for figure in comparison.figures] == [80, 70]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ashford", "ASHFORD BOROUGH COUNCIL"),
        ("Tonbridge & Malling", "Tonbridge and Malling BC"),
        ("City of Canterbury", "Canterbury City Council"),
    ],
)
def test_a_council_has_many_spellings(one: str, other: str) -> None:
    assert authority_key(one) == authority_key(other)


def test_neighbours_with_like_names_are_two() -> None:
    assert authority_key("Tunbridge Wells") != authority_key("Tonbridge and Malling")
    assert authority_key("Kent County Council") != authority_key("Kentish Town")


@few
@given(st.decimals(0, 100, places=2), FIGURES, EITHER_WAY)
def test_a_rank_counts_those_that_are_better_and_a_quartile_the_share_of_the_group(
    own: Decimal, theirs: list[Decimal], polarity: Polarity
) -> None:
    comparison = beside(str(own), *map(str, theirs), polarity=polarity)

    assert comparison
    values = [figure.value for figure in comparison.figures]
    better = [
        value
        for value in values
        if (value > comparison.own) == (polarity == Polarity.MAXIMISE) and value != comparison.own
    ]
    assert comparison.rank == 1 + len(better)
    assert comparison.is_joint == (values.count(comparison.own) > 1)
    share = Fraction(comparison.rank, len(values))
    assert Fraction(comparison.quartile - 1, 4) < share <= Fraction(comparison.quartile, 4)
    assert len(values) == len(theirs) + 1
    assert values == sorted(values, reverse=polarity == Polarity.MAXIMISE)
    assert min(values) <= comparison.median <= max(values)


@few
@given(st.decimals(0, 100, places=2), FIGURES, EITHER_WAY, st.randoms())
def test_the_order_in_which_figures_come_changes_nothing(
    own: Decimal, theirs: list[Decimal], polarity: Polarity, dice: object
) -> None:
    figures = [Theirs(chr(ord("A") + at), value) for at, value in enumerate(theirs)]
    mixed = list(figures)
    dice.shuffle(mixed)  # type: ignore[attr-defined]
    indicator = an_indicator(polarity=polarity)

    assert compared(own, figures, indicator, Q3, "", "S") == compared(own, mixed, indicator, Q3, "", "S")


def test_other_councils_figures_are_read_whosever_the_indicator_is_and_are_no_figures_of_the_sender() -> None:
    batch = read_text(HEADER + "NI 192,Ashford,Q3 2008/09,33.1%,Kent districts\nni157a,Dover,Dec-09,80,\n")

    assert [
        (each.code, each.authority, each.period, each.value, each.group, each.cell) for each in batch.comparisons
    ] == [
        ("NI 192", "Ashford", Q3_BEFORE, Decimal("33.1"), "Kent districts", "D2"),
        ("NI 157a", "Dover", DECEMBER, Decimal(80), "", "D3"),
    ]
    assert (batch.rows, batch.unreadable) == ([], {})


@pytest.mark.parametrize("heading", ["Council", "District", "Local authority", "Borough"])
def test_a_council_may_be_called_otherwise(heading: str) -> None:
    assert len(read_text(f"PI,{heading},Actual,Quarter\nNI 192,Ashford,33.1,Q3 2008/09\n").comparisons) == 1


def test_the_heading_may_tell_the_period() -> None:
    batch = read_text("Figures for Q3 2009/10,,\n,,\nCode,District,Value\nNI 192,Ashford,33.1\n")

    assert [each.period for each in batch.comparisons] == [Q3]


@pytest.mark.parametrize(
    ("row", "cell", "rule"),
    [
        ("NI 999,Ashford,Dec-09,1,", "A2", "unknown-code"),
        (",Ashford,Dec-09,1,", "A2", "code-missing"),
        ("NI 192,,Dec-09,1,", "B2", "authority-missing"),
        ("NI 192,Ashford,soon,1,", "C2", "period-unreadable"),
        ("NI 192,Ashford,,1,", "C2", "period-unreadable"),
        ("NI 192,Ashford,2009/10,1,", "C2", "future-period"),
        ("NI 192,Ashford,Dec-09,n. k.,", "D2", "not-a-number"),
    ],
)
def test_a_row_that_cannot_be_taken_names_its_cell_while_the_others_go_in(row: str, cell: str, rule: str) -> None:
    batch = read_text(f"{HEADER}{row}\nNI 192,Dover,Dec-09,2,\n")

    [finding] = batch.unreadable[0]
    assert (finding.severity, finding.rule, finding.cell) == (Severity.ERROR, rule, cell)
    assert finding.message
    assert finding.remedy
    assert [each.authority for each in batch.comparisons] == ["Dover"]


def test_a_council_without_a_figure_is_left_out_quietly() -> None:
    batch = read_text(HEADER + "NI 192,Ashford,Dec-09,,\nNI 192,Dover,Dec-09,[c],\nNI 192,Swale,Dec-09,3,\n")

    assert ([each.authority for each in batch.comparisons], batch.unreadable) == (["Swale"], {})


def test_two_figures_of_one_council_that_differ_are_asked_about() -> None:
    batch = read_text(HEADER + "NI 192,Ashford,Dec-09,1,\nNI 192,Ashford BC,Dec-09,1.0,\nNI 192,Ashford DC,Dec-09,2,\n")

    assert said_of(batch) == {"D4": "stated-twice"}
    assert [each.value for each in batch.comparisons] == [1]


def test_a_figure_sent_again_is_nothing_new_and_one_that_differs_is() -> None:
    first, again = read_text(HEADER + "NI 192,Ashford,Dec-09,1,\n"), read_text(HEADER + "NI 192,Ashford,Dec-09,1.0,\n")
    lists = Lists((), first.comparisons)
    assert len(lists.of_file(0, frozenset()).comparisons) == 1
    later = Lists((), again.comparisons, known_figures=lists.known_figures)
    assert len(later.of_file(0, frozenset()).comparisons) == 0

    other = Lists((), read_text(HEADER + "NI 192,Ashford,Dec-09,2,\n").comparisons, known_figures=lists.known_figures)
    assert len(other.of_file(0, frozenset()).comparisons) == 1


def other(authority: str, value: int, on: str = "2010-01-01", group: str = "Kent") -> OtherFigure:
    return OtherFigure("NI 192", Q3, group, authority, Decimal(value), "kcc", at(on), "kent.csv", "", "D2")


def test_the_latest_figure_of_a_council_counts() -> None:
    latest = latest_of_each([other("Ashford", 1), other("Dover", 2), other("Ashford BC", 3, "2010-01-02")])

    assert [(each.authority, each.value) for each in latest] == [("Ashford BC", 3), ("Dover", 2)]


def test_figures_are_put_together_by_indicator_period_and_group() -> None:
    groups = by_group(
        [other("Ashford", 1), other("Stroud", 2, group="Nearest neighbours"), other("Dover", 3, group="KENT")]
    )

    assert groups == {
        ("ni192", Q3, "Kent"): [Theirs("Ashford", Decimal(1)), Theirs("Dover", Decimal(3))],
        ("ni192", Q3, "Nearest neighbours"): [Theirs("Stroud", Decimal(2))],
    }


def test_true_numbers_and_percentages_of_a_workbook_are_read_as_figures_are() -> None:
    rows = [["Code", "Council", "Value", "Period"], ["NI 192", "Ashford", 33.1, "Q3 2008/09"]]

    [figure] = read_sheets(Sheet("Kent", rows)).comparisons

    assert figure.value == Decimal("33.1")
