"""A held figure decided by a person in Prefect's UI, of whom nobody asks that they have seen a terminal."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from flows.register_steps import apply_register
from tests.council import drop, make_council
from tests.journey.mortar import mortar
from tests.journey.up import PATIENCE_SECONDS, Up, until, up

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

pytestmark = pytest.mark.slow

QUARTER = "2009-10 Q3"
RETURN = """\
Code,Numerator,Denominator,Period,Commentary
LPI CS 1,400,500,Oct-09,
LPI CS 1,410,500,Nov-09,
LPI CS 1,600,500,Dec-09,The new line rang twice.
"""
WHAT_IS_KNOWN = (
    "600 is more than the 500", "The new line rang twice.", "Ann Bell provides it and may not decide", "cell B4",
)  # fmt: skip
REASON = "The meter of the new line was read with the old one's."


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Up]:
    """`mortar up` for a council, one of whose figures waits on the desk; the Policy Team was told."""
    house = make_council(tmp_path_factory.mktemp("council"))
    apply_register(house)
    with up(house.workspace) as it:
        drop(house, "cs", "CS December.csv", RETURN)
        until(lambda: alerts(it), PATIENCE_SECONDS, "nobody was told of the held figure")
        yield it


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A browser's page, as large as on an old laptop."""
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    context.set_default_timeout(1000 * PATIENCE_SECONDS)
    yield context.new_page()
    context.close()


def alerts(running: Up) -> list[str]:
    """The mails to the Policy Team on what waits."""
    letters = [letter for letter in running.letters if str(letter["Subject"]).startswith("To decide")]
    return [str(part.get_content()) for letter in letters if (part := letter.get_body(("plain",)))]


def open_form(page: Page) -> Locator:
    """Do as the page says; the form."""
    page.get_by_text("choose Resume at the top right").first.wait_for()
    page.locator("[aria-haspopup=menu]").first.click()
    page.get_by_role("menuitem", name="Resume").click()
    form = page.get_by_role("dialog")
    form.get_by_label("Who decides").wait_for()
    return form


def submit(form: Locator, who: str) -> None:
    """Fill in what is not filled in yet, and submit."""
    form.get_by_label("Who decides").fill(who)
    form.get_by_label("Reason").fill(REASON)
    until(lambda: is_taken(form), PATIENCE_SECONDS, "the form is not taken")


def is_taken(form: Locator) -> bool:
    """Press Resume; whether the form goes. The UI knows what was typed a moment later, as a person never notices."""
    form.page.wait_for_timeout(1000)
    if form.is_visible():
        form.get_by_role("button", name="Resume").click()
        form.page.wait_for_timeout(1000)
    return form.is_hidden()


def asked_again(running: Up) -> bool:
    """Whether a run that has begun waits for a person once more."""
    waiting = {"state": {"name": {"any_": ["Suspended"]}}, "start_time": {"is_null_": False}}
    return bool(running.runs(flow_runs=waiting))


def printed(running: Up) -> Any:
    """What the committee's report prints of the indicator."""
    report = mortar(running.workspace, "report", "scrutiny", "--period", QUARTER, "--format", "json").facts
    return next(row for section in report["sections"] for row in section["rows"] if row["code"] == "LPI CS 1")


def says(page: Page, words: str) -> bool:
    """Whether the page says something when it is opened again: what a run says is a moment on its way."""
    page.reload()
    page.get_by_text("choose Resume at the top right").first.wait_for()
    return page.get_by_text(words).count() > 0


def keep(page: Page, name: str) -> None:
    """Keep a picture of the page, where somebody wants to look at it."""
    if folder := os.environ.get("SCREENSHOTS"):
        page.wait_for_timeout(1000)
        page.screenshot(path=Path(folder) / f"{name}.png")


def test_a_person_is_refused_asks_a_colleague_and_the_figure_stands_in_the_next_report(running: Up, page: Page) -> None:
    assert printed(running)["value"] != 94.0
    [alert] = alerts(running)

    page.goto(alert.partition("Decide: ")[2].split()[0])
    form = open_form(page)
    for words in WHAT_IS_KNOWN:
        form.get_by_text(words).first.wait_for()
    keep(page, "asked")
    assert form.get_by_role("img").evaluate("picture => picture.decode().then(() => picture.naturalWidth > 0)")
    form.get_by_label("Select Decision").click()
    page.get_by_role("option", name="Release").click()
    submit(form, "Ann Bell")

    until(lambda: asked_again(running), PATIENCE_SECONDS, "the figure was not asked about again")
    until(lambda: says(page, "This was not taken. Ann Bell provides LPI CS 1"), PATIENCE_SECONDS, "nobody is told why")
    form = open_form(page)
    form.get_by_text("Ann Bell provides LPI CS 1").wait_for()
    keep(page, "refused")
    submit(form, "Lee Banks")

    page.get_by_text("Released", exact=True).first.wait_for()
    keep(page, "released")
    assert printed(running)["value_text"] == "94.00%"
    [observation] = mortar(running.workspace, "trace", "LPI CS 1", "Dec-09", "--format", "json").facts["observations"]
    assert (observation["released_by"], observation["reason"]) == ("Lee Banks", REASON)


def test_the_past_of_the_figure_and_the_file_itself_can_be_opened(running: Up, page: Page) -> None:
    [run] = running.runs(flow_runs={"tags": {"all_": ["LPI CS 1"]}})
    page.goto(f"{running.ui}/v2/runs/flow-run/{run['id']}?tab=Artifacts")
    page.locator("main a[href*='/artifacts/artifact/'], a[href*='/artifacts/artifact/']").first.click()

    page.get_by_role("cell", name="December 2009, held").wait_for()
    keep(page, "past")
    cells = page.get_by_role("cell").all_inner_texts()
    assert cells[:6] == ["December 2009, held", "120.00%", "600 of 500", "November 2009", "82.00%", "410 of 500"]
    with page.expect_download() as download:
        page.get_by_role("link", name="Open the file").click()
    assert Path(download.value.path()).read_text() == RETURN


def test_what_came_what_waits_and_who_owes_stand_among_the_artifacts(running: Up, page: Page) -> None:
    page.goto(f"{running.ui}/v2/artifacts")
    for name in ("what-came", "waiting", "tracker"):
        page.get_by_text(name, exact=True).first.wait_for()
    keep(page, "artifacts")

    page.goto(f"{running.ui}/v2/artifacts/key/tracker")
    page.locator("a[href*='/artifacts/artifact/']").first.click()
    page.get_by_text("▲ late since 15 January 2010").first.wait_for()
    keep(page, "tracker")
