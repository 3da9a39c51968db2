"""A report that somebody asks for in the UI: it lies beside those that went out, and nothing asked for is a fault of ours."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from infra.wiring import House

if TYPE_CHECKING:
    from prefect.client.orchestration import SyncPrefectClient

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


def ask(house: House, report: str, **said: str) -> str:
    """The name of the state in which a request ends."""
    from flows.desk.make_report import make_report

    state = make_report(report, **{"period": "2009-10 Q3", **said}, workspace=str(house.workspace), return_state=True)
    return str(state.name)


def made(house: House) -> set[str]:
    folder = house.workspace / "reports" / "on request"
    return {path.name for path in folder.glob("*.pdf")} if folder.is_dir() else set()


@pytest.mark.parametrize(
    "said",
    [
        {"report": "../../etc/passwd"},
        {"report": "scrutiny", "as_at": "yesterday"},
        {"report": "scrutiny", "as_at": "2010-01-18T09:00:00Z" * 40},
        {"report": "scrutiny", "as_at": "2999-01-01"},
        {"report": "scrutiny", "period": "the last one"},
        {"report": "ad-hoc"},
        {"report": "ad-hoc", "select": "<script>"},
        {"report": "ad-hoc", "select": "services=../../etc"},
    ],
)
def test_what_cannot_be_made_is_said_to_be_so(prefect_here: None, house: House, said: dict[str, str]) -> None:
    assert ask(house, **said) == "Not made"
    assert made(house) == set()


def test_a_day_is_an_instant_and_a_report_is_linked_to(desk: SyncPrefectClient, house: House) -> None:
    with house.knowledge():
        pass
    assert ask(house, "scrutiny", as_at="2010-01-18") == "Made"
    assert made(house) == {"scrutiny-2009-10 Q3.pdf"}
    assert {artifact.key for artifact in desk.read_artifacts()} >= {"on-request-scrutiny-2009-10-q3-html"}


def test_two_selections_make_two_reports(prefect_here: None, house: House) -> None:
    assert ask(house, "ad-hoc", select="services=CS") == "Made"
    assert ask(house, "ad-hoc", select="services=DS") == "Made"
    assert len(made(house)) == 2
