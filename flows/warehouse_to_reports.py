"""From the warehouse to reports: those that somebody asks for, and those that go out by themselves, each in a run of its own."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from prefect import flow, get_run_logger, task
from prefect.artifacts import create_link_artifact
from prefect.cache_policies import NO_CACHE
from prefect.runtime import flow_run
from prefect.task_runners import TaskRunner, ThreadPoolTaskRunner

from flows import calendar_steps, delivery_steps, figure_pages, issue_steps, report_steps
from flows.events import Event, announce
from flows.issue_steps import Considered
from flows.lake_to_mail import tell_refusals
from flows.patience import mailing_task
from flows.reports_to_site import refresh_site
from infra.clock import instant_text, parse_instant
from infra.wiring import House, open_house
from transforms.errors import MailNotSent
from transforms.file_word import file_word
from transforms.issue import Issue, Why
from transforms.period import Period

AT_ONCE = 4
"""Reports that are made at the same time."""

IN_THREADS: TaskRunner[Any] = ThreadPoolTaskRunner(max_workers=AT_ONCE)

find_editions = task(name="Find the reports asked for", cache_policy=NO_CACHE)(report_steps.find_editions)
make_edition = task(name="Judge the figures", cache_policy=NO_CACHE)(report_steps.make_edition)
write_document = task(name="Write the report", cache_policy=NO_CACHE)(report_steps.write_document)
write_figure_pages = task(name="Write where its figures come from", cache_policy=NO_CACHE)(
    figure_pages.write_figure_pages
)
find_due = task(name="Find the reports that are due", cache_policy=NO_CACHE)(issue_steps.find_due)
record_report = task(name="Write and record the report", cache_policy=NO_CACHE)(issue_steps.issue_report)
find_undelivered = task(name="Find whom they have not reached", cache_policy=NO_CACHE)(delivery_steps.find_undelivered)
hand_over = mailing_task(delivery_steps.hand_over, "Mail the reports")
write_calendar = task(name="Write the release calendar", cache_policy=NO_CACHE)(calendar_steps.write_calendar)


@flow(name="warehouse-to-reports", persist_result=False)
def warehouse_to_reports(
    workspace: str,
    report: str,
    period: str,
    formats: Sequence[str],
    folder: str,
    as_at: str = "",
    now: str = "",
    select: str = "",
) -> list[Path]:
    """Make a report of a workspace for a period, or each of those that one declaration makes, as at an instant or now.

    `select` says what an ad-hoc report is about. Returns the files written.
    """
    house = open_house(Path(workspace), now)
    instant = parse_instant(as_at) if as_at else report_steps.settled_instant(house)
    editions, on = find_editions(house, report, period, instant, select)
    documents = [make_edition(house, edition, on, instant) for edition in editions]
    for document in documents:
        write_figure_pages(house, document, formats, Path(folder))
    return [path for document in documents for path in write_document(document, formats, Path(folder))]


def _name_of_issuing() -> str:
    return f"Reports · {flow_run.parameters.get('period') or 'all that are due'}"


@flow(
    name="issue-reports",
    flow_run_name=_name_of_issuing,
    persist_result=False,
    task_runner=IN_THREADS,
)
def issue_reports(workspace: str, period: str = "", now: str = "") -> list[Issue]:
    """Issue the reports on a period, of which all is in or whose day has come; without a period, the latest of each report
    that is due by now, and again what went out and prints figures that came late or were corrected. Returns what went out.

    All of one run stand on the same instant. One that fails hinders no other, and is tried again the next morning.
    """
    house = open_house(Path(workspace), now)
    considered = find_due(house, period)
    for each in considered:
        get_run_logger().info(each.words)
    due = [each for each in considered if each.why]
    instant = instant_text(report_steps.settled_instant(house)) if due else ""
    running = [issue_in_a_run.submit(workspace, each, instant, now) for each in due]
    ended = [future.result(raise_on_failure=False) for future in running]
    issues = [result for result in ended if isinstance(result, Issue)]
    write_calendar(house)
    deliver_reports(house)
    refresh_site(house, now)
    return issues


def deliver_reports(house: House) -> None:
    """Mail what went out to those for whom it is; what cannot be sent waits for the next run."""
    parcels = find_undelivered(house)
    try:
        hand_over(house, parcels)
    except MailNotSent as outage:
        parcels.unsent.append(outage)
    tell_refusals(parcels.unsent)


@task(name="Issue a report", task_run_name="{each.words}", cache_policy=NO_CACHE)
def issue_in_a_run(workspace: str, each: Considered, instant: str, now: str) -> Issue | None:
    """Issue one report in a flow run of its own."""
    return issue_report(workspace, each.edition.name, str(each.period), each.version, str(each.why), instant, now)


def _name_of_report() -> str:
    return f"{flow_run.parameters['report']} · {flow_run.parameters['period']}"


@flow(name="issue-report", flow_run_name=_name_of_report, persist_result=False)
def issue_report(
    workspace: str, report: str, period: str, version: int, why: str, instant: str, now: str = ""
) -> Issue | None:
    """Issue one report on a period in its next version; `None` where there is no news in it, or another run was first."""
    house = open_house(Path(workspace), now)
    [edition, *_], on = report_steps.find_editions(house, report, period, parse_instant(instant))
    document = make_edition(house, edition, on, parse_instant(instant), version)
    issue = record_report(house, document, Why(why), edition)
    if issue:
        tell_issued(house, issue, document.title)
    return issue


def tell_complete(house: House, touched: Collection[Period]) -> list[Period]:
    """Announce each period of which a report waits for nothing any more, now that something of those touched is known.

    No task: it ends every round of taking in, mostly finds nothing, and a task would take longer than it.
    """
    complete = issue_steps.newly_complete(house, touched)
    for period in complete:
        facts = {"period": str(period), "length": period.noun}
        announce(Event.PERIOD_COMPLETE, f"period.{period}", period.label, facts)
    return complete


@task(name="Tell that the report went out", cache_policy=NO_CACHE)
def tell_issued(house: House, issue: Issue, title: str) -> None:
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
    key = file_word(f"{issue.report}-{issue.period}")
    words = f"{title}{issue.version_words}"
    create_link_artifact(
        links[issue.file_of("html" if issue.has("html") else "json")],
        link_text=words,
        key=key,
        description=f"Went out because {issue.why.words}.",
    )
