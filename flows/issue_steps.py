"""The steps by which reports go out, each a plain function; the flow `issue_reports` runs them as tasks.

A report has gone out, or out again, when its entry stands in the lake's journal. Its files are written into `reports/` just before,
under the same lock. Killed before the entry, the next run makes the report anew, as at an instant of its own, and writes
over what lies there; killed after it, the next run finds it recorded. Either way there is one record, and `reports/` and
the lake hold the bytes it names. What a crash can swallow is the event and the link that would have followed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from flows.figure_pages import write_figure_pages
from flows.knowing import judged_by
from flows.report_steps import files_of, write_files
from infra.lake_entry import issue_entry
from infra.warehouse.knowledge import Knowledge
from infra.wiring import House
from reports.document import Document
from transforms.complete import expected_for
from transforms.indicator import Indicator
from transforms.issue import FIRST_VERSION, Issue, Promise, Why, latest_due, newest, promise_of
from transforms.judged import Judge
from transforms.news import News
from transforms.period import Length, Period
from transforms.read_period import named_period
from transforms.register_history import RegisterHistory
from transforms.report_plan import Edition, editions_on
from transforms.settle import Outcome
from transforms.words import long_date, many

ISSUE_KIND = "issue"
ALWAYS = "json"
"""The format that is always kept: by it, a later version knows what the one before printed."""


@dataclass(frozen=True, slots=True)
class Considered:
    """A report on a period that could go out: why it does now, `None` where it does not; and the same in words.

    Revised is only supposed: whether what the version before printed is otherwise now shows when it is made.
    """

    edition: Edition
    period: Period
    why: Why | None
    words: str
    version: int = FIRST_VERSION

    @property
    def report(self) -> str:
        """The name of the report."""
        return self.edition.name


@dataclass(frozen=True)
class Outlook:
    """What of each period is in and what is to come, seen once for all reports."""

    judge: Judge

    @property
    def register(self) -> RegisterHistory:
        """The register over time."""
        return self.judge.register

    def promises(self, period: Period) -> list[Promise]:
        """The reports that go out on a period."""
        editions = [edition for edition in self.editions(period).values() if edition.plan.is_on(period)]
        if not editions:
            return []
        expected = expected_for(self.judge, period)
        return [promise_of(edition, period, expected, self.register.latest) for edition in editions]

    def editions(self, period: Period) -> Mapping[str, Edition]:
        """The reports that can be made on a period, by their names."""
        if period not in self._editions:
            self._editions[period] = {edition.name: edition for edition in editions_on(self.register, period)}
        return self._editions[period]

    @cached_property
    def _editions(self) -> dict[Period, Mapping[str, Edition]]:
        return {}


def periods_of(outcomes: Iterable[Outcome]) -> set[Period]:
    """The periods of which returns stated something new."""
    return {period for outcome in outcomes for period in outcome.periods}


def newly_complete(house: House, touched: Collection[Period]) -> list[Period]:
    """The periods of which a report waits for nothing any more, something of those touched having become known.

    Only the last period of a length on which some report goes out can be one. Of older ones nothing is looked up: they are
    history.
    """
    lasts = _lasts(house.clock.today(), house.council.year_start)
    concerned = [last for last in lasts if any(_overlap(last, period) for period in touched)]
    if not concerned:
        return []
    with house.glimpse() as knowledge:
        declared = knowledge.register().latest.reports.values()
        concerned = [period for period in concerned if any(plan.is_on(period) for plan in declared)]
        if not concerned:
            return []
        issued = {(issue.report, issue.period) for issue in knowledge.issues()}
        outlook = Outlook(_judge(knowledge, concerned))
    return [
        period
        for period in concerned
        if any(
            promise.expected.is_complete and (promise.edition.name, period) not in issued
            for promise in outlook.promises(period)
        )
    ]


def _lasts(today: date, year_start: int) -> list[Period]:
    """The periods of each length that ended last."""
    return [Period.last_ended(today, length, year_start) for length in Length]


def _overlap(one: Period, other: Period) -> bool:
    return one.start <= other.end and other.start <= one.end


def find_due(house: House, named: str = "") -> list[Considered]:
    """The reports on the period named; or of each report the latest that is due by now, and whatever went out of which
    something became known since. Raises `UnreadablePeriod`.
    """
    with house.glimpse() as knowledge:
        year_start, today = knowledge.council.year_start, house.clock.today()
        asked = named_period(named, year_start) if named else None
        looked_at = (
            [asked] if asked else [each for last in _lasts(today, year_start) for each in (last, last.previous())]
        )
        outlook = Outlook(_judge(knowledge, looked_at))
        issued = {(issue.report, issue.period): issue for issue in knowledge.issues()}
        oldest = min((issue.as_at for issue in issued.values()), default=house.clock.now())
        news = News(knowledge.news_since(oldest))
    due = outlook.promises(asked) if asked else _due_by_now(outlook, looked_at, today)
    first = [_considered(each, today) for each in due if (each.edition.name, each.period) not in issued]
    again = [_again(outlook, issue, news) for issue in issued.values() if not asked or issue.period == asked]
    went_out = {(each.edition.name, each.period) for each in due}
    return [*first, *(each for each in again if each and (each.why or (each.report, each.period) in went_out))]


def _due_by_now(outlook: Outlook, periods: Iterable[Period], today: date) -> list[Promise]:
    by_report: dict[str, list[Promise]] = {}
    for period in periods:
        for promise in outlook.promises(period):
            by_report.setdefault(promise.edition.name, []).append(promise)
    latest = (latest_due(promises, outlook.register, today) for promises in by_report.values())
    return [promise for promise in latest if promise]


def _judge(knowledge: Knowledge, periods: Collection[Period]) -> Judge:
    """A judge who knows what can be said of these periods: statements on a whole year too."""
    first = min(period.within(Length.YEAR).start for period in periods)
    return judged_by(knowledge, knowledge.observations(first=first, last=max(period.end for period in periods))).judge


def _considered(promise: Promise, today: date) -> Considered:
    edition, period = promise.edition, promise.period
    title = f"{edition.name}, {period.label}"
    if why := promise.why_now(today):
        return Considered(edition, period, why, f"{title}: goes out because {why.words}.")
    if not promise.expected.indicators:
        return Considered(edition, period, None, f"{title}: nothing in it is measured each {period.noun}.")
    lacking = many(len(promise.expected.to_come), "indicator")
    latest = long_date(promise.day)
    return Considered(
        edition, period, None, f"{title}: waits for the figures of {lacking}, until {latest} at the latest."
    )


def _again(outlook: Outlook, issue: Issue, news: News) -> Considered | None:
    """A report that went out: it does again where something of what it prints became known since.

    `None` where the council declares it no more.
    """
    edition = outlook.editions(issue.period).get(issue.report)
    if not edition:
        return None
    title, before = f"{issue.report}, {issue.period.label}", f"went out before, as at {issue.as_at.isoformat()}"
    if _has_news(edition, outlook.register, issue, news):
        words = f"{title}: {before}; something became known since, and it goes out again if it prints that."
        return Considered(edition, issue.period, Why.REVISED, words, issue.version + 1)
    return Considered(edition, issue.period, None, f"{title}: {before}.", issue.version)


def _has_news(edition: Edition, register: RegisterHistory, issue: Issue, news: News) -> bool:
    """Whether something became known, since it went out, of an indicator and a period that it prints."""
    for code, period in news.since(issue):
        told = (
            register.indicator(each, issue.period) or register.latest.indicator(each)
            for each in (code, *register.fed_by(code))
        )
        if any(
            edition.takes(each, register.latest) and _can_print(issue.period, each, period) for each in told if each
        ):
            return True
    return False


def _can_print(printed: Period, indicator: Indicator, period: Period) -> bool:
    """Whether a figure can stand in a report: what is measured each year not in a month's before the year has ended."""
    return indicator.frequency.length <= printed.months or period.end <= printed.end


def issue_report(house: House, document: Document, why: Why, edition: Edition) -> Issue | None:
    """Write a report into `reports/` in its formats, keep the bytes in the lake, and record that it went out, and to whom.

    A version before it is put aside under a name of its own. `None` where another run was first, or where nothing that is
    printed differs from the version before: then nothing is written. Raises `UsageError` where `reports/` cannot be written.
    """
    if why == Why.REVISED and not document.has_news:
        _put_right(house, document)
        return None
    files = files_of(document, [*edition.plan.formats, ALWAYS])
    write_figure_pages(house, document, edition.plan.formats, house.workspace / "reports")
    kept = {name: house.lake.keep(content) for name, content in files.items()}
    version, folder = document.version or FIRST_VERSION, house.workspace / "reports"
    recipients = tuple(edition.recipients)
    issue = Issue(document.report, document.period, version, why, document.as_at, kept, recipients)
    with house.ledger() as ledger:
        before = newest(house.known_to(ledger).issues(), issue.report, issue.period)
        if (before.version if before else 0) != version - 1:
            return None
        if before:
            write_files({before.name_aside(name): house.lake.raw(sha) for name, sha in before.files.items()}, folder)
        write_files(files, folder)
        ledger.record(ISSUE_KIND, house.clock.now(), issue_entry(issue))
    return issue


def _put_right(house: House, document: Document) -> None:
    """Let `reports/` hold the version that went out: a run that was killed may have written one of figures since taken back."""
    folder = house.workspace / "reports"
    with house.ledger() as ledger:
        issue = newest(house.known_to(ledger).issues(), document.report, document.period)
        if issue:
            write_files({name: house.lake.raw(sha) for name, sha in issue.files.items()}, folder)
