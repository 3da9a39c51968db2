"""Data quality from returns to pages, JSON and terminal, on SQLite and on PostgreSQL."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from flows.cli import main
from flows.decide import decide, holds_of
from flows.quality_steps import make_quality, quality_pages
from infra.warehouse.ledger import rebuild
from infra.wiring import House
from tests.council import at
from tests.flows.test_timeliness import LATER, in_march, send
from transforms.data_quality import Dimension, Quality
from transforms.league import Share
from transforms.observation import Decided

pytestmark = pytest.mark.slow


@pytest.fixture
def recorded(house: House) -> House:
    """A council in March whose Development was late for January, and sent what could not be read."""
    return in_march(house)


@pytest.fixture
def today(monkeypatch: pytest.MonkeyPatch, recorded: House) -> None:
    """What a command in this process takes for today, and for the warehouse."""
    monkeypatch.setenv("MORTAR_TODAY", LATER)
    monkeypatch.setenv("MORTAR_WAREHOUSE", recorded.settings.warehouse)


def run(house: House, *arguments: str) -> int:
    """The command in this process."""
    return main(["-C", str(house.workspace), "quality", *arguments])


def shares(quality: Quality) -> dict[str, Share]:
    return {score.dimension.value: score.share for score in quality.scores}


def test_each_sender_is_told_of_in_six_dimensions(recorded: House) -> None:
    quality = make_quality(recorded, None)

    assert shares(quality.of("dev")) == {
        "accuracy": Share(2, 2), "validity": Share(1, 2), "reliability": Share(2, 2), "timeliness": Share(0, 2),
        "relevance": Share(2, 2), "completeness": Share(2, 2),
    }  # fmt: skip
    assert shares(quality.of("cs"))["timeliness"] == Share(4, 4)
    assert shares(quality.all)["timeliness"] == Share(4, 6)
    assert quality.of("pct").facts == []


def test_the_figures_in_time_are_those_of_the_record_of_timeliness(recorded: House) -> None:
    quality = make_quality(recorded, None)
    in_time = {row.sender.sender: row.tally.figures_in_time for row in quality.record.rows}

    assert {each.sender.sender: shares(each)["timeliness"] for each in quality.senders if each.sender} == in_time


def test_the_table_as_json(recorded: House, today: None, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert run(recorded, "--format", "json", "--out", str(tmp_path / "pages")) == 0

    facts: Any = json.loads(capsys.readouterr().out)
    dev = next(each for each in facts["senders"] if each["sender"] == "dev")
    assert (facts["fewest"], facts["due_to"], len(facts["quarters"])) == (6, LATER, 8)
    assert facts["dimensions"]["timeliness"]["percent"] == 67
    assert (dev["mean"], dev["dimensions"]["validity"]["percent"]) == (None, None)
    assert dev["dimensions"]["validity"]["flaws"] == {"refused": 1}
    [example] = dev["dimensions"]["validity"]["examples"]
    assert (example["file"], example["cell"], example["code"]) == ("2010-02-16 return.csv", "D3", "LPI RR 1")
    assert {path.name for path in (tmp_path / "pages").iterdir()} == {
        "data-quality.html", "data-quality-cs.html", "data-quality-dev.html",
    }  # fmt: skip


def test_one_sender_as_json_has_everything_that_pulled_it_down(
    recorded: House, today: None, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert run(recorded, "--sender", "dev", "--format", "json", "--out", str(tmp_path / "pages")) == 0

    facts: Any = json.loads(capsys.readouterr().out)
    assert [each["code"] for each in facts["lapses"]["timeliness"]] == ["NI 157a", "LPI RR 1"]
    assert set(facts["lapses"]) == {dimension.value for dimension in Dimension}
    assert [path.name for path in (tmp_path / "pages").iterdir()] == ["data-quality-dev.html"]


def test_the_terminal_has_a_line_for_each_sender_and_says_where_the_page_lies(
    recorded: House, today: None, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(recorded) == 0
    said = capsys.readouterr().out
    assert "Customer Services" in said
    assert said.splitlines()[-1] == str(recorded.workspace / "reports" / "data-quality.html")

    assert run(recorded, "--sender", "dev") == 0
    said = capsys.readouterr().out
    assert "NI 157a, January 2010: Due on 15 February 2010, came 1 working day late" in said


def test_an_unknown_sender_is_wrong_usage_and_nothing_is_written(recorded: House, today: None, tmp_path: Path) -> None:
    assert run(recorded, "--sender", "nobody", "--out", str(tmp_path / "none")) == 2
    assert not (tmp_path / "none").exists()


def test_as_at_an_instant_the_pages_are_the_same_bytes_whatever_comes_later(recorded: House) -> None:
    quality = make_quality(recorded, None)
    before = quality_pages(quality)
    send(recorded, "2010-03-11T09:00:00Z", "dev", "NI 157a,7,6,,Jan-10\nLPI RR 1,,,36,Jan-10\n")
    later = at(recorded, "2010-03-12")
    decide(later, holds_of(later)[0].short_id, Decided.RETURNED, "Lee Banks", "More than there were")

    instant = quality.record.known.instant
    assert quality_pages(make_quality(later, instant)) == before
    rebuild(later.engine, later.lake)
    assert quality_pages(make_quality(later, instant)) == before
    assert shares(make_quality(later, None).of("dev"))["accuracy"] == Share(0, 2)
