"""The reports a council declares: read with each fault named, kept over time, and written as they were read."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.transforms.given import few
from tests.transforms.test_read_register import FILES, faults, read
from transforms.errors import UsageError
from transforms.period import Length
from transforms.read_register import read_register, register_of_rows, register_rows
from transforms.read_reports import read_selection, reports_toml
from transforms.report_plan import COMMITTEES_REPORT, FORMATS, LAYOUTS, Grouping, Recipient
from transforms.status import Status

CABINET = """
[cabinet]
title = "Cabinet - {period} Report"
audience = "Cabinet"
layout = "cabinet"
period = "quarter"
quarters = [1, 3]
services = ["DS"]
themes = ["NI", "SCS:"]
lights = ["caution"]
public = true
compare = ["Kent districts"]
focus = ["Safer", "Green"]
formats = ["html", "pdf"]
recipients = ["clerk@council.example"]
release = 20
"""
USUAL = Path(__file__).parents[2] / "infra" / "reports.toml"


def with_line(line: str) -> str:
    """The declaration with one more line, or with the line of the same key replaced."""
    key = line.partition(" ")[0]
    kept = [each for each in CABINET.splitlines() if not each.startswith(f"{key} ")]
    return "\n".join([*kept, line, ""])


def test_a_declared_report_is_read_with_all_that_is_said_of_it() -> None:
    plan = read(reports=CABINET).reports["cabinet"]

    assert (plan.title, plan.audience, plan.layout) == ("Cabinet - {period} Report", "Cabinet", LAYOUTS["cabinet"])
    assert (plan.length, plan.quarters, plan.release, plan.regular) == (Length.QUARTER, (1, 3), 20, True)
    assert (plan.selection.services, plan.selection.themes) == (("DS",), ("NI", "SCS:"))
    assert (plan.selection.lights, plan.selection.public_only) == ((Status.CAUTION,), True)
    assert (plan.compare, plan.focus) == (("Kent districts",), ("Safer", "Green"))
    assert (plan.formats, plan.recipients) == (("html", "pdf"), (Recipient("clerk@council.example"),))


def test_what_is_not_said_is_what_most_councils_want() -> None:
    short = 'title = "T"\naudience = "A"\nlayout = "list"\nperiod = "month"\n'
    plan = read(reports=f"[monthly]\n{short}").reports["monthly"]

    assert (plan.formats, plan.group, plan.per, plan.recipients) == (FORMATS, Grouping.SERVICE, None, ())
    assert (plan.release, plan.regular, plan.quarters) == (31, True, ())


def test_a_layout_may_be_made_of_blocks() -> None:
    plan = read(reports=with_line('layout = ["summary", "indicators"]')).reports["cabinet"]
    assert plan.layout == ("summary", "indicators")


def test_a_report_for_each_group_may_go_to_somebody_else_for_each() -> None:
    each = """
[monthly]
title = "{group} - {period}"
audience = "Head of {group}"
layout = "form"
period = "month"
per = "service"
recipients = ["Development Services: head@council.example", "policy@council.example"]
"""
    plan = read(reports=each).reports["monthly"]
    assert plan.recipients == (
        Recipient("head@council.example", "Development Services"),
        Recipient("policy@council.example"),
    )


def test_a_council_that_declares_none_has_the_committees() -> None:
    assert list(read().reports.values()) == [COMMITTEES_REPORT]


def test_the_usual_reports_are_sound_for_any_council() -> None:
    register = read(reports=USUAL.read_text("utf-8"))
    assert {"departmental", "form", "exceptions", "management-team", "cabinet", "scrutiny"} < set(register.reports)


@pytest.mark.parametrize(
    ("line", "column"),
    [
        ('layuot = "form"', "layuot"),
        ('layout = "fancy"', "layout"),
        ('layout = ["summary", "fireworks"]', "layout"),
        ('period = "week"', "period"),
        ("quarters = [5]", "quarters"),
        ('services = ["XX"]', "services"),
        ('senders = ["nobody"]', "senders"),
        ('lights = ["red"]', "lights"),
        ('formats = ["html", "wordperfect"]', "formats"),
        ('recipients = ["not an address"]', "recipients"),
        ('recipients = ["Housing: head@council.example"]', "recipients"),
        ('title = "Report on {month}"', "title"),
        ('title = "{group}"', "per"),
        ('per = "service"', "title"),
        ("release = 32", "release"),
        ('public = "perhaps"', "public"),
        ("recipients = { a = 1 }", "recipients"),
        ('recipients = ["Ann<a@council.example>"]', "recipients"),
        ('recipients = ["a@council.example,b"]', "recipients"),
        ('recipients = ["a@"]', "recipients"),
        ('recipients = ["ü@council.example"]', "recipients"),
        ('layout = ["summary", "indicators", "summary"]', "layout"),
    ],
)
def test_a_wrong_declaration_is_refused_with_the_key_and_the_line_of_its_report(line: str, column: str) -> None:
    assert faults(reports=with_line(line)) == [("reports.toml", 2, column)]


@pytest.mark.parametrize(
    "name", ["ad-hoc", "x" * 61, '"../../etc"', '"<script>"', '"a\\nb"', '"ünï"', "Cabinet", '""', '"a b"']
)
def test_what_cannot_name_a_files_or_is_taken_names_no_report(name: str) -> None:
    [(file, _, column)] = faults(reports=CABINET.replace("[cabinet]", f"[{name}]"))
    assert (file, column) == ("reports.toml", "report")


def test_lists_in_lists_without_end_are_refused() -> None:
    assert faults(reports="a = " + "[" * 5000) == [("reports.toml", 1, "")]


def test_five_hundred_reports_are_read() -> None:
    every = "".join(CABINET.replace("[cabinet]", f"[cabinet-{number}]") for number in range(500))
    assert len(read(reports=every).reports) == 500


EACH = """[monthly]
title = "{group} - {period}"
audience = "Head of {group}"
layout = "form"
period = "month"
per = "service"
"""


def test_a_report_that_would_be_called_as_that_of_a_group_is_refused() -> None:
    other = CABINET.replace("[cabinet]", "[monthly-development-services]")
    assert faults(reports=EACH + other) == [("reports.toml", 8, "")]


def test_a_recipient_for_a_group_that_is_none_is_refused() -> None:
    misspelt = 'recipients = ["Develpment Services: head@council.example"]\n'
    assert faults(reports=EACH + misspelt) == [("reports.toml", 1, "recipients")]


def test_what_nobody_sees_in_a_pasted_theme_is_left_out() -> None:
    themes = (
        read(reports=with_line('themes = ["N\\u200bI", "SCS:\\u00a0safer\\nstreets"]'))
        .reports["cabinet"]
        .selection.themes
    )
    assert themes == ("NI", "SCS: safer streets")


def test_what_is_no_toml_is_refused_with_its_line() -> None:
    [(file, line, column)] = faults(reports='[cabinet]\ntitle = "Cabinet\n')
    assert (file, line, column) == ("reports.toml", 2, "")


def test_a_key_outside_of_a_report_is_refused() -> None:
    assert faults(reports='title = "T"\n')[0] == ("reports.toml", 1, "title")


def test_what_the_lake_keeps_of_reports_gives_the_same_reports() -> None:
    files = {**FILES, "reports": CABINET}
    assert register_of_rows(register_rows(files)).reports == read_register(files).reports


texts = st.text(st.characters(exclude_categories=("C", "Zl", "Zp"), exclude_characters="{};"), min_size=1).map(
    lambda text: " ".join(text.split()) or "x"
)


@few
@given(texts, texts, st.booleans(), st.integers(1, 31))
def test_a_file_that_is_written_reads_as_it_was(title: str, audience: str, regular: bool, release: int) -> None:
    row = {"report": "r", "title": title, "audience": audience, "layout": "list", "period": "year"}
    row |= {"regular": "yes" if regular else "no", "release": str(release), "themes": "NI; SCS:safer"}

    plan = read(reports=reports_toml([row])).reports["r"]

    assert (plan.title, plan.audience, plan.regular, plan.release) == (title, audience, regular, release)
    assert plan.selection.themes == ("NI", "SCS:safer")


def test_a_person_selects_what_an_ad_hoc_report_is_about() -> None:
    selection = read_selection("themes=NI; LAA, services=DS", read())
    assert (selection.themes, selection.services) == (("NI", "LAA"), ("DS",))


@pytest.mark.parametrize("asked", ["", "colour=red", "services=XX", "NI"])
def test_a_selection_of_nothing_is_refused(asked: str) -> None:
    with pytest.raises(UsageError):
        read_selection(asked, read())
