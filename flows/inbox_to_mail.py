"""From the inbox to the senders' mail: one round of the whole way, told to whoever cares."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from prefect import flow, task
from prefect.cache_policies import NO_CACHE

from flows import round_steps
from flows.desk import notes
from flows.desk.run_names import round_name
from flows.inbox_to_lake import MOST_OF_A_RUN, inbox_to_lake
from flows.issue_steps import periods_of
from flows.lake_to_mail import lake_to_mail
from flows.lake_to_warehouse import lake_to_warehouse
from flows.micro_batch import TakenIn
from flows.round_steps import name_run
from flows.warehouse_to_desk import lay_out_holds, note_tracker
from flows.warehouse_to_reports import tell_complete
from infra.wiring import House, open_house
from transforms.errors import MailNotSent
from transforms.finding import Verdict
from transforms.settle import Outcome

tell_outcomes = task(name="Tell what became of the files", cache_policy=NO_CACHE)(round_steps.tell_outcomes)
tell_faults = task(name="Tell of faults of ours", cache_policy=NO_CACHE)(round_steps.tell_faults)
note_round = task(name="Note what came", cache_policy=NO_CACHE)(notes.note_round)


class Round(NamedTuple):
    """What was taken in, and why answers could not be sent."""

    taken: TakenIn
    unsent: list[MailNotSent]


def three_legs(workspace: str, now: str = "") -> Round:
    """What waits goes into the lake, from there into the warehouse, and its answers to the senders."""
    taken = inbox_to_lake(workspace, now)
    lake_to_warehouse(workspace)
    repeated = [outcome for outcome in taken.outcomes if outcome.verdict == Verdict.DUPLICATE]
    return Round(taken, lake_to_mail(workspace, repeated, now))


@flow(name="inbox-to-mail", persist_result=False)
def inbox_to_mail(workspace: str, now: str = "") -> Round:
    """Take in and answer what waits in a workspace, and tell of it; `now` sets the clock for a demonstration."""
    house = open_house(Path(workspace), now)
    done = three_legs(workspace, now)
    tell_outcomes(house, done.taken.outcomes)
    tell_faults(house, done.taken.faults)
    tell_complete(house, periods_of(done.taken.outcomes))
    note_round(house, done.taken.outcomes, done.taken.faults)
    if not _goes_on(house, done.taken.outcomes):
        lay_out_holds(house)
        note_tracker(house)
    name_run(round_name(house, done.taken.outcomes))
    return done


def _goes_on(house: House, outcomes: Sequence[Outcome]) -> bool:
    """Whether this was one of the rounds in which a burst is taken in: the last of them leaves the desk in order."""
    return len(outcomes) >= MOST_OF_A_RUN and any(house.inbox.arrivals())
