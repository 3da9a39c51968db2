"""The same figure everywhere: what every format prints, read back out of its bytes."""

from __future__ import annotations

import os
import pickle
import re
import subprocess
import sys
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flows.report_steps import FORMATS
from reports.as_ods import as_ods
from reports.as_xlsx import as_xlsx
from reports.document import Document
from tests.reports.full import full, saying
from tests.reports.read_back import READERS, table
from tests.reports.test_formats import GOLDEN_ROWS

WORKBOOKS = {"xlsx": as_xlsx, "ods": as_ods}
ENDINGS = {ending: write for files in FORMATS.values() for ending, write in files.items()}
IN_FULL = ("xlsx", "xlsx by another reader", "ods", "csv", "json")
"""What prints a gap with its reason in the cell itself, and not in a line of its own."""

HOSTILE = [
    "=HYPERLINK(\"http://example.org\")", "+1", "-1+1", "@SUM(A1)", "\t=1", "_x0041_", "  two  spaces  within  ",
    "first line\nsecond line\n\nfourth", "<b>&amp;</b> ]]>", "\u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627",
    "\u202eright to left\u202c", "well done \U0001f600", "A" * 4000, "[note 9]", "None", "0012", "1e5", "12/11/2009", "TRUE",
]  # fmt: skip


@pytest.mark.parametrize("name", READERS)
def test_the_golden_rows_read_the_same(golden: Document, name: str) -> None:
    printed = READERS[name](golden)

    assert {code: printed[code] for code in GOLDEN_ROWS} == GOLDEN_ROWS


@pytest.mark.parametrize("name", IN_FULL)
def test_every_row_reads_as_it_was_judged(golden: Document, name: str) -> None:
    judged = {row.indicator.code: (row.value_text, row.target_text, row.status_label, row.previous.value_text,
                                   row.previous.trend.label, row.previous_year.value_text,
                                   row.previous_year.trend.label) for row in golden.rows}  # fmt: skip

    assert READERS[name](golden) == judged


@pytest.mark.parametrize("name", WORKBOOKS)
def test_figures_of_a_workbook_are_numbers_and_gaps_are_shorthands(golden: Document, name: str) -> None:
    rows = {row["Code"]: row for row in table(WORKBOOKS[name](golden))}

    assert [rows[code]["Value [note 1]"] for code in GOLDEN_ROWS] == [64.56, 63.73, 82.61]
    assert [rows[code]["Target"] for code in GOLDEN_ROWS] == [80, 65, 80]
    assert rows["LPI CS 1"]["Value, year before"] == 75.94
    assert (rows["LPI RR 1"]["Value [note 1]"], rows["LPI RR 1"]["Lower is better"]) == ("[x]", "Yes")
    assert rows["NI 137"]["Value [note 1]"] == "[z]"


@pytest.mark.parametrize("name", WORKBOOKS)
def test_the_history_of_a_workbook_has_each_period_once(golden: Document, name: str) -> None:
    told = [row for row in table(WORKBOOKS[name](golden), "History") if row["Code"] == "NI 157a"]
    figures = {row["Period"]: row["Value [note 1]"] for row in told}

    assert len(figures) == len(told)
    assert (figures["2009-10 Q3"], figures["2009-10 Q2"], figures["2008-09 Q3"]) == (82.61, 85.71, 70.37)
    assert figures["2009-10 Q1"] == "[x]"
    assert told[-1]["Last day"] == date(2009, 12, 31)


@pytest.mark.parametrize("name", WORKBOOKS)
def test_actions_benchmarks_changes_and_revisions_have_tables(golden: Document, name: str) -> None:
    book = WORKBOOKS[name](full(golden))
    [action, referral] = table(book, "Actions")
    [kent] = table(book, "Benchmarks")
    [change] = table(book, "Revisions")

    assert (action["What"], action["How it stands"], action["By when"]) == (
        "Recruit two advisers",
        "Open",
        date(2010, 3, 31),
    )
    assert (referral["Kind"], referral["Who"], referral["How it stands"]) == ("Referral", "Cabinet", "Overdue")
    assert (kent["Rank"], kent["Of"], kent["Quartile"], kent["Median"]) == (2, 2, 3, 67.905)
    assert [row["Council"] for row in table(book, "Councils compared")] == ["Maidstone", golden.council]
    assert [(row["Was"], row["Is"]) for row in table(book, "What changed")] == [
        ("80.00%", "82.61%"),
        ("Caution", "Good"),
    ]
    assert (change["Was"], change["Is"], change["Changed on"]) == ("66.67%", "77.78%", date(2010, 1, 16))


@pytest.mark.parametrize("name", WORKBOOKS)
def test_hostile_texts_stay_texts_letter_by_letter(golden: Document, name: str) -> None:
    size = len(golden.sections[0].rows)
    for at in range(0, len(HOSTILE), size):
        texts = HOSTILE[at : at + size]
        said = [row["Commentary"] for row in table(WORKBOOKS[name](saying(golden, texts)))]
        assert said[: len(texts)] == [text.strip() for text in texts]


@pytest.mark.slow
@pytest.mark.parametrize("name", WORKBOOKS)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=200))
def test_any_text_at_all_makes_a_workbook_that_opens(golden: Document, name: str, text: str) -> None:
    [row, *_] = table(WORKBOOKS[name](saying(golden, [text])))

    assert letters(row["Commentary"]) == letters(text) or not letters(text)
    assert row["Value [note 1]"] == 64.56


def letters(text: str) -> str:
    """What of a text is printed: letters, digits and signs without the spaces between them."""
    return re.sub(r"[\W_]", "", text)


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_same_report_is_the_same_bytes(golden: Document, ending: str) -> None:
    document = full(golden)

    assert ENDINGS[ending](document) == ENDINGS[ending](document)


@pytest.mark.slow
def test_the_same_report_is_the_same_bytes_in_another_process(golden: Document) -> None:
    again = (
        "import pickle, sys; from flows.report_steps import FORMATS, files_of; "
        "sys.stdout.buffer.write(pickle.dumps(files_of(pickle.load(sys.stdin.buffer), list(FORMATS))))"
    )
    document = full(golden)
    made = subprocess.run(
        [sys.executable, "-c", again],
        input=pickle.dumps(document),
        capture_output=True,
        check=True,
        env={**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "SOURCE_DATE_EPOCH": "1"},
    )

    theirs = {name.split(".", 1)[1]: content for name, content in pickle.loads(made.stdout).items()}
    assert theirs.keys() == ENDINGS.keys()
    assert [ending for ending, write in ENDINGS.items() if theirs[ending] != write(document)] == []
