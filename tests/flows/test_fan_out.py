"""Each audience's report is issued in a run of its own: side by side, on one instant, and one that fails hinders no other."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from flows.orchestration import prefect_running
from flows.register_steps import apply_register
from infra.wiring import House
from tests.council import GOLDEN, at, make_council
from tests.flows.late_figure import send
from tests.flows.outbox import mails

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

EACH = """
[service]
title = "{group} - {period}"
audience = "Head of {group}"
layout = "departmental"
period = "quarter"
per = "service"
formats = ["html", "pdf"]
recipients = ["Customer Services: head.cs@council.example", "policy@council.example"]

[cabinet]
title = "Cabinet - {period}"
audience = "Cabinet"
layout = "cabinet"
period = "quarter"
"""
REPORTS = ("cabinet", "service-customer-services", "service-development-services", "service-refuse-recycling")


@pytest.fixture
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A council that makes a report for each service, and Cabinet's, on the day on which they go out."""
    made = make_council(tmp_path_factory.mktemp("council"))
    (made.workspace / "register" / "reports.toml").write_text(EACH, encoding="utf-8")
    apply_register(made)
    for sender, text in GOLDEN.items():
        send(made, sender, text, "golden")
    with prefect_running(made.workspace):
        yield at(made, "2010-01-29T07:00:00Z")


def test_every_audience_gets_its_report_in_a_run_of_its_own_and_by_mail(house: House) -> None:
    from prefect.client.orchestration import get_client

    from flows.warehouse_to_reports import issue_reports

    issues = issue_reports(str(house.workspace), "2009-10 Q3", house.settings.today)
    with get_client(sync_client=True) as client:
        runs = {run.name for run in client.read_flow_runs()}
        artifacts = {artifact.key for artifact in client.read_artifacts()}

    assert sorted(issue.report for issue in issues) == sorted(REPORTS)
    assert len({issue.as_at for issue in issues}) == 1
    assert {f"{report} · 2009-10 Q3" for report in REPORTS} < runs
    assert artifacts == {f"{report}-2009-10-q3" for report in REPORTS}
    assert {mail["To"] for mail in mails(house)} == {"head.cs@council.example", "policy@council.example"}
    endings = {
        ending for issue in issues if issue.report == "cabinet" for ending in ("html", "pdf", "xlsx", "ods", "docx")
    }
    assert all((house.workspace / "reports" / f"cabinet-2009-10 Q3.{ending}").is_file() for ending in endings)


def test_one_that_fails_hinders_no_other_and_is_made_up_the_next_morning(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    from flows import report_steps
    from flows.warehouse_to_reports import issue_reports

    whole = report_steps.compose

    def broken(edition, material):  # type: ignore[no-untyped-def]
        if edition.name == "cabinet":
            raise RuntimeError("a fault of ours")
        return whole(edition, material)

    with monkeypatch.context() as fault:
        fault.setattr(report_steps, "compose", broken)
        issues = issue_reports(str(house.workspace), "", house.settings.today)
    assert sorted(issue.report for issue in issues) == sorted(set(REPORTS) - {"cabinet"})

    [made_up] = issue_reports(str(house.workspace), "", "2010-02-01T07:00:00Z")
    assert made_up.report == "cabinet"
