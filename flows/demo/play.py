"""Plays two years of the demo council: each month's returns are dropped, taken in, and at the end reported to every audience."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from itertools import groupby
from pathlib import Path

from flows.decide import Hold, decide, holds_of
from flows.demo.benchmarks import benchmark_files
from flows.demo.committee import MET, refer
from flows.demo.returns import DEMO_TODAY, DemoReturn, demo_returns
from flows.demo.tables import demo_register, register_texts
from flows.orchestration import prefect_running
from flows.quality_steps import make_quality, quality_pages
from flows.register_steps import apply_register
from flows.report_steps import write_files
from infra.clock import instant_text
from infra.settings import FILE_NAME, files_alone
from infra.store import folder_of
from infra.wiring import House, open_house
from infra.workspace import make_workspace
from transforms.errors import UsageError
from transforms.finding import Verdict
from transforms.observation import Decided
from transforms.period import Period
from transforms.register_table import REPORTS
from transforms.report_plan import ReportPlan
from transforms.settle import Outcome

COUNCIL = "Sevenoaks District Council (demonstration)"
QUARTER = Period.quarter(2009, 3)
REPORTED_ON = (QUARTER, QUARTER.last_month, Period.year(2008))
REGISTERED = datetime(2008, 1, 7, 9, tzinfo=UTC)
LAST_SWEEPS = [datetime(2010, 1, day, 18, tzinfo=UTC) for day in (12, 15, 19)]
REPORTED = datetime.combine(DEMO_TODAY, time(9), UTC)
SWEEP_DAY = 16
"""In the two years before, each month was taken in on the day after the 15th; the last month as it comes."""

LAST_SWEEP_BEFORE_COMMITTEE = MET.date().replace(day=SWEEP_DAY)
"""Instants only rise: what the committee refers is recorded after what came before its meeting, and before all else."""

RELEASED = "LPI RR 1"
CHECKER = "Lee Banks"
REASON = "Confirmed with the depot: snow and ice stopped the rounds from 17 to 23 December."

Progress = Callable[[str, int, int], None]
"""Told what is being done, and how many steps of how many are."""


@dataclass
class Played:
    """What came of it: every outcome of the last month, what the checker released, and the files of the report."""

    house: House
    files: int = 0
    outcomes: list[Outcome] = field(default_factory=list)
    released: list[Hold] = field(default_factory=list)
    reports: list[Path] = field(default_factory=list)

    @property
    def changed_nothing(self) -> bool:
        """Whether everything had come before."""
        return not self.released and all(outcome.verdict == Verdict.DUPLICATE for outcome in self.outcomes)


def play(folder: Path, progress: Progress) -> Played:
    """Make the demo council in a folder; where it stands already, send everything again, which changes nothing.

    It is the same whatever the environment sets. Raises `UsageError` where the folder is a workspace of somebody else.
    """
    with files_alone():
        return _play(_workspace(folder), progress)


def _play(house: House, progress: Progress) -> Played:
    is_new = apply_register(_at(house, REGISTERED)).applied
    sweeps = list(_sweeps() if is_new else [(LAST_SWEEPS[-1], _sent())])
    played = Played(house, files=sum(len(returns) for _, returns in sweeps))
    with prefect_running(house.workspace):
        for step, (instant, returns) in enumerate(sweeps):
            progress(f"Taking in {instant:%B %Y}", step, len(sweeps))
            outcomes = _take_in(house, returns, instant)
            if instant.date() == LAST_SWEEP_BEFORE_COMMITTEE:
                refer(house)
            played.outcomes += outcomes if instant in LAST_SWEEPS else []
        played.released = _release_one(house)
        played.reports = _reports(house, progress)
    return played


def _workspace(folder: Path) -> House:
    if not (folder / FILE_NAME).exists():
        make_workspace(folder, COUNCIL, extra=f'today = "{DEMO_TODAY}"                    # the clock stands here\n')
        for name, text in register_texts().items():
            ending = "toml" if name == REPORTS else "csv"
            (folder / "register" / f"{name}.{ending}").write_text(text, encoding="utf-8")
    house = open_house(folder)
    if house.settings.council != COUNCIL:
        raise UsageError(f"{folder} is a workspace of {house.settings.council}.", "Name another folder for the demo.")
    return house


def _at(house: House, instant: datetime) -> House:
    return open_house(house.workspace, instant_text(instant))


def _sent() -> list[DemoReturn]:
    """What the post brings: the returns, and the figures of other councils."""
    return sorted([*demo_returns(), *benchmark_files()], key=lambda sent: sent.arrives)


def _sweeps() -> Iterator[tuple[datetime, list[DemoReturn]]]:
    """Each time the inbox is taken in, with what arrived since the time before."""
    for instant, returns in groupby(_sent(), key=lambda sent: _sweep_after(sent.arrives)):
        yield instant, list(returns)


def _sweep_after(arrives: datetime) -> datetime:
    if arrives > LAST_SWEEPS[0] - timedelta(days=SWEEP_DAY):
        return next(sweep for sweep in LAST_SWEEPS if sweep >= arrives)
    month = Period.month(arrives.year, arrives.month)
    sweep = datetime.combine(month.start.replace(day=SWEEP_DAY), time(18), UTC)
    return sweep if arrives <= sweep else datetime.combine(month.shifted(1).start.replace(day=SWEEP_DAY), time(18), UTC)


def _take_in(house: House, returns: Sequence[DemoReturn], instant: datetime) -> list[Outcome]:
    from flows.inbox_to_lake import inbox_to_lake
    from flows.lake_to_mail import lake_to_mail

    for sent in returns:
        path = folder_of(house.settings.inbox, house.workspace) / sent.sender / sent.file
        path.write_bytes(sent.content)
        os.utime(path, (sent.arrives.timestamp(), sent.arrives.timestamp()))
    taken = inbox_to_lake(str(house.workspace), instant_text(instant))
    for _, fault in taken.faults:
        raise fault
    lake_to_mail(str(house.workspace), now=instant_text(instant))
    return taken.outcomes


def _release_one(house: House) -> list[Hold]:
    """The checker's decision on the one odd figure that is true; another day's second run finds it decided."""
    at = _at(house, LAST_SWEEPS[-1] + timedelta(hours=1))
    waiting = [hold for hold in holds_of(at) if hold.observation.code == RELEASED]
    return [decide(at, hold.short_id, Decided.RELEASED, CHECKER, REASON) for hold in waiting]


def _reports(house: House, progress: Progress) -> list[Path]:
    """Every report of the register, on the periods that the demonstration ends with; data quality, and the public site."""
    from flows.lake_to_warehouse import lake_to_warehouse
    from flows.reports_to_site import reports_to_site
    from flows.warehouse_to_reports import warehouse_to_reports

    lake_to_warehouse(str(house.workspace))
    instant, folder = instant_text(REPORTED), str(house.workspace / "reports")
    plans = [(plan, period) for period in REPORTED_ON for plan in _plans_on(period)]
    paths: list[Path] = []
    for step, (plan, period) in enumerate(plans):
        progress(f"Writing {plan.report}, {period.label}", step, len(plans))
        workspace = str(house.workspace)
        paths += warehouse_to_reports(workspace, plan.report, str(period), plan.formats, folder, instant, instant)
    progress("Telling data quality", len(plans), len(plans))
    write_files(quality_pages(make_quality(house, REPORTED)), house.workspace / "reports")
    progress("Publishing the website", len(plans), len(plans))
    reports_to_site(str(house.workspace), instant, instant, asked=True)
    return paths


def _plans_on(period: Period) -> list[ReportPlan]:
    return [plan for plan in demo_register().reports.values() if plan.is_on(period)]
