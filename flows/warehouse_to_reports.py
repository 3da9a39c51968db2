"""From the warehouse to reports: one that somebody asks for, and those that go out by themselves."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path
from urllib.parse import quote

from prefect import flow, get_run_logger, task
from prefect.artifacts import create_link_artifact
from prefect.cache_policies import NO_CACHE
from prefect.runtime import flow_run

from flows import calendar_steps, issue_steps, report_steps
from flows.events import Event, announce
from infra.clock import parse_instant
from infra.wiring import House, open_house
from transforms.issue import Issue
from transforms.period import Period

make_document = task(name="Judge the figures", cache_policy=NO_CACHE)(report_steps.make_document)
write_document = task(name="Write the report", cache_policy=NO_CACHE)(report_steps.write_document)
find_due = task(name="Find the reports that are due", cache_policy=NO_CACHE)(issue_steps.find_due)
issue_report = task(name="Write and record the report", cache_policy=NO_CACHE)(issue_steps.issue_report)

write_calendar = task(name="Write the release calendar", cache_policy=NO_CACHE)(calendar_steps.write_calendar)


@flow(name="warehouse-to-reports", persist_result=False)
def warehouse_to_reports(
    workspace: str, report: str, period: str, formats: Sequence[str], folder: str, as_at: str = "", now: str = ""
) -> list[Path]:
    """Make one report of a workspace for a period, as at an instant or now; returns the files written."""
    house = open_house(Path(workspace), now)
    instant = parse_instant(as_at) if as_at else None
    document = make_document(house, report, period, instant)
    return write_document(document, formats, Path(folder))


def _name_of_issuing() -> str:
    return f"Reports · {flow_run.parameters.get('period') or 'all that are due'}"


@flow(name="issue-reports", flow_run_name=_name_of_issuing, persist_result=False)
def issue_reports(workspace: str, period: str = "", now: str = "") -> list[Issue]:
    """Issue the reports on a period, if it is complete or their day has come; without a period, the latest of each
    report that is due by now, and again what went out and prints figures that came late or were corrected. Returns what
    went out.
    """
    house, issues = open_house(Path(workspace), now), []
    for considered in find_due(house, period):
        get_run_logger().info(considered.words)
        if considered.why:
            document = make_document(house, considered.report, str(considered.period), None, considered.version)
            if issue := issue_report(house, document, considered.why):
                tell_issued(house, issue)
                issues.append(issue)
    write_calendar(house)
    return issues


def tell_complete(house: House, touched: Collection[Period]) -> list[Period]:
    """Announce each period that is complete, now that something of those touched has become known.

    No task: it ends every round of taking in, mostly finds nothing, and a task would take longer than it.
    """
    complete = issue_steps.newly_complete(house, touched)
    for period in complete:
        facts = {"period": str(period), "length": period.noun}
        announce(Event.PERIOD_COMPLETE, f"period.{period}", period.label, facts)
    return complete


@task(name="Tell that the report went out", cache_policy=NO_CACHE)
def tell_issued(house: House, issue: Issue) -> None:
    """Announce a report that went out, and put a link to its page among Prefect's artifacts."""
    name = f"{issue.report}, {issue.period.label}{issue.version_words}"
    links = {file: f"{house.settings.ui}/reports/{quote(file)}" for file in issue.files}
    facts = {
        "report": issue.report,
        "period": str(issue.period),
        "version": issue.version,
        "files": list(links.values()),
    }
    announce(Event.REPORT_ISSUED, f"report.{issue.report}.{issue.period}", name, facts)
    key = f"{issue.report}-{issue.period}".casefold().replace(" ", "-")
    page = links[issue.file_of("html")]
    create_link_artifact(page, link_text=name, key=key, description=f"Went out because {issue.why.words}.")
