"""The revisions triangle: what was known of each period at first, month by month since, and now."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest

from flows.cli import DONE, WRONG_USAGE, main
from flows.decide import decide, holds_of
from flows.revisions import revisions
from infra.wiring import House
from reports.revisions_page import file_name, revisions_page
from reports.revisions_words import columns, facts, rows, sentences
from tests.council import at
from tests.flows.late_figure import send
from transforms.errors import UnknownItem, UsageError
from transforms.observation import Decided
from transforms.period import Period
from transforms.triangle import Triangle

pytestmark = pytest.mark.slow

Q1, Q2, Q3 = (Period.quarter(2009, quarter) for quarter in (1, 2, 3))
OCTOBER, DECEMBER = Period.month(2009, 10), Period.month(2009, 12)
STATED = {
    "2010-01-20T09:00:00Z": "LPI CS 1,61%,Oct-09,\n",
    "2010-02-15T09:00:00Z": "LPI CS 1,62.5%,Nov-09,yes\n",
    "2010-02-24T09:00:00Z": "LPI CS 1,60%,Oct-09,\n",
    "2010-03-15T09:00:00Z": "LPI CS 1,64.56%,Dec-09,\nLPI CS 1,62.5%,Nov-09,\n",
    "2010-05-02T09:00:00Z": "LPI CS 1,63.5%,Nov-09,\n",
}
"""October is corrected five weeks later; November is provisional, then confirmed, then corrected; December stays."""
ASKED = "2010-05-20T09:00:00Z"


@pytest.fixture
def revised(house: House) -> House:
    """The council in May, after returns with corrections."""
    for number, (instant, text) in enumerate(STATED.items()):
        send(at(house, instant), "cs", f"Code,Value,Period,Provisional\n{text}", f"return {number}")
    return at(house, ASKED)


def table(triangle: Triangle) -> list[tuple[str, ...]]:
    return [(name, *(cell.text for cell in cells)) for name, _, cells in rows(triangle)]


def test_a_row_tells_what_was_known_at_first_each_month_later_and_now(revised: House) -> None:
    triangle = revisions(revised, "lpi cs1", OCTOBER, DECEMBER)

    assert columns(triangle) == ["First stated", "After 1 month", "After 2 months", "After 3 months", "Latest"]
    assert table(triangle) == [
        ("2009-M10", "61.00%", "61.00%", "60.00%", "60.00%", "60.00%"),
        ("2009-11", "62.50% [p]", "62.50%", "62.50%", "63.50%", "63.50%"),
        ("2009-12", "64.56%", "64.56%", "64.56%", "", "64.56%"),
    ]


def test_the_mean_revision_leans_to_a_side_and_the_mean_absolute_one_does_not(revised: House) -> None:
    triangle = revisions(revised, "LPI CS 1", OCTOBER, DECEMBER)

    assert triangle.revisions == [Decimal("-1.00"), Decimal("1.00"), Decimal("0.00")]
    assert (triangle.mean, triangle.mean_absolute) == (0, Decimal(2) / 3)
    assert sentences(triangle) == [
        "2 of 3 figures were revised since first stated.",
        "Mean revision 0.000 percentage points: first figures leaned to neither side.",
        "Mean absolute revision 0.667 percentage points: how far off first figures were on average.",
    ]


def test_as_at_an_instant_it_holds_what_was_known_then(revised: House) -> None:
    then = at(revised, "2010-03-16T09:00:00Z").clock.now()

    triangle = revisions(revised, "LPI CS 1", OCTOBER, DECEMBER, then)

    assert [row[-1] for row in table(triangle)] == ["60.00%", "62.50%", "64.56%"]
    assert revisions_page(triangle) == revisions_page(revisions(revised, "LPI CS 1", OCTOBER, DECEMBER, then))


def test_a_quarter_is_first_stated_when_its_last_month_is_in(house: House) -> None:
    for number, (months, day) in enumerate(
        {"5,6,Oct-09\n7,8,Nov-09": "2010-02-10", "7,9,Dec-09": "2010-02-18"}.items()
    ):
        lines = "".join(f"NI 157a,{line}\n" for line in months.splitlines())
        send(at(house, day), "dev", f"Code,Numerator,Denominator,Period\n{lines}", f"return {number}")
    send(at(house, "2010-03-25"), "dev", "Code,Numerator,Denominator,Period\nNI 157a,8,9,Dec-09\n", "corrected")

    triangle = revisions(at(house, "2010-04-20"), "NI 157a", Q2, Q3)

    assert table(triangle) == [("2009-10 Q3", "82.61%", "82.61%", "86.96%", "86.96%")]
    assert triangle.lines[0].known[0].since.date().isoformat() == "2010-02-18"


def test_a_held_figure_counts_from_its_release_on(house: House) -> None:
    send(at(house, "2010-02-10"), "cs", "Code,Numerator,Denominator,Period\nLPI CS 1,600,500,Dec-09\n", "odd")
    assert revisions(at(house, "2010-02-11"), "LPI CS 1").lines == []

    later = at(house, "2010-02-20T09:00:00Z")
    [hold] = holds_of(later)
    decide(later, hold.short_id, Decided.RELEASED, "Jo Lane", "Asked.")

    [line] = revisions(later, "LPI CS 1").lines
    assert [known.since.date().isoformat() for known in line.known] == ["2010-02-20"]


def test_without_periods_it_shows_the_last_twelve_that_had_ended(revised: House) -> None:
    shown = revisions(revised, "LPI CS 1").lines

    assert [line.period for line in shown] == [OCTOBER, OCTOBER.shifted(1), DECEMBER]
    assert revisions(revised, "LPI CS 7").lines == []
    assert sentences(revisions(revised, "LPI CS 7")) == ["No figure of these periods is known."]


def test_what_was_never_revised_says_so(revised: House) -> None:
    triangle = revisions(revised, "LPI CS 1", DECEMBER, DECEMBER)

    assert columns(triangle) == ["First stated", "Latest"]
    assert sentences(triangle) == ["None of 1 figure was revised since first stated."]


def test_an_unknown_code_and_periods_that_do_not_go_together_are_refused(house: House) -> None:
    with pytest.raises(UnknownItem):
        revisions(house, "NI 999")
    for first, last in ((Q3, Q1), (OCTOBER, Q3)):
        with pytest.raises(UsageError, match="does not follow on"):
            revisions(house, "LPI CS 1", first, last)


def test_the_page_has_a_caption_heads_with_scope_and_words_where_a_cell_is_empty(revised: House) -> None:
    triangle = revisions(revised, "LPI CS 1", OCTOBER, DECEMBER)
    page = revisions_page(triangle).decode()

    assert file_name(triangle) == "revisions-lpi-cs-1.html"
    assert page.count('scope="col"') == 1 + len(columns(triangle))
    assert page.count('scope="row"') == 3
    assert "<caption>" in page
    assert page.count("not so old yet</span>") == 1
    assert page.count("revised to") == 2


def test_the_command_prints_it_and_writes_its_page(
    revised: House, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    if revised.settings.warehouse != "sqlite:///warehouse.db":
        monkeypatch.setenv("MORTAR_WAREHOUSE", revised.settings.warehouse)
    monkeypatch.setenv("MORTAR_TODAY", ASKED)
    said = ["-C", str(revised.workspace), "revisions", "LPI CS 1", "--from", "Oct-09", "--to", "Dec-09"]

    assert main(said) == DONE
    printed = capsys.readouterr().out.splitlines()
    assert main([*said, "--format", "json"]) == DONE
    told = json.loads(capsys.readouterr().out)

    assert printed[1:5] == [
        "Period         First stated  After 1 month  After 2 months  After 3 months  Latest",
        "October 2009         61.00%         61.00%          60.00%          60.00%  60.00%",
        "November 2009    62.50% [p]         62.50%          62.50%          63.50%  63.50%",
        "December 2009        64.56%         64.56%          64.56%                  64.56%",
    ]
    assert (revised.workspace / "reports" / "revisions-lpi-cs-1.html").is_file()
    assert told["rows"] == facts(revisions(revised, "LPI CS 1", OCTOBER, DECEMBER))["rows"]
    assert main(["-C", str(revised.workspace), "revisions", "NI 999"]) == WRONG_USAGE
