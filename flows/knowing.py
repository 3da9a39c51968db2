"""Puts together what commands and flows need to know of a workspace at an instant."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from infra.warehouse.knowledge import Knowledge
from infra.wiring import House
from transforms.code import code_key
from transforms.council import Council
from transforms.judged import Judge
from transforms.observation import Observation, known_commentaries, known_figures, open_holds
from transforms.period import Length, Period


@dataclass(frozen=True)
class Known:
    """What was known: the instant, the council as it was then, every statement, and the judge that goes by them."""

    instant: datetime
    council: Council
    observations: list[Observation]
    judge: Judge


def what_was_known(
    house: House,
    as_at: datetime | None = None,
    first: date | None = None,
    last: date | None = None,
    codes: Collection[str] | None = None,
) -> Known:
    """What was known at an instant, by default now, of periods that begin from `first` to `last`, and of some indicators."""
    with house.knowledge(as_at) if as_at else house.glimpse() as knowledge:
        return judged_by(knowledge, knowledge.observations(codes, first, last))


def year_up_to(month: Period) -> date:
    """The first day of what says who owes what for a month and the year before it: statements on whole years too."""
    return month.shifted(-Length.YEAR).within(Length.YEAR).start


def judged_by(knowledge: Knowledge, observations: list[Observation]) -> Known:
    """The judge over some statements, and the day it stands on."""
    council = knowledge.council
    judge = Judge(
        knowledge.register(),
        known_figures(observations),
        known_commentaries(observations),
        council.day_of(knowledge.instant),
        council.roll,
        frozenset((code_key(hold.code), hold.said.period) for hold in open_holds(observations)),
    )
    return Known(knowledge.instant, council, observations, judge)
