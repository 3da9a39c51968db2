"""The record of timeliness from returns to page, JSON and terminal, on SQLite and on PostgreSQL."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from flows.cli import main
from flows.decide import decide, holds_of
from flows.timeliness_steps import make_record, page_of
from infra.wiring import House
from tests.council import at, drop
from tests.flows.take_in import take_in
from transforms.observation import Decided

pytestmark = pytest.mark.slow

HEADER = "Code,Numerator,Denominator,Value,Period\n"
PROMPT = "LPI CS 1,400,500,,Jan-10\nLPI CS 3,300,500,,Jan-10\nLPI CS 7,,,812,Jan-10\nBV 9,90,100,,Jan-10\n"
LATER = "2010-03-10"


def send(house: House, instant: str, sender: str, rows: str, file: str = "return.csv") -> None:
    """A return that is dropped and taken in at an instant."""
    later = at(house, instant)
    drop(later, sender, f"{instant[:10]} {file}", HEADER + rows)
    take_in(later)


def in_march(house: House) -> House:
    """A council in March whose Customer Services were prompt for January, and whose Development was late and sent what could
    not be read."""
    send(house, "2010-02-12T09:00:00Z", "cs", PROMPT)
    send(house, "2010-02-16T09:00:00Z", "dev", "NI 157a,5,6,,Jan-10\nLPI RR 1,,,n/k?,Jan-10\n")
    send(house, "2010-02-17T23:30:00Z", "dev", "LPI RR 1,,,35,Jan-10\n", "mended.csv")
    return at(house, LATER)


@pytest.fixture
def recorded(house: House) -> House:
    """A council in March whose Customer Services were prompt for January, and Development was not."""
    return in_march(house)


def run(house: House, *arguments: str) -> int:
    """The command in this process."""
    return main(["-C", str(house.workspace), "timeliness", *arguments])


@pytest.fixture
def today(monkeypatch: pytest.MonkeyPatch, recorded: House) -> None:
    """What a command in this process takes for today, and for the warehouse."""
    monkeypatch.setenv("MORTAR_TODAY", LATER)
    monkeypatch.setenv("MORTAR_WAREHOUSE", recorded.settings.warehouse)


def facts_of(capsys: pytest.CaptureFixture[str]) -> Any:
    return json.loads(capsys.readouterr().out)


def test_each_senders_returns_are_counted_by_their_days(recorded: House) -> None:
    record = make_record(recorded, "", None)
    told = {each.expected.sender: each for each in record.deliveries}

    assert set(told) == {"cs", "dev"}
    assert (told["cs"].days, told["cs"].on_time, told["cs"].right_first_time) == (-1, True, True)
    assert (told["dev"].came, told["dev"].days, told["dev"].in_time) == (told["dev"].expected.due.replace(day=17), 2, 0)
    assert (len(told["dev"].files), len(told["dev"].refused), told["dev"].right_first_time) == (2, 1, False)
    assert [row.place for row in record.rows] == [None, None]


def test_the_table_as_json(recorded: House, today: None, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert run(recorded, "--format", "json", "--out", str(tmp_path)) == 0

    facts = facts_of(capsys)
    cs, dev = facts["senders"]
    assert (facts["fewest"], facts["due_after"], facts["due_to"]) == (6, "2009-03-10", LATER)
    assert cs["on_time"] == {"number": 1, "of": 1, "percent": 100}
    assert (dev["place"], dev["days_late"], dev["refused"], dev["corrected"]) == (None, 2, 1, 0)
    assert dev["holds"] == {"released": 0, "returned": 0, "corrected": 0, "waiting": 0}
    assert [(month["due_in"], month["on_time"]["of"]) for month in facts["months"]] == [("2010-02", 2)]


def test_one_senders_record_as_json(
    recorded: House, today: None, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert run(recorded, "--sender", "dev", "--format", "json", "--out", str(tmp_path)) == 0

    facts = facts_of(capsys)
    [one], [found] = facts["returns"], facts["findings"]
    assert (one["periods"], one["due"], one["came"], one["days"]) == (["2010-01"], "2010-02-15", "2010-02-17", 2)
    assert (one["figures"], one["figures_in_time"], one["missing"]) == (2, 0, [])
    assert (found["rule"], found["times"], found["severity"]) == ("not-a-number", 1, "error")
    assert (found["example"]["file"], found["example"]["cell"]) == ("2010-02-16 return.csv", "D3")


def test_the_terminal_names_shares_and_where_the_page_lies(
    recorded: House, today: None, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(recorded) == 0
    said = capsys.readouterr().out
    assert "Customer Services" in said
    assert "1 of 1 (100%)" in said
    assert "- has no place: fewer than 6 returns were due." in said
    assert said.splitlines()[-1] == str(recorded.workspace / "reports" / "timeliness.html")

    assert run(recorded, "--sender", "dev") == 0
    said = capsys.readouterr().out
    assert "January 2010: due on 15 February 2010; 2 days late; 1 not taken; 2 files" in said
    assert (recorded.workspace / "reports" / "timeliness-dev.html").is_file()


def test_a_period_is_told_of_whenever_it_was_due(recorded: House) -> None:
    later = at(recorded, "2012-03-10")

    assert [row.sender.sender for row in make_record(later, "2010-01", None).rows] == ["cs", "dev"]
    assert make_record(later, "2009-12", None).rows == []


def test_an_unknown_sender_is_wrong_usage_and_nothing_is_written(
    recorded: House, today: None, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(recorded, "--sender", "nobody") == 2
    assert "There is no sender 'nobody'." in capsys.readouterr().err
    assert not (recorded.workspace / "reports" / "timeliness-nobody.html").exists()


def test_as_at_an_instant_the_pages_are_the_same_bytes_whatever_comes_later(recorded: House) -> None:
    record = make_record(recorded, "", None)
    before = [page_of(record, None), page_of(record, record.row("dev"))]
    send(recorded, "2010-03-11T09:00:00Z", "dev", "NI 157a,7,6,,Jan-10\nLPI RR 1,,,36,Jan-10\n")
    later = at(recorded, "2010-03-12")
    decide(later, holds_of(later)[0].short_id, Decided.RETURNED, "Lee Banks", "More than there were")

    again = make_record(later, "", record.known.instant)
    now = make_record(later, "", None)

    assert [page_of(again, None), page_of(again, again.row("dev"))] == before
    assert (now.row("dev").tally.corrected, again.row("dev").tally.corrected) == (1, 0)
    assert page_of(now, now.row("dev")) != before[1]
