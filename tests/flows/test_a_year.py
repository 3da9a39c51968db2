"""A year of the demo council, morning by morning: what comes is taken in, reports go out, people are written to.

Of its senders five, by whom everything happens: one is on time, one sends late, one gives its answers in fits, and two are
feeds with months of delay, whose first figures are provisional.
"""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from flows.alert_steps import find_untold, tell_policy_team
from flows.demo.returns import DemoReturn, demo_returns, returns_to_come
from flows.demo.tables import register_texts
from flows.register_steps import apply_register
from flows.reminder_steps import hand_over, write_reminders
from infra.wiring import House, open_house
from infra.workspace import make_workspace
from reports.as_json import as_facts
from reports.reissued import differences
from tests.council import REPORTS
from tests.flows.issue_due import issue_due
from tests.flows.make_document import make_document
from tests.flows.take_in import take_in
from transforms.due import working_day
from transforms.issue import FIRST_VERSION, Issue, newest, release_day
from transforms.period import Period
from transforms.register_table import FILES

pytestmark = pytest.mark.slow

SENDERS = {"customer-services", "environmental-health", "west-kent-pct", "kent-county-council", "dwp"}
FIRST, LAST = date(2009, 2, 2), date(2010, 1, 29)
QUARTERS = [Period.quarter(2008, 4), *(Period.quarter(2009, number) for number in (1, 2, 3))]


@dataclass
class Year:
    """What happened: the mails of each day by their files, and the reports that went out."""

    house: House
    mails: dict[date, list[str]] = field(default_factory=dict)
    issues: list[tuple[date, Issue]] = field(default_factory=list)

    def addressees(self, day: date, kind: str) -> Counter[str]:
        """How many mails of a kind went to each person on a day."""
        outbox = self.house.workspace / "outbox"
        named = [name for name in self.mails[day] if name.startswith(kind)]
        return Counter(
            str(message_from_bytes((outbox / name).read_bytes(), policy=policy.default)["To"]) for name in named
        )


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Year:
    """The year, lived through once."""
    folder = tmp_path_factory.mktemp("year")
    make_workspace(folder, "Sevenoaks District Council")
    for name, text in _register().items():
        (folder / "register" / f"{name}.csv").write_text(text, encoding="utf-8")
    (folder / "register" / "reports.toml").write_text(REPORTS, encoding="utf-8")
    apply_register(_at(folder, FIRST, 6))
    lived = Year(_at(folder, LAST))
    to_come = [
        sent
        for sent in (*demo_returns(), *returns_to_come())
        if sent.sender in SENDERS and sent.arrives.date() >= FIRST
    ]
    for day in _working_days():
        came = [sent for sent in to_come if sent.arrives.date() < day]
        to_come = to_come[len(came) :]
        _live(lived, day, came)
    return lived


def _live(lived: Year, day: date, came: list[DemoReturn]) -> None:
    before, house = _standing(lived.house.workspace), _at(lived.house.workspace, day)
    for sent in came:
        folder = house.workspace / "inbox" / sent.sender
        folder.mkdir(exist_ok=True)
        (folder / sent.file).write_bytes(sent.content)
    if came:
        take_in(house)
    _morning(lived, house, day)
    after = _standing(house.workspace)
    assert before.items() <= after.items(), "a mail was sent a second time"
    lived.mails[day] = sorted(after.keys() - before.keys())
    if day.day == 15:
        _morning(lived, house, day)
        assert _standing(house.workspace) == after, "a second run wrote to somebody again"


def _morning(lived: Year, house: House, day: date) -> None:
    lived.issues += [(day, issue) for issue in issue_due(house)]
    hand_over(house, write_reminders(house))
    tell_policy_team(house, find_untold(house), {})


def _working_days() -> Iterator[date]:
    days = (FIRST + timedelta(days=passed) for passed in range((LAST - FIRST).days + 1))
    return (day for day in days if working_day(day) == day)


def _at(folder: Path, day: date, hour: int = 7) -> House:
    return open_house(folder, f"{day}T{hour:02}:00:00Z")


def _standing(folder: Path) -> dict[str, int]:
    """The mails in the outbox, and when each was written."""
    return {path.name: path.stat().st_mtime_ns for path in (folder / "outbox").glob("*.eml")}


def _register() -> dict[str, str]:
    """The demo's register, with what concerns these senders."""
    texts = {name: text for name, text in register_texts().items() if name in FILES}
    texts["indicators"] = _only(texts["indicators"], "sender", SENDERS)
    codes = {row["code"] for row in csv.DictReader(io.StringIO(texts["indicators"]))}
    for name in ("targets", "formulas", "profiles"):
        texts[name] = _only(texts[name], "code", codes)
    texts["groups"] = _only(_only(texts["groups"], "group", codes), "member", codes)
    return texts


def _only(text: str, column: str, kept: set[str]) -> str:
    rows = list(csv.DictReader(io.StringIO(text)))
    sink = io.StringIO()
    writer = csv.DictWriter(sink, text.splitlines()[0].split(","))
    writer.writeheader()
    writer.writerows(row for row in rows if row[column] in kept)
    return sink.getvalue()


def test_every_report_goes_out_once_on_its_day_or_before(year: Year) -> None:
    first = {issue.period: day for day, issue in year.issues if issue.version == FIRST_VERSION}
    assert list(first) == QUARTERS
    assert all(day <= release_day(period) for period, day in first.items())


def test_each_version_counts_on_and_says_what_changed(year: Year) -> None:
    by_period: dict[Period, list[int]] = {}
    for _, issue in year.issues:
        by_period.setdefault(issue.period, []).append(issue.version)
        if issue.version > FIRST_VERSION:
            facts = json.loads(year.house.lake.raw(issue.files[issue.file_of("json")]))
            assert facts["replaces"]["differing"]
    assert all(versions == list(range(1, len(versions) + 1)) for versions in by_period.values())
    assert max(len(versions) for versions in by_period.values()) > 1


def test_no_report_that_prints_something_else_by_now_was_left_as_it_was(year: Year) -> None:
    issued = [issue for _, issue in year.issues]
    for period in QUARTERS:
        last = newest(issued, "scrutiny", period)
        assert last
        printed = json.loads(year.house.lake.raw(last.files[last.file_of("json")]))
        now = as_facts(make_document(year.house, "scrutiny", str(period), None))
        assert not [each for each in differences(printed, now, period.noun) if each.is_news]


def test_nobody_gets_two_reminders_on_a_day(year: Year) -> None:
    most = max(max(year.addressees(day, "reminder").values(), default=0) for day in year.mails)
    assert most == 1


def test_reminders_are_no_flood(year: Year) -> None:
    """Thirteen returns of each sender are due within the year, and few are late."""
    by_person: Counter[str] = Counter()
    for day in year.mails:
        by_person += year.addressees(day, "reminder")
    assert by_person
    assert max(by_person.values()) <= 52
