from __future__ import annotations

from itertools import pairwise

import pytest

from tests.transforms.given import DECEMBER, NOVEMBER
from transforms.errors import RegisterRefused
from transforms.formula import Formula
from transforms.group import Group
from transforms.read_register import read_register, register_of_rows, register_rows
from transforms.register import Register

HEAD = "code,name,service,sender,owner,unit,polarity,frequency,rollup,public\n"
INDICATORS = HEAD + "".join(
    f"{code},{code},DS,dev,Ann,{rest}\n"
    for code, rest in {
        "A": "percent,maximise,monthly,,",
        "B": "percent,maximise,monthly,,",
        "ALL": "percent,maximise,monthly,,",
        "TWO": "percent,maximise,monthly,,",
        "VISITS": "number,maximise,monthly,,",
        "COST": "pounds,minimise,monthly,sum,",
        "YEARLY": "percent,maximise,annual,,",
        "AWARD": "grade,maximise,monthly,,",
        "ONCE": "percent,maximise,monthly,none,",
        "OPEN": "percent,maximise,quarterly,,yes",
    }.items()
)
FILES = {
    "senders": "sender,name,kind\ndev,Development Services,department\n",
    "services": "service,name\nDS,Development Services\n",
    "indicators": INDICATORS,
    "targets": "code,period,target\n",
}
FORMULAS, GROUPS = "code,numerator,denominator,value,from,to\n", "group,member,weight,from,to\n"


def read(formulas: str = "", groups: str = "") -> Register:
    return read_register(FILES | {"formulas": FORMULAS + formulas, "groups": GROUPS + groups})


def faults(formulas: str = "", groups: str = "") -> list[tuple[str, int, str, str]]:
    with pytest.raises(RegisterRefused) as raised:
        read(formulas, groups)
    return [(fault.file, fault.line, fault.column, fault.message) for fault in raised.value.faults]


def fault(formulas: str = "", groups: str = "") -> str:
    """The one fault there is, with its place."""
    ((file, line, column, message),) = faults(formulas, groups)
    return f"{file} {line} {column}: {message}"


def test_a_formula_and_a_group_are_part_of_their_indicators() -> None:
    register = read("ALL,[A] + [B],[A] + [B],,,\n", "TWO,A,,,\nTWO,B,2,,\n")
    all_, two = register.indicator("ALL"), register.indicator("TWO")
    assert all_ and isinstance(all_.made_of, Formula) and all_.made_of.codes == ("A", "B")
    assert two and isinstance(two.made_of, Group) and [member.weight for member in two.made_of.members] == [1, 2]
    assert [each.code for each in register.fed_by("a")] == ["ALL", "TWO"]
    assert register.indicator("A") == read().indicator("A")


def test_what_lake_and_warehouse_keep_gives_the_same_register() -> None:
    files = FILES | {"formulas": FORMULAS + "ALL,[A] + [B],[A] + [B],,2009-12,\n", "groups": GROUPS + "TWO,A,,,\n"}
    assert register_of_rows(register_rows(files)) == read_register(files)
    assert register_rows(FILES)["formulas"] == []


def test_a_formula_holds_from_its_day_on() -> None:
    register = read("ALL,[A],[A],,2009-12,\n")
    before, after = register.indicator("ALL", NOVEMBER), register.indicator("ALL", DECEMBER)
    assert before and after and (before.is_sent, after.is_sent) == (True, False)
    assert [row.valid_from for row in register.indicators["all"]] == [None, DECEMBER.start]


def test_formulas_follow_one_another_with_a_gap_between_them() -> None:
    register = read("ALL,[A],[A],,2008-04-01,2008-12-31\nALL,[B],[B],,2009-12,\n")
    assert [row.is_sent for row in register.indicators["all"]] == [True, False, True, False]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("ALL,[A] + [X],[A],,,", "formulas.csv 2 numerator: 'X' at sign 7 is not in indicators.csv."),
        ("X,[A],[A],,,", "formulas.csv 2 code: 'X' is not in indicators.csv."),
        ("ALL,[A] +,[A],,,", "formulas.csv 2 numerator: lacks an indicator or a number at sign 6."),
        ("ALL,[A],,,,", "formulas.csv 2 numerator: give a numerator and a denominator, or a value alone."),
        ("ALL,,,,,", "formulas.csv 2 value: give a numerator and a denominator, or a value alone."),
        ("ALL,[YEARLY],1,,,", "formulas.csv 2 numerator: 'YEARLY' is measured annually and 'ALL' monthly."),
        (
            "ALL,,,[A] + [B],,",
            "formulas.csv 2 value: adds up percent figures at sign 5, and no mean of such is one; give",
        ),
        ("ALL,,,[A] * 0.5 + [B] * 0.5,,", "formulas.csv 2 value: adds up percent figures at sign 11"),
        ("ALL,,,[VISITS],,", "formulas.csv 2 value: comes to number, and 'ALL' counts percent."),
        ("ALL,,,[COST] - [A],,", "formulas.csv 2 value: puts pounds and percent together at sign 8."),
        ("VISITS,,,[COST],,", "formulas.csv 2 value: comes to pounds, and 'VISITS' counts number."),
        ("ALL,,,[AWARD] - 1,,", "formulas.csv 2 value: takes 'AWARD' at sign 1, a grade: there is no reckoning"),
        ("ALL,[COST].numerator,[A],,,", "formulas.csv 2 numerator: 'COST' has no numerator once it is rolled up (sum)"),
        ("OPEN,,,[ONCE] - 1,,", "formulas.csv 2 value: 'ONCE' is not"),
        ("ALL,[A],[A],,2009-12,2009-11", "formulas.csv 2 to: lies before `from`."),
        ("ALL,[A],[A],,,\nALL,[B],[B],,2009-12,", "formulas.csv 3 code: 'ALL' is worked out twice for the same time"),
    ],
)
def test_every_fault_is_named_by_file_line_and_column(row: str, said: str) -> None:
    found = faults(f"{row}\n")
    assert any(f"{file} {line} {column}: {message}".startswith(said) for file, line, column, message in found), found


def test_a_difference_of_percentages_and_a_cost_of_each_visit_make_sense() -> None:
    register = read("ALL,,,[A] - [B],,\nCOST,,,[COST2] / [VISITS],,\n".replace("COST2", "VISITS"))
    assert not register.indicators["all"][0].is_sent


def test_a_figure_that_would_feed_itself_is_refused_wherever_the_circle_is_closed() -> None:
    assert fault("ALL,[ALL],[A],,,\n").startswith("formulas.csv 2 numerator: 'ALL' at sign 1 is itself worked out")
    found = faults("ALL,[TWO],[TWO],,,\n", "TWO,ALL,,,\n")
    assert [each[:3] for each in found] == [("formulas.csv", 2, "numerator"), ("groups.csv", 2, "member")]


def test_what_the_public_reads_is_fed_by_what_the_public_may_read() -> None:
    assert "'A' is not public, and 'OPEN' is" in faults("OPEN,[A],[A],,,\n")[0][3]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("TWO,A,0,,", "groups.csv 2 weight: must be above zero"),
        ("TWO,,1,,", "groups.csv 2 member: is blank and must not be."),
        ("TWO,A,,,\nTWO,a,,,", "groups.csv 3 member: 'a' is a member twice for the same time"),
        ("VISITS,A,,,", "groups.csv 2 group: 'VISITS' counts number; the score of a group is a percent."),
        ("TWO,YEARLY,,,", "groups.csv 2 member: 'YEARLY' is measured annually and 'TWO' monthly."),
    ],
)
def test_what_is_wrong_with_a_group_is_said(rows: str, said: str) -> None:
    assert fault(groups=f"{rows}\n").startswith(said)


def test_an_indicator_is_no_formula_and_group_at_once() -> None:
    assert "worked out twice" in fault("TWO,[A],[A],,,\n", "TWO,A,,,\n")


def test_faults_of_the_indicators_make_no_echo() -> None:
    files = FILES | {"indicators": INDICATORS.replace("A,A,DS", "A,A,XX"), "formulas": FORMULAS + "ALL,[A],[A],,,\n"}
    with pytest.raises(RegisterRefused) as raised:
        read_register(files)
    assert {each.file for each in raised.value.faults} == {"indicators.csv"}


@pytest.mark.parametrize("formula", [",,5", "5,10,"])
def test_a_formula_of_numbers_alone_is_worked_out_from_nothing(formula: str) -> None:
    assert fault(f"ALL,{formula},,\n").endswith("names no indicator that it is worked out from.")


def test_what_nobody_could_follow_back_is_refused() -> None:
    codes = ["A", "B", *(f"F{at}" for at in range(1, 12))]
    rows = INDICATORS + "".join(f"{code},{code},DS,dev,Ann,percent,maximise,monthly,,\n" for code in codes[2:])

    def refused(terms: list[str]) -> list[str]:
        formulas = "".join(f"{code},{term},{term},,,\n" for code, term in zip(codes[2:], terms, strict=True))
        try:
            read_register(FILES | {"indicators": rows, "formulas": FORMULAS + formulas, "groups": GROUPS})
        except RegisterRefused as error:
            return [fault.message.split(" is ")[0] for fault in error.faults]
        return []

    assert refused([f"[{below}]" for below in codes[1:-1]]) == ["'F11'"]
    twice = [f"[{one}] + [{other}]" for one, other in pairwise(codes[:-1])]
    assert refused(twice) == ["'F11'"]
    assert refused(["[A] + [B]"] * 11) == []
