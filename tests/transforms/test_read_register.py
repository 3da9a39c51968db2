from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.transforms.given import YEAR, few
from transforms.errors import RegisterRefused
from transforms.figure import Unit
from transforms.indicator import Frequency, Indicator, Polarity, RollUp, ToleranceKind
from transforms.period import Period
from transforms.read_register import read_register, register_of_rows, register_rows
from transforms.register import Register, SenderKind
from transforms.register_table import COLUMNS
from transforms.target import read_target

REQUIRED = "code,name,service,sender,owner,unit,polarity,frequency"
ROW = "NI 157a,Major applications,DS,dev,Head of DS,percent,maximise,monthly"
FILES = {
    "senders": "sender,name,kind\ndev,Development Services,department\n",
    "services": "service,name\nDS,Development Services\n",
    "indicators": f"{REQUIRED}\n{ROW}\n",
    "targets": "code,period,target\nNI 157a,2009-10,80.00\n",
}


def read(**files: str) -> Register:
    return read_register(FILES | files)


def faults(**files: str) -> list[tuple[str, int, str]]:
    with pytest.raises(RegisterRefused) as raised:
        read(**files)
    assert all(fault.message for fault in raised.value.faults)
    return [(fault.file, fault.line, fault.column) for fault in raised.value.faults]


def indicator(columns: str = "decimals", cells: str = "", row: str = ROW) -> Indicator:
    found = read(indicators=f"{REQUIRED},{columns}\n{row},{cells}\n").indicator("NI 157a")
    assert found is not None
    return found


def refused(columns: str, cells: str, row: str = ROW) -> list[tuple[str, int, str]]:
    return faults(indicators=f"{REQUIRED},{columns}\n{row},{cells}\n")


def test_the_least_a_register_may_say_has_the_defaults_of_the_case_study() -> None:
    register = read()
    found = register.indicator("NI 157a")
    assert found is not None
    assert (found.decimals, found.scale, found.rollup) == (2, 100, RollUp.RATIO)
    assert (found.tolerance, found.tolerance_kind, found.no_change_band) == (10, ToleranceKind.RELATIVE, 0)
    assert (found.provider, found.public, found.themes) == ("Head of DS", False, ())
    assert (found.valid_from, found.valid_to, found.definition) == (None, None, "")
    assert register.senders["dev"].due_day == 15
    assert register.target(found, YEAR) == read_target("80.00")


def test_limits_of_whole_numbers_are_themselves_allowed() -> None:
    assert [indicator("decimals", cell).decimals for cell in ("0", "6")] == [0, 6]
    senders = "sender,name,kind,due_day\ndev,D,department,{}\n"
    assert [read(senders=senders.format(day)).senders["dev"].due_day for day in (1, 31)] == [1, 31]
    for day in (0, 32):
        assert ("senders.csv", 2, "due_day") in faults(senders=senders.format(day))


def test_every_column_of_an_indicator_is_read() -> None:
    columns = "provider,decimals,rollup,scale,tolerance,tolerance_kind,no_change_band,themes,public,from,to,definition"
    cells = 'Tom Frost,1,mean,1000,5%,points,0.5,"NI; LAA;;SCS:safer ",yes,2008-09,31/03/2010,"Decided in 13 weeks, or agreed"'
    found = indicator(columns, cells)
    assert (found.provider, found.decimals, found.rollup, found.scale) == ("Tom Frost", 1, RollUp.MEAN, 1000)
    assert (found.tolerance, found.tolerance_kind) == (5, ToleranceKind.POINTS)
    assert (found.no_change_band, found.themes, found.public) == (Decimal("0.5"), ("NI", "LAA", "SCS:safer"), True)
    assert (found.valid_from, found.valid_to) == (date(2008, 4, 1), date(2010, 3, 31))
    assert found.definition == "Decided in 13 weeks, or agreed"


@pytest.mark.parametrize(
    ("unit", "rollup", "scale", "decimals"),
    [
        (Unit.PERCENT, RollUp.RATIO, 100, 2),
        (Unit.NUMBER, RollUp.SUM, 1, 0),
        (Unit.DAYS, RollUp.RATIO, 1, 1),
        (Unit.HOURS, RollUp.RATIO, 1, 1),
        (Unit.RATIO, RollUp.RATIO, 1, 2),
        (Unit.POUNDS, RollUp.SUM, 1, 2),
        (Unit.GRADE, RollUp.LATEST, 1, 0),
        (Unit.YES_NO, RollUp.LATEST, 1, 0),
    ],
)
def test_each_unit_has_its_own_defaults(unit: Unit, rollup: RollUp, scale: int, decimals: int) -> None:
    found = indicator(row=ROW.replace("percent", unit))
    assert (found.rollup, found.scale, found.decimals) == (rollup, scale, decimals)


def test_words_of_a_choice_are_read_in_any_case() -> None:
    found = indicator(row=ROW.replace("percent,maximise,monthly", "Percent,MINIMISE, Quarterly "))
    assert (found.unit, found.polarity, found.frequency) == (Unit.PERCENT, Polarity.MINIMISE, Frequency.QUARTERLY)
    assert read(senders="sender,name,kind\ndev,D,FEED\n").senders["dev"].kind == SenderKind.FEED


def test_a_register_saved_by_excel_reads_alike() -> None:
    by_excel = {name: "\ufeff" + text.replace("\n", "\r\n") + "\r\n" for name, text in FILES.items()}
    assert read_register(by_excel) == read()


def test_columns_may_stand_in_any_order_and_case() -> None:
    assert read(services=" NAME ,Service\nDevelopment Services,DS\n") == read()


def test_blank_lines_between_sections_are_passed_over() -> None:
    assert read(targets="code,period,target\n\n,,\nNI 157a,2009-10,80.00\n , ,\n") == read()


def test_a_fault_below_a_cell_of_two_lines_is_told_by_the_line_the_file_shows() -> None:
    text = f'{REQUIRED},definition\n{ROW},"first\nsecond"\nNI 1,One,DS,dev,A,percent,upwards,monthly,\n'
    assert faults(indicators=text) == [("indicators.csv", 4, "polarity")]


def test_every_fault_is_listed_at_once_by_file_line_and_column() -> None:
    found = faults(
        senders="sender,name,kind,due_day,email\ndev,,office,0,nobody\n",
        services="service,name\nDS,\n",
        targets="code,period,target\nNI 157a,2009,eighty\nXX 1,2009-10,80\n",
    )
    assert sorted(found) == [
        ("senders.csv", 2, "due_day"),
        ("senders.csv", 2, "email"),
        ("senders.csv", 2, "kind"),
        ("senders.csv", 2, "name"),
        ("services.csv", 2, "name"),
        ("targets.csv", 2, "period"),
        ("targets.csv", 2, "target"),
        ("targets.csv", 3, "code"),
    ]


def test_a_refusal_counts_its_faults_and_says_that_nothing_was_changed() -> None:
    with pytest.raises(RegisterRefused) as raised:
        read(targets="code,period,target\nXX 1,2009-10,80\n")
    assert "1 fault." in raised.value.message
    assert "nothing was changed" in raised.value.remedy
    assert str(raised.value.faults[0]).startswith("targets.csv, line 2, column code: 'XX 1' is not in indicators.csv")


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("decimals", "7"),
        ("decimals", "two"),
        ("rollup", "average"),
        ("scale", "0"),
        ("scale", "-1"),
        ("tolerance", "-1"),
        ("tolerance", "ten"),
        ("tolerance_kind", "percent"),
        ("tolerance_kind", "floor"),
        ("no_change_band", "-0.1"),
        ("public", "maybe"),
        ("from", "soon"),
        ("to", "31/13/2009"),
    ],
)
def test_a_cell_that_cannot_be_meant_is_a_fault_of_its_column(column: str, cell: str) -> None:
    named = "tolerance" if cell == "floor" else column
    assert ("indicators.csv", 2, named) in refused(column, cell)


@pytest.mark.parametrize("column", ["code", "name", "service", "sender", "owner", "unit", "polarity", "frequency"])
def test_what_every_indicator_must_have_may_not_be_blank(column: str) -> None:
    cells = dict(zip(REQUIRED.split(","), ROW.split(","), strict=True)) | {column: ""}
    assert ("indicators.csv", 2, column) in faults(indicators=f"{REQUIRED}\n{','.join(cells.values())}\n")


@pytest.mark.parametrize("name", list(COLUMNS))
def test_a_file_that_is_missing_is_a_fault(name: str) -> None:
    with pytest.raises(RegisterRefused) as raised:
        read_register({file: text for file, text in FILES.items() if file != name})
    assert any(
        (fault.file, fault.line) == (f"{name}.csv", 1) and "missing" in fault.message for fault in raised.value.faults
    )


def test_a_column_that_is_missing_unknown_or_there_twice_is_a_fault_of_the_header() -> None:
    assert ("targets.csv", 1, "target") in faults(targets="code,period\nNI 157a,2009-10\n")
    assert ("services.csv", 1, "colour") in faults(services="service,name,colour\nDS,D,red\n")
    assert ("services.csv", 1, "name") in faults(services="service,name,name\nDS,D,D\n")


def test_a_comma_that_was_not_quoted_is_found() -> None:
    text = f"{REQUIRED}\nNI 157a,Major, applications,DS,dev,Head of DS,percent,maximise,monthly\n"
    assert ("indicators.csv", 2, "") in faults(indicators=text)


@pytest.mark.parametrize("name", ["../dev", "a/b", "a\\b", ".hidden", "dev:1", "what?"])
def test_a_sender_whose_name_cannot_be_a_folder_is_refused(name: str) -> None:
    assert ("senders.csv", 2, "sender") in faults(senders=f"sender,name,kind\n{name},D,department\n")


@pytest.mark.parametrize("address", ["nobody", "a@b@c", "a b@c", '"a@b\nBcc: all@council.example"'])
def test_what_is_no_mail_address_never_reaches_a_mail_header(address: str) -> None:
    text = f"sender,name,kind,email\ndev,D,department,{address}\n"
    assert ("senders.csv", 2, "email") in faults(senders=text)


def test_a_sender_or_service_that_stands_twice_is_refused() -> None:
    assert ("senders.csv", 3, "sender") in faults(senders=FILES["senders"] + "dev,Other,partner\n")
    assert ("services.csv", 3, "service") in faults(services=FILES["services"] + "DS,Other\n")


def test_one_code_in_two_spellings_is_one_code_and_stands_twice() -> None:
    assert faults(indicators=FILES["indicators"] + ROW.replace("NI 157a", "ni157A") + "\n") == [
        ("indicators.csv", 3, "code")
    ]


def test_a_changed_definition_stands_beside_the_old_one_by_its_dates() -> None:
    text = f"{REQUIRED},from,to\n{ROW},2009-10,\n{ROW},,31/03/2009\n"
    register = read(indicators=text)
    old, new = register.indicators["ni157a"]
    assert (old.valid_to, new.valid_from) == (date(2009, 3, 31), date(2009, 4, 1))
    assert register.indicator("NI 157a", Period.month(2009, 4)) == new


@pytest.mark.parametrize("until", ["2009-04-01", "", "2010-03-31"])
def test_definitions_whose_dates_overlap_are_refused(until: str) -> None:
    text = f"{REQUIRED},from,to\n{ROW},,{until}\n{ROW},2009-04-01,\n"
    assert faults(indicators=text) == [("indicators.csv", 3, "code")]


def test_two_targets_for_one_period_are_refused_however_the_period_is_written() -> None:
    text = "code,period,target\nNI 157a,2009-10,80\nni157a,2009/10,85\n"
    assert faults(targets=text) == [("targets.csv", 3, "period")]


def test_a_relative_allowance_on_a_target_of_nought_is_refused() -> None:
    assert faults(targets="code,period,target\nNI 157a,2009-10,0\n") == [("targets.csv", 2, "target")]


@pytest.mark.parametrize(
    ("columns", "cells", "row"),
    [
        ("tolerance_kind,tolerance", "absolute,2", ROW),
        ("tolerance_kind,tolerance", "relative,0", ROW),
        ("tolerance_kind,tolerance", ",", ROW.replace("maximise", "none")),
    ],
    ids=["absolute", "no allowance", "no direction"],
)
def test_a_target_of_nought_is_taken_where_its_allowance_means_something(columns: str, cells: str, row: str) -> None:
    nought = "code,period,target\nNI 157a,2009-10,0\n"
    assert read(indicators=f"{REQUIRED},{columns}\n{row},{cells}\n", targets=nought).targets


def test_a_range_is_a_target_only_where_the_indicator_is_one_of_range() -> None:
    text = "code,period,target\nNI 157a,2009-10,60 to 70\n"
    assert faults(targets=text) == [("targets.csv", 2, "target")]
    assert read(indicators=FILES["indicators"].replace("maximise", "range"), targets=text)


def test_a_fault_of_an_indicator_makes_no_echo_at_its_targets() -> None:
    text = FILES["indicators"].replace("maximise", "upwards")
    assert faults(indicators=text) == [("indicators.csv", 2, "polarity")]


def test_a_register_kept_as_rows_is_the_same_register() -> None:
    assert register_of_rows(register_rows(FILES)) == read()


def test_rows_kept_hold_every_column_of_their_file() -> None:
    assert list(register_rows(FILES)["senders"][0]) == list(COLUMNS["senders"])


LINES = st.text('abNI157,;"\n 0%-/.é\u00a0\ufeff', max_size=60)
CELLS = st.lists(
    st.sampled_from(["", "NI 157a", "dev", "DS", "percent", "2009-10", "80", "yes", "floor", "0", "-1", "x@y"])
)


@few
@given(st.dictionaries(st.sampled_from(list(COLUMNS)), LINES))
def test_any_text_at_all_is_a_register_or_is_refused_with_its_faults(files: dict[str, str]) -> None:
    with pytest.raises(RegisterRefused) as raised:
        read_register(files)
    assert raised.value.faults


@few
@given(st.sampled_from(list(COLUMNS)), st.lists(CELLS, max_size=4))
def test_any_rows_under_the_right_headers_are_read_or_refused_by_line(name: str, rows: list[list[str]]) -> None:
    text = "\n".join(",".join(cells) for cells in (COLUMNS[name], *rows))
    try:
        read(**{name: text})
    except RegisterRefused as refusal:
        assert all(fault.line <= len(rows) + 1 for fault in refusal.faults if fault.file == f"{name}.csv")


def test_a_code_that_stands_twice_is_said_even_where_the_first_has_another_fault() -> None:
    indicators = (
        "code,name,service,sender,owner,unit,polarity,frequency,decimals\n"
        "A 1,One,DS,dev,Head,number,maximise,monthly,x\n"
        "a1,Two,DS,dev,Head,number,maximise,monthly,0\n"
    )
    with pytest.raises(RegisterRefused) as refused:
        read_register({**FILES, "indicators": indicators, "targets": "code,period,target\n"})
    assert [(fault.line, fault.column) for fault in refused.value.faults] == [(2, "decimals"), (3, "code")]
