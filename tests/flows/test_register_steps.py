from __future__ import annotations

from pathlib import Path

import pytest

from flows.register_steps import apply_register, export_register, import_register
from infra.wiring import House
from reports.as_json import as_json
from tests.council import GOLDEN, at, drop
from tests.flows.make_document import make_document
from tests.flows.take_in import take_in
from transforms.errors import RegisterRefused, UnknownItem, UsageError
from transforms.period import Period
from transforms.status import Status

pytestmark = pytest.mark.slow

Q3 = Period.quarter(2009, 3)


def edit(house: House, name: str, old: str, new: str) -> None:
    """Edit a file of the register as an operator would."""
    path = house.register_folder / f"{name}.csv"
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new))


def statuses(house: House) -> dict[str, Status]:
    """The lights of the committee's report now."""
    return {row.indicator.code: row.status for row in make_document(house, "scrutiny", str(Q3), None).rows}


def test_applying_the_same_register_again_changes_nothing(house: House) -> None:
    entries = list(house.lake.entries())

    assert not apply_register(house).applied
    assert list(house.lake.entries()) == entries


def test_every_sender_gets_a_folder_of_the_inbox(house: House) -> None:
    assert sorted(path.name for path in house.inbox.root.iterdir()) == ["cs", "dev", "kcc", "pct"]


def test_a_wrong_register_is_refused_whole_with_every_fault_by_file_line_and_column(house: House) -> None:
    edit(house, "indicators", "LPI CS 3,Percentage", "LPI CS 1,Percentage")
    edit(house, "senders", "kcc,Kent County Council,feed", "kcc,Kent County Council,county")
    edit(house, "targets", "LPI CS 3,2009-10,65", "LPI CS 3,2009-10,sixty")
    entries = list(house.lake.entries())

    with pytest.raises(RegisterRefused) as refused:
        apply_register(house)

    places = {(fault.file, fault.line, fault.column) for fault in refused.value.faults}
    assert {("indicators.csv", 3, "code"), ("senders.csv", 5, "kind"), ("targets.csv", 3, "target")} <= places
    assert list(house.lake.entries()) == entries


def test_last_years_targets_and_tolerances_stay_last_years(house: House) -> None:
    for sender, text in GOLDEN.items():
        drop(house, sender, "return.csv", text)
    take_in(house)
    before = statuses(house)
    edit(house, "targets", "LPI CS 1,2009-10,80", "LPI CS 1,2009-10,60\nLPI CS 1,2010-11,60")

    april = at(house, "2010-04-20")
    assert apply_register(april).applied

    assert statuses(april) == before
    assert before["LPI CS 1"] == Status.REQUIRES_ATTENTION


def test_a_target_that_is_mended_before_the_period_closes_counts(house: House) -> None:
    for sender, text in GOLDEN.items():
        drop(house, sender, "return.csv", text)
    take_in(house)
    report = make_document(house, "scrutiny", str(Q3), None)
    edit(house, "targets", "LPI CS 1,2009-10,80", "LPI CS 1,2009-10,60")
    later = at(house, "2010-01-20")
    apply_register(later)

    assert statuses(later)["LPI CS 1"] == Status.GOOD
    assert as_json(make_document(later, "scrutiny", str(Q3), report.as_at)) == as_json(report)


def test_the_register_goes_out_as_a_workbook_and_comes_back_the_same(house: House, tmp_path: Path) -> None:
    workbook = tmp_path / "register.xlsx"
    export_register(house, workbook)
    for path in house.register_folder.iterdir():
        path.unlink()

    import_register(house, workbook)

    assert not apply_register(house).applied


def test_ranges_that_are_set_anew_go_out_with_the_register_and_come_back_the_same(house: House, tmp_path: Path) -> None:
    rebased = house.register_folder / "rebased.csv"
    rebased.write_text("code,from,reason\nLPI CS 1,June 2008,new contractor\n")
    applied = apply_register(house)
    export_register(house, tmp_path / "register.xlsx")
    rebased.unlink()

    import_register(house, tmp_path / "register.xlsx")

    assert applied.rebased_differ.new == ["LPI CS 1 from 2008-06-01"]
    assert rebased.read_text() == "code,from,reason\nLPI CS 1,June 2008,new contractor\n"
    assert not apply_register(house).applied


QUERY = '{\n "database": "str:database:UC",\n "measures": ["str:count:UC"],\n "dimensions": []\n}\n'


def test_feeds_and_their_queries_go_out_with_the_register_and_come_back_the_same(house: House, tmp_path: Path) -> None:
    feeds = house.register_folder / "feeds.csv"
    feeds.write_text(
        "feed,sender,kind,url,cycle,expected_after,contact\n"
        "uc,kcc,statxplore,https://stat-xplore.example/table,quarterly,45 days,DWP\n"
    )
    (house.register_folder / "queries").mkdir()
    query = house.register_folder / "queries" / "uc.json"
    query.write_text(QUERY)
    applied = apply_register(house)
    export_register(house, tmp_path / "register.xlsx")
    feeds.unlink()
    query.unlink()

    import_register(house, tmp_path / "register.xlsx")

    assert applied.feeds == ["uc"]
    assert query.read_text() == QUERY
    assert not apply_register(house).applied


def test_a_register_from_before_there_were_feeds_is_applied_without_them(house: House) -> None:
    (house.register_folder / "feeds.csv").unlink()

    assert apply_register(house).feeds == []


def test_a_workbook_without_the_sheets_of_a_register_is_refused(house: House, tmp_path: Path) -> None:
    other = tmp_path / "other.csv"
    other.write_text("a,b\n1,2\n")

    with pytest.raises(UsageError, match="no sheet named senders"):
        import_register(house, other)
    with pytest.raises(UsageError, match="No such file"):
        import_register(house, tmp_path / "none.xlsx")


def test_a_report_that_is_none_is_said_to_be_so(house: House) -> None:
    with pytest.raises(UnknownItem, match="no report 'cabinet'"):
        make_document(house, "cabinet", str(Q3), None)


def test_a_csv_as_excel_saves_it_is_read_too(house: House) -> None:
    path = house.register_folder / "services.csv"
    path.write_bytes(path.read_text().replace("Refuse & Recycling", "Caf\u00e9 \u2013 Refuse").encode("cp1252"))

    apply_register(house)

    with house.knowledge() as knowledge:
        assert knowledge.register().latest.services["EN"].name == "Caf\u00e9 \u2013 Refuse"


@pytest.mark.parametrize("content", [b"sender\x81\xff", "sender,name,kind\n".encode("utf-16")])
def test_a_csv_that_is_no_text_is_named(house: House, content: bytes) -> None:
    (house.register_folder / "senders.csv").write_bytes(content)

    with pytest.raises(UsageError, match=r"senders\.csv is no text") as refused:
        apply_register(house)

    assert "CSV UTF-8" in refused.value.remedy
