"""Every return is answered: by mail and beside the file, once, with the sender's own workbook marked."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from flows.answer_steps import find_unanswered
from infra.wiring import House
from tests.council import GOLDEN, at, drop
from tests.flows.answer import answer
from tests.flows.outbox import body, mails
from tests.flows.take_in import take_in

pytestmark = pytest.mark.slow

WRONG = [
    ["Code", "Numerator", "Denominator", "Period", "Commentary"],
    ["NI 157a", "seven", 9, "Dec-09", ""],
    ["NI 157a", 7, 8, "Nov-09", "All in time."],
    ["NI 9999", 1, 2, "Dec-09", ""],
]


def workbook(rows: list[list[object]]) -> bytes:
    """An xlsx with one sheet."""
    sink = io.BytesIO()
    with xlsxwriter.Workbook(sink, {"in_memory": True}) as book:
        page = book.add_worksheet("Return")
        for number, row in enumerate(rows):
            page.write_row(number, 0, row)
    return sink.getvalue()


@pytest.fixture
def answered(house: House) -> House:
    """A council that answered a return with faults."""
    drop(house, "dev", "Planning Dec 09.xlsx", workbook(WRONG))
    take_in(house)
    assert answer(house) == []
    return house


def test_the_sender_is_told_the_verdict_what_to_mend_and_what_was_taken(answered: House) -> None:
    [message] = mails(answered)

    assert message["Subject"] == "Taken in part, 2 things to mend: Planning Dec 09.xlsx"
    assert (message["To"], message["Auto-Submitted"]) == ("dev@council.example", "auto-replied")
    text = body(message)
    assert text.startswith("1 figure was taken and 2 were sent back to you.")
    for words in ("B2     'seven' is not a number", "A4 ", "NI 9999", "NI 157a, November 2009: 87.50%"):
        assert words in text


def test_the_senders_own_workbook_goes_back_with_the_cells_marked(answered: House) -> None:
    [attached] = mails(answered)[0].iter_attachments()
    content = attached.get_content()
    page = openpyxl.load_workbook(io.BytesIO(content))["Return"]

    assert attached.get_filename() == "Planning Dec 09 - to mend.xlsx"
    assert "is not a number" in page["B2"].comment.text
    assert page["B2"].fill.fgColor.rgb == "FFF8C9C9"
    assert page["B3"].comment is None


def test_the_answer_stands_beside_the_senders_files_and_is_no_arrival(answered: House) -> None:
    folder = answered.inbox.root / "dev" / "Answers"

    assert {path.name for path in folder.iterdir() if not path.name.startswith(".")} == {
        "Planning Dec 09 - answer.html",
        "Planning Dec 09 - to mend.xlsx",
    }
    assert "is not a number" in (folder / "Planning Dec 09 - answer.html").read_text("utf-8")
    assert list(answered.inbox.arrivals()) == []


def test_the_marked_workbook_mended_where_it_stands_is_the_next_return(answered: House) -> None:
    path = answered.inbox.root / "dev" / "Answers" / "Planning Dec 09 - to mend.xlsx"
    book = openpyxl.load_workbook(path)
    book["Return"]["B2"] = 7
    book["Return"].delete_rows(4)
    book.save(path)

    [outcome] = take_in(at(answered, "2010-01-19"))
    answer(answered)

    assert (outcome.counts.accepted, outcome.counts.unchanged, outcome.counts.refused) == (1, 1, 0)
    assert [message["Subject"].partition(":")[0] for message in mails(answered)].count("Taken") == 1
    assert not any("to mend - " in file.name for file in path.parent.iterdir())


def test_a_return_is_answered_once(answered: House) -> None:
    assert find_unanswered(answered) == []


def test_a_return_taken_without_a_fault_is_answered_too(house: House) -> None:
    drop(house, "dev", "return.csv", GOLDEN["dev"])
    take_in(house)
    answer(house)

    [message] = mails(house)
    assert message["Subject"] == "Taken: return.csv"
    assert body(message).startswith("5 figures were taken.")
    assert list(message.iter_attachments()) == []


def test_a_file_that_comes_twice_is_answered_twice(house: House) -> None:
    drop(house, "dev", "return.csv", GOLDEN["dev"])
    take_in(house)
    answer(house)
    drop(house, "dev", "return.csv", GOLDEN["dev"])

    answer(house, take_in(house))

    assert sorted(message["Subject"] for message in mails(house)) == ["Already here: return.csv", "Taken: return.csv"]


def test_a_csv_comes_back_as_a_marked_workbook(house: House) -> None:
    drop(house, "dev", "return.csv", "\n".join(",".join(map(str, row)) for row in WRONG))
    take_in(house)
    answer(house)

    [attached] = mails(house)[0].iter_attachments()
    page = openpyxl.load_workbook(io.BytesIO(attached.get_content())).active
    assert attached.get_filename() == "return - to mend.xlsx"
    assert page is not None
    assert "is not a number" in page["B2"].comment.text


def test_while_the_mail_server_is_down_the_answer_waits_and_nothing_else_does(house: House) -> None:
    down = House(house.workspace, house.settings.model_copy(update={"mail": "smtp://127.0.0.1:9"}))
    drop(house, "dev", "return.csv", GOLDEN["dev"])
    take_in(down)

    [failed] = answer(down)

    assert "did not take a message" in failed.message
    assert (house.inbox.root / "dev" / "Answers" / "return - answer.html").is_file()
    assert answer(house) == []
    assert len(mails(house)) == 1


def test_a_name_that_would_break_a_header_or_a_path_is_tamed(house: House, tmp_path: Path) -> None:
    drop(house, "dev", "Dec 09\r\nBcc: all@example.com.csv", GOLDEN["dev"])
    take_in(house)
    answer(house)

    [message] = mails(house)
    assert message["Bcc"] is None
    assert message["Subject"] == "Taken: Dec 09 Bcc: all@example.com.csv"
