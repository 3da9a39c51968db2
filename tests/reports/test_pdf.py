"""The report as PDF, read back as other programs read it."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
import typst

from reports.as_json import as_facts
from reports.as_pdf import as_pdf
from reports.document import Document
from tests.reports.conftest import ASIDE, Q3, golden_figures
from tests.reports.full import full
from tests.reports.tagged import Tagged, faults
from tests.reports.test_formats import GOLDEN_ROWS
from transforms.report_plan import BLOCKS

HOSTILE = {
    "markup of other programs": "#P&G $x$ \\ @label <script> *bold* _it_ `raw` // {{ x }} <<a>> \\u{41} = Heading",
    "a letter without an end": "A" * 4000,
    "no space that breaks": "improving\u00a0slowly\u00a0" * 200,
    "a face with a shape": "well done \U0001f600",
    "accents and signs": "Gr\u00fc\u00dfe, \u0141\u00f3d\u017a, na\u00efve \u20ac \u2265 \u03a9 \u0416",
    "quotation marks": "\"so\" 'so' -- ... ~",
}


def test_it_breaks_no_rule_of_pdf_ua(golden: Document) -> None:
    assert faults(as_pdf(golden)) == []


def test_the_golden_rows_are_in_the_pdf(golden: Document) -> None:
    rows = {row[0]: row for row in Tagged(as_pdf(golden)).rows()}

    for code, expected in GOLDEN_ROWS.items():
        assert tuple(rows[code][2:9]) == expected


def test_a_commentary_follows_its_row_and_is_of_that_row_alone(golden: Document) -> None:
    tagged = Tagged(as_pdf(golden))
    rows = tagged.tagged("/TR")
    at = next(at for at, row in enumerate(rows) if tagged.text(row.K[0]) == "LPI CS 1")
    [said] = rows[at + 1].K

    assert tagged.text(said) == f"Commentary {ASIDE}"
    assert [str(head) for head in said.A[0].Headers] == [str(rows[at].K[0].ID)]


def test_the_headings_are_its_outline(golden: Document) -> None:
    tagged = Tagged(as_pdf(golden))

    with tagged.pdf.open_outline() as outline:
        assert outline.root[0].title == golden.title
        assert [item.title for item in outline.root[0].children] == [
            "At a glance", "Key of symbols", "Indicators by service", "Requires Attention: behind the figures",
            "Figures revised",
        ]  # fmt: skip


def test_a_gap_a_light_and_a_direction_are_said_in_words(golden: Document) -> None:
    rows = {row[0]: row for row in Tagged(as_pdf(golden)).rows()}

    assert rows["LPI RR 1"][1] == "Missed bins per 100 000 Lower is better"
    assert (rows["LPI RR 1"][2], rows["LPI RR 1"][4]) == ("Awaited [x]", "Not judged")
    assert "Q3: 64.56%; target 80%" in rows["LPI CS 1"][9]


def test_it_says_when_its_data_stood_and_whose_it_is(golden: Document) -> None:
    tagged = Tagged(as_pdf(golden))
    read = tagged.text(tagged.root.StructTreeRoot)

    for words in (golden.council, golden.audience, "October to December 2009", "Data as at 18 January 2010 at 9:05am"):
        assert words in read


@pytest.mark.parametrize("said", HOSTILE.values(), ids=HOSTILE.keys())
def test_whatever_a_department_writes_is_printed_as_it_is(make_report: Callable[..., Document], said: str) -> None:
    pdf = as_pdf(make_report(golden_figures(), {"LPI CS 1": {Q3: said}}))

    assert faults(pdf) == []
    assert any(
        "".join(said.split()) == "".join(row[0].removeprefix("Commentary").split()) for row in Tagged(pdf).rows()
    )


def test_words_from_right_to_left_are_printed_so(make_report: Callable[..., Document]) -> None:
    pdf = as_pdf(make_report(golden_figures(), {"LPI CS 1": {Q3: "\u05e9\u05dc\u05d5\u05dd again"}}))

    assert faults(pdf) == []
    assert ["Commentary \u05dd\u05d5\u05dc\u05e9 again"] in Tagged(pdf).rows()


def test_a_letter_that_no_face_has_is_printed_by_its_name(make_report: Callable[..., Document]) -> None:
    said = "Lift-off \U0001f680, \u4e2d, \ue000\x07 \u200d\ufe0f now"

    pdf = as_pdf(make_report(golden_figures(), {"LPI CS 1": {Q3: said}}))

    printed = ["Commentary Lift-off [rocket], [cjk unified ideograph-4e2d], [u+e000] now"]
    assert printed in Tagged(pdf).rows()


def test_the_same_document_gives_the_same_bytes_in_another_process(golden: Document) -> None:
    again = (
        "import pickle, sys; from reports.as_pdf import as_pdf; "
        "sys.stdout.buffer.write(as_pdf(pickle.load(sys.stdin.buffer)))"
    )
    made = subprocess.run(
        [sys.executable, "-c", again],
        input=pickle.dumps(golden),
        capture_output=True,
        check=True,
        env={**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "SOURCE_DATE_EPOCH": "1"},
    )

    assert made.stdout == as_pdf(golden)


def test_it_is_stamped_with_the_instant_it_is_as_at_and_not_with_that_of_its_making(golden: Document) -> None:
    tagged = Tagged(as_pdf(golden))

    assert {str(tagged.pdf.docinfo[key])[:16] for key in ("/CreationDate", "/ModDate")} == {"D:20100118090500"}


def test_reports_made_at_the_same_time_do_not_get_into_each_other(golden: Document) -> None:
    others = [replace(golden, title=f"Report {number}") for number in range(8)]
    alone = [as_pdf(document) for document in others]

    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(as_pdf, others)) == alone


def test_a_block_that_is_not_known_is_not_left_out_unseen(golden: Document) -> None:
    with pytest.raises(typst.TypstError, match="attendance"):
        as_pdf(replace(golden, layout=("summary", "attendance")))


@pytest.mark.parametrize("block", BLOCKS)
def test_every_block_of_which_reports_can_be_made_is_printed(golden: Document, block: str) -> None:
    document = replace(full(golden), layout=(block,), focus="Customer Services")

    pdf = as_pdf(document)

    assert faults(pdf) == []
    told = as_facts(document)["blocks"].get(block)
    assert told is None or told["heading"] in [title for _, title in Tagged(pdf).titles()]


def test_a_form_is_one_upright_page_of_large_type(golden: Document) -> None:
    one = replace(golden, sections=golden.sections[:1], layout=("form",))
    tagged = Tagged(as_pdf(one))

    [page] = tagged.pdf.pages
    assert page.mediabox[2] < page.mediabox[3]
    rows = tagged.rows()
    at = next(at for at, row in enumerate(rows) if row[0].startswith("Percentage of phone calls"))
    assert rows[at + 1] == ["64.56%", "80%", "Requires Attention", "Improving", "Getting Worse"]
    heads = [str(head) for head in tagged.tagged("/TR")[at + 1].K[0].A[0].Headers]
    assert str(tagged.tagged("/TR")[at].K[0].ID) in heads


def test_three_years_are_drawn_and_told(golden: Document) -> None:
    tagged = Tagged(as_pdf(golden))
    drawn = [str(figure.Alt) for figure in tagged.tagged("/Figure")]

    assert any(words.startswith("LPI CS 1, October to December 2008 to October to December 2009.") for words in drawn)
    assert ["2008-09", "\N{EN DASH}", "\N{EN DASH}", "75.94%", "[x]"] in tagged.rows()
    assert "No comparable figure before Q3 2008-09." in tagged.text(tagged.root.StructTreeRoot)


def test_what_is_done_about_an_indicator_stands_with_it(golden: Document) -> None:
    tagged = Tagged(as_pdf(full(golden)))
    read = tagged.text(tagged.root.StructTreeRoot)

    assert "Action Recruit two advisers · Head of CS, by 31 March 2010: Open" in read
    assert "Beside others 2nd of 2, Kent districts, Q3 2009-10; the middle of them is 67.91%" in read
