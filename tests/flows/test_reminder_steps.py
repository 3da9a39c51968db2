"""How a council is reminded: in one mail a day at most, of what is missing, until it comes, and never twice."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from flows import reminder_steps
from flows.register_steps import apply_register
from infra.safe_reader import safe_reader
from infra.wiring import House
from tests.council import at, drop
from tests.flows.outbox import body, mails
from tests.flows.remind import remind, reminded
from tests.flows.take_in import take_in

pytestmark = pytest.mark.slow

JANUARY = {
    "cs": "Code,Value,Period\nLPI CS 1,81%,Jan-10\nLPI CS 3,66%,Jan-10\nLPI CS 7,900,Jan-10\nBV 9,80%,Jan-10\n",
    "dev": "Code,Numerator,Denominator,Value,Period\nNI 157a,8,9,,Jan-10\nLPI RR 1,,,35,Jan-10\n",
}
QUARTER = "Code,Value,Period\nLPI CS 1,64.56%,Q3 2009/10\nLPI CS 1,62.93%,Q2 2009/10\nLPI CS 3,63.73%,Q3 2009/10\n"
EXPLAINED = "Code,Value,Period,Commentary\nLPI CS 1,,Q3 2009/10,Snow and vacancies.\nLPI CS 3,,Q3 2009/10,Snow.\n"

A_WEEK_BEFORE, ON_THE_DAY, A_DAY_AFTER = "2010-02-08", "2010-02-15", "2010-02-16"
"""Of the return for January."""


def send(house: House, sender: str, content: str) -> None:
    """A sender's return comes and is taken in."""
    drop(house, sender, f"{house.settings.today}.csv", content)
    take_in(house)


def subject(house: House, to: str) -> str:
    """What the one mail to somebody is about."""
    [about] = [str(message["Subject"]) for message in mails(house) if to in str(message["To"])]
    return about


def test_two_months_of_a_council_day_by_day(house: House) -> None:
    comes = {"2010-01-18": ("cs", QUARTER), "2010-02-10": ("dev", JANUARY["dev"]), "2010-03-03": ("cs", JANUARY["cs"])}
    got: dict[str, list[str]] = {}
    days = [date(2010, 1, 18) + timedelta(days=passed) for passed in range(64)]
    for day in map(str, days):
        if day in comes:
            send(at(house, day), *comes[day])
        if names := reminded(at(house, day)):
            got[day] = names
        assert reminded(at(house, day)) == [], "a second run on the same day sends nothing"

    assert got == {
        "2010-01-18": ["cs"],  # two figures of the quarter to explain
        "2010-01-26": ["cs"],  # once more, three working days before the report's
        "2010-02-08": ["cs", "dev"],
        "2010-02-15": ["cs"],  # dev has sent its return
        "2010-02-16": ["cs"],
        "2010-02-18": ["head"],
        "2010-02-22": ["policy"],
        "2010-02-23": ["cs"],
        "2010-02-25": ["head"],
        "2010-03-01": ["policy"],
        "2010-03-02": ["cs"],  # and on the next day its return comes
        "2010-03-08": ["cs", "dev"],
        "2010-03-15": ["cs", "dev"],
        "2010-03-16": ["cs", "dev"],
        "2010-03-18": ["head"],
        "2010-03-22": ["policy"],
    }  # fmt: skip
    assert len({message["Message-ID"] for message in mails(house)}) == sum(map(len, got.values()))


def test_the_first_reminder_says_what_is_missing_by_when_and_brings_the_pre_filled_return(house: House) -> None:
    remind(at(house, A_WEEK_BEFORE))

    [to_cs] = [message for message in mails(house) if message["To"] == "cs@council.example"]
    assert to_cs["Subject"] == "Please send by Monday 15 February: figures for January 2010"
    assert to_cs["Auto-Submitted"] == "auto-generated"
    assert to_cs["References"] is None
    for said in (body(to_cs), body(to_cs, "html")):
        assert "LPI CS 7" in said
        assert "Visitors to reception" in said
        assert "Customer Services - January 2010.xlsx" in said
    [attached] = to_cs.iter_attachments()
    assert attached.get_filename() == "Customer Services - January 2010.xlsx"
    assert safe_reader().read(attached.get_content()).sheets


def test_a_later_reminder_is_in_the_thread_of_the_first_and_brings_no_workbook(house: House) -> None:
    for day in (A_WEEK_BEFORE, ON_THE_DAY):
        remind(at(house, day))

    first, later = sorted(
        (message for message in mails(house) if message["To"] == "cs@council.example"),
        key=lambda message: message["Date"].datetime,
    )
    assert later["Subject"] == "Due today: figures for January 2010"
    assert later["In-Reply-To"] == later["References"] == first["Message-ID"]
    assert list(later.iter_attachments()) == []


def test_only_what_is_missing_is_asked_for(house: House) -> None:
    send(at(house, "2010-02-05"), "cs", "Code,Value,Period\nLPI CS 1,81%,Jan-10\nLPI CS 7,900,Jan-10\n")

    remind(at(house, A_WEEK_BEFORE))

    [to_cs] = [message for message in mails(house) if message["To"] == "cs@council.example"]
    assert "LPI CS 3 " in body(to_cs)
    assert "LPI CS 1 " not in body(to_cs)
    assert "LPI CS 7 " not in body(to_cs)


def test_what_is_held_is_asked_of_nobody(house: House) -> None:
    odd = JANUARY["cs"].replace("Code,Value,Period", "Code,Value,Numerator,Denominator,Period").replace("%,", "%,,,")
    send(at(house, "2010-02-05"), "cs", odd.replace("81%,,,", ",600,500,").replace("900,", "900,,,"))

    assert reminded(at(house, A_WEEK_BEFORE)) == ["dev"]


def test_who_has_dropped_a_file_is_not_asked_before_it_was_looked_into(house: House) -> None:
    drop(at(house, A_WEEK_BEFORE), "cs", "January.csv", JANUARY["cs"].replace("LPI CS 3", "LPI CS 33"))
    assert reminded(at(house, A_WEEK_BEFORE)) == ["dev"]

    take_in(at(house, A_WEEK_BEFORE))
    remind(at(house, "2010-02-09"))

    [to_cs] = [message for message in mails(house) if message["To"] == "cs@council.example"]
    assert "  LPI CS 3 " in body(to_cs)
    assert "  LPI CS 1 " not in body(to_cs)


def test_a_commentary_is_asked_for_with_the_figure_its_target_its_light_and_its_past(house: House) -> None:
    send(house, "cs", QUARTER)

    remind(house)

    [asked] = mails(house)
    assert asked["Subject"] == "Please explain by Thursday 28 January: 2 figures of Q3 2009/10"
    text, page = body(asked), body(asked, "html")
    assert "For Head of CS" in text
    assert "64.56% against a target of 80%: Requires Attention." in text
    assert "63.73% against a target of 65%: Caution." in text
    assert "2009-10 Q2       62.93%  ########" in text
    assert "Target              80%  ==============================" in text
    assert "height: 56px" in page
    assert [part.get_filename() for part in asked.iter_attachments()] == ["Customer Services - Q3 2009-10.xlsx"]


def test_a_commentary_that_comes_ends_the_asking(house: House) -> None:
    send(house, "cs", QUARTER)
    remind(house)
    send(at(house, "2010-01-20"), "cs", EXPLAINED)

    assert reminded(at(house, "2010-01-26")) == []


def test_a_return_that_comes_ends_the_reminders_also_to_those_above(house: House) -> None:
    remind(at(house, ON_THE_DAY))
    send(at(house, A_DAY_AFTER), "cs", JANUARY["cs"])
    send(at(house, A_DAY_AFTER), "dev", JANUARY["dev"])

    assert [reminded(at(house, f"2010-02-{day}")) for day in range(16, 29)] == [[]] * 13


def test_a_template_that_cannot_be_made_keeps_nobody_from_hearing(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*_: object) -> bytes:
        raise RuntimeError("ours")

    monkeypatch.setattr(reminder_steps, "template_workbook", breaks)

    assert reminded(at(house, A_WEEK_BEFORE)) == ["cs", "dev"]
    assert "Attached" not in body(mails(house)[0])
    assert "the template of cs for January 2010" in (house.workspace / "mortar.log").read_text("utf-8")


def test_whoever_is_new_at_an_address_hears_from_the_beginning(house: House) -> None:
    remind(at(house, A_WEEK_BEFORE))
    senders = house.register_folder / "senders.csv"
    senders.write_text(senders.read_text("utf-8").replace("cs@council.example", "new@council.example"), "utf-8")
    apply_register(at(house, "2010-02-09"))

    assert reminded(at(house, "2010-02-09")) == ["new"]
    assert subject(house, "new@") == "Please send by Monday 15 February: figures for January 2010"


def test_due_dates_roll_as_the_council_has_set(house: House) -> None:
    senders = house.register_folder / "senders.csv"
    senders.write_text(senders.read_text("utf-8").replace(",15\n", ",14\n"), "utf-8")  # 14 February 2010 is a Sunday
    rolling = House(house.workspace, house.settings.model_copy(update={"due_rolls_to": "previous"}))
    apply_register(at(rolling, "2010-01-19"))

    assert reminded(at(rolling, "2010-02-05")) == ["cs", "dev"]
    assert "by Friday 12 February" in subject(rolling, "dev@")
