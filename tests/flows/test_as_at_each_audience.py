"""The past stands still for every audience: whatever is renamed, moved or declared anew afterwards."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.material import gathered
from flows.register_steps import apply_register
from flows.report_steps import FORMATS, files_of, find_editions, make_edition, settled_instant
from infra.warehouse.ledger import rebuild
from infra.wiring import House
from tests.council import GOLDEN, INDICATORS, SENDERS, SERVICES, at, drop
from tests.flows.take_in import take_in
from tests.flows.test_as_at import ACTIONS, KENT

pytestmark = pytest.mark.slow

EACH = """
[service]
title = "{group} - {period}"
audience = "Head of {group}"
layout = ["replaced", "summary", "indicators", "attention", "benchmarks", "costs", "actions", "changes"]
period = "quarter"
per = "service"
compare = ["Kent districts"]

[outcomes]
title = "Partnership - {period}"
audience = "Partners"
layout = "partnership"
period = "quarter"
group = "sender"
focus = ["Customer Services", "Development Services", "Kent County Council"]
compare = ["Kent districts"]

[tidy]
title = "Housekeeping - {period}"
audience = "Policy Team"
layout = "housekeeping"
period = "quarter"
"""
NOTICED = "2010-02-20T09:00:00Z"


def write(house: House, **texts: str) -> None:
    for name, text in texts.items():
        ending = "toml" if name == "reports" else "csv"
        (house.workspace / "register" / f"{name}.{ending}").write_text(text, encoding="utf-8")
    apply_register(house)


def everything(house: House, instant: object) -> dict[str, bytes]:
    """Every report of the quarter in every format, as known at an instant, made anew."""
    gathered.cache_clear()
    files: dict[str, bytes] = {}
    for report in ("service", "outcomes", "tidy"):
        editions, period = find_editions(house, report, "2009-10 Q3", instant)  # type: ignore[arg-type]
        for edition in editions:
            files |= files_of(make_edition(house, edition, period, instant), list(FORMATS))  # type: ignore[arg-type]
    return files


def test_what_is_renamed_moved_and_declared_anew_leaves_each_audiences_report_as_it_was(house: House) -> None:
    write(house, reports=EACH)
    for sender, text in GOLDEN.items():
        drop(house, sender, "golden.csv", text)
    drop(house, "cs", "actions.csv", ACTIONS)
    drop(house, "pct", "kent.csv", KENT)
    take_in(house)
    instant = settled_instant(house)
    before = everything(house, instant)

    later = at(house, NOTICED)
    write(
        later,
        senders=SENDERS.replace("Customer Services", "Contact Centre").replace("Kent County", "The County"),
        services=SERVICES.replace("Refuse & Recycling", "Waste").replace("DS,Development", "DS,Planning and Development"),
        indicators=INDICATORS.replace("BV 9,Council tax", "BV 9,Tax").replace("LPI RR 1,Missed bins per 100 000,EN", "LPI RR 1,Bins,DS"),
        reports=EACH.replace("{group} - ", "Of {group}: ").replace("Kent districts", "Neighbours").replace("Partners", "All"),
    )  # fmt: skip
    drop(
        later,
        "cs",
        "done.csv",
        ACTIONS.replace("Code,Action", "Code,Action,Done").replace("advisers,", "advisers,19/02/2010,"),
    )
    take_in(later)

    assert {name for name, content in everything(later, instant).items() if before[name] != content} == set()
    assert set(everything(later, instant)) == set(before)
    rebuild(later.engine, later.lake)
    assert everything(later, instant) == before
    assert set(everything(later, settled_instant(later))) != set(before)


def test_of_two_councils_in_one_process_neither_gets_the_others_figures(house: House, tmp_path: Path) -> None:
    instant = settled_instant(house)
    other = House(
        house.workspace,
        house.settings.model_copy(update={"warehouse": f"sqlite:///{tmp_path}/other.db", "lake": "file:other"}),
    )
    write(other, reports=EACH)
    drop(other, "cs", "golden.csv", GOLDEN["cs"])
    take_in(other)
    then = max(instant, settled_instant(other))

    [edition, *_], period = find_editions(house, "scrutiny", "2009-10 Q3", instant)
    ours = make_edition(at(house, NOTICED), edition, period, then)
    theirs = make_edition(at(other, NOTICED), edition, period, then)

    assert {row.value for row in ours.rows} == {None}
    assert {row.value for row in theirs.rows} != {None}
