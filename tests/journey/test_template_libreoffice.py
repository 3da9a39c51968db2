"""A pre-filled return as a person fills it in: opened, typed into and saved by LibreOffice, which CI installs."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from itertools import product
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from infra.wiring import House
from reports.template_workbook import Template, template_workbook
from tests.council import GOLDEN, drop, make_council
from tests.journey.mortar import mortar
from tests.libreoffice import saved_as
from tests.transforms.given import DECEMBER, NOVEMBER, YEAR, a_judge, a_register, a_sender, an_indicator, at, said
from transforms.asked_figure import AskedFigure, asked_figures
from transforms.figure import Unit
from transforms.indicator import Polarity, RollUp, ToleranceKind
from transforms.status import judge
from transforms.target import read_target

pytestmark = pytest.mark.slow

HEADER = 6
EXPLAINED = "Two applications waited for the county's highways advice."
Typed = Mapping[tuple[str, str], object]
Save = Callable[..., Path]


@pytest.fixture(scope="module")
def save(tmp_path_factory: pytest.TempPathFactory) -> Save:
    """Opens a workbook in LibreOffice and saves it as another kind of file."""

    def saved(path: Path, kind: str) -> Path:
        return saved_as(kind, path, tmp_path_factory.mktemp(kind))

    return saved


def places(sheet: Worksheet) -> dict[tuple[str, str], str]:
    """The address of each cell by code and heading, of a code's first row."""
    heads = [str(cell.value) for cell in sheet[HEADER]]
    found: dict[tuple[str, str], str] = {}
    for row in sheet.iter_rows(min_row=HEADER + 1):
        for at_column, head in enumerate(heads):
            found.setdefault((str(row[0].value), head), row[at_column].coordinate)
    return found


def type_into(path: Path, typed: Typed) -> Path:
    """Type into cells, by code and heading, and save under a name that tells nothing."""
    book = load_workbook(path)
    sheet = book["Return"]
    at_place = places(sheet)
    for key, value in typed.items():
        assert not sheet[at_place[key]].protection.locked
        sheet[at_place[key]] = value
    filled = path.with_name("return.xlsx")
    book.save(filled)
    return filled


def shown(path: Path, head: str) -> dict[str, object]:
    """What a column shows by code, as the program that saved it worked it out."""
    sheet = load_workbook(path, data_only=True)["Return"]
    return {code: sheet[cell].value for (code, over), cell in places(sheet).items() if over == head}


@pytest.fixture(scope="module")
def council(tmp_path_factory: pytest.TempPathFactory) -> House:
    """The tiny council with the case study's figures but those of December."""
    made = make_council(tmp_path_factory.mktemp("council"))
    assert mortar(made.workspace, "register", "apply").code == 0
    drop(made, "cs", "CS.csv", GOLDEN["cs"])
    drop(made, "dev", "dev.csv", GOLDEN["dev"].replace("NI 157a,7,9,Dec-09\n", ""))
    assert mortar(made.workspace, "ingest").code == 0
    return made


@pytest.fixture
def house(council: House, tmp_path: Path) -> House:
    """A copy of that council to change."""
    shutil.copytree(council.workspace, tmp_path / "council")
    return House(tmp_path / "council", council.settings)


@pytest.fixture
def template(house: House) -> Path:
    """Development's return for December as the command writes it."""
    [fact] = mortar(house.workspace, "template", "dev", "--period", "2009-12", "--format", "json").facts
    return Path(fact["path"])


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_what_is_typed_and_saved_by_libreoffice_is_taken_in(
    house: House, template: Path, save: Save, kind: str
) -> None:
    typed: Typed = {
        ("NI 157a", "Numerator"): 7, ("NI 157a", "Denominator"): 9, ("NI 157a", "Provisional"): "Yes",
        ("NI 157a", "Commentary"): EXPLAINED, ("LPI RR 1", "Value"): 38.5,
    }  # fmt: skip
    saved = save(type_into(template, typed), kind)

    drop(house, "dev", f"return.{kind}", saved.read_bytes())
    [answer] = mortar(house.workspace, "ingest", "--format", "json").facts

    assert (answer["verdict"], answer["findings"]) == ("accepted", [])
    assert answer["figures"] == {"accepted": 2, "held": 0, "refused": 0, "unchanged": 0}
    traced = mortar(house.workspace, "trace", "NI 157a", "2009-12", "--format", "json").facts
    [observation] = traced["observations"]
    assert (observation["numerator"], observation["denominator"], observation["cell"]) == (7, 9, "G7")


def test_a_return_sent_back_as_it_was_changes_nothing(house: House, template: Path, save: Save) -> None:
    drop(house, "dev", "first.xlsx", type_into(template, {("LPI RR 1", "Value"): 38.5}).read_bytes())
    assert mortar(house.workspace, "ingest").code == 0
    [fact] = mortar(house.workspace, "template", "dev", "--period", "2009-12", "--format", "json").facts

    drop(house, "dev", "again.xlsx", save(Path(fact["path"]), "xlsx").read_bytes())
    [answer] = mortar(house.workspace, "ingest", "--format", "json").facts

    assert answer["figures"] == {"accepted": 0, "held": 0, "refused": 0, "unchanged": 1}


def test_a_quarter_s_commentary_is_taken_in_and_its_figures_are_left_alone(house: House, save: Save) -> None:
    ask = ("template", "cs", "--period", "2009-10 Q3", "--format", "json")
    [fact] = mortar(house.workspace, *ask).facts
    filled = type_into(Path(fact["path"]), {("LPI CS 1", "Commentary"): EXPLAINED})

    drop(house, "cs", "commentary.ods", save(filled, "ods").read_bytes())
    [answer] = mortar(house.workspace, "ingest", "--format", "json").facts

    assert answer["figures"]["refused"] == 0
    report = mortar(house.workspace, "report", "scrutiny", "--period", "2009-10 Q3", "--format", "json").facts
    rows = {row["code"]: row for section in report["sections"] for row in section["rows"]}
    assert (rows["LPI CS 1"]["commentary"], rows["LPI CS 1"]["value_text"]) == (EXPLAINED, "64.56%")


AIMS = [
    (Polarity.MAXIMISE, "80"), (Polarity.MINIMISE, "80"), (Polarity.RANGE, "60 to 80"), (Polarity.ON_TARGET, "80"),
]  # fmt: skip
ALLOWANCES = [(ToleranceKind.RELATIVE, "10"), (ToleranceKind.POINTS, "2.5"), (ToleranceKind.FLOOR, "70")]
FIGURES = ("53.9", "54", "57.5", "60", "70", "71.95", "72", "77.4", "77.5", "79.94", "79.95", "80", "80.04", "80.05",
           "82.5", "88", "88.1")  # fmt: skip


def test_the_light_that_libreoffice_works_out_is_the_one_the_report_gives(tmp_path: Path, save: Save) -> None:
    cases = {
        f"PI {number}": (target, value, an_indicator(
            code=f"PI {number}", decimals=1, polarity=aim, tolerance_kind=kind, tolerance=Decimal(allowance),
            rollup=RollUp.LATEST, unit=Unit.NUMBER,
        ))
        for number, ((aim, target), (kind, allowance), value) in enumerate(product(AIMS, ALLOWANCES, FIGURES))
    }  # fmt: skip
    targets = {code: {YEAR: target} for code, (target, _, _) in cases.items()}
    register = a_register(*(indicator for _, _, indicator in cases.values()), targets=targets)
    path = write(tmp_path, asked_figures(a_judge(register), [], "dev", DECEMBER))

    saved = save(type_into(path, {(code, "Value"): float(value) for code, (_, value, _) in cases.items()}), "xlsx")

    given = {
        code: judge(Decimal(value), read_target(target), indicator)
        for code, (target, value, indicator) in cases.items()
    }
    assert shown(saved, "Check") == {
        code: status.label + (". Commentary needed" if status.needs_commentary else "")
        for code, status in given.items()
    }


STATES = (
    (7, 9, "Requires Attention. Commentary needed", 77.8),
    (8261, 10000, "Caution. Commentary needed", 82.6),
    (9, 10, "Good", 90),
    (0, 0, "No cases", None),
    (3, 0, "Out of none: please check", None),
    (9, 8, "More than 100%: please check", 112.5),
    (-1, 8, "Below zero: please check", -12.5),
    (7, None, "Denominator missing", None),
    (None, 9, "Numerator missing", None),
    ("seven", 9, "Numbers only, please", None),
    ("[c]", None, "Withheld", None),
    (None, None, "To fill in", None),
)
"""What is typed as numerator and denominator against a target of 90%, what is said of it, and what it comes to."""


def test_each_row_says_as_it_is_typed_what_is_missing_or_odd(tmp_path: Path, save: Save) -> None:
    states = {f"PI {number}": state for number, state in enumerate(STATES)}
    register = a_register(
        *(an_indicator(code=code, decimals=1) for code in states), targets={code: {YEAR: "90"} for code in states}
    )
    path = write(tmp_path, asked_figures(a_judge(register), [], "dev", DECEMBER))
    tops = {(code, "Numerator"): top for code, (top, _, _, _) in states.items()}
    bottoms = {(code, "Denominator"): bottom for code, (_, bottom, _, _) in states.items()}

    saved = save(type_into(path, {**tops, **bottoms}), "xlsx")

    assert shown(saved, "Check") == {code: check for code, (_, _, check, _) in states.items()}
    assert [value or None for value in shown(saved, "Comes to").values()] == [comes_to for *_, comes_to in STATES]
    first_lines = load_workbook(saved, data_only=True)["Return"]
    assert first_lines["A4"].value == (
        "Still to do · Figures to fill in: 1 · Commentaries needed: 2 · Cells to check: 3"
    )


def test_a_percentage_typed_with_its_sign_is_noticed(tmp_path: Path, save: Save) -> None:
    register = a_register(an_indicator(), targets={"NI 157a": {YEAR: "80"}})
    sent = a_judge(register, {"NI 157a": {NOVEMBER: said(NOVEMBER, "87.5")}})
    path = write(tmp_path, asked_figures(sent, [], "dev", DECEMBER))

    saved = save(type_into(path, {("NI 157a", "Value"): 0.6456}), "xlsx")

    assert shown(saved, "Check") == {"NI 157a": "Write 64.56, not 64.56%"}


def write(folder: Path, asked: list[AskedFigure]) -> Path:
    """The return for December on disk."""
    template = Template("Sevenoaks", a_sender("dev"), DECEMBER, date(2010, 1, 15), asked, at("2010-01-18"), "entry")
    path = folder / "template.xlsx"
    path.write_bytes(template_workbook(template))
    return path
