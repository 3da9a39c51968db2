"""Restating: a person says that periods that are closed are to be judged by the register as it stands, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from flows.kept_words import LONGEST_NAME, LONGEST_REASON, kept_words
from flows.knowing import judged_by
from flows.rights import is_any_of, refuse_stranger
from infra.lake_entry import restatements_entry
from infra.warehouse.knowledge import Knowledge
from infra.wiring import House
from transforms.code import code_key
from transforms.errors import DecisionRefused, UnknownItem
from transforms.indicator import Indicator
from transforms.judged import Judge, JudgedRow
from transforms.period import Period
from transforms.register_history import JudgedAnew, RegisterHistory
from transforms.restated import Act, Restated, Setting, periods_restated, settings_restated

RESTATEMENT_KIND = "restatement"


class Asked(NamedTuple):
    """What a person asks for: an indicator, the first and the last period, who asks, and why."""

    code: str
    first: Period
    last: Period
    by: str
    reason: str


class Done(NamedTuple):
    """What was restated; nothing where these periods are judged by the register as it stands already.

    `rows` are the periods of which a report prints something else than before.
    """

    indicator: Indicator
    restated: Sequence[Restated]
    rows: Sequence[Period]


def restate(house: House, asked: Asked) -> Done:
    """Judge periods of an indicator by the register as it stands, from now on; it is recorded with who asked and why.

    Raises `UnknownItem` where the register has no such indicator, or says nothing of it for these periods; and
    `DecisionRefused` where the periods do not follow each other or have not begun, a name or a reason is missing, or this
    person may not decide it.
    """
    by, reason = kept_words("name", asked.by, LONGEST_NAME), kept_words("reason", asked.reason, LONGEST_REASON)
    refuse_stranger(house, by)
    _refuse_days(asked, house.clock.today())
    with house.ledger() as ledger:
        known = house.known_to(ledger)
        history = known.register()
        indicator = _standing(history, asked)
        _refuse_provider(indicator, by, history)
        after = _anew(history, indicator.code, asked)
        periods = periods_restated(indicator, asked.first, asked.last)
        _refuse_circle(indicator, periods, history, after)
        settings = list(settings_restated(history, after, indicator.code, periods))
        if not settings:
            return Done(indicator, [], [])
        rows = _rows_that_differ(known, after, indicator.code, periods)
        now = house.clock.now()
        act = Act(indicator.code, asked.first.start, asked.last.end, by, reason, now, house.council.day_of(now))
        entry = ledger.record(RESTATEMENT_KIND, now, restatements_entry(_of(act, settings), known.register_entry()))
    return Done(indicator, _of(replace(act, restated_at=entry.recorded_at), settings), rows)


def _of(act: Act, settings: Sequence[Setting]) -> list[Restated]:
    return [Restated(act, setting) for setting in settings]


def _refuse_days(asked: Asked, today: date) -> None:
    if asked.last.end < asked.first.end or asked.last.start < asked.first.start:
        raise DecisionRefused(f"{asked.last} ends before {asked.first}.", "Name the first period, then the last.")
    if asked.last.start > today:
        raise DecisionRefused(
            f"{asked.last} has not begun.",
            "What is to come is judged by the register as you apply it: restate nothing.",
        )


def _standing(history: RegisterHistory, asked: Asked) -> Indicator:
    """The indicator as the register in force has it for these periods."""
    row = history.latest.indicator(asked.code, asked.last) or history.latest.indicator(asked.code, asked.first)
    if row:
        return row
    if history.latest.indicator(asked.code):
        raise UnknownItem(
            f"The register says nothing of {asked.code} for {asked.first} to {asked.last}.",
            "Put it into the register for these periods, apply that, and restate then.",
        )
    raise UnknownItem(
        f"There is no indicator '{asked.code}'.", "Name its code as the register has it, such as 'NI 157a'."
    )


def _refuse_provider(indicator: Indicator, by: str, history: RegisterHistory) -> None:
    sender = indicator.sender
    if is_any_of(by, {sender, history.latest.name_of(sender), indicator.provider}):
        raise DecisionRefused(
            f"{by} provides {indicator.code}, and whoever provides a figure does not restate by what it is judged.",
            "Ask somebody of the Policy Team to do it.",
        )


def _refuse_circle(
    indicator: Indicator, periods: Sequence[Period], history: RegisterHistory, after: RegisterHistory
) -> None:
    for period in periods:
        anew = history.latest.indicator(indicator.code, period)
        if anew and after.feeds_itself(anew, period):
            raise DecisionRefused(
                f"{indicator.code} would be worked out from itself in {period}: its feeders were worked out from it then.",
                "Restate those first, for the same periods.",
            )


def _anew(history: RegisterHistory, code: str, asked: Asked) -> RegisterHistory:
    """The register over time, as it will be once this is recorded."""
    key = code_key(code)
    anew = JudgedAnew(asked.first.start, asked.last.end, len(history.versions) - 1)
    return replace(history, restated={**history.restated, key: [*history.restated.get(key, ()), anew]})


def _rows_that_differ(known: Knowledge, after: RegisterHistory, code: str, periods: Sequence[Period]) -> list[Period]:
    """The periods whose row, as every report prints it, reads otherwise by the register afterwards."""
    before = judged_by(known, known.observations({code, *after.feeding(code)})).judge
    then = replace(before, register=after)
    return [period for period in periods if _printed(before, code, period) != _printed(then, code, period)]


def _printed(judge: Judge, code: str, period: Period) -> tuple[object, ...]:
    indicator = judge.register.indicator(code, period)
    return _cells(judge.row(indicator, period)) if indicator else ()


def _cells(row: JudgedRow) -> tuple[object, ...]:
    earlier = (row.previous.value_text, row.previous.trend, row.previous_year.value_text, row.previous_year.trend)
    now = (row.indicator.name, row.value_text, row.target_text, row.status_label, tuple(row.marks), row.commentary)
    return (*now, *earlier, row.indicator.lower_is_better)
