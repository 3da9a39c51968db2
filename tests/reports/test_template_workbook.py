from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from openpyxl import Workbook as Opened
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from reports.template_workbook import Template, template_workbook
from tests.transforms.given import (
    DECEMBER,
    NOVEMBER,
    OCTOBER,
    Q3,
    YEAR,
    a_judge,
    a_register,
    a_sender,
    an_indicator,
    an_observation,
    at,
    said,
)
from transforms.asked_figure import asked_figures
from transforms.figure import Unit
from transforms.find_table import SYNONYMS
from transforms.gap import Gap
from transforms.indicator import Frequency, Indicator, Polarity, RollUp
from transforms.judged import Judge
from transforms.observation import Observation, known_commentaries, known_figures
from transforms.period import Period
from transforms.read_return import read_return
from transforms.read_workbook import read_workbook
from transforms.stated_row import Source, StatedRow

DAYS = an_indicator(code="LPI 2", unit=Unit.DAYS, rollup=RollUp.SUM, polarity=Polarity.MINIMISE, decimals=1)
CASH = an_indicator(code="LPI 3", unit=Unit.POUNDS, rollup=RollUp.SUM, polarity=Polarity.NONE, definition="")
OPEN = an_indicator(code="LPI 4", unit=Unit.YES_NO, rollup=RollUp.LATEST)
QUARTERLY = an_indicator(code="NI 155", frequency=Frequency.QUARTERLY)
REGISTER = a_register(
    an_indicator(), DAYS, CASH, OPEN, QUARTERLY, targets={"NI 157a": {YEAR: "80.00"}, "LPI 2": {DECEMBER: "25"}}
)
SENT = (
    an_observation(said(NOVEMBER, out_of=(7, 8))),
    an_observation(said(DECEMBER, out_of=(6, 9), provisional=True)),
    an_observation(said(DECEMBER, "1"), code="LPI 4"),
)
HEADER = 6


def a_template(period: Period = DECEMBER, *sent: Observation, indicators: tuple[Indicator, ...] = ()) -> Template:
    """Development's return for a period, as at 18 January 2010."""
    register = a_register(*indicators) if indicators else REGISTER
    judge: Judge = a_judge(register, known_figures(sent), known_commentaries(sent))
    asked = asked_figures(judge, sent, "dev", period)
    made_at = at("2010-01-18T09:05:00")
    return Template("Sevenoaks", a_sender("dev"), period, date(2010, 1, 15), asked, made_at, "entry 1")


def opened(template: Template) -> Opened:
    return load_workbook(io.BytesIO(template_workbook(template)))


def cells(sheet: Worksheet) -> dict[tuple[str, str], str]:
    """The address of each cell by code and heading."""
    heads = [str(cell.value) for cell in sheet[HEADER]]
    rows = list(sheet.iter_rows(min_row=HEADER + 1))
    return {(str(row[0].value), head): row[at].coordinate for row in rows for at, head in enumerate(heads)}


def read_back(content: bytes) -> list[StatedRow]:
    """What the inbox reads from it, under a name that tells nothing."""
    known = {row.code: row for rows in REGISTER.indicators.values() for row in rows}
    return read_return(read_workbook(content), Source(0, "dev", "a.xlsx"), known.get).rows


@pytest.fixture(scope="module")
def december() -> Opened:
    """The return for December with three figures known."""
    return opened(a_template(DECEMBER, *SENT))


def test_it_is_read_without_a_layout_and_says_what_was_known_and_nothing_else() -> None:
    rows = read_back(template_workbook(a_template(DECEMBER, *SENT)))

    assert [(row.code, str(row.period)) for row in rows] == [
        ("NI 157a", "2009-12"), ("LPI 2", "2009-12"), ("LPI 3", "2009-12"), ("LPI 4", "2009-12"),
        ("NI 155", "2009-10 Q3"),
    ]  # fmt: skip
    assert [(row.numerator, row.denominator, row.value) for row in rows] == [
        (Decimal(6), Decimal(9), None), (None, None, None), (None, None, None), (None, None, Decimal(1)),
        (None, None, None),
    ]  # fmt: skip
    assert [row.provisional for row in rows] == [True, False, False, False, False]
    assert not any(row.period_fault or row.period_assumed or row.number_fault for row in rows)


@pytest.mark.parametrize("period", [OCTOBER, Q3, YEAR, Period.month(2010, 10), Period.year(2011)])
def test_every_period_is_read_as_it_was_meant(period: Period) -> None:
    template = a_template(period, indicators=(an_indicator(), QUARTERLY))

    rows = read_back(template_workbook(template))

    assert [row.period for row in rows] == [asked.period for asked in template.asked]
    assert not any(row.period_assumed or row.period_is_part for row in rows)


def test_a_quarter_s_rolled_up_figures_are_shown_and_never_read_as_stated() -> None:
    sent = [an_observation(said(month, out_of=(6, 10))) for month in (OCTOBER, NOVEMBER, DECEMBER)]
    content = template_workbook(a_template(Q3, *sent))

    rolled_up = next(row for row in read_back(content) if row.code == "NI 157a")
    sheet = load_workbook(io.BytesIO(content))["Return"]

    assert (rolled_up.value, rolled_up.numerator, rolled_up.is_blank) == (None, None, True)
    assert sheet[cells(sheet)["NI 157a", "Comes to"]].value == 60


def test_what_is_asked_for_is_open_and_everything_else_is_locked(december: Opened) -> None:
    sheet = december["Return"]
    at = cells(sheet)
    unlocked = {key for key, address in at.items() if not sheet[address].protection.locked}

    filled_in = {("NI 157a", "Numerator"), ("NI 157a", "Denominator"), ("LPI 2", "Value"), ("LPI 3", "Value"),
                 ("LPI 4", "Value"), ("NI 155", "Numerator"), ("NI 155", "Denominator")}  # fmt: skip
    codes = {code for code, _ in at}
    assert unlocked == filled_in | {(code, head) for code in codes for head in ("Commentary", "Provisional")}
    assert sheet.protection.sheet
    assert sheet.protection.password is None


def test_what_is_known_beside_the_figure_is_shown(december: Opened) -> None:
    sheet = december["Return"]
    at = cells(sheet)

    shown = {head: sheet[at["NI 157a", head]].value for head in ("Period", "Target", "Period before", "A year before")}

    assert shown == {
        "Period": "December 2009", "Target": "80.00% or more", "Period before": "87.50%\n7 of 8",
        "A year before": "No figure [x]",
    }  # fmt: skip
    assert sheet[at["LPI 2", "Target"]].value == "25 days or less"
    assert [sheet[f"A{row}"].value for row in (1, 2)] == ["Sevenoaks", "Development Services: return for December 2009"]
    assert "Due on 15 January 2010" in sheet["A3"].value
    assert "Policy Team" in sheet["A3"].value


def test_headings_of_information_are_none_that_a_reader_knows(december: Opened) -> None:
    heads = [str(cell.value) for cell in december["Return"][HEADER]]

    assert [head for head in heads if head.casefold() in SYNONYMS] == [
        "Code", "Period", "Numerator", "Denominator", "Value", "Provisional", "Commentary",
    ]  # fmt: skip


def test_a_sheet_before_it_is_opened_says_already_how_each_row_stands() -> None:
    content = template_workbook(a_template(DECEMBER, *SENT))

    sheet = load_workbook(io.BytesIO(content), data_only=True)["Return"]
    at = cells(sheet)

    assert sheet[at["NI 157a", "Comes to"]].value == pytest.approx(66.67)
    assert sheet[at["NI 157a", "Check"]].value == "Requires Attention. Commentary needed"
    assert sheet[at["LPI 2", "Check"]].value == "To fill in"
    assert sheet["A4"].value == "Still to do · Figures to fill in: 3 · Commentaries needed: 1 · Cells to check: 0"


@pytest.mark.parametrize(
    ("observation", "typed", "check"),
    [
        (an_observation(said(DECEMBER, gap=Gap.WITHHELD)), ("[c]", None), "Withheld"),
        (an_observation(said(DECEMBER, gap=Gap.NOT_MEASURED)), ("[z]", None), "Not applicable"),
        (an_observation(said(DECEMBER, out_of=(0, 0), gap=Gap.NO_CASES)), (0, 0), "No cases"),
        (an_observation(said(DECEMBER, out_of=(70, 9)), held="70 is more than 9"), (70, 9), "Held for a check"),
        (an_observation(said(DECEMBER, out_of=(9, 9))), (9, 9), "Good"),
        (an_observation(said(DECEMBER), commentary="Figure follows."), (None, None), "To fill in"),
    ],
)
def test_what_was_sent_before_stands_where_it_was_typed(
    observation: Observation, typed: tuple[object, object], check: str
) -> None:
    content = template_workbook(a_template(DECEMBER, observation))

    sheet = load_workbook(io.BytesIO(content), data_only=True)["Return"]
    at = cells(sheet)

    assert tuple(sheet[at["NI 157a", head]].value for head in ("Numerator", "Denominator")) == typed
    assert sheet[at["NI 157a", "Check"]].value == check


def test_what_may_be_typed_is_said_beside_the_cell_and_checked(december: Opened) -> None:
    sheet = december["Return"]
    at = cells(sheet)
    rules = {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}

    numerator, denominator, days, pounds = (
        rules[at[key]] for key in (("NI 157a", "Numerator"), ("NI 157a", "Denominator"), ("LPI 2", "Value"),
                                   ("LPI 3", "Value"))
    )  # fmt: skip
    assert "G7<=H7" in numerator.formula1
    assert (numerator.errorStyle, denominator.errorStyle) == ("warning", None)
    assert "H7>0" in denominator.formula1
    assert "I8>=0" in days.formula1
    assert ">=0" not in pounds.formula1
    assert "Major applications decided in 13 weeks" in numerator.prompt
    assert rules[at["LPI 4", "Value"]].formula1 == '"Yes,No"'
    assert all(len(rule.prompt) <= 255 for rule in rules.values())


def test_it_is_accessible_and_prints_on_a4_across(december: Opened) -> None:
    sheet = december["Return"]

    assert december.sheetnames == ["Return", "Actions", "How to fill this in", "Definitions", "Identity"]
    assert (sheet.freeze_panes, sheet.print_title_rows) == ("C7", "$6:$6")
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert (sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.page_setup.fitToHeight) == (True, 0)
    assert [table.ref for table in sheet.tables.values()] == ["A6:M11"]
    assert not any(each.merged_cells.ranges for each in december)
    sizes = {cell.font.sz for each in december for row in each.iter_rows() for cell in row if cell.value is not None}
    assert min(sizes) >= 11
    assert december.properties.title == "Development Services: return for December 2009"


def test_a_row_may_grow_with_its_commentary() -> None:
    archive = zipfile.ZipFile(io.BytesIO(template_workbook(a_template())))
    row = archive.read("xl/worksheets/sheet1.xml").decode().partition('<row r="7"')[2].partition(">")[0]

    assert 'ht="' in row
    assert "customHeight" not in row


def test_a_program_knows_the_return_by_a_hidden_sheet(december: Opened) -> None:
    sheet = december["Identity"]

    assert sheet.sheet_state == "veryHidden"
    assert dict(sheet.iter_rows(values_only=True)) == {
        "Mortar return": "1", "Sender": "dev", "For": "2009-12", "Register": "entry 1",
        "Made at": "2010-01-18T09:05:00+00:00", "Indicators": "NI 157a; LPI 2; LPI 3; LPI 4; NI 155",
    }  # fmt: skip


def test_the_same_knowledge_gives_the_same_bytes() -> None:
    assert template_workbook(a_template(DECEMBER, *SENT)) == template_workbook(a_template(DECEMBER, *SENT))


def test_no_text_of_others_becomes_a_formula_and_none_is_too_long() -> None:
    evil = '=HYPERLINK("http://x.example","P&G")'
    indicator = an_indicator(name=evil, owner=evil, definition=f"{evil} {'word ' * 200}", code="=1+1")
    sent = an_observation(said(DECEMBER, out_of=(9, 8)), held=evil, commentary=evil, code="=1+1")
    template = replace(a_template(DECEMBER, sent, indicators=(indicator,)), council=evil)

    book = opened(template)

    formulas = {str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"}
    texts = [cell.value for sheet in book for row in sheet.iter_rows() for cell in row if cell.value == evil]
    assert not any("HYPERLINK" in formula for formula in formulas)
    assert len(texts) == 5
