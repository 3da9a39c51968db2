from __future__ import annotations

import pytest

from tests.transforms.layouts import COLUMNS, SENDERS, SERVICES
from transforms.errors import RegisterRefused
from transforms.layout import Layout, Part, Where
from transforms.read_register import read_register, register_of_rows, register_rows

REGISTER = {
    "senders": SENDERS,
    "services": SERVICES,
    "indicators": f"{COLUMNS}NI 192,Recycled,CS,kcc,Ann,percent,1,maximise,annual,latest,\n",
    "targets": "code,period,target\n",
}
HEAD = "item,words,code,part,value,note\n"
SOUND = "sender,kcc,,,,\nheader,Year | Authority,,,,\nperiods,Year,,,down,\nseries,Recycled,NI 192,value,100,\n"


def files(layout: str, name: str = "recycling") -> dict[str, str]:
    return {**REGISTER, f"layouts/{name}": HEAD + layout}


def read(layout: str) -> Layout:
    return read_register(files(layout)).layouts["recycling"]


def faults(layout: str) -> list[str]:
    with pytest.raises(RegisterRefused) as refused:
        read_register(files(layout))
    return [str(fault) for fault in refused.value.faults]


def test_a_layout_is_read_from_its_rows() -> None:
    layout = read(SOUND)
    assert (layout.senders, layout.header) == (("kcc",), (("Year", "Authority"),))
    assert (layout.where, layout.period_column) == (Where.DOWN, "Year")
    [series] = layout.series
    assert (series.words, series.code, series.part, series.scale) == (("Recycled",), "NI 192", Part.VALUE, 100)


@pytest.mark.parametrize(
    ("row", "line", "column", "words"),
    [
        ("serie,Other,NI 192,value,,", 6, "item", "did you mean series?"),
        ("series,Other,NI 129,value,,", 6, "code", "did you mean NI 192?"),
        ("series,Other,NI 192,valeu,,", 6, "part", "did you mean value?"),
        ("series,Other,NI 192,value,-1,", 6, "value", "below zero"),
        ("series,Other |,NI 192,value,,", 6, "words", "nothing before or after"),
        ("series,,NI 192,value,,", 6, "words", "is blank; series needs it"),
        ("sender,kc,,,,", 6, "words", "did you mean kcc?"),
        ("sheet,Table_3,NI 192,,,", 6, "code", "has no meaning for sheet"),
        ("periods,Month,,,down,", 6, "item", "says again what line 4 says"),
        ("series,Recycled,NI 192,value,100,", 6, "item", "says again what line 5 says"),
        ("period,Winter,,,soon,", 6, "value", "names no period"),
        ("days,,,,complet,", 6, "value", "did you mean complete?"),
        ("least,,,,0,", 6, "value", "not a whole number"),
    ],
)
def test_a_fault_of_a_layout_is_told_by_file_line_and_column(row: str, line: int, column: str, words: str) -> None:
    [fault] = faults(f"{SOUND}{row}\n")
    assert fault.startswith(f"layouts/recycling.csv, line {line}, column {column}: ")
    assert words in fault


@pytest.mark.parametrize(
    ("layout", "words"),
    [
        ("header,Year,,,,\nseries,Recycled,NI 192,value,,\n", "whose returns these are"),
        ("sender,kcc,,,,\nseries,Recycled,NI 192,value,,\n", "no row gives the words of the header"),
        ("sender,kcc,,,,\nheader,Year,,,,\n", "no row says what is to be taken"),
        ("sender,kcc,,,,\nheader,Year,,,,\nseries,Recycled,,value,,\n", "no row names the column that holds codes"),
        (
            "sender,kcc,,,,\nheader,Year,,,,\nperiods,,,,section,\nseries,Recycled,NI 192,value,,\n",
            "what sections look like",
        ),
        ("sender,cs,,,,\nheader,Year,,,,\nseries,Recycled,NI 192,value,,\n", "'NI 192' is sent by kcc"),
        ("sender,kcc,,,,\nheader,Year,,,,\ndays,,,,complete,\nseries,Recycled,NI 192,value,,\n", "across or down only"),
    ],
)
def test_a_layout_that_lacks_something_or_contradicts_itself_is_refused(layout: str, words: str) -> None:
    [fault] = faults(layout)
    assert words in fault


def test_a_column_misnamed_is_told_once() -> None:
    with pytest.raises(RegisterRefused) as refused:
        read_register({**REGISTER, "layouts/a": "item,word,code\nsender,kcc,\n"})
    assert [str(fault) for fault in refused.value.faults] == [
        "layouts/a.csv, line 1, column word: is not a column of this file; did you mean words?"
    ]


def test_a_fault_of_another_file_makes_no_echo_in_a_layout() -> None:
    with pytest.raises(RegisterRefused) as refused:
        read_register({**files(SOUND), "indicators": "code\nNI 192\n", "senders": "sender,name\nkcc,Kent\n"})
    assert {fault.file for fault in refused.value.faults} == {"senders.csv", "indicators.csv"}


def test_layouts_are_kept_with_the_register_and_read_back_as_they_were() -> None:
    texts = {**files(SOUND), "layouts/a": HEAD + SOUND.replace("Recycled", "Other")}
    rows = register_rows(texts)
    assert [row["layout"] for row in rows["layouts"]] == ["a"] * 4 + ["recycling"] * 4
    assert register_of_rows(rows) == read_register(texts)


def test_a_register_kept_before_there_were_layouts_has_none() -> None:
    rows = {name: rows for name, rows in register_rows(REGISTER).items() if name != "layouts"}
    assert register_of_rows(rows).layouts == {}


def test_a_layout_is_for_the_senders_and_files_it_names() -> None:
    register = read_register(files(f"{SOUND}file,LA_*,,,,\n"))
    asked = [("kcc", "LA_2021.ods"), ("kcc", "la_2021.ODS"), ("kcc", "other.ods"), ("cs", "LA_2021.ods")]
    assert [len(register.layouts_for(*each)) for each in asked] == [1, 1, 0, 0]


def test_a_file_whose_name_would_not_go_round_by_a_workbook_is_refused() -> None:
    with pytest.raises(RegisterRefused) as refused:
        read_register(files(SOUND, "a:b"))
    assert ["cannot name a layout" in str(fault) for fault in refused.value.faults] == [True]
