"""Scores: shares of facts, too few of which say nothing, and what pulled them down."""

from __future__ import annotations

from datetime import date, timedelta

from tests.transforms.given import a_sender
from transforms.data_quality import FEWEST_FACTS, Dimension, Fact, Flaw, Lapse, Quality, Score, in_order, quarters_to
from transforms.league import Share, Stretch

TO = date(2010, 1, 20)
YEAR_TO = Stretch.year_to(TO)


def a_lapse(flaw: Flaw = Flaw.LATE, about: str = "December 2009", code: str = "NI 157a") -> Lapse:
    return Lapse(flaw, code, about, "it was so")


def facts(dimension: Dimension, well: int, badly: int = 0, due: date = TO) -> list[Fact]:
    return [Fact(dimension, due)] * well + [Fact(dimension, due, a_lapse())] * badly


def everything(well: int, badly: int = 0) -> list[Fact]:
    return [fact for dimension in Dimension for fact in facts(dimension, well, badly)]


def scores(quality: Quality) -> dict[Dimension, Score]:
    return {score.dimension: score for score in quality.scores}


def test_a_score_is_the_share_of_facts_that_are_well() -> None:
    quality = Quality(a_sender("dev"), YEAR_TO, facts(Dimension.TIMELINESS, 47, 3))

    assert scores(quality)[Dimension.TIMELINESS].share == Share(47, 50)
    assert scores(quality)[Dimension.TIMELINESS].percent == 94


def test_under_six_facts_no_score_is_told() -> None:
    few, enough = (Score(Dimension.ACCURACY, facts(Dimension.ACCURACY, number)) for number in (5, FEWEST_FACTS))

    assert (few.percent, few.is_known, few.share) == (None, False, Share(5, 5))
    assert enough.percent == 100


def test_the_mean_is_of_the_five_that_a_sender_answers_for() -> None:
    rest = [fact for fact in everything(10) if fact.dimension not in {Dimension.RELEVANCE, Dimension.TIMELINESS}]
    told = [*rest, *facts(Dimension.RELEVANCE, 0, 10), *facts(Dimension.TIMELINESS, 1, 9)]

    assert Quality(a_sender("dev"), YEAR_TO, told).mean == 82  # (100 + 100 + 100 + 10 + 100) ÷ 5


def test_there_is_no_mean_where_one_part_of_it_cannot_be_told() -> None:
    told = [fact for fact in everything(10) if fact.dimension != Dimension.ACCURACY]

    assert Quality(a_sender("dev"), YEAR_TO, told).mean is None


def test_the_four_quarters_of_the_year_add_up_to_the_year() -> None:
    days = [TO - timedelta(days=each) for each in range(400)]
    quality = Quality(None, YEAR_TO, [fact for due in days for fact in facts(Dimension.VALIDITY, 1, 1, due)])
    quarters = [dict(zip(Dimension, of, strict=True))[Dimension.VALIDITY].share for _, of in quality.by_quarter]

    assert len(quarters) == 8
    assert sum(share.of for share in quarters[4:]) == scores(quality)[Dimension.VALIDITY].share.of == 730
    assert quarters_to(TO)[-1] == Stretch(date(2009, 10, 20), TO)


def test_examples_are_of_each_flaw_then_of_each_period_and_the_latest() -> None:
    told = [
        a_lapse(Flaw.LATE, "December 2009", "A"), a_lapse(Flaw.LATE, "December 2009", "B"),
        a_lapse(Flaw.LATE, "November 2009", "A"), a_lapse(Flaw.OWED, "October 2009", "A"),
    ]  # fmt: skip
    score = Score(
        Dimension.TIMELINESS,
        [Fact(Dimension.TIMELINESS, TO - timedelta(days=at), lapse) for at, lapse in enumerate(told)],
    )

    assert score.examples == [told[0], told[3], told[2]]
    assert score.flaws == [(Flaw.LATE, 3), (Flaw.OWED, 1)]


def test_senders_stand_in_the_order_of_their_means_and_those_without_one_at_the_end() -> None:
    good, poor, few = (
        Quality(a_sender(name), YEAR_TO, everything(*told))
        for name, told in {"good": (10,), "poor": (5, 5), "few": (2,)}.items()
    )

    assert in_order([few, poor, good]) == [good, poor, few]
