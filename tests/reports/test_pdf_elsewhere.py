"""The PDF as a reader that is not ours reads it and shows it; needs poppler, which CI installs."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from reports.as_pdf import as_pdf
from reports.document import Document
from tests.reports.conftest import Q3, golden_figures
from tests.reports.full import full
from tests.reports.poppler import poppler
from tests.reports.test_formats import GOLDEN_ROWS
from transforms.report_plan import BLOCKS

pytestmark = pytest.mark.slow

PAGE = re.compile(r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>', re.DOTALL)
WORD = re.compile(r'xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)"')


def test_the_golden_rows_are_read_under_their_heads(golden: Document, tmp_path: Path) -> None:
    told = poppler("pdfinfo", "-struct-text", written(golden, tmp_path))
    rows = told.split("      TR\n")

    for code, expected in GOLDEN_ROWS.items():
        row = next(row for row in rows if re.search(rf"/Scope /Row\n(?:\s+[/S].*\n)*\s+\"{code}\"", row))
        words = re.findall(r'^\s+"(.*)"$', row, re.MULTILINE)
        assert [word for word in words if word in expected] == list(expected)


@pytest.mark.parametrize(
    "said",
    ["W" * 4000, "improving\u00a0" * 400, "well done " * 400, "#" * 4000],
    ids=["letters", "no-break", "words", "signs"],
)
def test_nothing_runs_off_a_page(make_report: Callable[..., Document], tmp_path: Path, said: str) -> None:
    report = full(make_report(golden_figures(), {"LPI CS 1": {Q3: said}}))
    named = replace(report, title=said[:300], council=said[:300], audience=said[:300], layout=BLOCKS)

    shown = poppler("pdftotext", "-bbox", written(named, tmp_path), "-")

    for width, height, words in PAGE.findall(shown):
        for left, top, right, bottom in WORD.findall(words):
            assert float(left) >= 0 <= float(top)
            assert float(right) <= float(width)
            assert float(bottom) <= float(height)


def test_the_head_of_a_table_is_repeated_and_pages_are_numbered(golden: Document, tmp_path: Path) -> None:
    many = [replace(row, commentary="Told at length. " * 60, commentary_given=True) for row in golden.rows[:1] * 12]
    section = replace(golden.sections[0], rows=many)

    text = poppler("pdftotext", "-layout", written(replace(golden, sections=[section]), tmp_path), "-")
    pages = text.split("\f")[:-1]

    assert len([page for page in pages if "Traffic light" in page]) > 2
    assert all(f"Page {number} of {len(pages)}" in page for number, page in enumerate(pages, start=1))
    assert all("Performance and Governance Committee · December 2009" in page for page in pages)


def written(document: Document, folder: Path) -> Path:
    """The report as PDF in a folder."""
    path = folder / "report.pdf"
    path.write_bytes(as_pdf(document))
    return path
