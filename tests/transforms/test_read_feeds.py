from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from transforms.errors import RegisterRefused
from transforms.feed import Feed, FeedKind, Span, SpanUnit
from transforms.indicator import Frequency
from transforms.read_by_layout import read_by_layout
from transforms.read_register import read_register, register_of_rows, register_rows
from transforms.read_workbook import read_workbook
from transforms.register import Register
from transforms.stated_row import Source

HEADER = "feed,sender,kind,url,cycle,expected_after,early_days,grace_days,revised_for,contact,contact_email\n"
WASTE = (
    "kent-waste,kcc,file,https://waste.example/a.csv,quarterly,3 months,5,30,6 months,Waste team,waste@kent.example\n"
)
BENEFIT = "uc,dwp,statxplore,https://stat-xplore.example/table,monthly,45 days,,,,DWP statisticians,\n"
DROPPED = "pct,kcc,drop,,annual,10 working days,,,,PCT clerk,\n"
QUERY = json.dumps({"database": "str:database:UC", "measures": ["str:count:UC"], "dimensions": [["str:field:UC:DATE"]]})
FILES = {
    "senders": "sender,name,kind\nkcc,Kent,feed\ndwp,DWP,feed\ndev,Development,department\n",
    "services": "service,name\nEN,Environment\n",
    "indicators": (
        "code,name,service,sender,owner,unit,polarity,frequency\n"
        "NI 192,Recycled,EN,kcc,Head,percent,maximise,quarterly\n"
        "HB 1,Caseload,EN,dwp,Head,number,none,monthly\n"
        "NI 157a,Major,EN,dev,Head,percent,maximise,annual\n"
    ),
    "targets": "code,period,target\n",
}


def read(rows: str = WASTE, **files: str) -> Register:
    """The register with these feeds."""
    return read_register({**FILES, "feeds": HEADER + rows, **files})


def faults(rows: str, **files: str) -> list[tuple[str, int, str, str]]:
    """What is wrong with a register with these feeds."""
    with pytest.raises(RegisterRefused) as raised:
        read(rows, **files)
    return [(fault.file, fault.line, fault.column, fault.message) for fault in raised.value.faults]


def test_a_feed_is_one_row() -> None:
    assert read().feeds == {
        "kent-waste": Feed(
            "kent-waste", "kcc", FeedKind.FILE, "https://waste.example/a.csv", Frequency.QUARTERLY,
            Span(3, SpanUnit.MONTHS), 5, 30, Span(6, SpanUnit.MONTHS), "Waste team", "waste@kent.example",
        )
    }  # fmt: skip


def test_a_query_stands_in_a_file_that_is_named_for_its_feed() -> None:
    feed = read(BENEFIT, **{"queries/uc": QUERY}).feeds["uc"]

    assert (feed.kind, feed.query) == (FeedKind.STATXPLORE, QUERY)
    assert (feed.early_days, feed.grace_days, feed.revised_for) == (3, 30, None)


def test_what_a_partner_drops_by_himself_is_expected_all_the_same() -> None:
    feed = read(DROPPED).feeds["pct"]

    assert not feed.is_asked
    assert feed.expected_after == Span(10, SpanUnit.WORKING_DAYS)


def test_a_register_without_feeds_is_a_register() -> None:
    assert read_register(FILES).feeds == {}
    assert read("").feeds == {}


def test_feeds_and_queries_kept_as_rows_are_the_same_register() -> None:
    files = {**FILES, "feeds": HEADER + WASTE + BENEFIT + DROPPED, "queries/uc": QUERY}

    assert register_of_rows(register_rows(files)) == read_register(files)


def test_a_register_kept_before_there_were_feeds_is_read_as_before() -> None:
    kept = {name: rows for name, rows in register_rows(FILES).items() if name not in {"feeds", "queries"}}

    assert register_of_rows(kept) == read_register(FILES)


@pytest.mark.parametrize(
    ("old", "new", "column", "message"),
    [
        ("kent-waste", "../waste", "feed", "cannot name a folder"),
        ("kent-waste", "waste 2009-10 Q3", "feed", "names October to December 2009"),
        ("kent-waste", "", "feed", "is blank"),
        (",kcc,", ",kc,", "sender", "'kc' is not in senders.csv"),
        (",kcc,", ",dev,", "sender", "'dev' sends no indicator that could be had quarterly"),
        ("quarterly", "monthly", "sender", "'kcc' sends no indicator that could be had monthly"),
        (",file,", ",ftp,", "kind", "none of statxplore, file, drop"),
        (",file,", ",statxplore,", "kind", "put it into queries/kent-waste.json"),
        ("https://waste.example/a.csv", "", "url", "is blank, and a feed of kind file"),
        ("https://waste", "http://waste", "url", "does not begin with https://"),
        ("https://waste.example/a.csv", "ftp://waste.example/a.csv", "url", "does not begin with https://"),
        ("https://waste.example/a.csv", "waste.csv", "url", "is no address of the web"),
        ("https://waste.example/a.csv", "https://waste.example:port/", "url", "is no address of the web"),
        ("https://waste.example/a.csv", "https://waste.example/ä", "url", "is no address of the web"),
        ("https://waste.example/a.csv", "https://waste.example/a b", "url", "is no address of the web"),
        ("https://waste.example/a.csv", "https://me:hush@waste.example/a.csv", "url", "holds a key or a password"),
        ("https://waste.example/a.csv", "https://waste.example/?API_Key=hush", "url", "holds a key or a password"),
        ("https://waste.example/a.csv", "https://waste.example/?x=1&sig=hush", "url", "holds a key or a password"),
        ("quarterly", "weekly", "cycle", "none of monthly, quarterly, annual"),
        ("3 months", "a while", "expected_after", "write it as 3 months"),
        ("3 months", "", "expected_after", "is blank"),
        (",5,", ",five,", "early_days", "not a whole number"),
        (",30,", ",-1,", "grace_days", "not a whole number"),
        ("6 months", "half a year", "revised_for", "write it as 3 months"),
        ("Waste team", "", "contact", "is blank"),
        ("waste@kent.example", "Waste team", "contact_email", "is not a mail address"),
    ],
)
def test_a_cell_that_is_wrong_is_named_by_line_and_column(old: str, new: str, column: str, message: str) -> None:
    assert old in WASTE

    [(file, line, named, said)] = faults(WASTE.replace(old, new, 1))

    assert (file, line, named) == ("feeds.csv", 2, column)
    assert message in said
    assert "hush" not in said


def test_how_it_is_asked_has_no_meaning_for_what_nobody_asks() -> None:
    told = faults(WASTE.replace(",file,", ",drop,"))

    assert [column for _, _, column, _ in told] == ["url", "early_days", "revised_for"]


def test_an_address_on_this_machine_needs_no_https() -> None:
    for host in ("127.0.0.1:8000", "localhost", "[::1]:8000"):
        assert read(WASTE.replace("https://waste.example", f"http://{host}")).feeds


def test_two_feeds_that_one_variable_would_serve_are_refused() -> None:
    twice = WASTE + WASTE.replace("kent-waste", "Kent waste")

    assert faults(twice)[0][:3] == ("feeds.csv", 3, "feed")
    assert faults(WASTE + WASTE)[0][:3] == ("feeds.csv", 3, "feed")


@pytest.mark.parametrize(
    ("query", "line", "message"),
    [
        ("{", 1, "is not JSON"),
        ('{\n"database": \n}', 3, "is not JSON"),
        ("[]", 1, "is missing"),
        (QUERY.replace("measures", "measure"), 1, "is missing"),
        (QUERY.replace('"str:database:UC"', "7"), 1, "is missing"),
        ("[" * 20_000, 1, "is not JSON"),
        (QUERY + " " * 40_000, 1, "is longer than"),
    ],
)
def test_a_query_that_is_wrong_is_named_by_its_line(query: str, line: int, message: str) -> None:
    [(file, at, _, said)] = faults(BENEFIT, **{"queries/uc": query})

    assert (file, at) == ("queries/uc.json", line)
    assert message in said


def test_a_query_of_no_feed_and_one_of_a_feed_that_takes_none_are_refused() -> None:
    assert faults(WASTE, **{"queries/uc": QUERY})[0][:2] == ("queries/uc.json", 1)
    assert faults(WASTE, **{"queries/kent-waste": QUERY})[0][:3] == ("feeds.csv", 2, "kind")


def test_a_fault_of_an_indicator_or_a_sender_makes_no_echo_at_its_feed() -> None:
    broken = {"indicators": FILES["indicators"].replace("quarterly", "weekly")}

    assert [fault[0] for fault in faults(WASTE, **broken)] == ["indicators.csv"]
    assert [fault[0] for fault in faults(WASTE, senders=FILES["senders"].replace("Kent,feed", "Kent,county"))] == [
        "senders.csv"
    ]


def test_the_examples_of_the_documentation_are_a_register_that_reads_what_stat_xplore_answers() -> None:
    page = (Path(__file__).resolve().parents[2] / "docs" / "feeds.md").read_text("utf-8")
    feeds, layout = re.findall(r"```csv\n(.*?)```", page, re.DOTALL)
    indicators = FILES["indicators"].splitlines()[0] + (
        "\nNI 192,Recycled,EN,kcc,Head,percent,maximise,quarterly"
        "\nLPI UC 1,Households,EN,dwp,Head,number,none,monthly"
        "\nNI 137,Life expectancy,EN,pct,Head,number,maximise,annual\n"
    )
    senders = "sender,name,kind\nkcc,Kent,feed\ndwp,DWP,feed\npct,PCT,partner\n"
    files = {"senders": senders, "services": FILES["services"], "indicators": indicators, "targets": FILES["targets"]}
    register = read_register({**files, "feeds": feeds, "queries/uc": QUERY, "layouts/uc": layout})
    areas = [
        {"labels": [name], "uris": [f"str:{code}"]}
        for name, code in (("Sevenoaks", "E07000111"), ("Dover", "E07000108"))
    ]
    months = [{"labels": ["May 2018"]}, {"labels": ["June 2018"], "annotationKeys": ["r"]}]
    answer = {
        "database": {"label": "Households on Universal Credit"},
        "measures": [{"uri": "count", "label": "Households on Universal Credit"}],
        "fields": [{"label": "National - Regional - LA - OAs", "items": areas}, {"label": "Month", "items": months}],
        "cubes": {"count": {"values": [[1204, 1188], [7, 8]], "precision": 0}},
    }
    [found] = register.layouts_for("dwp", register.feeds["uc"].file_name("2018-09-01 070000"))

    read = read_by_layout(read_workbook(json.dumps(answer).encode()), found, Source(0, "dwp", "uc.json"), register)

    assert list(register.feeds) == ["kent-waste", "uc", "pct"]
    assert [(row.code, str(row.period), row.value, row.revised) for row in read.rows] == [
        ("LPI UC 1", "2018-05", 1204, False),
        ("LPI UC 1", "2018-06", 1188, True),
    ]
    assert read.findings == []
