"""What came of Development's returns, as a record of timeliness sees it: files, statements and expectations for tests."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from tests.transforms.given import a_register, an_indicator, an_observation, at, said
from transforms.code import code_key
from transforms.council import Council
from transforms.expected import expected_of
from transforms.finding import Finding, Severity
from transforms.judged import Judge
from transforms.observation import Observation, known_commentaries, known_figures, open_holds
from transforms.period import Period
from transforms.receipt import Receipt
from transforms.register_history import Applied, RegisterHistory
from transforms.timeliness import Delivery, deliveries

SINCE = date(2008, 4, 1)
COUNCIL = Council("Sevenoaks")
MINOR = an_indicator(code="NI 157b")
BOTH = a_register(an_indicator(), MINOR)
ONE = RegisterHistory([Applied(SINCE, a_register())])
TWO = RegisterHistory([Applied(SINCE, BOTH)])


def a_finding(rule: str = "not-a-number", severity: Severity = Severity.ERROR, **where: str) -> Finding:
    """A finding on a cell of December."""
    place = {"sheet": "Return", "cell": "D7", "code": "NI 157a", "period": "2009-12", **where}
    return Finding(severity, rule, f"{rule} in {place['cell']}", f"Mend {rule}.", **place)


def a_receipt(
    day: str, *findings: Finding, arrived: str = "", sender: str = "dev", file: str = "return.xlsx"
) -> Receipt:
    """A file of Development, recorded on a day, on which it had come unless its own time says otherwise."""
    return Receipt(sender, file, "0" * 64, at(arrived or day), at(day), findings)


def sent(period: Period, day: str, value: str = "80", code: str = "NI 157a", **became: str) -> Observation:
    """A figure as a file of that day stated it."""
    return an_observation(said(period, value), day, code=code, **became)  # type: ignore[arg-type]


def judge_of(
    observations: Iterable[Observation], history: RegisterHistory = ONE, today: date = date(2010, 1, 20)
) -> Judge:
    """A judge of what was stated."""
    observations = list(observations)
    waiting = frozenset((code_key(hold.code), hold.said.period) for hold in open_holds(observations))
    return Judge(history, known_figures(observations), known_commentaries(observations), today, waiting=waiting)


def record(
    *observations: Observation,
    months: Sequence[Period],
    receipts: Iterable[Receipt] = (),
    history: RegisterHistory = ONE,
    today: date = date(2010, 1, 20),
) -> list[Delivery]:
    """What became of the returns for some months; each statement stood in a file of its own day."""
    days = dict.fromkeys(observation.recorded_at for observation in observations)
    given = list(receipts)
    files = [a_receipt(day.isoformat()[:10]) for day in days if day not in {each.recorded_at for each in given}]
    in_order = sorted([*given, *(replace(file, sender="dev") for file in files)], key=lambda each: each.recorded_at)
    judge = judge_of(observations, history, today)
    return deliveries(judge, COUNCIL, expected_of(judge, months), in_order, observations)
