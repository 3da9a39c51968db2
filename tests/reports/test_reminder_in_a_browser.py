"""The reminder's page as a browser shows it; needs Chromium, which CI installs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.reports.seen import fits_its_window, opened, violations
from tests.reports.test_reminder_mail import HOUSING, INDICATOR, PCT, owes, reminder, to_explain
from tests.transforms.given import DECEMBER, NOVEMBER, Q3
from transforms.reminded import Occasion

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.slow

WIDTHS = (320, 768, 1280)
LONG = replace(HOUSING, name="Environmental Health, Building Control and Licensing")
LONG_INDICATOR = replace(
    INDICATOR, name="Percentage of all queries answered at first point of contact by the Contact Centre"
)


@pytest.fixture(scope="module")
def page_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Everything that one person may be written to about, on disk."""
    asked = [
        owes(NOVEMBER, 21, sender=LONG),
        owes(DECEMBER, 1, sender=LONG, missing=[LONG_INDICATOR, INDICATOR]),
        owes(Q3, 1, sender=LONG),
        owes(DECEMBER, 3, Occasion.MANAGER, LONG),
        owes(NOVEMBER, 23, Occasion.POLICY_TEAM, LONG),
        owes(DECEMBER, 5, Occasion.POLICY_TEAM, LONG),
        owes(DECEMBER, 5, Occasion.POLICY_TEAM, PCT),
    ]
    explained = [to_explain(LONG_INDICATOR), replace(to_explain(), sender=PCT, is_passed_on=True)]
    path = tmp_path_factory.mktemp("reminder") / "reminder.html"
    path.write_text(reminder(date(2010, 1, 18), asked, explained, ["a.xlsx"]).as_page(), "utf-8")
    return path


@pytest.fixture(params=WIDTHS)
def page(request: pytest.FixtureRequest, browser: Browser, page_file: Path) -> Iterator[Page]:
    """The page on a phone, a tablet and a desk."""
    with opened(browser, page_file, request.param) as shown:
        yield shown


def test_axe_finds_nothing(page: Page) -> None:
    assert violations(page) == []


def test_nothing_runs_off_the_side(page: Page) -> None:
    assert fits_its_window(page)
