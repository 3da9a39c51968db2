from __future__ import annotations

import pytest

from flows.cli import main
from flows.decide import decide, holds_of
from flows.trace import trace
from infra.wiring import House
from tests.council import at, drop
from tests.flows.take_in import take_in
from transforms.observation import Decided, known_figures
from transforms.period import Period
from transforms.traced import Step

pytestmark = pytest.mark.slow

DECEMBER = Period.month(2009, 12)
HEADER = "Code,Numerator,Denominator,Period,Commentary\n"


def send(house: House, day: str, *rows: str) -> House:
    """The house on a day on which a return of these rows came in."""
    later = at(house, f"{day}T09:00:00Z")
    drop(later, "cs", f"return {day}.csv", HEADER + "\n".join(rows) + "\n")
    take_in(later)
    return later


def steps(house: House) -> list[Step]:
    """The statements behind the figure of December."""
    return list(trace(house, "LPI CS 1", DECEMBER, None).steps)


def test_a_figure_that_waits_or_a_commentary_is_not_overtaken(house: House) -> None:
    later = send(house, "2010-01-18", "LPI CS 1,400,500,Dec-09,")
    later = send(later, "2010-01-19", "LPI CS 1,,,Dec-09,Snow.")
    later = send(later, "2010-01-20", "LPI CS 1,600,500,Dec-09,")

    told = [(step.state, step.counts, step.overtaken) for step in steps(later)]

    assert told == [("accepted", True, False), ("accepted", False, False), ("held", False, False)]


def test_a_figure_that_went_back_is_returned_and_no_more(house: House) -> None:
    later = send(house, "2010-01-18", "LPI CS 1,600,500,Dec-09,")
    decide(later, holds_of(later)[0].short_id, Decided.RETURNED, "Lee Banks", "Check it")
    later = send(later, "2010-01-19", "LPI CS 1,400,500,Dec-09,")

    assert [(step.state, step.counts, step.overtaken) for step in steps(later)] == [
        ("returned", False, False),
        ("accepted", True, False),
    ]


def test_the_statement_that_counts_is_the_one_that_reports_go_by(house: House) -> None:
    later = send(house, "2010-01-18", "LPI CS 1,600,500,Dec-09,")
    [hold] = holds_of(later)
    later = send(later, "2010-01-19", "LPI CS 1,700,500,Dec-09,")
    [newer] = holds_of(later)
    decide(at(house, "2010-01-20"), newer.short_id, Decided.RELEASED, "Lee Banks", "Right")

    told = steps(at(house, "2010-01-21"))

    with at(house, "2010-01-21").knowledge() as knowledge:
        figures = known_figures(knowledge.observations())
    assert [step.counts for step in told] == [False, True]
    assert told[0].observation.observation_id == hold.observation.observation_id
    assert told[0].overtaken
    assert figures["lpics1"][DECEMBER].numerator == told[1].observation.said.numerator


def test_values_are_printed_at_the_indicators_decimals(
    house: House, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    send(house, "2010-01-18", "LPI CS 1,1,3,Dec-09,", "LPI CS 1,,,Nov-09,Quiet.")
    monkeypatch.setenv("MORTAR_TODAY", "2010-01-19")

    main(["-C", str(house.workspace), "trace", "LPI CS 1", "2009-10 Q3"])

    told = capsys.readouterr().out
    assert "December 2009: 33.33%, 1 out of 3 (taken at once)" in told
    assert "November 2009: commentary only (taken at once)" in told
