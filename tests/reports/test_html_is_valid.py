"""The HTML of every report's layout is sound by the Nu HTML checker."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from reports.as_html import as_html
from reports.document import Document
from tests.links import broken_links
from tests.nu_checker import faults
from tests.reports.full import full
from transforms.report_plan import LAYOUTS

pytestmark = pytest.mark.slow


def test_every_layout_is_sound_html(golden: Document, tmp_path: Path) -> None:
    pages = {f"{name}.html": as_html(replace(full(golden), layout=layout)) for name, layout in LAYOUTS.items()}

    assert faults(pages, tmp_path) == []


def test_what_is_unsound_is_found(tmp_path: Path) -> None:
    page = b"<!doctype html><html lang='en'><head><title>A page</title></head><body><p><div></p></body></html>"

    assert [fault.rpartition(": ")[2] for fault in faults({"page.html": page}, tmp_path)]


def test_no_layout_links_to_a_place_that_it_does_not_have(golden: Document) -> None:
    pages = {f"{name}.html": as_html(replace(full(golden), layout=layout)) for name, layout in LAYOUTS.items()}

    assert broken_links(pages) == []
