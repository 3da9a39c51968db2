"""A commentary that came is looked through beside the light of its figure; what is found goes to whoever wrote it."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.answer_steps import find_unanswered
from flows.commands.printing import outcome_facts
from flows.commentary_steps import check_commentaries
from flows.dry_run import dry_run
from flows.ingest_steps import check_returns, keep_bytes, read_returns
from flows.register_steps import apply_register
from flows.trace import trace
from infra.wiring import House
from reports.answer_page import Attached, as_text
from tests.council import FILES, at, drop
from tests.flows.take_in import take_in
from transforms.finding import Finding, Severity, Verdict
from transforms.period import Period
from transforms.settle import Outcome

pytestmark = pytest.mark.slow

HEADER = "Code,Value,Period,Commentary\n"
GOOD = (
    "Two of the six posts were vacant until December. Both were advertised on 4 January, "
    "and we expect 80% again from April 2010."
)


def sent(house: House, text: str, file: str = "return.csv", sender: str = "cs") -> Outcome:
    """What became of a return of Customer Services."""
    drop(house, sender, file, HEADER + text)
    [outcome] = take_in(house)
    return outcome


def rules(outcome: Outcome) -> list[str]:
    """The rules of what was found, in order."""
    return [finding.rule for _, finding in outcome.findings]


def only(outcome: Outcome) -> Finding:
    """The one finding."""
    [(_, finding)] = outcome.findings
    return finding


def test_an_empty_phrase_is_told_to_its_writer_and_the_figure_counts_all_the_same(house: House) -> None:
    outcome = sent(house, "LPI CS 1,64.56%,Q3 2009/10,As above.\n")

    finding = only(outcome)
    assert (finding.severity, finding.rule, finding.cell) == (Severity.WARNING, "commentary-says-nothing", "D2")
    assert (finding.code, finding.period) == ("LPI CS 1", "2009-10 Q3")
    assert "64.56% in October to December 2009 is Requires Attention" in finding.message
    assert (outcome.verdict, outcome.counts.accepted) == (Verdict.ACCEPTED, 1)
    assert trace(house, "LPI CS 1", Period.quarter(2009, 3), None).value_text == "64.56%"


def test_a_commentary_that_says_why_what_and_when_is_left_in_peace(house: House) -> None:
    assert rules(sent(house, f'LPI CS 1,64.56%,Q3 2009/10,"{GOOD}"\n')) == []


@pytest.mark.parametrize(
    "row",
    [
        "LPI CS 1,85%,Q3 2009/10,As above.",
        "LPI CS 7,812,Q3 2009/10,As above.",
        "LPI CS 1,64.56%,Oct-09,As above.",
        "LPI CS 1,,Q3 2009/10,As above.",
        "LPI CS 1,645.6%,Q3 2009/10,As above.",
    ],
    ids=["good", "no target", "a month within the quarter", "no figure", "held"],
)
def test_where_no_commentary_is_required_nothing_is_said_of_one(house: House, row: str) -> None:
    assert [rule for rule in rules(sent(house, f"{row}\n")) if rule.startswith("commentary-")] == []


def test_beside_the_last_month_it_is_judged_by_the_quarter_with_the_figures_just_sent(house: House) -> None:
    header = "Code,Numerator,Denominator,Period,Commentary\n"
    months = "NI 157a,5,6,Oct-09,n/a\nNI 157a,5,8,Nov-09,n/a\nNI 157a,{},9,Dec-09,{}\n"
    drop(house, "dev", "missed.csv", header + months.format(3, "n/a"))
    [missed] = take_in(house)
    drop(house, "dev", "corrected.csv", header + months.format(9, "none"))
    [met] = take_in(house)

    assert (only(missed).cell, only(missed).period) == ("E4", "2009-12")
    assert "56.52% in October to December 2009 is Requires Attention" in only(missed).message
    assert rules(met) == []


def test_a_commentary_for_a_quarter_whose_figures_came_before_is_judged_by_them(house: House) -> None:
    sent(house, "LPI CS 1,64.56%,Q3 2009/10,\n", "figures.csv")

    outcome = sent(house, "LPI CS 1,,Q3 2009/10,See above\n", "words.csv")

    assert (only(outcome).rule, outcome.verdict) == ("commentary-says-nothing", Verdict.ACCEPTED)


def test_what_is_worked_out_is_judged_by_the_figures_it_is_worked_out_from(house: House) -> None:
    folder = house.register_folder
    row = "LPI CS 9,Calls and queries,CS,cs,Head of CS,Ann Bell,percent,maximise,monthly,,\n"
    (folder / "indicators.csv").write_text(FILES["indicators"] + row)
    (folder / "targets.csv").write_text(FILES["targets"] + "LPI CS 9,2009-10,80\n")
    both = "[LPI CS 1] + [LPI CS 3]"
    (folder / "formulas.csv").write_text(f"code,numerator,denominator\nLPI CS 9,{both},{both}\n")
    apply_register(house)
    answered = {"Oct-09": (300, 310), "Nov-09": (310, 300), "Dec-09": (290, 290)}
    months = "".join(
        f"LPI CS 1,{calls},500,{month}\nLPI CS 3,{queries},500,{month}\n"
        for month, (calls, queries) in answered.items()
    )
    drop(house, "cs", "figures.csv", "Code,Numerator,Denominator,Period\n" + months)
    take_in(house)

    outcome = sent(house, "LPI CS 9,,Q3 2009/10,See above\n", "words.csv")

    assert "60.00% in October to December 2009 is Requires Attention" in only(outcome).message


def test_the_words_of_last_quarter_are_told_by_the_quarter_they_come_from(house: House) -> None:
    sent(house, f'LPI CS 1,62.93%,Q2 2009/10,"{GOOD}"\n', "q2.csv")

    outcome = sent(house, f'LPI CS 1,64.56%,Q3 2009/10,"{GOOD.upper()}"\n', "q3.csv")

    assert only(outcome).rule == "commentary-unchanged"
    assert "July to September 2009" in only(outcome).message


def test_words_against_both_trends_and_against_the_light_are_shown_with_the_figures(house: House) -> None:
    past = "LPI CS 1,72.93%,Q2 2009/10,\nLPI CS 1,75.94%,Q3 2008/09,\n"
    words = f"{GOOD} Performance has improved. We are on target."

    outcome = sent(house, f'{past}LPI CS 1,64.56%,Q3 2009/10,"{words}"\n')

    trend, light = [finding for _, finding in outcome.findings]
    assert (trend.rule, light.rule) == ("commentary-against-trend", "commentary-against-light")
    assert "“Performance has improved”" in trend.message
    assert "72.93% in July to September 2009" in trend.message
    assert "75.94% in October to December 2008" in trend.message
    assert "64.56% against a target of 80% is Requires Attention" in light.message


def test_it_is_told_once_though_the_same_words_come_again(house: House) -> None:
    sent(house, "LPI CS 1,64.56%,Q3 2009/10,As above.\n")

    again = sent(house, "LPI CS 1,64.57%,Q3 2009/10,as above\n", "corrected.csv")
    changed = sent(at(house, "2010-01-19"), "LPI CS 1,64.57%,Q3 2009/10,Under review\n", "new words.csv")

    assert rules(again) == []
    assert rules(changed) == ["commentary-says-nothing"]


def test_a_dry_run_says_the_same_in_the_shape_other_programs_rely_on(house: House, tmp_path: Path) -> None:
    path = tmp_path / "return.csv"
    path.write_text(f"{HEADER}LPI CS 1,64.56%,Q3 2009/10,Under review\n")

    [fact] = outcome_facts(dry_run(house, [path], "cs").outcomes)

    [finding] = fact["findings"]
    assert fact["verdict"] == "accepted"
    assert (finding["severity"], finding["cell"], finding["rule"]) == ("warning", "D2", "commentary-says-nothing")


def test_the_answer_puts_it_under_a_heading_of_its_own_and_says_that_all_was_taken(house: House) -> None:
    sent(house, "LPI CS 1,64.56%,Q3 2009/10,Under review\n")

    [answer] = find_unanswered(house)
    text = as_text(answer, "Sevenoaks", Attached.NOTHING)

    assert answer.subject == "Taken: return.csv"
    assert "YOUR COMMENTARY\nYour figures and your words were taken" in text
    assert "These were taken as said here" not in text


def test_a_fault_of_ours_with_a_commentary_keeps_no_return_back(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("no such phrase")

    monkeypatch.setattr("flows.commentary_steps.check_commentary", broken)
    outcome = sent(house, "LPI CS 1,64.56%,Q3 2009/10,As above.\n")

    assert (outcome.verdict, outcome.counts.accepted, rules(outcome)) == (Verdict.ACCEPTED, 1, [])
    assert "no such phrase" in (house.workspace / "mortar.log").read_text()


def test_without_commentaries_nothing_is_recalled_for_them(house: House) -> None:
    drop(house, "cs", "return.csv", f"{HEADER}LPI CS 1,64.56%,Q3 2009/10,\n")
    batch = keep_bytes(house, list(house.inbox.arrivals()))
    read_returns(house, batch)
    check_returns(house, batch)
    before = dict(batch.findings)

    check_commentaries(house, batch)

    assert batch.registers.versions == []
    assert batch.findings == before
