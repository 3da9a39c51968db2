"""From a dropped spreadsheet to the committee's report, by the commands a council uses."""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path

import pytest
import xlsxwriter
from openpyxl import load_workbook

from infra.wiring import House
from tests.council import COMMENTARY, GOLDEN, drop, make_council
from tests.journey.mortar import mortar

pytestmark = pytest.mark.slow

PERIOD = "2009-10 Q3"


def workbook(rows: list[list[object]], path: Path) -> bytes:
    """A true workbook with a merged title above the header, as a department sends it."""
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("PI return")
        sheet.merge_range("A1:E1", "Development Services: performance return, October to December 2009")
        for number, row in enumerate(rows, start=3):
            sheet.write_row(number, 0, row)
    return path.read_bytes()


@pytest.fixture(scope="module")
def council(tmp_path_factory: pytest.TempPathFactory) -> House:
    """The tiny council after one quarter: its returns taken in and its report made, by commands."""
    house = make_council(tmp_path_factory.mktemp("council"))
    assert mortar(house.workspace, "register", "apply").code == 0
    drop(house, "cs", "CS return.csv", GOLDEN["cs"])
    rows: list[list[object]] = [
        ["Code", "Indicator", "Numerator", "Denominator", "Month"],
        ["NI 157a", "Major applications", 5, 6, "Oct-09"],
        ["NI 157a", "Major applications", 7, 8, "Nov-09"],
        ["NI 157a", "Major applications", 7, 9, "Dec-09"],
        ["NI 157a", "Major applications", 6, 7, "Q2 2009/10"],
        ["NI 157a", "Major applications", 19, 27, "Q3 2008/09"],
    ]
    drop(house, "dev", "Planning return.xlsx", workbook(rows, house.workspace / "planning.xlsx"))
    taken = mortar(house.workspace, "ingest", "--format", "json")
    assert (taken.code, {fact["verdict"] for fact in taken.facts}) == (0, {"accepted"})
    return house


@pytest.fixture
def copy(council: House, tmp_path: Path) -> House:
    """A copy of that council to change."""
    folder = tmp_path / "council"
    shutil.copytree(council.workspace, folder)
    return House(folder, council.settings)


def test_the_golden_rows_come_out_in_every_format(council: House, tmp_path: Path) -> None:
    made = mortar(
        council.workspace, "report", "scrutiny", "--period", PERIOD, "--format", "html,json,csv", "--out", str(tmp_path)
    )

    assert made.code == 0
    facts = json.loads((tmp_path / f"scrutiny-{PERIOD}.json").read_text())
    rows = {row["code"]: row for section in facts["sections"] for row in section["rows"]}
    assert [rows[code]["value_text"] for code in ("LPI CS 1", "LPI CS 3", "NI 157a")] == ["64.56%", "63.73%", "82.61%"]
    assert [rows[code]["status"] for code in ("LPI CS 1", "LPI CS 3", "NI 157a")] == [
        "requires-attention", "caution", "good",
    ]  # fmt: skip
    assert rows["LPI CS 1"]["commentary"] == COMMENTARY
    by_code = {r["code"]: r for r in csv.DictReader(io.StringIO((tmp_path / f"scrutiny-{PERIOD}.csv").read_text()))}
    assert by_code["NI 157a"]["long_trend"] == "Improving"
    assert "82.61%" in (tmp_path / f"scrutiny-{PERIOD}.html").read_text()


def test_a_traced_figure_leads_to_cells_that_hold_it(council: House, tmp_path: Path) -> None:
    traced = mortar(council.workspace, "trace", "NI 157a", PERIOD, "--format", "json").facts

    assert (traced["value"], len(traced["observations"])) == (82.61, 3)
    for observation in traced["observations"]:
        raw = council.workspace / "lake" / "raw" / observation["sha256"][:2] / observation["sha256"]
        shutil.copy(raw, tmp_path / "raw.xlsx")
        sheet = load_workbook(tmp_path / "raw.xlsx")[observation["sheet"]]
        assert sheet[observation["cell"]].value == observation["numerator"]
        assert sheet[observation["cells"]["denominator"]].value == observation["denominator"]


def test_the_same_file_again_is_a_duplicate_and_a_corrected_one_a_revision(copy: House, tmp_path: Path) -> None:
    report = ("report", "scrutiny", "--period", PERIOD, "--format", "json")
    first = mortar(copy.workspace, *report)
    drop(copy, "cs", "again.csv", GOLDEN["cs"])
    again = mortar(copy.workspace, "ingest", "--format", "json")
    assert [(fact["verdict"], fact["figures"]["accepted"]) for fact in again.facts] == [("duplicate", 0)]

    drop(copy, "cs", "corrected.csv", GOLDEN["cs"].replace("64.56%", "66.10%"))
    corrected = mortar(copy.workspace, "ingest", "--format", "json", today="2010-01-20")
    assert corrected.facts[0]["figures"] == {"accepted": 1, "held": 0, "refused": 0, "unchanged": 5}

    later = mortar(copy.workspace, *report, today="2010-01-21")
    before = mortar(copy.workspace, *report, "--as-at", first.facts["as_at"], today="2010-01-21")
    assert before.out == first.out
    assert later.out != first.out
    assert [change["now"] for change in later.facts["changes"]] == ["66.10%"]


def test_a_rebuilt_warehouse_gives_the_same_bytes(copy: House) -> None:
    report = ("report", "scrutiny", "--period", PERIOD, "--format", "json")
    first = mortar(copy.workspace, *report)
    for path in copy.workspace.glob("warehouse.db*"):
        path.unlink()

    assert mortar(copy.workspace, "rebuild").code == 0

    assert mortar(copy.workspace, *report, "--as-at", first.facts["as_at"]).out == first.out


def test_everything_is_sound_afterwards_and_harm_is_named(copy: House) -> None:
    assert mortar(copy.workspace, "doctor").code == 0
    raw = next((copy.workspace / "lake" / "raw").glob("*/*"))
    raw.write_bytes(b"tampered")

    examined = mortar(copy.workspace, "doctor", "--format", "json")

    assert examined.code == 1
    assert [part["part"] for part in examined.facts if not part["sound"]] == ["files"]


def test_held_figures_are_listed_decided_and_counted(copy: House) -> None:
    drop(copy, "cs", "odd.csv", "Code,Numerator,Denominator,Period\nLPI CS 1,600,500,Nov-09\n")
    assert mortar(copy.workspace, "ingest").code == 1
    [hold] = mortar(copy.workspace, "holds", "--format", "json").facts
    assert (hold["code"], hold["period"], hold["value"], hold["cell"]) == ("LPI CS 1", "2009-11", 120.0, "B2")

    refused = mortar(copy.workspace, "release", hold["id"], "--by", "Ann Bell", "--reason", "mine")
    released = mortar(copy.workspace, "release", hold["id"], "--by", "Lee Banks", "--reason", "checked")

    assert (refused.code, released.code) == (2, 0)
    [observation] = mortar(copy.workspace, "trace", "LPI CS 1", "Nov-09", "--format", "json").facts["observations"]
    assert (observation["state"], observation["released_by"], observation["reason"]) == (
        "released", "Lee Banks", "checked",
    )  # fmt: skip
    assert mortar(copy.workspace, "holds").code == 0


def test_who_owes_what_is_told_by_sender_and_month(copy: House) -> None:
    due = mortar(copy.workspace, "due", "--period", "Dec-09", "--format", "json")

    states = {(fact["sender"], fact["period"]): (fact["state"], fact["due"]) for fact in due.facts}
    assert states["kcc", PERIOD] == ("late", "2010-01-15")
    assert ("cs", "2009-12") in states
    assert next(fact["codes"] for fact in due.facts if fact["sender"] == "dev") == ["LPI RR 1"]


def test_check_answers_without_storing(copy: House, tmp_path: Path) -> None:
    path = tmp_path / "return.csv"
    path.write_text("Code,Value,Period\nLPI CS 1,many,Dec-09\n")

    checked = mortar(copy.workspace, "check", str(path), "--sender", "cs", "--format", "json")

    assert checked.code == 1
    [finding] = checked.facts[0]["findings"]
    assert set(finding) == {"severity", "sheet", "cell", "code", "period", "rule", "message", "remedy"}
    assert (finding["severity"], finding["cell"], finding["rule"]) == ("error", "B2", "not-a-number")


@pytest.mark.parametrize(
    "arguments",
    [
        ("report", "scrutiny", "--period", "soon"),
        ("report", "ministers", "--period", PERIOD),
        ("report", "ad-hoc", "--period", PERIOD, "--select", "colour=red"),
        ("report", "scrutiny", "--period", PERIOD, "--format", "wordperfect"),
        ("report", "scrutiny", "--period", PERIOD, "--as-at", "2010-02-01"),
        ("trace", "LPI CS 99", PERIOD),
        ("release", "none", "--by", "Lee Banks", "--reason", "r"),
        ("ingest", "--quickly"),
        ("-C", "/nowhere", "ingest"),
    ],
)
def test_wrong_usage_says_what_to_do_and_never_shows_a_traceback(council: House, arguments: tuple[str, ...]) -> None:
    ran = mortar(council.workspace, *arguments)

    assert ran.code == 2
    assert ran.out == ""
    assert len(ran.err.strip().splitlines()) >= 2
    assert "Traceback" not in ran.err
