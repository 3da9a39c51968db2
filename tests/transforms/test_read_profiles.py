from __future__ import annotations

from decimal import Decimal

import pytest

from tests.transforms.given import DECEMBER, YEAR
from transforms.errors import RegisterRefused
from transforms.period import Period
from transforms.read_register import read_register, register_of_rows, register_rows
from transforms.register import Register
from transforms.register_table import MONTHS
from transforms.target import read_target

HEAD = "code,name,service,sender,owner,unit,polarity,frequency,rollup,themes\n"
FILES = {
    "senders": "sender,name,kind\ndev,Development Services,department\n",
    "services": "service,name\nDS,Development Services\n",
    "indicators": HEAD
    + "POOL,Visits,DS,dev,Ann,number,maximise,monthly,sum,\nRATE,Rate,DS,dev,Ann,percent,maximise,monthly,,\n",
    "targets": "code,period,target\nPOOL,2009-10,1200\nPOOL,2010-11,1200\n",
}
PROFILES = f"code,{','.join(MONTHS)},from,to\n"
SUMMER = "POOL,5,5,5,5,10,20,20,10,5,5,5,5"


def read(rows: str) -> Register:
    return read_register(FILES | {"profiles": PROFILES + rows})


def due(register: Register, period: Period) -> object:
    indicator = register.indicator("POOL", period)
    assert indicator is not None
    return register.target(indicator, period)


def test_a_profile_is_read_in_any_unit_as_parts_of_its_sum() -> None:
    for rows in (f"{SUMMER},,\n", "POOL,50,50,50,50,100,200,200,100,50,50,50,50,,\n"):
        assert due(read(rows), Period.month(2009, 6)) == read_target("240")
        assert due(read(rows), DECEMBER) == read_target("60")


def test_a_profile_holds_for_its_dates_and_before_them_the_shares_are_equal() -> None:
    register = read(f"{SUMMER},2010-04-01,\n")
    assert due(register, Period.month(2009, 6)) == read_target("100")
    assert due(register, Period.month(2010, 6)) == read_target("240")
    assert due(register, YEAR) == read_target("1200")
    first, second = register.indicators["pool"]
    assert first.same_measure(second)
    assert (first.profile, second.profile[5]) == ((), Decimal(20))


def test_what_lake_and_warehouse_keep_gives_the_same_register() -> None:
    files = FILES | {"profiles": f"{PROFILES}{SUMMER},2010-04-01,\n"}
    assert register_of_rows(register_rows(files)) == read_register(files)


@pytest.mark.parametrize(
    ("rows", "column", "said"),
    [
        (f"{SUMMER.replace('POOL', 'X')},,", "code", "'X' is not in indicators.csv."),
        (f"{SUMMER.replace('POOL', 'RATE')},,", "code", "'RATE' is no sum and does not count up"),
        ("POOL,5,5,5,5,10,20,20,10,5,5,5,,,", "dec", "is blank and must not be."),
        ("POOL,5,5,5,5,10,20,20,10,5,5,5,-5,,", "dec", "'-5' is below zero."),
        ("POOL,0,0,0,0,0,0,0,0,0,0,0,0,,", "jan", "and all other months are nought"),
        (f"{SUMMER},2010-04-01,2010-03-31", "to", "lies before `from`."),
        (f"{SUMMER},,\n{SUMMER},2010-04-01,", "code", "'POOL' has two profiles for the same time"),
    ],
)
def test_what_is_wrong_with_a_profile_is_said(rows: str, column: str, said: str) -> None:
    with pytest.raises(RegisterRefused) as raised:
        read(f"{rows}\n")
    [fault] = raised.value.faults
    assert (fault.file, fault.column) == ("profiles.csv", column)
    assert fault.message.startswith(said)
