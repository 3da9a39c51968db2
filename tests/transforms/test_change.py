from __future__ import annotations

from tests.transforms.given import DECEMBER, NOVEMBER, an_indicator, an_observation, at, said
from transforms.change import Change, changes_of
from transforms.gap import Gap
from transforms.observation import Decided, Observation


def changes(*observations: Observation) -> list[tuple[str, str]]:
    return [(change.was, change.now) for change in changes_of(an_indicator(), observations)]


def test_a_revised_figure_is_told_with_what_it_was_what_it_is_and_since_when() -> None:
    first = an_observation(said(DECEMBER, "80"), "2010-01-12")
    second = an_observation(said(DECEMBER, out_of=(19, 23)), "2010-01-20")
    assert changes_of(an_indicator(), [first, second]) == [
        Change("NI 157a", an_indicator().name, DECEMBER, "80.00%", "82.61%", at("2010-01-20"))
    ]


def test_a_figure_that_prints_alike_has_not_changed() -> None:
    first = an_observation(said(DECEMBER, "82.61"), "2010-01-12")
    assert changes(first, an_observation(said(DECEMBER, out_of=(19, 23)), "2010-01-20")) == []


def test_a_first_figure_is_no_change() -> None:
    assert changes(an_observation(said(DECEMBER, 1)), an_observation(said(NOVEMBER, 2))) == []


def test_every_step_of_a_figure_is_told_in_the_order_it_became_known() -> None:
    values = {"2010-03-01": 3, "2010-01-12": 1, "2010-02-01": 2}
    observations = [an_observation(said(DECEMBER, value), day) for day, value in values.items()]
    assert changes(*observations) == [("1.00%", "2.00%"), ("2.00%", "3.00%")]


def test_a_figure_put_back_to_what_it_was_changed_twice() -> None:
    observations = [
        an_observation(said(DECEMBER, value), f"2010-01-{day}") for day, value in ((12, 1), (13, 2), (14, 1))
    ]
    assert changes(*observations) == [("1.00%", "2.00%"), ("2.00%", "1.00%")]


def test_a_held_figure_changes_nothing_until_it_is_released() -> None:
    first = an_observation(said(DECEMBER, 1), "2010-01-12")
    waiting = an_observation(said(DECEMBER, 9), "2010-01-13", held="odd")
    released = an_observation(said(DECEMBER, 9), "2010-01-13", held="odd", decided=Decided.RELEASED)
    returned = an_observation(said(DECEMBER, 9), "2010-01-13", held="odd", decided=Decided.RETURNED)
    assert changes(first, waiting) == changes(first, returned) == []
    assert changes_of(an_indicator(), [first, released])[0].changed_at == at("2010-01-14")


def test_a_comment_on_a_figure_is_no_change_of_it() -> None:
    first = an_observation(said(DECEMBER, 1), "2010-01-12")
    assert changes(first, an_observation(said(DECEMBER), "2010-01-13", commentary="Two were late.")) == []


def test_a_figure_that_is_withdrawn_is_a_change() -> None:
    first = an_observation(said(DECEMBER, 5), "2010-01-12")

    assert changes(first, an_observation(said(DECEMBER, gap=Gap.WITHHELD), "2010-01-13")) == [("5.00%", "Withheld")]
    assert changes(first, an_observation(said(DECEMBER, out_of=(0, 0)), "2010-01-13")) == [("5.00%", "No cases")]


def test_an_old_figure_released_after_a_later_one_came_changes_nothing() -> None:
    waited = an_observation(said(DECEMBER, 90), "2010-01-12", held="odd", decided=Decided.RELEASED)
    later = an_observation(said(DECEMBER, 9), "2010-01-12T12:00")

    assert changes(waited, later) == []
