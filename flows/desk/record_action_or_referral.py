"""From a form in Prefect's UI to an action or a referral that is recorded: the committee's clerk needs no terminal."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from prefect import flow
from prefect.client.schemas.objects import State
from prefect.logging import get_run_logger
from prefect.states import Completed, Failed

from flows.record_action import Recorded, Typed, record_action
from infra.wiring import open_house
from transforms.action import ActionKind
from transforms.errors import UsageError


@flow(name="record-action-or-referral", flow_run_name="{kind}: {code}", persist_result=False)
def record_action_or_referral(
    code: str,
    what: str,
    by: str,
    kind: Literal["action", "referral"] = "action",
    who: str = "",
    by_when: str = "",
    done: str = "",
    outcome: str = "",
    *,
    workspace: str,
    now: str = "",
) -> State[None]:
    """Record an action or a referral, or what came of one.

    Args:
        code: The indicator it is about, such as NI 181.
        what: What is to be done, or what is referred. To follow up what is known: its words, or how they begin.
        by: Who states it: you, or the committee.
        kind: An action is done by a service; a referral goes to Cabinet or to somebody else. What is known keeps its kind.
        who: Who does it, or to whom it is referred.
        by_when: The day by which it is to be done, such as 31/03/2010. It may be empty.
        done: The day on which it was done; empty as long as it is not.
        outcome: What came of it.
        workspace: Leave this as it is.
        now: Leave this empty.
    """
    new_kind = None if done or outcome else ActionKind(kind)
    typed = Typed(code, " ".join(what.split()), by, who, by_when, done, outcome, new_kind)
    try:
        recorded = record_action(open_house(Path(workspace), now), typed)
    except UsageError as refusal:
        words = f"{refusal.message} {refusal.remedy}"
        get_run_logger().warning("This was not recorded. %s", words)
        return Failed(name="Not recorded", message=words)
    words = _words(recorded)
    get_run_logger().info(words)
    return Completed(name="Recorded" if recorded.is_news else "Known already", message=words)


def _words(recorded: Recorded) -> str:
    action = recorded.action
    return f"{action.code}: the {action.kind} '{action.what}' {'is recorded' if recorded.is_news else 'was known'}."
