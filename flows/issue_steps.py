"""The steps by which reports go out, each a plain function; the flow `issue_reports` runs them as tasks.

A report has gone out, or out again, when its entry stands in the lake's journal. Its files are written into `reports/` just before,
under the same lock. Killed before the entry, the next run makes the report anew, as at an instant of its own, and writes
over what lies there; killed after it, the next run finds it recorded. Either way there is one record, and `reports/` and
the lake hold the bytes it names. What a crash can swallow is the event and the link that would have followed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from flows.knowing import judged_by
from flows.report_steps import FORMATS, files_of, write_files
from infra.lake_entry import issue_entry
from infra.warehouse.knowledge import Knowledge
from infra.wiring import House
from reports.document import Document
from reports.scrutiny import NAME
from transforms.complete import is_complete, to_come
from transforms.issue import (
    FIRST_VERSION,
    Issue,
    Regular,
    Why,
    latest_due,
    newest,
    printed_periods,
    release_day,
    why_now,
)  # fmt: skip
from transforms.judged import Judge
from transforms.period import Length, Period
from transforms.read_period import named_period
from transforms.settle import Outcome
from transforms.words import long_date, many

REGULAR = (Regular(NAME, Length.QUARTER),)
"""The reports that go out by themselves. The case study: "monitoring reports go to Cabinet and the Performance and
Governance (Scrutiny) Committee each quarter"."""

ISSUE_KIND = "issue"


@dataclass(frozen=True, slots=True)
class Considered:
    """A report on a period that could go out: why it does now, `None` where it does not; and the same in words.

    Revised is only supposed: whether what the version before printed is otherwise now shows when it is made.
    """

    report: str
    period: Period
    why: Why | None
    words: str
    version: int = FIRST_VERSION


def periods_of(outcomes: Iterable[Outcome]) -> set[Period]:
    """The periods of which returns stated something new."""
    return {period for outcome in outcomes for period in outcome.periods}


def newly_complete(house: House, touched: Collection[Period]) -> list[Period]:
    """The periods that are complete, something of those touched having become known, and whose reports wait for it.

    Only the last period of a report's length can be one. Of older ones nothing is looked up: they are history.
    """
    today, year_start = house.clock.today(), house.council.year_start
    lasts = {Period.last_ended(today, regular.length, year_start) for regular in REGULAR}
    concerned = [last for last in sorted(lasts) if any(_overlap(last, period) for period in touched)]
    if not concerned:
        return []
    with house.glimpse() as knowledge:
        issued = knowledge.issues()
        waiting = [period for period in concerned if any(not newest(issued, *due) for due in _due_on(period))]
        judge = _judge(knowledge, waiting) if waiting else None
    return [period for period in waiting if judge and is_complete(judge, period)]


def _overlap(one: Period, other: Period) -> bool:
    return one.start <= other.end and other.start <= one.end


def find_due(house: House, named: str = "") -> list[Considered]:
    """The reports on the period named; or of each report the latest that is due by now, and whatever went out of which
    something became known since. Raises `UnreadablePeriod`.
    """
    with house.glimpse() as knowledge:
        year_start = knowledge.council.year_start
        asked = named_period(named, year_start) if named else None
        judge = _judge(knowledge, [asked] if asked else _last_two(house.clock.today(), year_start))
        issued = {(issue.report, issue.period): issue for issue in knowledge.issues()}
        due = _due_on(asked) if asked else _due_by_now(judge, year_start)
        first = [_considered(judge, *each) for each in due if each not in issued]
        oldest = min((issue.as_at for issue in issued.values()), default=house.clock.now())
        news = knowledge.news_since(oldest)
        again = [_again(issue, news) for each, issue in issued.items() if each in due or not asked]
    return [*first, *(each for each in again if each.why or (each.report, each.period) in due)]


def _due_on(period: Period) -> list[tuple[str, Period]]:
    return [(regular.report, period) for regular in REGULAR if regular.length == period.months]


def _due_by_now(judge: Judge, year_start: int) -> list[tuple[str, Period]]:
    latest = [(regular.report, latest_due(judge, regular.length, year_start)) for regular in REGULAR]
    return [(report, period) for report, period in latest if period]


def _last_two(today: date, year_start: int) -> list[Period]:
    lasts = [Period.last_ended(today, regular.length, year_start) for regular in REGULAR]
    return [period for last in lasts for period in (last.previous(), last)]


def _judge(knowledge: Knowledge, periods: Collection[Period]) -> Judge:
    """A judge who knows what can be said of these periods: statements on a whole year too."""
    first = min(period.within(Length.YEAR).start for period in periods)
    return judged_by(knowledge, knowledge.observations(first=first, last=max(period.end for period in periods))).judge


def _considered(judge: Judge, report: str, period: Period) -> Considered:
    title = f"{report}, {period.label}"
    if why := why_now(judge, period):
        return Considered(report, period, why, f"{title}: goes out because {why.words}.")
    lacking = many(len(to_come(judge, period)), "indicator")
    latest = long_date(release_day(period))
    return Considered(
        report, period, None, f"{title}: waits for the figures of {lacking}, until {latest} at the latest."
    )


def _again(issue: Issue, news: Mapping[Period, datetime]) -> Considered:
    """A report that went out: it does again where something of what it prints became known since."""
    title, before = f"{issue.report}, {issue.period.label}", f"went out before, as at {issue.as_at.isoformat()}"
    since = [period for period, last in news.items() if last > issue.as_at]
    if any(_overlap(printed, period) for printed in printed_periods(issue.period) for period in since):
        words = f"{title}: {before}; something became known since, and it goes out again if it prints that."
        return Considered(issue.report, issue.period, Why.REVISED, words, issue.version + 1)
    return Considered(issue.report, issue.period, None, f"{title}: {before}.", issue.version)


def issue_report(house: House, document: Document, why: Why) -> Issue | None:
    """Write a report into `reports/` in every format, keep the bytes in the lake, and record that it went out.

    A version before it is put aside under a name of its own. `None` where another run was first, or where nothing that is
    printed differs from the version before: then nothing is written. Raises `UsageError` where `reports/` cannot be written.
    """
    if why == Why.REVISED and not document.has_news:
        return None
    files = files_of(document, list(FORMATS))
    kept = {name: house.lake.keep(content) for name, content in files.items()}
    version, folder = document.version or FIRST_VERSION, house.workspace / "reports"
    issue = Issue(document.report, document.period, version, why, document.as_at, kept)
    with house.ledger() as ledger:
        before = newest(house.known_to(ledger).issues(), issue.report, issue.period)
        if (before.version if before else 0) != version - 1:
            return None
        if before:
            write_files({before.name_aside(name): house.lake.raw(sha) for name, sha in before.files.items()}, folder)
        write_files(files, folder)
        ledger.record(ISSUE_KIND, house.clock.now(), issue_entry(issue))
    return issue
