"""The steps that end a round of taking in, each a plain function; the flow `inbox_to_mail` runs them as tasks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from uuid import UUID

from prefect import get_client
from prefect.runtime import flow_run

from flows.commands.printing import file_named
from flows.events import Event, announce
from flows.fault_log import log_fault
from infra.wiring import House
from transforms.finding import Verdict
from transforms.settle import Outcome, SentFile

VERDICTS = {
    Verdict.ACCEPTED: Event.RETURN_ACCEPTED,
    Verdict.PARTLY: Event.RETURN_PARTLY,
    Verdict.HELD: Event.RETURN_HELD,
    Verdict.REFUSED: Event.RETURN_REFUSED,
    Verdict.DUPLICATE: Event.RETURN_DUPLICATE,
}


def tell_outcomes(house: House, outcomes: Sequence[Outcome]) -> None:
    """Announce what became of each file, and once for all that something waits for a checker."""
    for outcome in outcomes:
        for event in _events(outcome):
            announce(event, f"return.{outcome.file.sha256}", file_named(outcome.file), _facts(outcome))
    if held := sum(outcome.counts.held for outcome in outcomes):
        announce(Event.HOLDS_WAITING, "desk", "The checker's desk", {"held": held})


def tell_faults(house: House, faults: Sequence[tuple[SentFile, Exception]]) -> None:
    """Log each fault of ours that a file met, and announce it."""
    for file, error in faults:
        logged = log_fault(error, house.workspace, file_named(file))
        announce(Event.FAULT_MET, f"return.{file.sha256}", file_named(file), {"what": logged})


def name_run(name: str) -> None:
    """Give this run the name under which a person finds it, now that it is known what came."""
    with get_client(sync_client=True) as client:
        client.update_flow_run(UUID(flow_run.id), name=name)


def _events(outcome: Outcome) -> Iterator[Event]:
    """Its verdict; and of those taken in part, that some figure is held."""
    yield VERDICTS[outcome.verdict]
    if outcome.verdict == Verdict.PARTLY and outcome.counts.held:
        yield Event.RETURN_HELD


def _facts(outcome: Outcome) -> dict[str, object]:
    file = outcome.file
    counts = asdict(outcome.counts)
    return {"sender": file.sender, "file": file.file, "sha256": file.sha256, "return": outcome.return_id, **counts}
