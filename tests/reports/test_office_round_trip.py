"""The workbooks and the document as LibreOffice opens them: nothing is lost on the way into another kind of file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pikepdf
import pytest

from reports.as_docx import as_docx
from reports.as_ods import as_ods
from reports.as_xlsx import as_xlsx
from reports.document import Document
from tests.libreoffice import saved_as
from tests.reports.full import full, saying
from tests.reports.read_back import table
from tests.reports.test_every_format import HOSTILE

pytestmark = pytest.mark.slow

SHEETS = ("Notes and key", "Indicators", "History", "Actions", "Benchmarks", "Councils compared", "What changed",
          "Revisions")  # fmt: skip
WRITERS: Mapping[str, Callable[[Document], bytes]] = {"xlsx": as_xlsx, "ods": as_ods}


@pytest.mark.parametrize(("kind", "into"), [("xlsx", "ods"), ("xlsx", "xlsx"), ("ods", "xlsx"), ("ods", "ods")])
def test_every_cell_is_kept(golden: Document, tmp_path: Path, kind: str, into: str) -> None:
    texts = [text for text in HOSTILE if "\n\n" not in text]
    document = saying(full(golden), texts)
    source = tmp_path / f"report.{kind}"
    source.write_bytes(WRITERS[kind](document))
    (tmp_path / "out").mkdir()

    saved = saved_as(into, source, tmp_path / "out").read_bytes()

    for sheet in SHEETS:
        assert table(saved, sheet) == table(source.read_bytes(), sheet)


def test_the_word_document_opens_with_all_that_is_in_it(golden: Document, tmp_path: Path) -> None:
    source = tmp_path / "report.docx"
    source.write_bytes(as_docx(full(golden)))

    with pikepdf.open(saved_as("pdf", source, tmp_path)) as pdf:
        assert len(pdf.pages) >= 2
        assert str(pdf.docinfo["/Title"]) == "P&G Committee - Quarter 3 Report, October to December 2009"
