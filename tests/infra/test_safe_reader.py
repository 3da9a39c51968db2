from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from infra.safe_reader import Read, SafeReader, safe_reader
from tests.transforms.made_files import HEADER, xlsx, xlsx_parts, zipped
from transforms.errors import MortarFault, UnreadableReturn
from transforms.reading_limits import FILE_BYTES
from transforms.workbook import Workbook

ODD = "tests.infra.odd_reader"
on_linux = pytest.mark.skipif(sys.platform != "linux", reason="memory is bounded on Linux only")


@pytest.fixture(scope="module")
def odd() -> Iterator[SafeReader]:
    """One process that does what the bytes say."""
    with SafeReader(1, module=ODD) as reader:
        yield reader


def rule(outcome: Read | Exception) -> str:
    return outcome.rule if isinstance(outcome, UnreadableReturn) else type(outcome).__name__


def process_of(outcome: Read | Exception) -> int:
    assert isinstance(outcome, Workbook)
    return int(str(outcome.sheets[0].rows[0][0]))


def test_a_workbook_comes_back_as_it_would_be_read_here() -> None:
    assert safe_reader().read(xlsx(HEADER)).sheets[0].rows == [["Code", "Value"]]


def test_a_refusal_comes_back_with_its_rule_words_and_cell() -> None:
    with pytest.raises(UnreadableReturn) as raised:
        safe_reader().read(xlsx('<row r="1"><c r="XFD1048576"><v>1</v></c></row>'))
    refusal = raised.value
    assert (refusal.rule, refusal.sheet, refusal.cell) == ("too-many-rows", "S1", "XFD1048576")
    assert refusal.message
    assert refusal.remedy


def test_files_come_back_in_their_order_whichever_is_read_first() -> None:
    contents = [f"Code,Value\nPI {number},1\n".encode() for number in range(40)]
    codes = [book.sheets[0].rows[1][0] for book in safe_reader().read_each(contents) if isinstance(book, Workbook)]
    assert codes == [f"PI {number}" for number in range(40)]


def test_a_file_that_brings_its_reader_down_is_refused_and_the_others_are_read(odd: SafeReader) -> None:
    outcomes = list(odd.read_each([b"a", b"abort", b"b"]))
    assert [rule(outcome) for outcome in outcomes] == ["Workbook", "unsafe-file", "Workbook"]
    assert process_of(outcomes[0]) != process_of(outcomes[2])


def test_a_file_that_takes_too_long_is_refused_in_its_time() -> None:
    with SafeReader(1, seconds=0.3, module=ODD) as reader:
        assert [rule(outcome) for outcome in reader.read_each([b"hang"])] == ["unsafe-file"]


def test_that_no_reader_can_be_started_is_our_fault_and_not_the_files() -> None:
    with SafeReader(1, module="no.such.module") as reader, pytest.raises(MortarFault, match="started"):
        reader.read(b"Code,Value")


@on_linux
def test_a_file_that_takes_too_much_memory_is_refused(odd: SafeReader) -> None:
    assert [rule(outcome) for outcome in odd.read_each([b"memory", b"a"])] == ["unsafe-file", "Workbook"]


def test_a_fault_of_ours_is_a_fault_of_that_file_alone_and_ends_nothing(odd: SafeReader) -> None:
    before, fault, after = odd.read_each([b"a", b"fault", b"b"])
    assert isinstance(fault, MortarFault)
    assert "ZeroDivisionError: ours" in fault.message
    assert process_of(before) == process_of(after)


def test_a_reader_that_was_killed_between_two_files_is_replaced(odd: SafeReader) -> None:
    os.kill(process_of(odd.read(b"a")), signal.SIGTERM)
    assert isinstance(odd.read(b"b"), Workbook)


def test_what_a_reader_was_made_to_say_does_nothing_here(tmp_path: Path) -> None:
    folder = tmp_path / "was here"
    with SafeReader(1, seconds=5, module=ODD) as reader:
        asked = [f"intrude {folder}".encode(), b"boast"]
        assert [rule(outcome) for outcome in reader.read_each(asked)] == ["unsafe-file"] * 2
    assert not folder.exists()


@on_linux
def test_a_reader_cannot_write_a_file(odd: SafeReader, tmp_path: Path) -> None:
    path = tmp_path / "was here"
    list(odd.read_each([f"write {path}".encode()]))
    assert not path.read_bytes()


def test_a_reader_knows_no_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MORTAR_WAREHOUSE", "postgresql://mortar:secret@db/mortar")
    with SafeReader(1, module=ODD) as reader:
        assert "MORTAR_WAREHOUSE" not in reader.read(b"environment").sheets[0].rows[0]


def test_a_file_that_is_too_large_is_not_even_handed_over() -> None:
    with pytest.raises(UnreadableReturn, match="20 MB"):
        SafeReader(1, module="no.such.module").read(bytes(FILE_BYTES + 1))


def test_no_process_outlives_its_reader() -> None:
    with SafeReader(1, module=ODD) as reader:
        process = process_of(reader.read(b"a"))
    assert process != os.getpid()
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)


@on_linux
@pytest.mark.slow
def test_a_long_text_in_every_cell_is_refused_when_memory_is_used_up() -> None:
    texts = (
        f'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>{"x" * 2**20}</t></si></sst>'
    )
    rows = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 20_000))
    parts = xlsx_parts(rows)
    related = str(parts["xl/_rels/workbook.xml.rels"])
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
    strings = f'<Relationship Id="s" Type="{kind}" Target="sharedStrings.xml"/></Relationships>'
    parts["xl/_rels/workbook.xml.rels"] = related.replace("</Relationships>", strings)
    bomb = zipped({**parts, "xl/sharedStrings.xml": texts})
    with SafeReader(2) as reader:
        outcomes = list(reader.read_each([xlsx(HEADER), bomb, xlsx(HEADER)]))
    assert [rule(outcome) for outcome in outcomes] == ["Workbook", "unsafe-file", "Workbook"]
