"""From outside bodies to the inbox: each feed that is expected is asked, and what it gives is dropped like any return."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from prefect import Task, flow, get_run_logger, task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State, TaskRun
from prefect.futures import PrefectFuture
from prefect.runtime import flow_run
from prefect.states import Completed, Failed
from prefect.tasks import exponential_backoff

from flows import feed_alert_steps, feed_steps
from flows.events import Event, announce
from flows.feed_alert_steps import find_refused
from flows.feed_steps import LONGEST_WAIT, Asked, Came, Plan, Turn, note_late
from flows.patience import JITTER, mailing_task
from infra.outage import may_mend
from infra.wiring import House, open_house
from transforms.errors import FeedUnanswered, MailNotSent
from transforms.feed_calendar import Late
from transforms.words import many

TRIES_AGAIN = 4
"""One time more than what is our own: an outside body's server may be minutes in starting."""


def waiting_may_mend(_task: Task[..., Any], _run: TaskRun, state: State[Any]) -> bool:
    """Whether a feed is asked again within the run: where nothing whole came, and its server wants no long pause; or
    where what came could not be put away for the moment.

    A key that is not accepted, an address with nothing at it and a page in place of a file stay what they are.
    """
    error = state.data
    if isinstance(error, FeedUnanswered):
        return error.wait <= LONGEST_WAIT
    return isinstance(error, Exception) and may_mend(error)


plan_feeds = task(name="Look what is expected", cache_policy=NO_CACHE)(feed_steps.plan_feeds)
ask_feed = task(
    name="Ask a feed",
    task_run_name="Ask {turn}",
    cache_policy=NO_CACHE,
    retries=TRIES_AGAIN,
    retry_jitter_factor=JITTER,
    retry_condition_fn=waiting_may_mend,
)(feed_steps.ask_feed)

tell_policy_team = mailing_task(feed_alert_steps.tell_policy_team, "Tell the Policy Team")


def _name_of_asking() -> str:
    return f"Feeds · {flow_run.parameters.get('feed') or 'all that are expected'}"


@flow(name="feeds-to-inbox", flow_run_name=_name_of_asking, persist_result=False)
def feeds_to_inbox(workspace: str, feed: str = "", now: str = "") -> State[list[Asked]]:
    """Ask each feed from which something is expected, or the one that is named, and tell which are late.

    Each is asked in a task of its own at the same time, so that one that hangs delays no other.
    """
    house = open_house(Path(workspace), now)
    plan = plan_feeds(house, feed)
    asked = ask_all(house, plan)
    tell_of_feeds(house, plan.late, asked)
    return outcome_of(asked)


def tell_of_feeds(house: House, late: list[Late], asked: list[Asked]) -> None:
    """Tell what is late and what cannot be had; where no mail goes out, the next run tells it."""
    try:
        tell_policy_team(house, late, find_refused(house, asked))
    except MailNotSent as outage:
        get_run_logger().warning("The Policy Team was not told of feeds. %s", outage)
        return
    for each in late:
        tell_late(house, each)


def ask_all(house: House, plan: Plan) -> list[Asked]:
    """Ask all feeds at the same time; what came of each, in their order."""
    pauses = exponential_backoff(backoff_factor=house.settings.feed_retry_seconds)
    patient = ask_feed.with_options(retry_delay_seconds=pauses)
    for turn in plan.turns:
        get_run_logger().info(turn.wanted.words)
    futures = [patient.submit(house, turn) for turn in plan.turns]
    return [_asked(turn, future) for turn, future in zip(plan.turns, futures, strict=True)]


def _asked(turn: Turn, future: PrefectFuture[Asked]) -> Asked:
    try:
        asked = future.result()
    except Exception as error:  # noqa: BLE001  # whatever one feed does to us, the others go on
        asked = Asked(str(turn), Came.FAILED, f"{turn}: {error}", error=error)
    get_run_logger().info(asked.words)
    return asked


def outcome_of(asked: list[Asked]) -> State[list[Asked]]:
    """The state in which the run ends: failed where a feed failed, and what came of all."""
    failed = [each for each in asked if each.came == Came.FAILED]
    if failed:
        return Failed(message=" ".join(each.words for each in failed), data=asked)
    return Completed(message=f"{many(len(asked), 'feed')} asked.", data=asked)


@task(name="Tell that a feed is late", task_run_name="Late: {late.feed.feed}", cache_policy=NO_CACHE)
def tell_late(house: House, late: Late) -> None:
    """Announce a feed that is late, with whom to ask, and remember that it was told: not the other way round, for of the
    two it is better told twice.
    """
    get_run_logger().warning(late.words)
    feed, period = late.feed, str(late.period)
    who = {"contact": feed.contact, "contact_email": feed.contact_email}
    facts = {"feed": feed.feed, "sender": feed.sender, "period": period, "expected": late.expected.isoformat(), **who}
    announce(Event.FEED_LATE, f"feed.{feed.feed}.{period}", f"{feed.feed}, {late.period.label}", facts)
    note_late(house, late)
